package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A program that embeds the core and is told of money. */
class PayByTest {

    private final Clock clock = Clock.systemUTC();
    private final OrderService orders = service(InMemoryOrderStorage.create(ZoneOffset.UTC), clock);

    private static OrderService service(OrderStorage storage, Clock clock) {
        // region service
        OrderService orders = OrderService.builder(storage, clock, new Random())
                .payBy(ImmutableList.of(new ManualPayment()))
                .build();
        // endregion
        return orders;
    }

    // region money
    private Booking arrived(Order order, String transfer) {
        Payment open = order.payments().open().orElseThrow();
        PaymentReport report =
                PaymentReport.ofMoney("bank:" + transfer, "system:bank", open.amountDue(), clock.instant());
        return orders.payments().book(open.id(), report).get();
    }
    // endregion

    @Test
    void theWholeMoneyConfirmsAnOrderAndTheSameReportNothingMore() {
        PersonId budi = PersonId.of("700100");
        Order order = orders.create(
                        Actor.customer(budi), new CreateOrder(new Customer(budi, "Budi", "700100"), "gold", 3))
                .get();
        Booking booking = arrived(order, "881");
        assertEquals(Booking.Kind.PAID, booking.kind());
        assertEquals(OrderStatus.CONFIRMED, booking.order().status());
        assertEquals(Booking.Kind.STALE, arrived(order, "881").kind());
        assertEquals(Booking.Kind.OVERPAID, arrived(order, "882").kind());
    }
}
