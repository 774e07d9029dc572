package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store that a contract is tried on, and what the contract's tests do to it. */
@ExtendWith(Limit.class)
abstract class StoreUnderTest {

    static final Refusal NO = new Refusal.NotAllowed();
    static final Optional<RequestId> NONE = Optional.empty();
    static final Optional<RequestId> ONCE = Optional.of(RequestId.of("contract", "message-1"));
    static final String RACE = "race";
    static final int RACERS = 50;
    static final int ROUNDS = 20;

    private final List<OrderStorage> opened = new ArrayList<>();

    /** See {@link OrderStorageContract#open}. */
    protected abstract OrderStorage open() throws Exception;

    /** See {@link OrderStorageContract#reopen}. */
    protected abstract OrderStorage reopen(OrderStorage store) throws Exception;

    /** See {@link OrderStorageContract#zone}. */
    protected abstract ZoneId zone();

    /** See {@link OrderStorageContract#patience}. */
    protected abstract Duration patience();

    void reopenStore() throws Exception {
        OrderStorage again = reopen(store());
        Assumptions.assumeTrue(again != store(), "SKIPPED: nothing of this store outlives its closing");
        opened.set(0, again);
    }

    OrderStorage store() {
        return opened.get(0);
    }

    OrderStorage another() throws Exception {
        OrderStorage store = open();
        opened.add(store);
        return store;
    }

    @BeforeEach
    void openStore() throws Exception {
        another();
    }

    @AfterEach
    void closeStores() {
        opened.forEach(OrderStorage::close);
    }

    WriteResult insert(Order order) {
        return store().insert(order, OrderStorage.InsertGuard.NONE, NONE);
    }

    WriteResult insertOnce(Order order) {
        return store().insert(order, OrderStorage.InsertGuard.NONE, ONCE);
    }

    void insertAll(int first, int last) {
        IntStream.rangeClosed(first, last)
                .forEach(number -> insert(anOrder(number).pending()));
    }

    WriteResult update(int number, UnaryOperator<Order> change) {
        return store().update(orderId(number), order -> Outcome.done(change.apply(order)), NONE);
    }

    WriteResult updateOnce(int number, UnaryOperator<Order> change) {
        return store().update(orderId(number), order -> Outcome.done(change.apply(order)), ONCE);
    }

    WriteResult move(int number, OrderStatus to) {
        return update(number, order -> moved(order, to));
    }

    WriteResult remove(int number) {
        return store().remove(orderId(number), order -> Optional.empty(), NONE);
    }

    /** For functions that run within a write: others get in between if the store lets them. */
    @SuppressWarnings("ThreadPriorityCheck") // only makes a race likelier
    static void letOthersIn() {
        Thread.yield();
    }

    /** A guard that {@linkplain #letOthersIn lets others in} and agrees. */
    static Optional<Refusal> hesitate(ImmutableList<Order> pending) {
        letOthersIn();
        return Optional.empty();
    }

    /** What came of so many threads at the same time, each of which is given its number. */
    <T> ImmutableList<T> race(int threads, IntFunction<T> action) {
        return Race.run(threads, patience(), action);
    }

    /** What came of {@link #RACERS} threads that did {@link #ROUNDS} rounds each. */
    ImmutableList<WriteResult> raced(BiFunction<Integer, Integer, WriteResult> action) {
        return race(RACERS, racer -> IntStream.range(0, ROUNDS)
                        .mapToObj(round -> action.apply(racer, round))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .collect(ImmutableList.toImmutableList());
    }

    static Optional<RequestId> request(String name) {
        return Optional.of(RequestId.of("contract", name));
    }

    /** A guard that has a bug. */
    static Optional<Refusal> failingGuard(Object ignored) {
        throw new ArithmeticException("a bug");
    }

    /** A change that has a bug. */
    static Outcome<Order> failingChange(Order ignored) {
        throw new ArithmeticException("a bug");
    }

    static Order noted(Order order, String text) {
        return order.withNote(NOON, "system", text);
    }

    static OrderQuery.Builder oldest() {
        return OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT);
    }

    static ImmutableList<OrderId> ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(Fixtures::orderId).collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<OrderId> idsOf(Page page) {
        return page.orders().stream().map(Order::id).collect(ImmutableList.toImmutableList());
    }

    /** The orders of a page; if it is the only one, all that passes is counted as well. */
    ImmutableList<OrderId> found(OrderQuery.Builder asked) {
        OrderQuery query = asked.build();
        Page page = store().query(query);
        if (query.after().isEmpty() && !page.more()) {
            int found = page.orders().size();
            assertEquals(found, store().count(query), "the count of what a page shows whole");
            page.total().ifPresent(total -> assertEquals(found, total, "the total of what a page shows whole"));
        }
        return idsOf(page);
    }

    /** These orders are there, with every part, and no others. */
    void assertHolds(Order... orders) {
        assertHolds(List.of(orders));
    }

    void assertHolds(List<Order> orders) {
        Compared.orders(orders, store().query(oldest().build()).orders());
        assertEquals(orders.size(), store().count(oldest().build()), "the count of all orders");
        for (Order order : orders) {
            Compared.orders(List.of(order), store().get(order.id()).stream().toList());
        }
    }

    static void assertResult(WriteResult expected, WriteResult actual) {
        Compared.results(expected, actual);
    }

    static void assertKind(WriteResult.Kind expected, WriteResult actual) {
        assertEquals(expected, actual.kind(), () -> "of " + actual.id());
    }

    /** So many of the results are of a kind. */
    static void assertCount(int expected, WriteResult.Kind kind, List<WriteResult> results) {
        ImmutableMultiset<WriteResult.Kind> kinds =
                results.stream().map(WriteResult::kind).collect(ImmutableMultiset.toImmutableMultiset());
        assertEquals(
                expected, kinds.count(kind), () -> "how many of " + results.size() + " are " + kind + ": " + kinds);
    }
}
