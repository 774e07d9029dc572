package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.common.hash.Hashing;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Tripay: a QRIS code by its closed payments, as {@code tripay}. Callbacks are signed over every byte, so they are
 * believed. It takes no charge back and gives no money back. Immutable and thread-safe.
 */
public final class TripayGateway implements PaymentGateway {

    /** The code that anybody's app scans, with the shortest time to pay. */
    public static final String QRIS = "QRIS";

    private static final String NAME = "tripay";
    private static final String PRODUCTION = "https://tripay.co.id/api";
    private static final String SANDBOX_KEY = "DEV-";
    private static final String SIGNATURE = "x-callback-signature";
    private static final String ANSWER = "{\"success\":true}";
    private static final int REFUSED = 400;
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Settings settings;
    private final Reports reports;
    private final HttpCalls calls;

    /**
     * A shop's account at Tripay.
     *
     * @param merchantCode for example {@code T0001}
     * @param apiKey lets the shop ask
     * @param privateKey signs
     * @param base {@code https://tripay.co.id/api}, or that with {@code api-sandbox}
     * @param callback where it is to call; empty if that is set at its site
     * @param channel which of its kinds of payment, for example {@link #QRIS}
     * @param email what is given as every customer's e-mail address, which Tripay demands
     */
    public record Settings(
            String merchantCode,
            Secret apiKey,
            Secret privateKey,
            URI base,
            Optional<URI> callback,
            String channel,
            String email) {}

    /**
     * The gateway.
     *
     * @throws IllegalArgumentException if the settings do not go together; the message says why
     */
    public TripayGateway(Settings settings, Clock clock) {
        this(settings, clock, HttpCalls.PATIENCE);
    }

