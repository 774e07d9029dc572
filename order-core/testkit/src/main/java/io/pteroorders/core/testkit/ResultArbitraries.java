package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.Cash;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.PaymentFigures;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Any answer of the service or a store, made as the program makes it: violations by asking a service for what is broken,
 * pages by asking a store, figures by adding up orders.
 */
public final class ResultArbitraries {

    private static final int MOST_ORDERS = 5;
    private static final String ID_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final ImmutableSet<Refusal.NotRenewable.Why> ONLY_SO_MANY =
            Sets.immutableEnumSet(Refusal.NotRenewable.Why.TOO_FAR, Refusal.NotRenewable.Why.PRICE_CHANGES);

    private ResultArbitraries() {}

    private static Arbitrary<Boolean> either() {
        return Arbitraries.of(true, false);
    }

    private static <E extends Enum<E>, T> Arbitrary<T> each(Class<E> type, Function<E, Arbitrary<T>> of) {
        return Arbitraries.oneOf(Arrays.stream(type.getEnumConstants()).map(of).toList());
    }

    /** What was asked for, or why not. */
    public static <T> Arbitrary<Outcome<T>> outcomes(Arbitrary<T> values) {
        return Arbitraries.oneOf(values.map(Outcome::done), refusals().map(Outcome::refused));
    }

    /** Refusals of every code. */
    public static Arbitrary<Refusal> refusals() {
        return each(Refusal.Code.class, ResultArbitraries::refusals);
    }

    /** Refusals of one code. */
    public static Arbitrary<Refusal> refusals(Refusal.Code code) {
        Arbitrary<OrderId> ids = OrderArbitraries.orderIds();
        return switch (code) {
            case INVALID_INPUT ->
                violations()
                        .list()
                        .uniqueElements(Violation::code)
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(all -> new Refusal.InvalidInput(ImmutableList.copyOf(all)));
            case ORDER_NOT_FOUND ->
                Combinators.combine(Texts.typed(), idLists(0, 3)).as(Refusal.OrderNotFound::new);
            case AMBIGUOUS_ID -> ambiguous();
            case ILLEGAL_TRANSITION -> Combinators.combine(ids, forbidden()).as(ResultArbitraries::illegal);
            case WRONG_STATUS ->
                Combinators.combine(
                                ids,
                                Arbitraries.of(OrderStatus.class),
                                Arbitraries.of(OrderStatus.PENDING, OrderStatus.CANCELLED))
                        .filter((id, actual, required) -> actual != required)
                        .as(Refusal.WrongStatus::new);
            case NOT_ALLOWED -> Arbitraries.just(new Refusal.NotAllowed());
            case TOO_MANY_PENDING ->
                idLists(1, MOST_ORDERS).map(pending -> new Refusal.TooManyPending(pending.size(), pending));
            case ORDERED_JUST_NOW -> ids.map(Refusal.OrderedJustNow::new);
            case TOO_MANY_NOTES -> ids.map(id -> new Refusal.TooManyNotes(id, Notes.MAX_COUNT));
            case CLAIMED -> OrderArbitraries.claims().map(Refusal.Claimed::new);
            case REQUEST_USED -> ids.map(Refusal.RequestUsed::new);
            case NOT_PAYABLE ->
                Combinators.combine(ids, Texts.typed(), reasonsNotToPay(), methods())
                        .as(Refusal.NotPayable::new);
            case NOTHING_TO_USE ->
                Combinators.combine(ids, CatalogArbitraries.amounts().optional())
                        .as(Refusal.NothingToUse::new);
            case HOLDS_MONEY ->
                Combinators.combine(ids, OrderArbitraries.times().optional()).as(Refusal.HoldsMoney::new);
            case NO_ROOM ->
                Combinators.combine(
                                CatalogArbitraries.packageTypes(),
                                CatalogArbitraries.packageTypes().list().uniqueElements())
                        .as((wanted, others) -> new Refusal.NoRoom(
                                wanted,
                                others.stream()
                                        .filter(other -> !other.equals(wanted))
                                        .collect(ImmutableList.toImmutableList())));
            case NO_PLAN -> ids.map(Refusal.NoPlan::new);
            case NO_SERVER -> ids.map(Refusal.NoServer::new);
            case SERVER_NOT ->
                Combinators.combine(ids, Arbitraries.of(ServerState.class), Arbitraries.of(ServerState.class))
                        .filter((id, actual, required) -> actual != required)
                        .as(Refusal.ServerNot::new);
            case NOT_RENEWABLE -> notRenewable();
            case HAS_SEQUELS -> Combinators.combine(ids, idLists(1, 3)).as(Refusal.HasSequels::new);
            case CHANGED_SINCE -> ids.map(Refusal.ChangedSince::new);
            case NOT_ERASABLE -> Combinators.combine(ids, reasonsNotToErase()).as(Refusal.NotErasable::new);
        };
    }

