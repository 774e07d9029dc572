package io.pteroorders.core.testkit;

import static io.pteroorders.core.order.Violation.Code.INVALID_DURATION;
import static io.pteroorders.core.order.Violation.Code.INVALID_PAYMENT_PROOF;
import static io.pteroorders.core.order.Violation.Code.INVALID_SERVER_ID;
import static io.pteroorders.core.order.Violation.Code.INVALID_USERNAME;
import static io.pteroorders.core.order.Violation.Code.NOTE_EMPTY;
import static io.pteroorders.core.order.Violation.Code.NOTE_TOO_LONG;
import static io.pteroorders.core.order.Violation.Code.UNKNOWN_PACKAGE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes of a {@link Step} what somebody asks to be changed, given what there is at that moment. */
final class Script {

    private static final ImmutableMap<OrderStatus, String> VERBS = ImmutableMap.of(
            OrderStatus.CONFIRMED, "confirms",
            OrderStatus.PROCESSING, "processes",
            OrderStatus.COMPLETED, "completes",
            OrderStatus.CANCELLED, "cancels",
            OrderStatus.REFUNDED, "refunds");
    private static final String TOO_LONG = "x".repeat(501);

    private final ReferenceShop reference;
    private final Instant now;
    private final List<OrderId> made;
    private final int age;

    /**
     * What can be asked now.
     *
     * @param made the orders made so far
     * @param age how often a store may have forgotten all requests; those of different ages are different
     */
    Script(ReferenceShop reference, Instant now, List<OrderId> made, int age) {
        this.reference = reference;
        this.now = now;
        this.made = made;
        this.age = age;
    }

    Operation operation(Step step) {
        Actor actor = actor(step);
        return switch (step.kind()) {
            case CREATE -> create(step, actor);
            case CREATE_WRONGLY -> createWrongly(step, actor);
            case MOVE_ON -> moveOn(step, People.ADMIN);
            case MOVE -> move(step, actor, Iterables.get(VERBS.keySet(), step.choice() % VERBS.size()));
            case NOTE, FILL_NOTES -> note(step, actor);
            case USERNAME -> username(step, actor);
            case PROOF -> proof(step, actor);
            case DELETE -> delete(step, step.choice() > 5 ? People.OWNER : actor);
            case MOVE_ALL -> moveAll(step, actor);
            case LOOK, LIST, STATISTICS -> new Enquiries(reference, now).operation(step, actor, target(step.order()));
            default -> throw new IllegalArgumentException("nobody asks an order for " + step.kind());
        };
    }

    /** What several ask at the same time. */
    ImmutableList<Operation> race(Step step) {
        List<Step> copies = IntStream.of(1, 2, 3)
                .mapToObj(choice -> new Step(step.kind(), step.actor(), step.order(), choice, 0))
                .toList();
        return switch (step.choice() % 5) {
            case 0 -> race(moveOn(step, People.ADMIN), moveOn(step, People.OWNER), moveOn(step, Actor.SYSTEM));
            case 1 ->
                race(
                        moveOn(step, People.ADMIN),
                        move(copies.get(0), People.OWNER, OrderStatus.CANCELLED),
                        move(copies.get(1), People.ACTORS.get(0), OrderStatus.CANCELLED));
            case 2 -> race(copies.stream().map(copy -> create(copy, People.ACTORS.get(0))));
            case 3 -> race(copies.stream().map(copy -> note(copy, People.ADMIN)));
            default ->
                race(copies.stream()
                        .map(copy -> new Step(copy.kind(), 0, 0, copy.choice(), 1))
                        .map(copy -> create(copy, People.ACTORS.get(0))));
        };
    }

    private static ImmutableList<Operation> race(Operation... operations) {
        return ImmutableList.copyOf(operations);
    }

    private static ImmutableList<Operation> race(Stream<Operation> operations) {
        return operations.collect(ImmutableList.toImmutableList());
    }

    /** An admin confirms. */
    Operation confirm(Step step) {
        return move(step, People.ADMIN, OrderStatus.CONFIRMED, "", Optional.empty(), ImmutableSet.of());
    }

    /** Customer A cancels. */
    Operation cancel(Step step) {
        return move(step, People.ACTORS.get(0), OrderStatus.CANCELLED, "", Optional.empty(), ImmutableSet.of());
    }

    ReferenceShop reference() {
        return reference;
    }

    Instant now() {
        return now;
    }

    static Actor actor(Step step) {
        return People.ACTORS.get(step.actor());
    }

    /** One of the orders made, also one that went; or now and then one that never was. */
    OrderId target(int order) {
        return made.isEmpty() || order == 9 ? ReferenceShop.NOBODYS : made.get(order % made.size());
    }

    /** Who asks, under the request id of a step. */
    Asked asked(Step step, Actor actor) {
        return new Asked(actor, now, step.request() == 0 ? "" : "request " + step.request() + " of age " + age);
    }

