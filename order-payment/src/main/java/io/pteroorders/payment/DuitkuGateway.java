package io.pteroorders.payment;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Duitku: a QRIS code by its version 2, as {@code duitku}. Callbacks are signed by MD5, and not over whether it was paid,
 * so they only say that it is time to ask. It takes no charge back and gives no money back. Immutable and thread-safe.
 */
public final class DuitkuGateway implements PaymentGateway {

    /** The QRIS code of ShopeePay, which anybody's app scans. */
    public static final String SHOPEEPAY_QRIS = "SP";

    private static final String NAME = "duitku";
    private static final String PRODUCTION = "passport.duitku.com";
    private static final String SANDBOX = "sandbox.duitku.com";
    private static final String SANDBOX_CODE = "DS";
    private static final String SUCCESS = "00";
    private static final int REFUSED = 400;
    private static final int LONGEST_NAME = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Settings settings;
    private final Reports reports;
    private final HttpCalls calls;
    private final URI callback;

    /**
     * A shop's project at Duitku.
     *
     * @param merchantCode for example {@code D0001}
     * @param apiKey signs
     * @param base {@code https://passport.duitku.com/webapi}, or that with {@code sandbox}
     * @param callback where it is to call
     * @param channel which of its kinds of payment, for example {@link #SHOPEEPAY_QRIS}
     * @param email what is given as every customer's e-mail address, which Duitku demands
     */
    public record Settings(
            String merchantCode, Secret apiKey, URI base, Optional<URI> callback, String channel, String email) {}

    /**
     * The gateway.
     *
     * @throws IllegalArgumentException if the settings do not go together; the message says why
     */
    public DuitkuGateway(Settings settings, Clock clock) {
        this(settings, clock, HttpCalls.PATIENCE);
    }

