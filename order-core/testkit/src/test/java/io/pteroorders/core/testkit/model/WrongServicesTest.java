package io.pteroorders.core.testkit.model;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.util.concurrent.MoreExecutors;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.testkit.ForwardingOperations;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import io.pteroorders.core.testkit.OrderLifecycleModel.Parts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The model bites: services that are wrong in one thing each are found out, and the story is short. */
@Tag("long")
@Tag("hunt")
class WrongServicesTest {

    private static ImmutableSetMultimap.Builder<OrderStatus, OrderStatus> arrows() {
        return ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
                .putAll(PENDING, CONFIRMED, CANCELLED)
                .putAll(CONFIRMED, PROCESSING, CANCELLED)
                .putAll(PROCESSING, COMPLETED, CANCELLED)
                .putAll(COMPLETED, REFUNDED);
    }

    private static OrderLifecycleModel wrongFlow(OrderFlow flow) {
        return Hunt.wrongShop(parts -> {
            OrderService service = parts.service()
                    .flow(flow)
                    .listener(parts.listener(), MoreExecutors.directExecutor())
                    .build();
            return service;
        });
    }

    @Test
    void anArrowTooMany() {
        OrderFlow flow = OrderFlow.of(arrows().put(CONFIRMED, COMPLETED).build());
        Hunt.catches("confirmed may skip to completed", wrongFlow(flow), "completed");
    }

    @Test
    void anArrowOutOfAFinalStatus() {
        OrderFlow flow = OrderFlow.of(arrows().put(REFUNDED, CANCELLED).build());
        Hunt.catches("refunded may be cancelled", wrongFlow(flow), "from refunded");
    }

    @Test
    void anArrowMissing() {
        OrderFlow flow = OrderFlow.of(ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
                .putAll(PENDING, CONFIRMED)
                .putAll(CONFIRMED, PROCESSING, CANCELLED)
                .putAll(PROCESSING, COMPLETED, CANCELLED)
                .putAll(COMPLETED, REFUNDED)
                .build());
        Hunt.catches("pending cannot be cancelled", wrongFlow(flow), "cancelled");
    }

    @Test
    void aMoveToTheSameStatusAnsweredAsDone() {
        Hunt.catches("confirming twice is done twice", Hunt.wrongShop(SameStatusIsFine::new), "was done");
    }

    /** Says "done" to whoever confirms a confirmed order. */
    private record SameStatusIsFine(OrderService service) implements ForwardingOperations {

        SameStatusIsFine(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> confirm(Actor actor, ChangeStatus request) {
            Outcome<Order> outcome = service.confirm(actor, request);
            Outcome<Order> now = service.get(actor, request.id());
            return now.isDone() && now.get().status() == CONFIRMED ? now : outcome;
        }
    }

    @Test
    void aRefundThatIsDoneTwice() {
        String story = Hunt.catches(
                "refunding twice is done twice",
                Hunt.wrongShop(RefundsTwice::new).racing(),
                "expected refused");
        assertFalse(story.contains("at once"), "the steps of a race tell it as well, one after another: " + story);
    }

    /** Says "done" to whoever refunds a refunded order. */
    private record RefundsTwice(OrderService service) implements ForwardingOperations {

        RefundsTwice(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> refund(Actor actor, ChangeStatus request) {
            Outcome<Order> now = service.get(actor, request.id());
            boolean refunded = now.isDone() && now.get().status() == REFUNDED;
            return refunded && actor.isAdmin() ? now : service.refund(actor, request);
        }
    }

    @Test
    void aCompletionWithoutAServer() {
        Hunt.catches("an order is completed without a server", Hunt.wrongShop(NeedsNoServer::new), "without a server");
    }

    /** Makes up a server id where none is given. */
    private record NeedsNoServer(OrderService service) implements ForwardingOperations {

        NeedsNoServer(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> complete(Actor actor, CompleteOrder request) {
            String server = request.serverId().orElse("srv-none");
            return service.complete(
                    actor, new CompleteOrder(request.id(), Optional.of(server), request.note(), request.requestId()));
        }
    }

