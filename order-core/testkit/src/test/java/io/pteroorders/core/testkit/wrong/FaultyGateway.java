package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;

/** An adapter with one fault. */
final class FaultyGateway implements PaymentGateway {

    private static final Pattern REFERENCE = Pattern.compile("reference=(\\S+)");

    private final PaymentGateway real;
    private final GatewayFault fault;
    private final String key;
    private final Map<PaymentId, Money> fees = new HashMap<>();
    private int answers;

    FaultyGateway(PaymentGateway real, GatewayFault fault, String key) {
        this.real = real;
        this.fault = fault;
        this.key = key;
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
        try {
            Charge made = real.create(request);
            made.fee().ifPresent(fee -> fees.put(request.id(), fee));
            return made;
        } catch (GatewayException e) {
            if (fault == GatewayFault.MAKES_A_LOST_CHARGE_AGAIN && e.kind() == GatewayException.Kind.UNAVAILABLE) {
                return real.create(request);
            }
            if (fault == GatewayFault.TELLS_ITS_KEY) {
                throw GatewayException.unavailable(e.getMessage() + " with " + key, e);
            }
            throw e;
        }
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        if (fault == GatewayFault.DOES_NOT_LOOK_FOR_A_LOST_CHARGE
                && attempt.reference().isEmpty()) {
            return Optional.empty();
        }
        try {
            return real.ask(attempt).map(state -> new GatewayState(wrong(attempt, state.report()), state.charge()));
        } catch (GatewayException e) {
            if (fault == GatewayFault.TAKES_ANY_TROUBLE_FOR_AN_UNKNOWN_CHARGE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PaymentReport wrong(Payment attempt, PaymentReport right) {
        return switch (fault) {
            case BOOKS_WHAT_IS_LEFT_AFTER_THE_FEE ->
                with(
                        right,
                        right.id(),
                        right.amount()
                                .map(amount -> amount.minus(fees.getOrDefault(attempt.id(), amount.minus(amount)))));
            case NAMES_EACH_ANSWER_ANEW -> with(right, right.id() + ++answers, right.amount());
            case NAMES_ALL_MONEY_ALIKE -> with(right, "till:" + right.state(), right.amount());
            default -> right;
        };
    }

    private static PaymentReport with(PaymentReport right, String id, Optional<Money> amount) {
        return new PaymentReport(id, right.by(), right.state(), amount, right.at(), right.reference(), right.fee());
    }

    @Override
    public void cancel(Payment attempt) {
        try {
            real.cancel(attempt);
        } catch (GatewayException e) {
            if (fault != GatewayFault.SAYS_THAT_A_PAID_CHARGE_IS_TAKEN_BACK) {
                throw e;
            }
        }
    }

    @Override
    public void refund(Payment payment, PaymentRefund refund) {
        boolean anew = fault == GatewayFault.GIVES_BACK_ANEW_WHEN_ASKED_AGAIN;
        real.refund(payment, anew ? numbered(refund, Payment.MAX_REFUNDS - ++answers) : refund);
    }

    private static PaymentRefund numbered(PaymentRefund refund, int number) {
        return new PaymentRefund(
                number, refund.amount(), refund.state(), refund.at(), refund.by(), refund.reason(), refund.report());
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        try {
            return real.verify(headers, body);
        } catch (CallbackRefusedException e) {
            Matcher reference = REFERENCE.matcher(new String(body, StandardCharsets.UTF_8));
            if (fault == GatewayFault.BELIEVES_UNSIGNED_CALLBACKS && reference.find()) {
                return new GatewayCallback(reference.group(1), Optional.empty(), "");
            }
            throw e;
        }
    }
}
