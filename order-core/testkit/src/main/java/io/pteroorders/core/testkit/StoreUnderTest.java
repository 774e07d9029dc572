package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The store that a contract is tried on, and what the contract's tests do to it. */
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

    void reopenStore() throws Exception {
        opened.set(0, reopen(store()));
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

    /** What came of {@link #RACERS} threads that did {@link #ROUNDS} rounds each. */
    static ImmutableList<WriteResult> raced(BiFunction<Integer, Integer, WriteResult> action) {
        return Race.run(RACERS, racer -> IntStream.range(0, ROUNDS)
                        .mapToObj(round -> action.apply(racer, round))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .collect(ImmutableList.toImmutableList());
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

    ImmutableList<OrderId> found(OrderQuery.Builder query) {
        return idsOf(store().query(query.build()));
    }

    void assertHolds(Order... orders) {
        assertEquals(
                ImmutableList.copyOf(orders), store().query(oldest().build()).orders());
        assertEquals(orders.length, store().count(oldest().build()));
        for (Order order : orders) {
            assertEquals(Optional.of(order), store().get(order.id()));
        }
    }

    static long count(List<WriteResult> results, WriteResult.Kind kind) {
        return results.stream().filter(result -> result.kind() == kind).count();
    }
}