    @Test
    void aServerIdSavedBeforeTheStatusIsChecked() {
        Hunt.catches(
                "a refused completion saves the server id",
                Hunt.wrongShop(ServerFirst::new),
                "expected server nothing");
    }

    /** Writes the server id, and then asks whether the order may be completed. */
    private record ServerFirst(OrderService service, Parts parts) implements ForwardingOperations {

        ServerFirst(Parts parts) {
            this(Hunt.rightService(parts), parts);
        }

        @Override
        public Outcome<Order> complete(Actor actor, CompleteOrder request) {
            if (actor.isAdmin()) {
                parts.storage()
                        .update(
                                request.id(),
                                order -> Outcome.done(order.withServerId(
                                        order.updatedAt(), request.serverId().orElse("none"))),
                                Optional.empty());
            }
            return service.complete(actor, request);
        }
    }

    @Test
    void anOrderOfSomebodyElseShown() {
        Hunt.catches("a customer sees any order by its id", Hunt.wrongShop(ShowsAll::new), "customer");
    }

    /** Shows an order to whoever knows its id. */
    private record ShowsAll(OrderService service) implements ForwardingOperations {

        ShowsAll(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> get(Actor actor, OrderId id) {
            return service.get(Actor.SYSTEM, id).map(Order::asSeenByCustomer);
        }
    }

    @Test
    void adminNotesShownToTheCustomer() {
        Hunt.catches("a customer sees what the shop notes", Hunt.wrongShop(ShowsShopNotes::new), "customer");
    }

    /** Gives customers their orders as the shop sees them. */
    private record ShowsShopNotes(OrderService service) implements ForwardingOperations {

        ShowsShopNotes(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> find(Actor actor, String typed) {
            return service.find(actor, typed).flatMap(order -> service.get(Actor.SYSTEM, order.id()));
        }
    }

    @Test
    void aRepeatedRequestExecutedTwice() {
        Hunt.catches("a request id is dropped on the way", Hunt.wrongShop(ForgetsRequests::new), "(request");
    }

    /** Drops the request id of a new order. */
    private record ForgetsRequests(OrderService service) implements ForwardingOperations {

        ForgetsRequests(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> create(Actor actor, CreateOrder request) {
            return service.create(
                    actor,
                    new CreateOrder(
                            request.customer(),
                            request.packageType(),
                            request.durationMonths(),
                            request.note(),
                            request.username(),
                            Optional.empty()));
        }
    }

    @Test
    void aCapCheckedBeforehand() {
        Hunt.catches(
                "the cap is not checked",
                Hunt.wrongShop(parts -> {
                    OrderService service = parts.service()
                            .maxPendingOrders(100)
                            .listener(parts.listener(), MoreExecutors.directExecutor())
                            .build();
                    return service;
                }),
                "too many pending");
    }

    @Test
    void anEventTwice() {
        Hunt.catches(
                "an event is told twice",
                Hunt.wrongEvents((event, tell) -> {
                    tell.accept(event);
                    tell.accept(event);
                }),
                "among the events");
    }

    @Test
    void anEventNever() {
        Hunt.catches(
                "nobody hears of a refund",
                Hunt.wrongEvents((event, tell) -> {
                    if (event.order().status() != REFUNDED) {
                        tell.accept(event);
                    }
                }),
                "among the events");
    }

    @Test
    void anEventWithTheOrderAsItWas() {
        Hunt.catches(
                "an event tells the order before the change",
                Hunt.wrongEvents((event, tell) -> tell.accept(new OrderEvent(
                        event.kind(), event.before(), event.before().orElse(event.order()), event.actor()))),
                "among the events");
    }

    @Test
    void anEventLate() {
        Hunt.catches(
                "an event waits for the next one",
                Hunt.wrongShop(parts -> {
                    AtomicReference<OrderEvent> kept = new AtomicReference<>();
                    OrderService service = Hunt.listened(parts, event -> Optional.ofNullable(kept.getAndSet(event))
                            .ifPresent(parts.listener()::onEvent));
                    return service;
                }),
                "among the events");
    }

