package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The log is kept up, told or not, and however often the store fails. */
class EventFollowerTest {

    private final Order order = Fixtures.anOrder(1).pending();
    private final ManualClock clock = ManualClock.at(order.createdAt());
    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final EventLog log = EventLog.inMemory();
    private final CountDownLatch more = new CountDownLatch(1);

    private void insert() {
        storage.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
    }

    /** A store that does not answer the first questions for changes. */
    private OrderStorage failing(int times) {
        AtomicInteger asked = new AtomicInteger();
        return (OrderStorage) Proxy.newProxyInstance(
                OrderStorage.class.getClassLoader(),
                new Class<?>[] {OrderStorage.class},
                (proxy, method, arguments) -> {
                    if (asked.incrementAndGet() <= times) {
                        throw StorageException.retryable("away", null);
                    }
                    return method.invoke(storage, arguments);
                });
    }

    private void check(EventFollower follower) throws InterruptedException {
        try (follower;
                EventSource.Subscription subscription = log.onMore(more::countDown)) {
            follower.start();
            assertTrue(more.await(20, TimeUnit.SECONDS), subscription.toString());
            assertEquals(
                    1,
                    log.after(log.now().replaceAll("\\.\\d+$", ".0"), 5)
                            .events()
                            .size());
        }
    }

    @Test
    void whatChangedWhileNobodyToldIsFound() throws InterruptedException {
        log.follow(storage, clock.instant());
        insert();
        check(new EventFollower(log, storage, clock));
    }

    @Test
    void beingToldIsEnough() throws InterruptedException {
        log.follow(storage, clock.instant());
        EventFollower follower = new EventFollower(log, storage, clock);
        insert();
        follower.onEvent(new OrderEvent(OrderEvent.Kind.CREATED, Optional.empty(), order, "system"));
        follower.onMissedEvents();
        check(follower);
    }

    @Test
    void aStoreThatFailsIsAskedAgain() throws InterruptedException {
        log.follow(storage, clock.instant());
        insert();
        check(new EventFollower(log, failing(2), clock));
    }

    @Test
    void oneThatNeverBeganEndsToo() {
        EventFollower follower = new EventFollower(log, storage, clock);
        follower.close();
        follower.close();
        assertTrue(log.after(log.now(), 1).events().isEmpty());
    }
}