    /** What hinders an erasure. */
    public static Arbitrary<Refusal.NotErasable.Why> reasonsNotToErase() {
        return Arbitraries.of(Refusal.NotErasable.Why.class);
    }

    private static Arbitrary<Refusal> notRenewable() {
        return Combinators.combine(
                        OrderArbitraries.orderIds(),
                        reasonsNotToRenew(),
                        OrderArbitraries.orderIds(),
                        Arbitraries.integers().between(0, OrderItem.MAX_MONTHS - 1))
                .as((id, why, open, most) -> new Refusal.NotRenewable(
                        id,
                        why,
                        Optional.of(open).filter(other -> why == Refusal.NotRenewable.Why.OPEN),
                        ONLY_SO_MANY.contains(why) ? most : 0));
    }

    /** What hinders a renewal. */
    public static Arbitrary<Refusal.NotRenewable.Why> reasonsNotToRenew() {
        return Arbitraries.of(Refusal.NotRenewable.Why.class);
    }

    /** What hinders an attempt to pay. */
    public static Arbitrary<Refusal.NotPayable.Why> reasonsNotToPay() {
        return Arbitraries.of(Refusal.NotPayable.Why.class);
    }

    private static Arbitrary<ImmutableList<String>> methods() {
        return Arbitraries.of("manual", "qris-static", "midtrans")
                .list()
                .uniqueElements()
                .map(ImmutableList::copyOf);
    }

    private static Arbitrary<ImmutableList<OrderId>> idLists(int fewest, int most) {
        return OrderArbitraries.orderIds()
                .list()
                .uniqueElements()
                .ofMinSize(fewest)
                .ofMaxSize(most)
                .map(ImmutableList::copyOf);
    }

    /** Two or three ids that end alike. */
    private static Arbitrary<Refusal> ambiguous() {
        Arbitrary<String> halves = Texts.of(ID_CHARACTERS, 5, 5);
        return Combinators.combine(halves.set().ofMinSize(2).ofMaxSize(3), halves)
                .as((heads, end) -> new Refusal.AmbiguousId(
                        end,
                        heads.stream()
                                .map(head -> OrderId.of("ORD-" + head + "-" + end))
                                .collect(ImmutableList.toImmutableList())));
    }

    private static Arbitrary<Flows.Arrow> forbidden() {
        Arbitrary<OrderStatus> statuses = Arbitraries.of(OrderStatus.class);
        return Combinators.combine(statuses, statuses)
                .as(Flows.Arrow::new)
                .filter(arrow -> !OrderFlow.ORDER_STATUS_FLOW.allows(arrow.from(), arrow.to()));
    }

    private static Refusal illegal(OrderId id, Flows.Arrow arrow) {
        return new Refusal.IllegalTransition(
                id, arrow.from(), arrow.to(), OrderFlow.ORDER_STATUS_FLOW.next(arrow.from()));
    }

    /** Violations of every code, as a service finds them in {@link BrokenRequests}. */
    public static Arbitrary<Violation> violations() {
        OrderService service = OrderService.builder(
                        InMemoryOrderStorage.create(Fixtures.JAKARTA),
                        ManualClock.at(Fixtures.NOON),
                        new SplittableRandom(1))
                .build();
        Arbitrary<OrderId> ids = OrderArbitraries.orderIds();
        return Arbitraries.oneOf(
                        BrokenRequests.createOrders().map(broken -> service.create(Actor.SYSTEM, broken.input())),
                        BrokenRequests.changeStatuses(ids).map(broken -> service.confirm(Actor.SYSTEM, broken.input())),
                        BrokenRequests.completeOrders(ids)
                                .map(broken -> service.complete(Actor.SYSTEM, broken.input())),
                        BrokenRequests.addNotes(ids).map(broken -> service.addNote(Actor.SYSTEM, broken.input())),
                        BrokenRequests.setUsernames(ids)
                                .map(broken -> service.setUsername(Actor.SYSTEM, broken.input())),
                        BrokenRequests.setPaymentProofs(ids)
                                .map(broken -> service.setPaymentProof(Actor.SYSTEM, broken.input())))
                .map(outcome -> (Refusal.InvalidInput) outcome.refusal().orElseThrow())
                .map(refusal -> Iterables.getOnlyElement(refusal.violations()));
    }

    /** What can come of a write, of every kind. */
    public static Arbitrary<WriteResult> writeResults() {
        return each(WriteResult.Kind.class, ResultArbitraries::writeResults);
    }

