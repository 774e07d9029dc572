package io.pteroorders.payment;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.common.primitives.Ints;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Midtrans: a QRIS code by its Core API, or a page of its Snap, where customers choose how to pay. Callbacks are signed
 * over the reference, the amount and whether there is money, and are believed in that. Immutable and thread-safe.
 */
public final class MidtransGateway implements PaymentGateway {

    private static final String NAME = "midtrans";
    private static final String SNAP = NAME + "-snap";
    private static final String HOST = "midtrans.com";
    private static final String SANDBOX_HOST = "sandbox.midtrans.com";
    private static final String SANDBOX_KEY = "SB-";
    private static final String SUCCESS = "200";
    private static final int NOT_FOUND = 404;
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Settings settings;
    private final boolean snap;
    private final Reports reports;
    private final HttpCalls calls;
    private final URI base;

    /**
     * A shop's account at Midtrans.
     *
     * @param serverKey from its dashboard
     * @param base for example {@code https://api.midtrans.com}
     * @param callback where it is to call; empty if that is set in its dashboard
     */
    public record Settings(Secret serverKey, URI base, Optional<URI> callback) {}

    /**
     * Codes to scan, as {@code midtrans}.
     *
     * @throws IllegalArgumentException if the settings do not go together; the message says why
     */
    public static MidtransGateway qris(Settings settings, Clock clock) {
        return new MidtransGateway(NAME, settings, clock, HttpCalls.PATIENCE);
    }

    /**
     * Pages to pay on, as {@code midtrans-snap}.
     *
     * @throws IllegalArgumentException if the settings do not go together; the message says why
     */
    public static MidtransGateway snap(Settings settings, Clock clock) {
        return new MidtransGateway(SNAP, settings, clock, HttpCalls.PATIENCE);
    }

    MidtransGateway(String name, Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.snap = name.equals(SNAP);
        this.reports = new Reports(name, NAME, clock);
        this.base = Address.base(name, settings.base());
        checkKey();
        ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
        headers.put("Authorization", settings.serverKey().basic());
        settings.callback().ifPresent(url -> headers.put("X-Override-Notification", url.toString()));
        this.calls = new HttpCalls(name, base, patience, headers.buildOrThrow(), settings.serverKey());
    }

    private void checkKey() {
        boolean sandbox = Address.isAt(base, SANDBOX_HOST);
        boolean sandboxKey = settings.serverKey().startsWith(SANDBOX_KEY);
        if (sandbox && !sandboxKey) {
            throw new IllegalArgumentException("the key of Midtrans is not one of its sandbox, the address is");
        }
        if (!sandbox && sandboxKey && Address.isAt(base, HOST)) {
            throw new IllegalArgumentException("the key of Midtrans is one of its sandbox, the address is not");
        }
    }

    @Override
    public String name() {
        return reports.gateway();
    }

    @Override
    public GatewayTraits traits() {
        return new GatewayTraits(
                Amounts.of(Fields.RUPIAH, 1),
                Amounts.of(Fields.RUPIAH, 10_000_000),
                Optional.of(Range.closed(SHORTEST, LONGEST)),
                ImmutableSet.of(Ability.SIGNED_CALLBACKS, Ability.CANCEL, Ability.REFUND, Ability.LATE_MONEY),
                Duration.ofSeconds(10));
    }

    @Override
    public Charge create(ChargeRequest request) {
        Instant now = reports.clock().instant();
        long minutes = Expiry.minutes(now, request.expiresAt(), SHORTEST, LONGEST);
        Instant expires = now.plus(Duration.ofMinutes(minutes));
        return snap ? page(request, minutes, expires) : code(request, minutes, expires);
    }

    private Charge code(ChargeRequest request, long minutes, Instant expires) {
        Fields made = checked(calls.post(
                "/v2/charge",
                ImmutableMap.of(
                        "payment_type", "qris",
                        "transaction_details", details(request),
                        "qris", ImmutableMap.of("acquirer", "gopay"),
                        "custom_expiry", ImmutableMap.of("expiry_duration", minutes, "unit", "minute"))));
        return charge(made, request.amount(), Optional.of(expires));
    }