    @Test
    void anUpdateLost() {
        Hunt.catches(
                "an order is read, and written later",
                Hunt.wrongShop(ReadsThenWrites::new).racing(),
                "at once");
    }

    /** Adds the shop's notes to the order as it was read, not as it is when it is written. */
    private record ReadsThenWrites(OrderService service, Parts parts) implements ForwardingOperations {

        ReadsThenWrites(Parts parts) {
            this(Hunt.rightService(parts), parts);
        }

        @Override
        public Outcome<Order> addNote(Actor actor, AddNote request) {
            Optional<Order> read = parts.storage().get(request.id()).filter(order -> !order.adminNotes()
                    .isFull());
            if (!actor.isAdmin() || read.isEmpty() || request.requestId().isPresent() || badText(request)) {
                return service.addNote(actor, request);
            }
            Order before = read.get();
            Order noted = before.withAdminNote(parts.clock().instant(), actor.text(), request.text());
            Hunt.dawdle(parts.storage());
            parts.storage().update(request.id(), now -> Outcome.done(noted), Optional.empty());
            parts.listener()
                    .onEvent(new OrderEvent(OrderEvent.Kind.NOTE_ADDED, Optional.of(before), noted, actor.text()));
            return Outcome.done(noted);
        }

        private static boolean badText(AddNote request) {
            return request.text().isEmpty() || request.text().length() > 500;
        }
    }

    @Test
    void anEventOfARefusal() {
        Hunt.catches("a refused cancellation is told", Hunt.wrongShop(TellsRefusals::new), "among the events");
    }

    /** Tells of a cancellation, whatever came of it. */
    private record TellsRefusals(OrderService service, Parts parts) implements ForwardingOperations {

        TellsRefusals(Parts parts) {
            this(Hunt.rightService(parts), parts);
        }

        @Override
        public Outcome<Order> cancel(Actor actor, ChangeStatus request) {
            Outcome<Order> outcome = service.cancel(actor, request);
            if (!outcome.isDone()) {
                parts.storage().get(request.id()).ifPresent(order -> parts.listener()
                        .onEvent(new OrderEvent(
                                OrderEvent.Kind.STATUS_CHANGED, Optional.of(order), order, actor.text())));
            }
            return outcome;
        }
    }

    @Test
    void theUserNameWantedAtFirstLost() {
        Hunt.catches("the user name of a new order is dropped", Hunt.wrongShop(DropsUsernames::new), "as 'panel'");
    }

    /** Makes orders without the wanted user name. */
    private record DropsUsernames(OrderService service) implements ForwardingOperations {

        DropsUsernames(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> create(Actor actor, CreateOrder request) {
            Optional<String> valid = request.username().filter(name -> !name.equals("panel"));
            return service.create(
                    actor,
                    new CreateOrder(
                            request.customer(),
                            request.packageType(),
                            request.durationMonths(),
                            request.note(),
                            valid,
                            request.requestId()));
        }
    }

    @Test
    void aNoteTooMany() {
        Hunt.catches("an order takes any number of notes", Hunt.wrongShop(TakesAllNotes::new), "too many notes");
    }

    /** Writes the shop's note though there is no room for it. */
    private record TakesAllNotes(OrderService service, Parts parts) implements ForwardingOperations {

        TakesAllNotes(Parts parts) {
            this(Hunt.rightService(parts), parts);
        }

        @Override
        public Outcome<Order> addNote(Actor actor, AddNote request) {
            Outcome<Order> outcome = service.addNote(actor, request);
            return outcome.refusal()
                            .filter(Refusal.TooManyNotes.class::isInstance)
                            .isEmpty()
                    ? outcome
                    : Outcome.done(parts.storage()
                            .update(
                                    request.id(),
                                    order -> Outcome.done(
                                            order.withAdminNote(parts.clock().instant(), actor.text(), request.text())),
                                    request.requestId())
                            .after()
                            .orElseThrow());
        }
    }

    @Test
    void oneOfSeveralTaken() {
        Hunt.catches("of ids that end alike the newest is taken", Hunt.wrongShop(TakesOne::new), "ambiguous id");
    }

