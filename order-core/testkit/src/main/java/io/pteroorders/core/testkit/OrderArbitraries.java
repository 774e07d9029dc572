package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.TakenStep;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.Tuple;

/**
 * Any valid order and any of its parts, as this program and the earlier bot make them: in every status, by every way
 * there, with and without each optional field, with names and notes in many scripts.
 *
 * <pre>{@code
 * @Property
 * void anOrderSurvives(@ForAll("orders") Order order) { ... }
 *
 * @Provide
 * Arbitrary<Order> orders() {
 *     return OrderArbitraries.orders();
 * }
 * }</pre>
 */
public final class OrderArbitraries {

    private static final String DIGITS = "0123456789";
    private static final String CAPITALS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS;
    private static final String SMALL_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz" + DIGITS;
    private static final long LONGEST_PAUSE_MILLIS = 90L * 24 * 60 * 60 * 1000;
    private static final DateTimeFormatter NOTE_TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private OrderArbitraries() {}

    /** Ids as they are made now, and ids of the earlier bot. */
    public static Arbitrary<OrderId> orderIds() {
        return Arbitraries.oneOf(madeOrderIds(), legacyOrderIds());
    }

    /** Removals of people from all of their orders. */
    public static Arbitrary<Erasure> erasures() {
        Arbitrary<PersonId> pseudonyms =
                Arbitraries.strings().withCharRange('a', 'z').ofLength(16).map(drawn -> PersonId.of("erased:" + drawn));
        return Combinators.combine(phones(), pseudonyms).as((person, pseudonym) -> new Erasure(person, pseudonym));
    }

    private static Arbitrary<PersonId> phones() {
        return Arbitraries.longs()
                .between(628_100_000_000L, 628_999_999_999L)
                .map(number -> PersonId.phone(Long.toString(number)));
    }

    /** Ids as {@link OrderId#random} makes them. */
    public static Arbitrary<OrderId> madeOrderIds() {
        return Arbitraries.longs().map(seed -> OrderId.random(new SplittableRandom(seed)));
    }

    /** Ids of the earlier bot, of all lengths. */
    public static Arbitrary<OrderId> legacyOrderIds() {
        return Combinators.combine(Texts.of(CAPITALS_AND_DIGITS, 4, 12), Texts.of(CAPITALS_AND_DIGITS, 1, 12))
                .as((time, random) -> OrderId.of("ORD-" + time + "-" + random));
    }

    /** Phone numbers of many countries and lengths, linked devices, and identities that are none, although some are numbers. */
    public static Arbitrary<PersonId> personIds() {
        Arbitrary<String> indonesian = Texts.of(DIGITS, 8, 11).map(digits -> "628" + digits);
        Arbitrary<String> foreign = Texts.of(DIGITS, 5, 14).map(digits -> "1" + digits);
        Arbitrary<String> hidden = Texts.of(DIGITS, 1, 15).map(digits -> digits + "@lid");
        Arbitrary<String> numbers = Texts.of(DIGITS, 1, 18);
        Arbitrary<String> others =
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(PersonId.MAX_LENGTH);
        return Arbitraries.frequencyOf(
                Tuple.of(4, indonesian.map(PersonId::phone)),
                Tuple.of(1, foreign.map(PersonId::phone)),
                Tuple.of(1, indonesian.map(digits -> PersonId.phone(digits + ":12@s.whatsapp.net"))),
                Tuple.of(1, hidden.map(PersonId::of)),
                Tuple.of(1, numbers.map(PersonId::of)),
                Tuple.of(
                        1,
                        others.filter(text -> PersonId.parse(text).isPresent()).map(PersonId::of)));
    }

