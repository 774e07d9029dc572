package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.Fixtures;
import java.util.Optional;

/** A gateway's adapter with a bug. */
final class BuggyGateway implements PaymentGateway {

    private static final long FEE = 500;

    private final PlantedBug bug;
    private final PaymentGateway real;
    private int calls;

    BuggyGateway(PlantedBug bug, PaymentGateway real) {
        this.bug = bug;
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public GatewayTraits traits() {
        return real.traits();
    }

    @Override
    public Charge create(ChargeRequest request) {
        return real.create(request);
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        calls++;
        Optional<GatewayState> state = real.ask(attempt);
        return bug == PlantedBug.CHARGES_AGAIN && attempt.payBy().isEmpty()
                ? Optional.empty()
                : state.map(it -> new GatewayState(told(attempt, it.report()), it.charge()));
    }

    private PaymentReport told(Payment attempt, PaymentReport report) {
        boolean money = report.state() == PaymentState.PAID;
        return switch (bug) {
            case OTHER_IDS -> money ? money(report, report.id() + calls, 0) : report;
            case NET_AMOUNT -> money ? money(report, report.id(), FEE) : report;
            case PAID_TOO_EARLY ->
                report.state() == PaymentState.WAITING ? money(attempt, report.id() + ":paid", report) : report;
            case KEEPS_SILENT -> money ? waiting(report) : report;
            case SILENT_AFTER_EXPIRY -> money && isOver(attempt, report) ? waiting(report) : report;
            case DROPS_LATE_MONEY -> money && !attempt.isOpen() ? waiting(report) : report;
            default -> report;
        };
    }

    private static boolean isOver(Payment attempt, PaymentReport report) {
        return attempt.expiresAt().filter(end -> report.at().isAfter(end)).isPresent();
    }

    private static PaymentReport waiting(PaymentReport report) {
        return PaymentReport.ofState(report.id() + ":waits", report.by(), PaymentState.WAITING, report.at());
    }

    private static PaymentReport money(Payment attempt, String id, PaymentReport report) {
        return PaymentReport.ofMoney(id, report.by(), attempt.amountDue(), report.at());
    }

    private static PaymentReport money(PaymentReport report, String id, long less) {
        return PaymentReport.ofMoney(
                id, report.by(), report.amount().orElseThrow().minus(Fixtures.rupiah(less)), report.at());
    }

    @Override
    public void cancel(Payment attempt) {
        real.cancel(attempt);
    }

    @Override
    public void refund(Payment payment, PaymentRefund refund) {
        calls++;
        switch (bug) {
            case NEW_REFUND_KEYS ->
                real.refund(payment, numbered(refund, 1 + (refund.number() + calls) % Payment.MAX_REFUNDS));
            case REFUNDS_NOTHING -> {}
            case LOST_REFUND_IS_NO -> refundsOrSaysNo(payment, refund);
            default -> real.refund(payment, refund);
        }
    }

    private void refundsOrSaysNo(Payment payment, PaymentRefund refund) {
        try {
            real.refund(payment, refund);
        } catch (GatewayException e) {
            throw GatewayException.refused(String.valueOf(e.getMessage()));
        }
    }

    private static PaymentRefund numbered(PaymentRefund refund, int number) {
        return new PaymentRefund(
                number, refund.amount(), refund.state(), refund.at(), refund.by(), refund.reason(), refund.report());
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        GatewayCallback told = real.verify(headers, body);
        return bug == PlantedBug.BELIEVES_CALLBACKS
                ? new GatewayCallback(
                        told.reference(),
                        Optional.of(PaymentReport.ofMoney(
                                told.reference() + ":paid",
                                "system:" + name(),
                                Fixtures.rupiah(25_000),
                                Fixtures.NOON)),
                        told.answer())
                : told;
    }
}