    static Optional<RequestId> request(Asked asked) {
        return asked.request().isEmpty() ? Optional.empty() : Optional.of(RequestId.of(asked.request()));
    }

    static String words(Step step, Actor actor, String does) {
        return People.name(actor) + " " + does + (step.request() == 0 ? "" : " (request " + step.request() + ")");
    }

    private Operation create(Step step, Actor actor) {
        Wish wish = new Wish(
                step.choice() % 2 == 0 ? "gold" : "bronze",
                Optional.of(1 + step.choice() % 3),
                step.choice() % 6 == 5 ? "please" : "",
                Optional.of("panel").filter(name -> step.choice() % 6 == 4));
        return create(step, actor, wish, ImmutableSet.of());
    }

    private Operation createWrongly(Step step, Actor actor) {
        Optional<String> none = Optional.empty();
        return switch (step.choice() % 6) {
            case 0 -> create(step, actor, new Wish("gold", Optional.of(0), "", none), Set.of(INVALID_DURATION));
            case 1 -> create(step, actor, new Wish("gold", Optional.of(13), "", none), Set.of(INVALID_DURATION));
            case 2 -> create(step, actor, new Wish("gold", Optional.empty(), "", none), Set.of(INVALID_DURATION));
            case 3 -> create(step, actor, new Wish("wood", Optional.of(1), "", none), Set.of(UNKNOWN_PACKAGE));
            case 4 ->
                create(
                        step,
                        actor,
                        new Wish("gold", Optional.of(1), "", Optional.of("No Name")),
                        Set.of(INVALID_USERNAME));
            default ->
                create(
                        step,
                        actor,
                        new Wish("wood", Optional.of(-1), TOO_LONG, none),
                        Set.of(UNKNOWN_PACKAGE, INVALID_DURATION, NOTE_TOO_LONG));
        };
    }

    private record Wish(String packageType, Optional<Integer> months, String note, Optional<String> username) {}

    private Operation create(Step step, Actor actor, Wish wish, Set<Violation.Code> broken) {
        Customer customer = customerOf(step, actor);
        Asked asked = asked(step, actor);
        CreateOrder request = new CreateOrder(
                customer, Optional.of(wish.packageType), wish.months, wish.note, wish.username, request(asked));
        String what = "orders " + wish.packageType + " "
                + wish.months.map(Object::toString).orElse("abc")
                + wish.username.map(name -> " as '" + name + "'").orElse("");
        boolean forSelf = actor.text().equals(customer.id().text());
        return new Operation(
                words(step, actor, forSelf ? what : what + " for " + People.name(customer)),
                shop -> Answer.of(shop.create(actor, request)),
                (shop, id) -> shop.create(asked, request, broken, id));
    }

    /** Customers order for themselves, but for now and then; the shop for either. */
    private static Customer customerOf(Step step, Actor actor) {
        boolean forB = actor.text().equals(People.B.id().text())
                ? step.choice() != 11
                : actor.isAdmin() ? step.choice() % 4 >= 2 : step.choice() == 11;
        return forB ? People.B : People.A;
    }

    /** One arrow further, if there is one. */
    private Operation moveOn(Step step, Actor actor) {
        ReferenceOrder order = reference.orders.get(target(step.order()));
        Set<OrderStatus> next = order == null ? Set.of() : new TreeSet<>(reference.arrows.get(order.status()));
        OrderStatus to = next.isEmpty()
                ? OrderStatus.CONFIRMED
                : Iterables.get(next, step.choice() < 9 ? 0 : step.choice() % next.size());
        boolean without = to == OrderStatus.COMPLETED && step.choice() == 8;
        return without
                ? move(step, actor, to, "", Optional.empty(), ImmutableSet.of(INVALID_SERVER_ID))
                : move(step, actor, to, "", Optional.of("srv-" + step.choice()), ImmutableSet.of());
    }

    private Operation move(Step step, Actor actor, OrderStatus to) {
        boolean serverWrong = to == OrderStatus.COMPLETED && step.choice() >= 9;
        boolean noteWrong = step.choice() == 7 || step.choice() == 10;
        Set<Violation.Code> broken = Sets.union(
                serverWrong ? Set.of(INVALID_SERVER_ID) : Set.of(), noteWrong ? Set.of(NOTE_TOO_LONG) : Set.of());
        String note = noteWrong ? TOO_LONG : step.choice() % 2 == 0 ? "" : "reason " + step.choice();
        Optional<String> server = step.choice() == 11
                ? Optional.empty()
                : Optional.of(serverWrong ? "no server!" : "srv-" + step.choice());
        return move(step, actor, to, note, server, broken);
    }