    DuitkuGateway(Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.reports = new Reports(NAME, NAME, clock);
        this.callback = settings.callback()
                .orElseThrow(() ->
                        new IllegalArgumentException("Duitku takes no charge without an address that it can call"));
        URI base = Address.base(NAME, settings.base());
        boolean sandboxCode = settings.merchantCode().startsWith(SANDBOX_CODE);
        if (Address.isAt(base, PRODUCTION) && sandboxCode) {
            throw new IllegalArgumentException("the merchant code of Duitku is one of its sandbox, the address is not");
        }
        if (Address.isAt(base, SANDBOX) && !sandboxCode) {
            throw new IllegalArgumentException("the merchant code of Duitku is not one of its sandbox, the address is");
        }
        this.calls = new HttpCalls(NAME, base, patience, ImmutableMap.of(), settings.apiKey());
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
                Optional.of(Range.closed(SHORTEST, LONGEST)),
                ImmutableSet.of(Ability.LATE_MONEY),
                Duration.ofSeconds(10));
    }

    String sign(String... parts) {
        return Digests.md5(settings.merchantCode()
                + String.join("", parts)
                + settings.apiKey().text());
    }

    @Override
    public Charge create(ChargeRequest request) {
        Instant now = reports.clock().instant();
        long minutes = Expiry.minutes(now, request.expiresAt(), SHORTEST, LONGEST);
        String reference = request.id().toString();
        long amount = request.amount().getAmount().longValueExact();
        Fields made = checked(calls.post(
                "/api/merchant/v2/inquiry",
                ImmutableMap.<String, Object>builder()
                        .put("merchantCode", settings.merchantCode())
                        .put("paymentAmount", amount)
                        .put("paymentMethod", settings.channel())
                        .put("merchantOrderId", reference)
                        .put("productDetails", request.what())
                        .put("email", settings.email())
                        .put("customerVaName", HttpCalls.cut(request.customerName(), LONGEST_NAME))
                        .put("callbackUrl", callback.toString())
                        .put("returnUrl", callback.resolve("/").toString())
                        .put("expiryPeriod", minutes)
                        .put("signature", sign(reference, Long.toString(amount)))
                        .buildOrThrow()));
        if (!made.is("statusCode", SUCCESS)) {
            throw calls.refused(REFUSED, words(made));
        }
        return charge(made, request, now.plus(Duration.ofMinutes(minutes)));
    }

    private static Charge charge(Fields made, ChargeRequest request, Instant expires) {
        PayBy payBy = made.payBy(PayBy.Kind.QR, "qrString")
                .or(() -> made.payBy(PayBy.Kind.ACCOUNT, "vaNumber"))
                .or(() -> made.payBy(PayBy.Kind.LINK, "paymentUrl"))
                .orElseThrow(() -> made.unreadable().apply("nothing to pay by"));
        return new Charge(
                payBy,
                made.rupiah("amount").orElse(request.amount()),
                made.reference("reference"),
                Optional.empty(),
                Optional.of(expires));
    }

    private Fields checked(HttpCalls.Answer answer) {
        calls.check(answer.status(), words(answer.body()));
        return answer.body();
    }

    private static String words(Fields body) {
        return body.text("statusMessage").or(() -> body.text("Message")).orElse("");
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        String reference = attempt.id().toString();
        HttpCalls.Answer answer = calls.post(
                "/api/merchant/transactionStatus",
                ImmutableMap.of(
                        "merchantCode", settings.merchantCode(),
                        "merchantOrderId", reference,
                        "signature", sign(reference)));
        if (HttpCalls.isUnknown(answer, words(answer.body()))) {
            return Optional.empty();
        }
        Fields transaction = checked(answer);
        if (!transaction.is("merchantOrderId", reference)) {
            throw transaction.unreadable().apply("something about another order");
        }
        return Optional.of(new GatewayState(report(reference, transaction), Optional.empty()));
    }

    private PaymentReport report(String reference, Fields transaction) {
        return switch (transaction.need("statusCode")) {
            case SUCCESS ->
                reports.paid(
                        reference,
                        transaction
                                .rupiah("amount")
                                .orElseThrow(() -> transaction.unreadable().apply("no amount")),
                        transaction.time("settlementDate"),
                        transaction.reference("reference"),
                        transaction.rupiah("fee"));
            case "01" -> of(reference, PaymentState.WAITING, transaction);
            case "02" -> of(reference, PaymentState.CANCELLED, transaction);
            default -> throw transaction.unreadable().apply("a status that is not known");
        };
    }

    private PaymentReport of(String reference, PaymentState state, Fields transaction) {
        return reports.of(reference, state, Optional.empty(), transaction.reference("reference"));
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        Map<String, String> form = form(body);
        String given = form.getOrDefault("signature", "");
        if (given.isEmpty()) {
            throw CallbackRefusedException.unsigned("a callback without a signature");
        }
        String reference = form.getOrDefault("merchantOrderId", "");
        String right = sign(form.getOrDefault("amount", ""), reference);
        boolean ours = form.getOrDefault("merchantCode", "").equals(settings.merchantCode());
        if (!Secret.same(given, right) || !ours) {
            throw CallbackRefusedException.forged("a callback whose signature is not right");
        }
        if (!reference.matches(PaymentArrival.REFERENCE_PATTERN)) {
            throw CallbackRefusedException.unreadable("a callback for nothing");
        }
        return new GatewayCallback(reference, Optional.empty(), "");
    }

    private static Map<String, String> form(byte[] body) {
        try {
            return Splitter.on('&')
                    .omitEmptyStrings()
                    .withKeyValueSeparator(Splitter.on('=').limit(2))
                    .split(new String(body, StandardCharsets.US_ASCII))
                    .entrySet()
                    .stream()
                    .collect(ImmutableMap.toImmutableMap(
                            field -> decoded(field.getKey()), field -> decoded(field.getValue())));
        } catch (IllegalArgumentException e) {
            throw CallbackRefusedException.unreadable("a callback that is no form");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Its name. */
    @Override
    public String toString() {
        return NAME;
    }
}