    /** Does not ask which order was meant. */
    private record TakesOne(OrderService service) implements ForwardingOperations {

        TakesOne(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> find(Actor actor, String typed) {
            Outcome<Order> outcome = service.find(actor, typed);
            return outcome.refusal()
                    .map(refusal -> refusal instanceof Refusal.AmbiguousId ambiguous
                            ? service.get(actor, ambiguous.matches().get(0))
                            : outcome)
                    .orElse(outcome);
        }
    }

    @Test
    void anOrderOfSomebodyElseInTheWay() {
        Hunt.catches(
                "a customer's short id fits orders of others too",
                Hunt.wrongShop(LooksAmongAll::new),
                "was refused: ambiguous id");
    }

    /** Looks for the ends of ids among all orders, and only then at whose they are. */
    private record LooksAmongAll(OrderService service) implements ForwardingOperations {

        LooksAmongAll(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> find(Actor actor, String typed) {
            Outcome<Order> ofAll = service.find(Actor.SYSTEM, typed);
            return ofAll.refusal()
                    .filter(Refusal.AmbiguousId.class::isInstance)
                    .map(Outcome::<Order>refused)
                    .orElseGet(() -> service.find(actor, typed));
        }
    }

    @Test
    void anOrderOfSomebodyElseSuggested() {
        Hunt.catches("a slip shows ids of others", Hunt.wrongShop(SuggestsAll::new), "order not found, near");
    }

    /** Suggests whatever is near, whoever asks. */
    private record SuggestsAll(OrderService service) implements ForwardingOperations {

        SuggestsAll(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> get(Actor actor, OrderId id) {
            Outcome<Order> outcome = service.get(actor, id);
            return outcome.isDone() ? outcome : Outcome.refused(new Refusal.OrderNotFound(id.toString(), near(id)));
        }

        private ImmutableList<OrderId> near(OrderId id) {
            return service.list(Actor.SYSTEM, OrderQuery.newestFirst().build()).get().orders().stream()
                    .map(Order::id)
                    .filter(other -> id.isNear(other) && !id.equals(other))
                    .limit(3)
                    .collect(ImmutableList.toImmutableList());
        }
    }

    @Test
    void aLookAlikeLetterNotRead() {
        Hunt.catches("an O is not read as a nought", Hunt.wrongShop(ReadsExactly::new), "looks for");
    }

    /** Takes letters for letters. */
    private record ReadsExactly(OrderService service) implements ForwardingOperations {

        ReadsExactly(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> find(Actor actor, String typed) {
            return typed.matches("ORD-.*[Ol].*")
                    ? Outcome.refused(new Refusal.OrderNotFound(typed, ImmutableList.of()))
                    : service.find(actor, typed);
        }
    }

    @Test
    void aSecondPageWithWhatOnlyTheShopMaySee() {
        Hunt.catches("a customer's later pages are the shop's", Hunt.wrongShop(HidesOnThePageOne::new), "to a page");
    }

    /** Hides what only the shop may see, on the first page. */
    private record HidesOnThePageOne(OrderService service) implements ForwardingOperations {

        HidesOnThePageOne(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Page> list(Actor actor, OrderQuery query) {
            Outcome<Page> page = service.list(actor, query);
            return query.after().isPresent() && page.isDone() ? service.list(Actor.SYSTEM, query) : page;
        }
    }

    @Test
    void aCursorThatTellsOfOrdersOfOthers() {
        Hunt.catches("a customer goes on after orders of others", Hunt.wrongShop(GoesOnAnywhere::new), "after");
    }

    /** Does not look whose order a list is to go on after. */
    private record GoesOnAnywhere(OrderService service) implements ForwardingOperations {

        GoesOnAnywhere(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Page> list(Actor actor, OrderQuery query) {
            return !actor.isAdmin() && query.customer().equals(actor.person())
                    ? service.list(Actor.SYSTEM, query)
                            .map(page -> new Page(
                                    page.orders().stream()
                                            .map(Order::asSeenByCustomer)
                                            .collect(ImmutableList.toImmutableList()),
                                    page.more(),
                                    page.total()))
                    : service.list(actor, query);
        }
    }
}
