package io.pteroorders.payment;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Xendit: a QRIS code by its payment requests, as {@code xendit}. Callbacks have a token that never changes, which is no
 * signature, so they only say that it is time to ask. Immutable and thread-safe.
 */
public final class XenditGateway implements PaymentGateway {

    private static final String NAME = "xendit";
    private static final String VERSION = "2024-11-11";
    private static final String TOKEN = "x-callback-token";
    private static final String IDEMPOTENCY = "idempotency-key";
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 422;

    private final Settings settings;
    private final Reports reports;
    private final HttpCalls calls;

    /**
     * A shop's account at Xendit, where the address for callbacks is set.
     *
     * @param secretKey lets the shop ask
     * @param callbackToken what callbacks show
     * @param base for example {@code https://api.xendit.co}
     */
    public record Settings(Secret secretKey, Secret callbackToken, URI base) {}

    /**
     * The gateway.
     *
     * @throws IllegalArgumentException if the settings do not go together; the message says why
     */
    public XenditGateway(Settings settings, Clock clock) {
        this(settings, clock, HttpCalls.PATIENCE);
    }

    XenditGateway(Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.reports = new Reports(NAME, NAME, clock);
        this.calls = new HttpCalls(
                NAME,
                settings.base(),
                patience,
                ImmutableMap.of("Authorization", settings.secretKey().basic(), "api-version", VERSION),
                settings.secretKey(),
                settings.callbackToken());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public GatewayTraits traits() {
        return new GatewayTraits(
                Amounts.of(Fields.RUPIAH, 1),
                Amounts.of(Fields.RUPIAH, 10_000_000),
                Optional.empty(),
                ImmutableSet.of(Ability.CANCEL, Ability.REFUND, Ability.LATE_MONEY),
                Duration.ofSeconds(10));
    }

    private Fields checked(HttpCalls.Answer answer) {
        Fields body = answer.body();
        calls.check(
                answer.status(),
                body.text("message").or(() -> body.text("error_code")).orElse(""));
        return body;
    }

    /** The same reference is one charge, however often it is asked for. */
    @Override
    public Charge create(ChargeRequest request) {
        Fields made = checked(calls.post(
                "/v3/payment_requests",
                ImmutableMap.<String, Object>builder()
                        .put("reference_id", request.id().toString())
                        .put("type", "PAY")
                        .put("country", "ID")
                        .put("currency", "IDR")
                        .put("request_amount", request.amount().getAmount().longValueExact())
                        .put("capture_method", "AUTOMATIC")
                        .put("channel_code", "QRIS")
                        .put("channel_properties", ImmutableMap.of())
                        .put("description", request.what())
                        .buildOrThrow(),
                IDEMPOTENCY,
                request.id().toString()));
        return charge(made, request.amount())
                .orElseThrow(() -> made.unreadable().apply("nothing to pay by"));
    }

    private static Optional<Charge> charge(Fields request, Money amount) {
        return request.all("actions").stream()
                .filter(action -> action.is("descriptor", "QR_STRING"))
                .findFirst()
                .flatMap(action -> action.payBy(PayBy.Kind.QR, "value"))
                .map(code -> new Charge(code, amount, id(request), Optional.empty(), Optional.empty()));
    }

    private static Optional<String> id(Fields request) {
        return request.reference("payment_request_id").or(() -> request.reference("id"));
    }

    private static String reference(Fields request) {
        return request.text("reference_id").orElseGet(() -> request.need("external_id"));
    }

    /** A charge whose answer was lost is not known by its reference; asking for it again gives the same. */
    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        return attempt.reference()
                .map(id -> calls.get(path(id)))
                .filter(answer -> answer.status() != NOT_FOUND)
                .map(answer -> state(checked(answer), attempt));
    }

    private static String path(String id) {
        return "/v3/payment_requests/" + HttpCalls.encoded(id);
    }

    private GatewayState state(Fields request, Payment attempt) {
        if (!reference(request).equals(attempt.id().toString())) {
            throw request.unreadable().apply("something about another order");
        }
        PaymentReport report = report(request);
        return new GatewayState(
                report,
                report.state() == PaymentState.WAITING ? charge(request, attempt.amountDue()) : Optional.empty());
    }

    private PaymentReport report(Fields request) {
        return switch (request.need("status")) {
            case "SUCCEEDED", "COMPLETED" -> paid(request);
            case "ACCEPTING_PAYMENTS", "REQUIRES_ACTION", "PENDING", "ACTIVE" -> of(request, PaymentState.WAITING);
            case "AUTHORIZED" -> of(request, PaymentState.REVIEW);
            case "FAILED" -> of(request, PaymentState.FAILED);
            case "CANCELED", "CANCELLED" -> of(request, PaymentState.CANCELLED);
            case "EXPIRED" -> of(request, PaymentState.EXPIRED);
            default -> throw request.unreadable().apply("a status that is not known");
        };
    }

    private PaymentReport paid(Fields request) {
        Money amount = request.money("request_amount", "currency")
                .or(() -> request.money("amount", "currency"))
                .orElseThrow(() -> request.unreadable().apply("no amount"));
        return reports.paid(reference(request), amount, request.time("updated"), id(request), Optional.empty());
    }

    private PaymentReport of(Fields request, PaymentState state) {
        return reports.of(reference(request), state, request.time("updated"), id(request));
    }

    @Override
    public void cancel(Payment attempt) {
        attempt.reference()
                .map(id -> calls.post(path(id) + "/cancel", ImmutableMap.of()))
                .filter(answer -> answer.status() != NOT_FOUND)
                .ifPresent(answer -> Reports.cancel(() -> checked(answer), () -> ask(attempt)));
    }

    @Override
    public void refund(Payment payment, PaymentRefund refund) {
        String key = payment.id() + "-R" + refund.number();
        String id = payment.reference()
                .orElseThrow(() -> GatewayException.refused(NAME + " gives money back by its own name for it alone"));
        Fields made = checked(calls.post(
                "/refunds",
                ImmutableMap.of(
                        "payment_request_id",
                        id,
                        "reference_id",
                        key,
                        "currency",
                        "IDR",
                        "amount",
                        refund.amount().getAmount().longValueExact(),
                        "reason",
                        "REQUESTED_BY_CUSTOMER"),
                IDEMPOTENCY,
                key));
        if (made.is("status", "FAILED") || made.is("status", "CANCELLED")) {
            throw calls.refused(FAILED, made.text("failure_code").orElse(""));
        }
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        String given = Optional.ofNullable(headers.get(TOKEN))
                .orElseThrow(() -> CallbackRefusedException.unsigned("a callback without " + TOKEN));
        if (!Secret.same(given, settings.callbackToken().text())) {
            throw CallbackRefusedException.forged("a callback whose " + TOKEN + " is not right");
        }
        Fields sent = Fields.parse(body, what -> CallbackRefusedException.unreadable(NAME + " sent " + what));
        Fields data = sent.in("data").node().isObject() ? sent.in("data") : sent;
        String reference = data.reference("reference_id")
                .or(() -> data.reference("external_id"))
                .or(() -> data.in("qr_code").reference("external_id"))
                .orElseThrow(() -> CallbackRefusedException.unreadable("a callback for nothing"));
        return new GatewayCallback(reference, Optional.empty(), "");
    }

    /** Its name. */
    @Override
    public String toString() {
        return NAME;
    }
}
