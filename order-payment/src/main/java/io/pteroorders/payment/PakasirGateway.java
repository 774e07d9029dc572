package io.pteroorders.payment;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
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
 * Pakasir: a QRIS code, as {@code pakasir}. Callbacks are not signed, so they only say that it is time to ask. What its
 * sandbox says is paid is no money. Immutable and thread-safe.
 */
public final class PakasirGateway implements PaymentGateway {

    private static final String NAME = "pakasir";

    private final Settings settings;
    private final Reports reports;
    private final HttpCalls calls;
    private final URI base;

    /**
     * A shop's project at Pakasir, where the address for callbacks is set.
     *
     * @param project its slug
     * @param apiKey lets the shop ask
     * @param base for example {@code https://app.pakasir.com}
     */
    public record Settings(String project, Secret apiKey, URI base) {}

    /**
     * The gateway.
     *
     * @throws IllegalArgumentException if the settings do not go together; the message says why
     */
    public PakasirGateway(Settings settings, Clock clock) {
        this(settings, clock, HttpCalls.PATIENCE);
    }

    PakasirGateway(Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.reports = new Reports(NAME, NAME, clock);
        this.base = Address.base(NAME, settings.base());
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
                Optional.empty(),
                ImmutableSet.of(Ability.CANCEL, Ability.LATE_MONEY),
                Duration.ofSeconds(10));
    }

    private ImmutableMap<String, String> charge(PaymentId id, Money amount) {
        return ImmutableMap.of(
                "project", settings.project(),
                "order_id", id.toString(),
                "amount", Long.toString(amount.getAmount().longValueExact()),
                "api_key", settings.apiKey().text());
    }

    /** The same for a body, where an amount is a number. */
    private ImmutableMap<String, Object> body(PaymentId id, Money amount) {
        return ImmutableMap.<String, Object>builder()
                .putAll(charge(id, amount))
                .put("amount", amount.getAmount().longValueExact())
                .buildKeepingLast();
    }

    private Fields checked(HttpCalls.Answer answer) {
        calls.check(answer.status(), words(answer.body()));
        return answer.body();
    }

    private static String words(Fields body) {
        return body.text("message").or(() -> body.text("error")).orElse("");
    }

    @Override
    public Charge create(ChargeRequest request) {
        Fields made = checked(calls.post("/api/transactioncreate/qris", body(request.id(), request.amount())))
                .in("payment");
        checkOurs(made, request.id(), request.amount());
        PayBy payBy = made.payBy(PayBy.Kind.QR, "payment_number")
                .orElseThrow(() -> made.unreadable().apply("nothing to pay by"));
        Money payable = made.rupiah("total_payment").orElse(request.amount());
        return new Charge(payBy, payable, Optional.empty(), Optional.empty(), made.time("expired_at"));
    }

    private void checkOurs(Fields transaction, PaymentId id, Money amount) {
        if (!transaction.is("order_id", id.toString())
                || !transaction.rupiah("amount").equals(Optional.of(amount))
                || !transaction.is("project", settings.project())) {
            throw transaction.unreadable().apply("something about another order, or another amount");
        }
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        HttpCalls.Answer answer =
                calls.get("/api/transactiondetail?" + HttpCalls.query(charge(attempt.id(), attempt.amountDue())));
        if (HttpCalls.isUnknown(answer, words(answer.body()))) {
            return Optional.empty();
        }
        Fields transaction = checked(answer).in("transaction");
        if (!transaction.node().isObject()) {
            return Optional.empty();
        }
        checkOurs(transaction, attempt.id(), attempt.amountDue());
        return Optional.of(state(transaction, attempt));
    }

    private GatewayState state(Fields transaction, Payment attempt) {
        PaymentReport report = report(transaction, attempt);
        return new GatewayState(
                report, report.state() == PaymentState.WAITING ? Optional.of(page(attempt)) : Optional.empty());
    }

    /** The code is not told again, but there is a page that shows it. */
    private Charge page(Payment attempt) {
        String link = base + "/pay/" + HttpCalls.encoded(settings.project()) + "/"
                + attempt.amountDue().getAmount().longValueExact() + "?order_id=" + attempt.id() + "&qris_only=1";
        return new Charge(
                new PayBy(PayBy.Kind.LINK, link),
                attempt.amountDue(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    PaymentReport report(Fields transaction, Payment attempt) {
        String reference = attempt.id().toString();
        return switch (transaction.need("status")) {
            case "completed" -> paid(transaction, attempt);
            case "pending" -> of(reference, PaymentState.WAITING);
            case "expired" -> of(reference, PaymentState.EXPIRED);
            case "cancelled", "canceled" -> of(reference, PaymentState.CANCELLED);
            default -> throw transaction.unreadable().apply("a status that is not known");
        };
    }

    private PaymentReport paid(Fields transaction, Payment attempt) {
        if (transaction.is("is_sandbox", "true") && !Address.isLoopback(base)) {
            throw GatewayException.refused(NAME
                    + " says that this was paid in its sandbox, which is no money: switch the project to production");
        }
        return reports.paid(
                attempt.id().toString(),
                attempt.amountDue(),
                transaction.time("completed_at"),
                Optional.empty(),
                Optional.empty());
    }

    private PaymentReport of(String reference, PaymentState state) {
        return reports.of(reference, state, Optional.empty(), Optional.empty());
    }

    @Override
    public void cancel(Payment attempt) {
        HttpCalls.Answer answer = calls.post("/api/transactioncancel", body(attempt.id(), attempt.amountDue()));
        if (!HttpCalls.isUnknown(answer, words(answer.body()))) {
            Reports.cancel(() -> checked(answer), () -> ask(attempt));
        }
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        Fields sent = Fields.parse(body, what -> CallbackRefusedException.unreadable(NAME + " sent " + what));
        if (!Secret.same(sent.text("project").orElse(""), settings.project())) {
            throw CallbackRefusedException.forged("a callback for another project");
        }
        String reference = sent.reference("order_id")
                .orElseThrow(() -> CallbackRefusedException.unreadable("a callback for nothing"));
        return new GatewayCallback(reference, Optional.empty(), "");
    }

    /** Its name. */
    @Override
    public String toString() {
        return NAME;
    }
}
