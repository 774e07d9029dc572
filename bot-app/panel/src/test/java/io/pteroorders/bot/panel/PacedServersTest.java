package io.pteroorders.bot.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Maps;
import io.github.bucket4j.BlockingStrategy;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.PanelBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many orders that are paid at once are made within what the panel allows, and each customer hears of theirs at once. */
class PacedServersTest {

    private static final int ORDERS = 200;
    private static final int CALLS_PER_MINUTE = 195;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration INSTALL = Duration.ofSeconds(45);
    private static final Duration MOST = Duration.ofHours(1);

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final PanelShop shop =
            new PanelShop(new PanelShop.Parts(ORDERS).pace(clock, CALLS_PER_MINUTE, (BlockingStrategy) this::waits));

    /** When servers were installed, and when their customers were told, by their short names. */
    private final Map<String, Instant> installed = new HashMap<>();

    private final Map<String, Instant> told = new HashMap<>();
    private Instant nextLook = Fixtures.NOON;
    private boolean isLooking;

    /** While one waits for the panel, time passes, and others look and send. */
    private void waits(long nanoseconds) {
        clock.advance(Duration.ofNanos(nanoseconds));
        observes();
        if (!isLooking && !clock.instant().isBefore(nextLook)) {
            isLooking = true;
            shop.look();
            shop.sends();
            nextLook = clock.instant().plus(LOOK);
            isLooking = false;
        }
    }

    private void observes() {
        shop.panel.books().servers().stream()
                .filter(server -> server.status().isEmpty())
                .forEach(server -> installed.putIfAbsent(server.identifier(), clock.instant()));
    }

    private boolean isDone() {
        return told.size() == ORDERS || clock.instant().isAfter(Fixtures.NOON.plus(MOST));
    }

    @Test
    @Tag("hunt")
    void twoHundredOrdersKeepWithinTheLimitAndEachCustomerHearsAtOnce() {
        shop.panel.world().setInstallTime(INSTALL);
        shop.bridge.watcher = message -> {
            if (message.template().equals("order-completed-customer")) {
                shop.panel.books().servers().stream()
                        .map(PanelBooks.Server::identifier)
                        .filter(message.text()::contains)
                        .forEach(server -> told.put(server, clock.instant()));
            }
        };
        for (int number = 0; number < ORDERS; number++) {
            shop.paid(Fixtures.customer("Customer", "62812000" + (1_000 + number)));
        }
        while (!isDone()) {
            shop.does();
            waits(Duration.ofMillis(250).toNanos());
        }
        Duration last = Maps.transformEntries(
                        told, (server, at) -> Duration.between(installed.getOrDefault(server, at), at))
                .values()
                .stream()
                .max(Duration::compareTo)
                .orElseThrow();
        int most = shop.panel.books().mostCallsInAMinute();
        System.out.println(ORDERS + " orders took " + Duration.between(Fixtures.NOON, clock.instant()) + ", at most "
                + most + " calls a minute, and the last of them was told after " + last);
        assertEquals(
                ORDERS,
                shop.all().stream()
                        .filter(order -> order.status() == OrderStatus.COMPLETED)
                        .count());
        assertTrue(most < 200, most + " calls in a minute");
        assertTrue(last.compareTo(Duration.ofSeconds(5)) <= 0, last + " until the customer was told");
    }
}