    TripayGateway(Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.reports = new Reports(NAME, NAME, clock);
        URI base = Address.base(NAME, settings.base());
        if (base.toString().equals(PRODUCTION) && settings.apiKey().startsWith(SANDBOX_KEY)) {
            throw new IllegalArgumentException("the key of Tripay is one of its sandbox, the address is not");
        }
        if (base.toString().endsWith("/api-sandbox") && !settings.apiKey().startsWith(SANDBOX_KEY)) {
            throw new IllegalArgumentException("the key of Tripay is not one of its sandbox, the address is");
        }
        this.calls = new HttpCalls(
                NAME,
                base,
                patience,
                ImmutableMap.of("Authorization", "Bearer " + settings.apiKey().text()),
                settings.privateKey());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public GatewayTraits traits() {
        return new GatewayTraits(
                Amounts.of(Fields.RUPIAH, 1_000),
                Amounts.of(Fields.RUPIAH, 5_000_000),
                Optional.of(Range.closed(SHORTEST, LONGEST)),
                ImmutableSet.of(Ability.SIGNED_CALLBACKS),
                Duration.ofSeconds(10));
    }

    @Override
    public Charge create(ChargeRequest request) {
        Instant now = reports.clock().instant();
        Instant expires = now.plus(Duration.ofMinutes(Expiry.minutes(now, request.expiresAt(), SHORTEST, LONGEST)));
        String reference = request.id().toString();
        long amount = request.amount().getAmount().longValueExact();
        ImmutableMap.Builder<String, Object> body = ImmutableMap.<String, Object>builder()
                .put("method", settings.channel())
                .put("merchant_ref", reference)
                .put("amount", amount)
                .put("customer_name", request.customerName())
                .put("customer_email", settings.email())
                .put(
                        "order_items",
                        ImmutableList.of(ImmutableMap.of("name", request.what(), "price", amount, "quantity", 1)))
                .put("expired_time", expires.getEpochSecond())
                .put("signature", sign(settings.merchantCode() + reference + amount));
        settings.callback().ifPresent(url -> body.put("callback_url", url.toString()));
        return charge(data(calls.post("/transaction/create", body.buildOrThrow())));
    }

    private static Charge charge(Fields data) {
        PayBy payBy = data.payBy(PayBy.Kind.QR, "qr_string")
                .or(() -> data.payBy(PayBy.Kind.ACCOUNT, "pay_code"))
                .or(() -> data.payBy(PayBy.Kind.LINK, "checkout_url"))
                .orElseThrow(() -> data.unreadable().apply("nothing to pay by"));
        Money payable = base(data, "amount").plus(data.rupiah("fee_customer").orElse(Money.zero(Fields.RUPIAH)));
        return new Charge(
                payBy, payable, data.reference("reference"), data.rupiah("fee_merchant"), data.time("expired_time"));
    }

    String sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    String sign(byte[] bytes) {
        return Hashing.hmacSha256(settings.privateKey().text().getBytes(StandardCharsets.UTF_8))
                .hashBytes(bytes)
                .toString();
    }

    private Fields data(HttpCalls.Answer answer) {
        String words = answer.body().text("message").orElse("");
        calls.check(answer.status(), words);
        if (!answer.body().is("success", "true")) {
            throw calls.refused(REFUSED, words);
        }
        return answer.body().in("data");
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        String reference = attempt.id().toString();
        return attempt.reference()
                .or(() -> find(reference))
                .map(named -> data(calls.get("/transaction/detail?reference=" + HttpCalls.encoded(named))))
                .map(data -> state(reference, data));
    }

    /** Tripay's own name for an attempt whose answer was lost. */
    private Optional<String> find(String reference) {
        HttpCalls.Answer answer = calls.get("/merchant/transactions?merchant_ref=" + reference);
        data(answer);
        return answer.body().all("data").stream()
                .filter(each -> each.is("merchant_ref", reference))
                .findFirst()
                .flatMap(each -> each.reference("reference"));
    }

    private GatewayState state(String reference, Fields data) {
        if (!data.is("merchant_ref", reference)) {
            throw data.unreadable().apply("something about another order");
        }
        PaymentReport report =
                report(data, "amount").orElseThrow(() -> data.unreadable().apply("a status that is not known"));
        return new GatewayState(
                report, report.state() == PaymentState.WAITING ? Optional.of(charge(data)) : Optional.empty());
    }

    private Optional<PaymentReport> report(Fields data, String total) {
        return switch (data.need("status")) {
            case "PAID" ->
                Optional.of(reports.paid(
                        data.need("merchant_ref"),
                        base(data, total),
                        data.time("paid_at"),
                        data.reference("reference"),
                        data.rupiah("fee_merchant")));
            case "UNPAID" -> Optional.of(of(data, PaymentState.WAITING));
            case "EXPIRED" -> Optional.of(of(data, PaymentState.EXPIRED));
            case "FAILED" -> Optional.of(of(data, PaymentState.FAILED));
            case "REFUND" -> Optional.of(of(data, PaymentState.REFUNDED));
            default -> Optional.empty();
        };
    }

    private PaymentReport of(Fields data, PaymentState state) {
        return reports.of(data.need("merchant_ref"), state, Optional.empty(), data.reference("reference"));
    }

    /**
     * What the shop asked for: what it receives and what it pays for it. Callbacks and answers differ in whether a total
     * has the customer's fee in it; one that neither has nor leaves out exactly that stays as it is.
     */
    private static Money base(Fields data, String total) {
        Money whole = data.rupiah(total).orElseThrow(() -> data.unreadable().apply("no amount"));
        Money onTop = data.rupiah("fee_customer").orElse(Money.zero(Fields.RUPIAH));
        Optional<Money> received = data.rupiah("amount_received");
        Optional<Money> kept = data.rupiah("fee_merchant");
        Money base = received.flatMap(amount -> kept.map(amount::plus)).orElse(whole.minus(onTop));
        boolean whichever = base.equals(whole) || base.plus(onTop).equals(whole);
        return whichever && base.isPositive() ? base : whole;
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        String given = Optional.ofNullable(headers.get(SIGNATURE))
                .orElseThrow(() -> CallbackRefusedException.unsigned("a callback without " + SIGNATURE));
        if (!Secret.same(given, sign(body))) {
            throw CallbackRefusedException.forged("a callback whose " + SIGNATURE + " is not right");
        }
        Fields data = Fields.parse(body, what -> CallbackRefusedException.unreadable(NAME + " sent " + what));
        String reference = data.reference("merchant_ref")
                .or(() -> data.reference("reference"))
                .orElse("?");
        boolean known =
                data.text("merchant_ref").isPresent() && data.text("status").isPresent();
        return new GatewayCallback(reference, known ? report(data, "total_amount") : Optional.empty(), ANSWER);
    }

    /** Its name. */
    @Override
    public String toString() {
        return NAME;
    }
}