    /** What can come of a write, of one kind. */
    public static Arbitrary<WriteResult> writeResults(WriteResult.Kind kind) {
        Arbitrary<Order> orders = OrderArbitraries.orders();
        return switch (kind) {
            case DONE -> ServiceArbitraries.events().map(ResultArbitraries::done);
            case REPLAYED ->
                Combinators.combine(orders, either())
                        .as((order, there) -> WriteResult.replayed(
                                order.id(), Optional.of(order).filter(now -> there)));
            case REFUSED ->
                Combinators.combine(orders, either(), refusals())
                        .as((order, there, refusal) -> WriteResult.refused(
                                order.id(), Optional.of(order).filter(now -> there), refusal));
            case NOT_FOUND -> OrderArbitraries.orderIds().map(WriteResult::notFound);
            case ID_TAKEN -> OrderArbitraries.orderIds().map(WriteResult::idTaken);
        };
    }

    private static WriteResult done(OrderEvent event) {
        Optional<Order> after = Optional.of(event.order()).filter(order -> event.kind() != OrderEvent.Kind.DELETED);
        return WriteResult.done(event.order().id(), event.before(), after);
    }

    /** Orders that can be in one store. */
    private static Arbitrary<List<Order>> stocks() {
        return OrderArbitraries.orders().list().uniqueElements(Order::id).ofMaxSize(MOST_ORDERS);
    }

    private static OrderStorage store(List<Order> orders) {
        return InMemoryOrderStorage.builder(Fixtures.JAKARTA)
                .named("arbitrary", "1")
                .orders(orders)
                .build();
    }

    private static Arbitrary<Integer> limits() {
        return Arbitraries.integers().between(1, MOST_ORDERS);
    }

    /** First, later and last pages of up to five orders; of some the total is not known. */
    public static Arbitrary<Page> pages() {
        return Combinators.combine(stocks(), limits(), either(), either()).as((orders, limit, searched, later) -> {
            OrderStorage store = store(orders);
            OrderQuery.Builder query = OrderQuery.newestFirst().limit(limit);
            Page page = store.query((searched ? query.idPart("ORD") : query).build());
            return page.next()
                    .filter(next -> later)
                    .map(next -> store.query(query.after(next).build()))
                    .orElse(page);
        });
    }

    /** First, later and last pages of a change feed, in which some orders were removed. */
    public static Arbitrary<ChangePage> changePages() {
        return Combinators.combine(stocks(), limits(), either()).as((orders, limit, later) -> {
            OrderStorage store = store(orders);
            orders.stream()
                    .filter(order -> order.status() == OrderStatus.CANCELLED)
                    .forEach(order -> store.remove(order.id(), cancelled -> Optional.empty(), Optional.empty()));
            ChangePage page = store.changes(ChangePage.Token.START, limit);
            return later ? store.changes(page.next(), limit) : page;
        });
    }

    /** Places in a change feed: the beginning, and others. */
    public static Arbitrary<ChangePage.Token> changeTokens() {
        return Arbitraries.oneOf(
                Arbitraries.just(ChangePage.Token.START), changePages().map(ChangePage::next));
    }

    /** Figures of up to five orders, for the day, week or month in which one of them was made, or for all time. */
    public static Arbitrary<OrderStatistics> statistics() {
        return Combinators.combine(stocks(), Arbitraries.of(StatisticsPeriod.Unit.class), OrderArbitraries.times())
                .as((orders, unit, time) -> {
                    StatisticsCollector collector = new StatisticsCollector(Fixtures.JAKARTA);
                    orders.forEach(collector::add);
                    Instant asOf = orders.isEmpty() ? time : orders.get(0).createdAt();
                    LocalDate day = LocalDate.ofInstant(asOf, Fixtures.JAKARTA);
                    return collector.statistics(StatisticsPeriod.containing(day, unit), asOf);
                });
    }

    /** Money that moved in a span of time. */
    public static Arbitrary<Cash> cash() {
        return statistics().map(OrderStatistics::cash);
    }

    /** What became of attempts to pay. */
    public static Arbitrary<PaymentFigures> paymentFigures() {
        return statistics().map(OrderStatistics::payments);
    }

    /** Failures of a store, after which the change is known not to have taken place, or not known. */
    public static Arbitrary<StorageException> storageExceptions() {
        Arbitrary<String> messages = Texts.typed();
        return Arbitraries.oneOf(
                messages.map(message -> StorageException.rejected(message, null)),
                messages.map(message -> StorageException.retryable(message, null)),
                messages.map(message -> StorageException.unknown(message, null)));
    }
}
