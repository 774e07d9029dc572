package io.pteroorders.core.testkit.gateway;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A till that speaks in lines of {@code name=value}, and signs what it calls back with. */
public final class TillGateway implements PaymentGateway {

    private static final CurrencyUnit IDR = CurrencyUnit.of("IDR");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String key;
    private final Clock clock;
    private final Duration patience;

    public TillGateway(URI address, String key, Clock clock, Duration patience) {
        this.address = address;
        this.key = key;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "till";
    }

    @Override
    public GatewayTraits traits() {
        return new GatewayTraits(
                Amounts.of(IDR, 1_000),
                Amounts.of(IDR, 10_000_000),
                Optional.empty(),
                ImmutableSet.of(Ability.SIGNED_CALLBACKS, Ability.CANCEL, Ability.REFUND),
                Duration.ofSeconds(10));
    }

    // region create
    @Override
    public Charge create(ChargeRequest request) {
        Map<String, String> made =
                checked(send("POST", "/charges", "reference=" + request.id() + "\namount=" + units(request.amount())));
        return new Charge(
                new PayBy(PayBy.Kind.QR, field(made, "qr")),
                amount(made, "total"),
                Optional.of(field(made, "id")),
                Optional.of(amount(made, "fee")),
                Optional.empty());
    }
    // endregion

    // region ask
    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        HttpResponse<String> answer = send("GET", "/charges/" + attempt.id(), "");
        // A page that was not found says nothing about a charge.
        return answer.statusCode() == 404 && answer.body().equals("no such charge")
                ? Optional.empty()
                : Optional.of(new GatewayState(report(attempt.id().toString(), checked(answer)), Optional.empty()));
    }
    // endregion

    private PaymentReport report(String reference, Map<String, String> charge) {
        if (!reference.equals(field(charge, "reference"))) {
            throw GatewayException.unavailable("till speaks of another charge", null);
        }
        PaymentState state = PaymentState.parse(field(charge, "state")).orElseThrow();
        boolean isMoney = state == PaymentState.PAID || state == PaymentState.PARTLY_REFUNDED;
        return isMoney
                ? PaymentReport.ofMoney("till:" + reference, "system:till", amount(charge, "amount"), clock.instant())
                : PaymentReport.ofState("till:" + reference + ":" + state, "system:till", state, clock.instant());
    }

    @Override
    public void cancel(Payment attempt) {
        HttpResponse<String> answer = send("DELETE", "/charges/" + attempt.id(), "");
        if (answer.statusCode() != 404) {
            checked(answer);
        }
    }

    @Override
    public void refund(Payment payment, PaymentRefund refund) {
        checked(send(
                "PUT", "/charges/" + payment.id() + "/refunds/" + refund.number(), "amount=" + units(refund.amount())));
    }

    // region verify
    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        byte[] right = signature(key, body).getBytes(StandardCharsets.UTF_8);
        byte[] given = headers.getOrDefault("signature", "").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, right)) {
            throw CallbackRefusedException.forged("the signature is not right");
        }
        Map<String, String> charge = fields(new String(body, StandardCharsets.UTF_8));
        String reference = field(charge, "reference");
        return new GatewayCallback(reference, Optional.of(report(reference, charge)), "");
    }
    // endregion

    static String signature(String key, byte[] body) {
        return Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8))
                .hashBytes(body)
                .toString();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Key", key)
                .build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw GatewayException.unavailable("till cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.unavailable("till was not waited for", e);
        }
    }

    /** What a success says; the words of a refusal may repeat the key, so they are left out. */
    private static Map<String, String> checked(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200 -> fields(answer.body());
            case 401 -> throw GatewayException.keyRefused("till does not know the key");
            case 400, 409 -> throw GatewayException.refused("till said no");
            default -> throw GatewayException.unavailable("till answered HTTP " + answer.statusCode(), null);
        };
    }

    private static Map<String, String> fields(String lines) {
        try {
            return Splitter.on('\n').withKeyValueSeparator('=').split(lines);
        } catch (IllegalArgumentException e) {
            throw GatewayException.unavailable("till speaks in riddles", e);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> GatewayException.unavailable("till says no " + name, null));
    }

    private static Money amount(Map<String, String> fields, String name) {
        return Amounts.of(IDR, Long.parseLong(field(fields, name)));
    }

    private static long units(Money amount) {
        return amount.getAmount().longValueExact();
    }
}
