package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is missing is refused where it is given, and not found out somewhere else. */
class NullsTest {

    private static final Arbitrary<OrderId> IDS = OrderArbitraries.orderIds();

    /** A value of each record that others make and give to the library. */
    static Stream<Record> given() {
        return Stream.<Arbitrary<? extends Record>>of(
                        CatalogArbitraries.specifications(),
                        CatalogArbitraries.packages(),
                        CatalogArbitraries.startups(),
                        CatalogArbitraries.plans(),
                        OrderArbitraries.customers(),
                        OrderArbitraries.items(),
                        OrderArbitraries.claims(),
                        OrderArbitraries.paymentIds(),
                        OrderArbitraries.payBys(),
                        OrderArbitraries.arrivals(),
                        OrderArbitraries.refunds(),
                        OrderArbitraries.serverUsers(),
                        OrderArbitraries.serverTroubles(),
                        some(OrderArbitraries.sequels(), Sequel.Renewal.class),
                        some(OrderArbitraries.sequels(), Sequel.Upgrade.class),
                        entries(SubscriptionEntry.PaidUntil.class),
                        entries(SubscriptionEntry.Given.class),
                        entries(SubscriptionEntry.Held.class),
                        entries(SubscriptionEntry.Suspended.class),
                        entries(SubscriptionEntry.Lifted.class),
                        entries(SubscriptionEntry.Renewing.class),
                        entries(SubscriptionEntry.Changing.class),
                        entries(SubscriptionEntry.Credited.class),
                        entries(SubscriptionEntry.Ended.class),
                        OrderArbitraries.renewalSteps(),
                        OrderArbitraries.takenSteps(),
                        OrderArbitraries.orders().map(Order::lastChange),
                        ServiceArbitraries.actors(),
                        ServiceArbitraries.createOrders(),
                        ServiceArbitraries.changeStatuses(IDS),
                        ServiceArbitraries.completeOrders(IDS),
                        ServiceArbitraries.deleteOrders(IDS),
                        ServiceArbitraries.addNotes(IDS),
                        ServiceArbitraries.setUsernames(IDS),
                        ServiceArbitraries.setPaymentProofs(IDS),
                        ServiceArbitraries.requestIds(),
                        ServiceArbitraries.queries(),
                        ServiceArbitraries.periods(),
                        ServiceArbitraries.events(),
                        ResultArbitraries.writeResults(),
                        ResultArbitraries.pages())
                .map(Arbitrary::sample);
    }

    private static <T extends Record & SubscriptionEntry> Arbitrary<T> entries(Class<T> kind) {
        return some(OrderArbitraries.subscriptionEntries(), kind);
    }

    private static <T extends Record> Arbitrary<T> some(Arbitrary<?> all, Class<T> kind) {
        return all.filter(kind::isInstance).map(kind::cast);
    }

    @ParameterizedTest
    @MethodSource("given")
    void noRecordTakesNull(Record value) throws ReflectiveOperationException {
        RecordComponent[] parts = value.getClass().getRecordComponents();
        Constructor<?> constructor = value.getClass()
                .getConstructor(
                        Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        List<String> taken = new ArrayList<>();
        for (int missing = 0; missing < parts.length; missing++) {
            if (!parts[missing].getType().isPrimitive() && takes(constructor, withoutOne(value, parts, missing))) {
                taken.add(parts[missing].getName());
            }
        }
        assertEquals(List.of(), taken, value.getClass().getSimpleName() + " takes null");
    }

    private static @Nullable Object[] withoutOne(Record value, RecordComponent[] parts, int missing)
            throws ReflectiveOperationException {
        @Nullable Object[] given = new @Nullable Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            given[i] = i == missing ? null : parts[i].getAccessor().invoke(value);
        }
        return given;
    }

    private static boolean takes(Constructor<?> constructor, @Nullable Object[] parts)
            throws ReflectiveOperationException {
        try {
            constructor.newInstance(parts);
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof NullPointerException) {
                return false;
            }
            throw e;
        }
    }

    /** Calls with one thing missing. */
    static Stream<Executable> calls() {
        Order order = Fixtures.anOrder(1).in(OrderStatus.PENDING);
        InMemoryOrderStorage store = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        Clock clock = ManualClock.at(Fixtures.NOON);
        Random random = new Random(1);
        OrderService.Builder service = OrderService.builder(store, clock, random);
        return Stream.of(
                () -> OrderService.builder(missing(), clock, random),
                () -> OrderService.builder(store, missing(), random),
                () -> OrderService.builder(store, clock, missing()),
                () -> service.catalog((PackageCatalog) missing()),
                () -> service.flow(missing()),
                () -> service.slipPause(missing()),
                () -> service.listener(missing(), Runnable::run),
                () -> service.listener(event -> {}, missing()),
                () -> InMemoryOrderStorage.create(missing()),
                () -> InMemoryOrderStorage.builder(Fixtures.JAKARTA).writeAhead(missing()),
                () -> Order.create(missing(), order.customer(), order.item(), "system", Fixtures.NOON),
                () -> Order.create(order.id(), missing(), order.item(), "system", Fixtures.NOON),
                () -> Order.create(order.id(), order.customer(), missing(), "system", Fixtures.NOON),
                () -> Order.create(order.id(), order.customer(), order.item(), missing(), Fixtures.NOON),
                () -> Order.create(order.id(), order.customer(), order.item(), "system", missing()),
                () -> order.withNote(Fixtures.NOON, missing(), "hello"),
                () -> order.withNote(Fixtures.NOON, "system", missing()),
                () -> order.withUsername(Fixtures.NOON, missing()),
                () -> order.withPaymentProof(Fixtures.NOON, missing()),
                () -> order.withServerId(Fixtures.NOON, missing()),
                () -> order.withSubscription(Fixtures.NOON, missing()),
                () -> Order.create(
                        order.id(),
                        order.customer(),
                        order.item(),
                        NullsTest.<Sequel>missing(),
                        "system",
                        Fixtures.NOON));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noCallTakesNull(Executable call) {
        assertThrows(NullPointerException.class, call);
    }
}