    private Operation move(
            Step step, Actor actor, OrderStatus to, String note, Optional<String> server, Set<Violation.Code> broken) {
        OrderId id = target(step.order());
        Asked asked = asked(step, actor);
        ChangeStatus request = new ChangeStatus(id, note, request(asked));
        CompleteOrder complete = new CompleteOrder(id, server, note, request(asked));
        String without = to == OrderStatus.COMPLETED && server.isEmpty() ? " without a server" : "";
        return new Operation(
                words(step, actor, VERBS.getOrDefault(to, "moves") + " " + id + without),
                shop -> Answer.of(
                        switch (to) {
                            case CONFIRMED -> shop.confirm(actor, request);
                            case PROCESSING -> shop.process(actor, request);
                            case COMPLETED -> shop.complete(actor, complete);
                            case REFUNDED -> shop.refund(actor, request);
                            case CANCELLED -> shop.cancel(actor, request);
                            case PENDING -> throw new IllegalArgumentException("no operation makes an order pending");
                        }),
                (shop, none) -> shop.move(asked, id, to, note, server.orElse(""), broken));
    }

    private Operation moveAll(Step step, Actor actor) {
        OrderStatus to = List.of(
                        OrderStatus.CONFIRMED,
                        OrderStatus.PROCESSING,
                        OrderStatus.PENDING,
                        OrderStatus.CANCELLED,
                        OrderStatus.REFUNDED)
                .get(step.choice() % 5);
        List<OrderId> ids = List.of(target(step.order()), target(9), target((step.order() + 1) % 9));
        Asked asked = new Asked(actor, now, "");
        List<ChangeStatus> requests =
                ids.stream().map(id -> new ChangeStatus(id, "together")).toList();
        return new Operation(
                People.name(actor) + " moves "
                        + ids.stream().map(OrderId::toString).collect(Collectors.joining(", ")) + " to " + to.word()
                        + " together",
                shop -> Answer.joined(shop.moveAll(actor, to, requests).stream()
                        .map(Answer::of)
                        .toList()),
                (shop, none) -> Answer.joined(ids.stream()
                        .map(id -> shop.move(asked, id, to, "together", "", ImmutableSet.of()))
                        .toList()));
    }

    private Operation note(Step step, Actor actor) {
        OrderId id = target(step.order());
        Asked asked = asked(step, actor);
        boolean empty = step.choice() == 10;
        boolean tooLong = step.choice() == 11;
        String text = empty ? "" : tooLong ? TOO_LONG : "note " + step.choice();
        Set<Violation.Code> broken = empty ? Set.of(NOTE_EMPTY) : tooLong ? Set.of(NOTE_TOO_LONG) : Set.of();
        AddNote request = new AddNote(id, text, request(asked));
        return new Operation(
                words(step, actor, "notes '" + (tooLong ? "xxx..." : text) + "' on " + id),
                shop -> Answer.of(shop.addNote(actor, request)),
                (shop, none) -> shop.note(asked, id, text, broken));
    }

    private Operation username(Step step, Actor actor) {
        OrderId id = target(step.order());
        Asked asked = new Asked(actor, now, "");
        boolean wrong = step.choice() == 11;
        String name = wrong ? "No Name" : "user" + step.choice() % 2;
        SetUsername request = new SetUsername(id, name, Optional.empty());
        return new Operation(
                People.name(actor) + " wants user name '" + name + "' on " + id,
                shop -> Answer.of(shop.setUsername(actor, request)),
                (shop, none) -> shop.username(asked, id, name, wrong ? Set.of(INVALID_USERNAME) : Set.of()));
    }

    private Operation proof(Step step, Actor actor) {
        OrderId id = target(step.order());
        Asked asked = new Asked(actor, now, "");
        boolean wrong = step.choice() == 11;
        String reference = wrong ? "no proof" : "media:" + step.choice() % 2;
        SetPaymentProof request = new SetPaymentProof(id, reference, Optional.empty());
        return new Operation(
                People.name(actor) + " attaches '" + reference + "' to " + id,
                shop -> Answer.of(shop.setPaymentProof(actor, request)),
                (shop, none) -> shop.proof(asked, id, reference, wrong ? Set.of(INVALID_PAYMENT_PROOF) : Set.of()));
    }

    /** Mostly of an order that can be deleted, if there is one. */
    private Operation delete(Step step, Actor actor) {
        OrderId id = reference.oldestFirst().stream()
                .filter(order -> step.choice() > 3 && order.status() == OrderStatus.CANCELLED)
                .filter(order ->
                        new ReferenceTill(reference).holdsMoney(order, now).isEmpty())
                .findFirst()
                .map(order -> order.id)
                .orElseGet(() -> target(step.order()));
        Asked asked = asked(step, actor);
        return new Operation(
                words(step, actor, "deletes " + id),
                shop -> Answer.of(shop.delete(actor, new DeleteOrder(id, request(asked)))),
                (shop, none) -> shop.delete(asked, id));
    }
}
