package io.pteroorders.bot.payment;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what gateways call back for: what is signed is booked before they hear that it arrived; everything else makes us ask
 * the gateway, at most once in its pause, about an attempt that waits. Thread-safe.
 */
final class CallbackIntake {

    private static final int MOST_ASKED = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(CallbackIntake.class);

    private final OrderService orders;
    private final PaymentDesk desk;
    private final Runnable changed;
    private final Clock clock;

    /** When a gateway was asked last because somebody called. */
    private final Cache<PaymentId, Instant> asked =
            CacheBuilder.newBuilder().maximumSize(MOST_ASKED).build();

    /** @param changed is run when an order may have changed */
    CallbackIntake(OrderService orders, PaymentDesk desk, Runnable changed, Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Takes what a gateway called back for. Money may be told by another of the shop's gateways than that of the attempt: one
     * account can be offered under two names, and call at one address for both.
     *
     * @return what became of it, in a word
     */
    String take(PaymentGateway gateway, GatewayCallback told) {
        Optional<Payment> payment = told.payment().flatMap(this::find);
        if (told.report().isPresent()) {
            return book(gateway, told.report().get(), payment.filter(desk::canBeChecked));
        }
        boolean known = gateway.traits().can(Ability.SIGNED_CALLBACKS);
        return payment.filter(any -> any.method().equals(gateway.name()) && (known || any.isOpen()))
                .map(any -> ask(gateway, any))
                .orElse("unknown");
    }

    private Optional<Payment> find(PaymentId id) {
        return orders.get(Actor.SYSTEM, id.order()).value().flatMap(order -> order.payments()
                .get(id.number()));
    }

    private String book(PaymentGateway gateway, PaymentReport report, Optional<Payment> payment) {
        if (payment.isEmpty()) {
            desk.keep(report, gateway.name());
            return "unknown";
        }
        Optional<Booking> booking = desk.book(payment.get().id(), report);
        changed.run();
        if (booking.isEmpty()) {
            return "unmatched";
        }
        boolean overtaken =
                booking.get().kind() == Booking.Kind.STALE && !payment.get().isToldBy(report.id());
        return overtaken ? ask(gateway, payment.get()) : "booked";
    }

    private String ask(PaymentGateway gateway, Payment payment) {
        if (!isTime(gateway, payment.id())) {
            return "known";
        }
        CompletionStage<Optional<Booking>> answer = desk.check(payment);
        answer.whenComplete((booking, failure) -> {
            changed.run();
            if (failure != null) {
                LOG.warn(
                        "{} did not say what became of {}: {}",
                        gateway.name(),
                        payment.id(),
                        PaymentDesk.message(failure));
            }
        });
        return "asked";
    }

    /** Whether the pause is over, or the clock was set back; another begins with that. */
    private synchronized boolean isTime(PaymentGateway gateway, PaymentId id) {
        Instant now = clock.instant();
        Instant last = asked.getIfPresent(id);
        if (last != null
                && !now.isBefore(last)
                && now.isBefore(last.plus(gateway.traits().pause()))) {
            return false;
        }
        asked.put(id, now);
        return true;
    }
}