    private Charge page(ChargeRequest request, long minutes, Instant expires) {
        URI pages = URI.create(base.toString().replace("//api.", "//app."));
        Fields made = checked(calls.postTo(
                pages,
                "/snap/v1/transactions",
                ImmutableMap.of(
                        "transaction_details", details(request),
                        "expiry", ImmutableMap.of("duration", minutes, "unit", "minute"))));
        PayBy link = made.payBy(PayBy.Kind.LINK, "redirect_url")
                .orElseThrow(() -> made.unreadable().apply("no page to pay on"));
        return new Charge(link, request.amount(), Optional.empty(), Optional.empty(), Optional.of(expires));
    }

    private static ImmutableMap<String, Object> details(ChargeRequest request) {
        return ImmutableMap.of(
                "order_id", request.id().toString(),
                "gross_amount", request.amount().getAmount().longValueExact());
    }

    private Charge charge(Fields transaction, Money amount, Optional<Instant> expires) {
        String id = transaction.need("transaction_id");
        PayBy payBy = transaction
                .payBy(PayBy.Kind.QR, "qr_string")
                .orElseGet(() -> new PayBy(PayBy.Kind.LINK, base + "/v2/qris/" + HttpCalls.encoded(id) + "/qr-code"));
        Money payable = transaction.rupiah("gross_amount").orElse(amount);
        return new Charge(
                payBy,
                payable,
                transaction.reference("transaction_id"),
                Optional.empty(),
                transaction.time("expiry_time").or(() -> expires));
    }

    /** An answer that is a success, by HTTP and by its own code, which says more. */
    private Fields checked(HttpCalls.Answer answer) {
        calls.check(code(answer), words(answer.body()));
        return answer.body();
    }

    private static int code(HttpCalls.Answer answer) {
        return answer.body().text("status_code").map(Ints::tryParse).orElse(answer.status());
    }

    private static String words(Fields body) {
        return body.text("status_message")
                .or(() -> body.in("error_messages").text("0"))
                .orElse("");
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        HttpCalls.Answer answer = calls.get("/v2/" + attempt.id() + "/status");
        if (code(answer) == NOT_FOUND) {
            return Optional.empty();
        }
        Fields transaction = answer.body();
        if (transaction.text("transaction_status").isEmpty()) {
            checked(answer);
        }
        if (!transaction.is("order_id", attempt.id().toString())) {
            throw transaction.unreadable().apply("something about another order");
        }
        PaymentReport report = new MidtransEvent(transaction, reports)
                .report(attempt)
                .orElseThrow(() -> transaction.unreadable().apply("a status that is not known"));
        boolean shown = report.state() == PaymentState.WAITING && !snap;
        return Optional.of(new GatewayState(
                report,
                shown ? Optional.of(charge(transaction, attempt.amountDue(), attempt.expiresAt())) : Optional.empty()));
    }

    @Override
    public void cancel(Payment attempt) {
        HttpCalls.Answer answer = calls.post("/v2/" + attempt.id() + "/cancel", ImmutableMap.of());
        if (code(answer) != NOT_FOUND) {
            Reports.cancel(() -> checked(answer), () -> ask(attempt));
        }
    }

    @Override
    public void refund(Payment payment, PaymentRefund refund) {
        checked(calls.post(
                "/v2/" + payment.id() + "/refund/online/direct",
                ImmutableMap.of(
                        "refund_key", MidtransEvent.refundKey(payment.id(), refund.number()),
                        "amount", refund.amount().getAmount().longValueExact(),
                        "reason", refund.reason())));
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        Fields transaction = Fields.parse(body, what -> CallbackRefusedException.unreadable(name() + " sent " + what));
        String given = transaction
                .text("signature_key")
                .orElseThrow(() -> CallbackRefusedException.unsigned("a callback without a signature_key"));
        String status = transaction.need("status_code");
        String signed = transaction.need("order_id")
                + status
                + transaction.need("gross_amount")
                + settings.serverKey().text();
        if (!Secret.same(given, Digests.sha512(signed))) {
            throw CallbackRefusedException.forged("a callback whose signature_key is not right");
        }
        String reference = transaction.reference("order_id").orElseThrow();
        // The signature covers whether there is money, and not what else happened.
        Optional<PaymentReport> report = Optional.of(transaction)
                .filter(signedToo -> status.equals(SUCCESS))
                .flatMap(signedToo -> new MidtransEvent(signedToo, reports).report())
                .filter(told -> told.state() == PaymentState.PAID);
        return new GatewayCallback(reference, report, "");
    }

    /** Its name, and where it is. */
    @Override
    public String toString() {
        return name() + " " + base;
    }
}