    /** {@link Fixtures#budi}, {@link Fixtures#siti}, and strangers, some of whom chat in a group. */
    public static Arbitrary<Customer> customers() {
        Arbitrary<Optional<String>> groups =
                Arbitraries.just("120363000000000000@g.us").optional(0.2);
        Arbitrary<Customer> strangers = Combinators.combine(personIds(), Texts.typed(), groups)
                .as((id, name, group) -> new Customer(id, name, group.orElse(id.text())));
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(Fixtures.budi(), Fixtures.siti())), Tuple.of(3, strangers));
    }

    /** Items of packages that are sold, or were once, for each duration and in each currency. */
    public static Arbitrary<OrderItem> items() {
        return Combinators.combine(CatalogArbitraries.packages(), durations()).as(OrderItem::of);
    }

    /** Valid durations in months. */
    public static Arbitrary<Integer> durations() {
        return Arbitraries.integers().between(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS);
    }

    /** Times of recent years, and one in ten from anywhere in the years 1970 to 9990. */
    public static Arbitrary<Instant> times() {
        Arbitrary<Long> recent =
                Arbitraries.longs().between(millis("2024-12-31T12:00:00Z"), millis("2027-01-02T00:00:00Z"));
        Arbitrary<Long> any = Arbitraries.longs().between(0, millis("9990-01-01T00:00:00Z"));
        return Arbitraries.frequencyOf(Tuple.of(9, recent), Tuple.of(1, any)).map(Instant::ofEpochMilli);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    /** Who may stand behind a change or a note, as text. */
    public static Arbitrary<String> authors() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(StatusChange.SYSTEM)),
                Tuple.of(3, personIds().map(PersonId::text)));
    }

    /** No notes, some, a text of the earlier bot, and as many as an order holds. */
    public static Arbitrary<Notes> notes() {
        Arbitrary<String> lines = Combinators.combine(times(), authors(), Texts.notes())
                .as((time, author, text) -> NOTE_TIME.format(time) + " " + author + " " + FreeText.clean(text));
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just("")),
                        Tuple.of(5, lines.list().ofMinSize(1).ofMaxSize(4).map(OrderArbitraries::joined)),
                        Tuple.of(2, Texts.typed()),
                        Tuple.of(1, lines.map(line -> joined(Collections.nCopies(Notes.MAX_COUNT, line)))))
                .map(Notes::parse);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines);
    }

    /** Valid flows over the six statuses, many of them with circles. */
    public static Arbitrary<OrderFlow> flows() {
        return Flows.any();
    }

    /** Histories that follow a flow: every way of up to six arrows is as likely as the others. */
    public static Arbitrary<ImmutableList<StatusChange>> histories(OrderFlow flow) {
        return histories(Arbitraries.of(Flows.ways(flow)));
    }

    private static Arbitrary<ImmutableList<StatusChange>> histories(Arbitrary<ImmutableList<OrderStatus>> ways) {
        return Combinators.combine(ways, times())
                .flatAs((way, start) -> steps(way.size()).map(steps -> history(way, start, steps)));
    }

    private record Step(long pauseMillis, String by, String note) {}

    private static Arbitrary<List<Step>> steps(int count) {
        return Combinators.combine(Arbitraries.longs().between(0, LONGEST_PAUSE_MILLIS), authors(), Texts.notes())
                .as(Step::new)
                .list()
                .ofSize(count);
    }

    private static ImmutableList<StatusChange> history(List<OrderStatus> way, Instant start, List<Step> steps) {
        ImmutableList.Builder<StatusChange> history = ImmutableList.builder();
        Instant time = start;
        for (int i = 0; i < way.size(); i++) {
            Step step = steps.get(i);
            time = i == 0 ? start : time.plusMillis(step.pauseMillis());
            history.add(
                    new StatusChange(way.get(i), time, step.by(), i == 0 ? StatusChange.CREATED_NOTE : step.note()));
        }
        return history.build();
    }

    /** Orders of the shop's flow, in every status and by every way there. */
    public static Arbitrary<Order> orders() {
        return orders(OrderFlow.ORDER_STATUS_FLOW);
    }

    /**
     * Orders of a flow; one that ever was completed has a server id, and many with a plan have a panel's server. One in four
     * is a sequel of another order, most others remember something of their subscription.
     */
    public static Arbitrary<Order> orders(OrderFlow flow) {
        return orders(flow, histories(flow));
    }

    /**
     * Orders of the shop's flow in one status, by every way there.
     *
     * @param status where they stand
     */
    public static Arbitrary<Order> ordersIn(OrderStatus status) {
        List<ImmutableList<OrderStatus>> ways = Flows.ways(OrderFlow.ORDER_STATUS_FLOW).stream()
                .filter(way -> Iterables.getLast(way) == status)
                .toList();
        return orders(OrderFlow.ORDER_STATUS_FLOW, histories(Arbitraries.of(ways)));
    }

    private static Arbitrary<Order> orders(OrderFlow flow, Arbitrary<ImmutableList<StatusChange>> histories) {
        return Combinators.combine(orderIds(), customers(), items(), histories, notes(), notes(), extras())
                .as((id, customer, item, history, notes, adminNotes, extras) -> Order.restore(
                                id,
                                customer,
                                sold(id, item, extras),
                                history.get(0).timestamp(),
                                history)
                        .updatedAt(Iterables.getLast(history).timestamp().plusMillis(extras.pauseMillis()))
                        .notes(notes)
                        .adminNotes(adminNotes)
                        .serverId(wasCompleted(history) ? extras.serverId() : null)
                        .paymentProof(extras.paymentProof().orElse(null))
                        .username(extras.username().orElse(null))
                        .claims(extras.claims())
                        .payments(payments(id, item, history.get(0).timestamp(), extras.seed()))
                        .server(
                                hasServer(item, extras)
                                        ? server(id, history.get(0).timestamp(), extras.seed())
                                        : null)
                        .sequel(sequel(id, item, extras).orElse(null))
                        .subscription(
                                sequel(id, item, extras).isPresent()
                                        ? SubscriptionLog.NONE
                                        : subscription(item, history.get(0).timestamp(), extras))
                        .build(flow))
                // there are thousands of pairs of edge cases; those of each part are met anyway
                .edgeCases(EdgeCases.Config::none);
    }

    private record Extras(
            long pauseMillis,
            String serverId,
            Optional<String> paymentProof,
            Optional<String> username,
            ImmutableList<Claim> claims,
            long seed) {}

    private static Arbitrary<Extras> extras() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, LONGEST_PAUSE_MILLIS),
                        serverIds(),
                        paymentProofs().optional(0.5),
                        usernames().optional(0.5),
                        claimLists(),
                        Arbitraries.longs())
                .as(Extras::new);
    }

    private static Payments payments(OrderId order, OrderItem item, Instant begin, long seed) {
        return new RandomPayments(order, item.pricePerMonth().getCurrencyUnit(), begin, seed).some();
    }

    private static boolean hasServer(OrderItem item, Extras extras) {
        return item.plan().isPresent() && extras.seed() % 3 != 0;
    }

    private static Server server(OrderId order, Instant begin, long seed) {
        return new RandomServers(begin, seed).server("shop-" + order);
    }

    /** An upgrade is sold for one month. */
    private static OrderItem sold(OrderId order, OrderItem item, Extras extras) {
        return sequel(order, item, extras)
                        .filter(Sequel.Upgrade.class::isInstance)
                        .isPresent()
                ? new OrderItem(
                        item.packageType(),
                        item.packageName(),
                        1,
                        item.pricePerMonth(),
                        item.specifications(),
                        item.plan())
                : item;
    }

    private static Optional<Sequel> sequel(OrderId order, OrderItem item, Extras extras) {
        RandomSubscriptions random = new RandomSubscriptions(Instant.EPOCH, ~extras.seed());
        return random.isSequel()
                ? Optional.of(random.sequel(item.pricePerMonth().getCurrencyUnit()))
                        .filter(sequel -> !sequel.first().equals(order))
                : Optional.empty();
    }

    private static SubscriptionLog subscription(OrderItem item, Instant begin, Extras extras) {
        return new RandomSubscriptions(begin, ~extras.seed())
                .log(item.pricePerMonth().getCurrencyUnit());
    }

    private static boolean wasCompleted(List<StatusChange> history) {
        return history.stream().anyMatch(change -> change.status() == OrderStatus.COMPLETED);
    }

    /** Valid server ids. */
    public static Arbitrary<String> serverIds() {
        return Texts.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + SMALL_AND_DIGITS + "._-", 1, 64);
    }

    /** Valid panel user names. */
    public static Arbitrary<String> usernames() {
        Arbitrary<String> ends = Texts.of(SMALL_AND_DIGITS, 1, 1);
        return Combinators.combine(ends, Texts.of(SMALL_AND_DIGITS + "._-", 1, 30), ends)
                .as((first, middle, last) -> first + middle + last);
    }

    /** Valid references of a payment proof. */
    public static Arbitrary<String> paymentProofs() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(300);
    }

    /** Claims that end at any time; hardly ever are two on the same thing. */
    public static Arbitrary<Claim> claims() {
        Arbitrary<String> words = Texts.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + SMALL_AND_DIGITS + "._-", 1, 64);
        Arbitrary<String> spaces =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of("amounts", "slots")), Tuple.of(1, words));
        Arbitrary<String> keys = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(1_000, 99_999_999).map(String::valueOf)),
                Tuple.of(1, words));
        return Combinators.combine(spaces, keys, times()).as(Claim::new);
    }

    /** No claims, one, some, and as many as an order may have. */
    private static Arbitrary<ImmutableList<Claim>> claimLists() {
        return Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.integers().between(0, 1)),
                        Tuple.of(3, Arbitraries.integers().between(2, 4)),
                        Tuple.of(1, Arbitraries.just(Order.MAX_CLAIMS)))
                .flatMap(size -> claims().list().uniqueElements(Claim::subject).ofSize(size))
                .map(ImmutableList::copyOf);
    }

    /** Attempts to pay an order: none, one, some, and as many as it may have; in every state, by every way there. */
    public static Arbitrary<Payments> payments() {
        return Combinators.combine(orderIds(), items(), times(), Arbitraries.longs())
                .as(OrderArbitraries::payments);
    }

    /** Attempts to pay, of any number and in every state. */
    public static Arbitrary<Payment> attempts() {
        return payments()
                .filter(payments -> !payments.all().isEmpty())
                .map(payments -> Iterables.getLast(payments.all()));
    }

    /** Ids of attempts to pay. */
    public static Arbitrary<PaymentId> paymentIds() {
        return Combinators.combine(orderIds(), Arbitraries.integers().between(1, Payments.MAX_COUNT))
                .as(PaymentId::new);
    }

    /** What a customer is shown of any kind. */
    public static Arbitrary<PayBy> payBys() {
        return Combinators.combine(
                        Arbitraries.of(PayBy.Kind.class),
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMinLength(1)
                                .ofMaxLength(2_000))
                .as(PayBy::new);
    }

    /** Money that came in, told of by a report or not. */
    public static Arbitrary<PaymentArrival> arrivals() {
        return attempts().filter(attempt -> !attempt.arrivals().isEmpty()).map(attempt -> attempt.arrivals()
                .get(0));
    }

    /** Money that goes, went, or did not go back. */
    public static Arbitrary<PaymentRefund> refunds() {
        return attempts().filter(attempt -> !attempt.refunds().isEmpty()).map(attempt -> attempt.refunds()
                .get(0));
    }

    /** Servers that a panel makes for an order: in every state, by every way there. */
    public static Arbitrary<Server> servers() {
        return Combinators.combine(orderIds(), times(), Arbitraries.longs()).as(OrderArbitraries::server);
    }

    /** Whose a server is at the panel. */
    public static Arbitrary<ServerUser> serverUsers() {
        return Arbitraries.longs().map(seed -> new RandomServers(Instant.EPOCH, seed).user());
    }

    /** Trouble of every kind, with and without a detail. */
    public static Arbitrary<ServerTrouble> serverTroubles() {
        return Arbitraries.longs().map(seed -> new RandomServers(Instant.EPOCH, seed).trouble());
    }

    /** What makes orders sequels: renewals and upgrades, of any order and often of one of the first three of {@link Fixtures}. */
    public static Arbitrary<Sequel> sequels() {
        return Combinators.combine(CatalogArbitraries.currencies(), Arbitraries.longs())
                .as((currency, seed) -> new RandomSubscriptions(Instant.EPOCH, seed).sequel(currency));
    }

    /** What orders in one currency remember of subscriptions: nothing, something, and as much as they can. */
    public static Arbitrary<SubscriptionLog> subscriptionLogs() {
        return Combinators.combine(times(), CatalogArbitraries.currencies(), Arbitraries.longs())
                .as((begin, currency, seed) -> new RandomSubscriptions(begin, seed).log(currency));
    }

    /** Entries of subscriptions, of every kind. */
    public static Arbitrary<SubscriptionEntry> subscriptionEntries() {
        return Combinators.combine(times(), CatalogArbitraries.currencies(), Arbitraries.longs())
                .as((begin, currency, seed) -> new RandomSubscriptions(begin, seed).entry(currency));
    }

    /** Steps that were taken or passed over, of every kind. */
    public static Arbitrary<TakenStep> takenSteps() {
        return Combinators.combine(times(), Arbitraries.longs())
                .as((begin, seed) -> new RandomSubscriptions(begin, seed).taken());
    }

    /** Steps about the end of what is paid for, of every kind. */
    public static Arbitrary<RenewalStep> renewalSteps() {
        return Arbitraries.longs().map(seed -> new RandomSubscriptions(Instant.EPOCH, seed).step());
    }
}
