package io.pteroorders.core.testkit;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.Booking.Kind;
import io.pteroorders.core.payment.PaymentReport;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What a report should come to: the table of how money comes once more, done to plain fields.
 *
 * @param order which is changed
 * @param attempt one of its attempts, which the report is of
 * @param mayConfirm whether the flow lets a pending order be confirmed
 */
record ReferenceBooking(
        ReferenceOrder order, ReferencePayment attempt, PaymentReport report, Instant now, boolean mayConfirm) {

    Kind book() {
        boolean foreign = report.amount()
                .filter(amount -> !amount.getCurrencyUnit().equals(Fixtures.IDR))
                .isPresent();
        if (foreign) {
            return Kind.WRONG_CURRENCY;
        } else if (order.attempts.all.stream().anyMatch(payment -> payment.isTold(report.id()))) {
            return Kind.STALE;
        }
        return switch (report.state()) {
            case PAID -> money(report.amount().orElseThrow());
            case PARTLY_REFUNDED, REFUNDED -> moneyBack(report.amount().orElse(attempt.held()));
            case WAITING, REVIEW, EXPIRED, FAILED, CANCELLED -> state(Kind.MOVED);
            case DISPUTED, REVERSED -> state(Kind.ALARM);
        };
    }

    private Kind money(Money amount) {
        Optional<PaymentArrival> seen = attempt.unproven();
        boolean same = amount.isEqual(attempt.due) || amount.isEqual(attempt.arrived());
        if (attempt.isCounted() && seen.isPresent() && same) {
            return proven(seen.get());
        } else if (attempt.state == PaymentState.DISPUTED) {
            attempt.keep(report.at(), report.by(), report.id());
            order.touchMoney(now);
            return Kind.MOVED;
        }
        attempt.arrivals.add(new PaymentArrival(amount, report.at(), report.by(), Optional.of(report.id())));
        order.income += amount.getAmountMajorLong();
        name();
        return attempt.isCounted() ? leftOver() : more();
    }

    private Kind proven(PaymentArrival seen) {
        attempt.arrivals.set(
                attempt.arrivals.indexOf(seen),
                new PaymentArrival(seen.amount(), seen.at(), seen.by(), Optional.of(report.id())));
        name();
        order.touchMoney(now);
        return Kind.PROOF;
    }

    private void name() {
        attempt.reference = attempt.reference.or(report::reference);
        attempt.fee = report.fee().or(() -> attempt.fee);
    }

    private Kind leftOver() {
        order.touchMoney(now);
        boolean needed = attempt.state == PaymentState.PAID && order.status() != OrderStatus.CANCELLED;
        return needed ? Kind.OVERPAID : Kind.WITHOUT_ORDER;
    }

    private Kind more() {
        boolean waits = order.status() == OrderStatus.PENDING && mayConfirm;
        if (waits && attempt.missing().isPositive()) {
            order.touchMoney(now);
            return Kind.PART;
        }
        order.pay(attempt, now);
        if (!waits) {
            return Kind.WITHOUT_ORDER;
        }
        order.move(OrderStatus.CONFIRMED, now, report.by(), note());
        return attempt.arrived().isGreaterThan(attempt.due) ? Kind.OVERPAID : Kind.PAID;
    }

    private String note() {
        String what = attempt.id + " IDR " + attempt.arrived().getAmountMajorLong();
        return attempt.reference.map(reference -> what + " " + reference).orElse(what);
    }

    /** An attempt with a part of its money does not end by itself. */
    private Kind state(Kind kind) {
        boolean ends = report.state() == PaymentState.EXPIRED || report.state() == PaymentState.CANCELLED;
        if (!attempt.mayBecome(report.state()) || (ends && !attempt.arrivals.isEmpty())) {
            return Kind.STALE;
        }
        name();
        attempt.become(report.state(), now);
        order.touchMoney(now);
        return kind;
    }

    private Kind moneyBack(Money amount) {
        if (!attempt.mayGiveBack(amount)) {
            return Kind.STALE;
        }
        attempt.wentBack(amount, report.at(), report.by(), "", Optional.of(report.id()));
        order.touchMoney(now);
        return Kind.REFUNDED;
    }
}
