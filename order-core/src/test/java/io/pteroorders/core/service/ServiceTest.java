package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.MoreExecutors;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A service over a store in memory, with a clock that stands still and a record of all events. */
abstract class ServiceTest {

    static final Actor BUDI = Actor.customer(Samples.budi().id());
    static final Actor SITI = Actor.customer(Samples.siti().id());
    static final Actor ADMIN = Actor.admin(Samples.ADMIN);
    static final Actor OWNER = Actor.owner(PersonId.phone("6289990000002"));
    static final Optional<RequestId> NO_REQUEST = Optional.empty();
    static final Optional<RequestId> ONCE = Optional.of(RequestId.of("test", "message-1"));
    static final int RACERS = 50;

    final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOON.plusSeconds(86_400));
    final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    final InMemoryOrderStorage storage = InMemoryOrderStorage.create(Samples.JAKARTA);
    final List<OrderEvent> events = new CopyOnWriteArrayList<>();
    final OrderService service =
            builder().listener(events::add, MoreExecutors.directExecutor()).build();

    OrderService.Builder builder() {
        return OrderService.builder(storage, clock, new SplittableRandom(1));
    }

    /** Puts an order into the store. */
    Order given(Order order) {
        storage.insert(order, OrderStorage.InsertGuard.NONE, NO_REQUEST);
        return order;
    }

    /** Puts an order of Budi's into the store. */
    Order given(OrderStatus status) {
        return given(Samples.in(status));
    }

    Order stored(OrderId id) {
        return storage.get(id).orElseThrow();
    }

    /** The request to move an order, or to do without a note whatever else takes one. */
    static ChangeStatus move(OrderId id) {
        return new ChangeStatus(id, "");
    }

    /** The refusal of something that must change nothing and tell nobody. */
    Refusal refused(Supplier<? extends Outcome<?>> request) {
        ImmutableList<Order> before = Samples.all(storage);
        int told = events.size();
        Refusal refusal = request.get().refusal().orElseThrow(() -> new AssertionError("was not refused"));
        assertEquals(before, Samples.all(storage));
        assertEquals(told, events.size());
        return refusal;
    }

    static Refusal notFound(String asked) {
        return new Refusal.OrderNotFound(asked, ImmutableList.of());
    }
}
