package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.service.PaymentService;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * A way to pay in the stories of a lifecycle model; an attempt by it ends after an hour.
 *
 * @param isToldByAmount whether no two orders may be asked for the same amount
 * @param most the greatest total that it takes
 * @param discounts by which its amounts are less than the total, the first to be tried first
 */
record WayToPay(String name, boolean isToldByAmount, Money most, ImmutableList<Integer> discounts)
        implements PaymentMethod {

    /** Few amounts, so that they run out, and any total. */
    static final WayToPay CODE = new WayToPay("code", true, Fixtures.rupiah(10_000_000), ImmutableList.of(1, 2));

    /** Not the dearest orders; an amount is nobody's own, so a cancelled order can be deleted at once. */
    static final WayToPay LINK = new WayToPay("link", false, Fixtures.rupiah(200_000), ImmutableList.of(0));

    /** Both. */
    static final ImmutableList<WayToPay> ALL = ImmutableList.of(LINK, CODE);

    /**
     * An amount that may be asked for.
     *
     * @param amount in this way
     */
    record Offer(WayToPay way, Money amount) {}

    private static final Duration TIME_TO_PAY = Duration.ofHours(1);

    /** What a shop has on offer. */
    static ImmutableList<WayToPay> offeredBy(PaymentService payments) {
        return payments.methods().stream().map(WayToPay::named).collect(ImmutableList.toImmutableList());
    }

    private static WayToPay named(String name) {
        return ALL.stream()
                .filter(way -> way.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "stories are told of the ways to pay of Parts.service(), not of " + name));
    }

    @Override
    public ImmutableList<Money> amounts(Money total) {
        return total.isGreaterThan(most)
                ? ImmutableList.of()
                : discounts.stream().map(total::minusMajor).collect(ImmutableList.toImmutableList());
    }

    @Override
    public Payment begin(PaymentId id, Money amount, Instant now) {
        return Payment.begin(id, name, amount, now).expiresAt(end(now)).build();
    }

    /** What an order of this total could be asked for. */
    Stream<Offer> offers(Money total) {
        return amounts(total).stream().map(amount -> new Offer(this, amount));
    }

    /** Until when an attempt can be paid that begins now. */
    static Instant end(Instant now) {
        return now.plus(TIME_TO_PAY);
    }
}
