package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages to which gateways and the feed tell of money: {@code POST /payments/NAME} and {@code POST /payments/feed}.
 * Nothing of a body is looked at before it is known who sent it, as far as that can be known, and success means that what
 * it tells is booked or kept. No thread waits for a body. Thread-safe.
 */
final class PaymentPages implements Request.Handler {

    static final int MAX_BODY = 64 << 10;

    private static final Duration LOGGED_EVERY = Duration.ofSeconds(10);
    private static final String PATH = "/payments/";
    private static final String FEED = "feed";
    private static final String BEARER = "Bearer ";
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Logger LOG = LoggerFactory.getLogger(PaymentPages.class);

    private final Feed feed;
    private final CallbackIntake callbacks;
    private final GatewayCalls gateways;
    private final Optional<String> secret;
    private final BodyReader bodies;
    private final Executor threads;
    private final MeterRegistry meters;

    /** What is refused is logged now and then: it tells a seller of a wrong key, and strangers write no logs. */
    private final RateLimiter refusals = RateLimiter.create(1.0 / LOGGED_EVERY.toSeconds());

    PaymentPages(
            Feed feed,
            CallbackIntake callbacks,
            GatewayCalls gateways,
            Optional<String> secret,
            BodyReader bodies,
            Executor threads,
            MeterRegistry meters) {
        this.feed = feed;
        this.callbacks = callbacks;
        this.gateways = gateways;
        this.secret = secret;
        this.bodies = bodies;
        this.threads = threads;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = String.valueOf(request.getHttpURI().getPath());
        String name = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
        Optional<Page> page = page(name);
        if (page.isEmpty()) {
            return false;
        }
        if (!request.getMethod().equals("POST")) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            write(new Answer(HttpStatus.METHOD_NOT_ALLOWED_405, ""), response, callback);
            return true;
        }
        if (request.getLength() > MAX_BODY) {
            end(HttpStatus.PAYLOAD_TOO_LARGE_413, response, callback);
            return true;
        }
        ImmutableMap<String, String> headers = headers(request);
        bodies.read(request, MAX_BODY, new BodyReader.Receiver() {
            @Override
            public void received(byte[] body) {
                check(name, () -> page.get().check(headers, body), response, callback);
            }

            @Override
            public void refused(int status) {
                end(status, response, callback);
            }
        });
        return true;
    }

    /** What a page answers. */
    private record Answer(int status, String body) {}

    /** Takes what was posted. */
    @FunctionalInterface
    private interface Page {

        /**
         * Checks who sent it.
         *
         * @return what is left to do, which may wait for the disk
         * @throws CallbackRefusedException if it was somebody else
         */
        Supplier<Answer> check(ImmutableMap<String, String> headers, byte[] body);
    }

    private Optional<Page> page(String name) {
        return name.equals(FEED)
                ? secret.map(key -> (headers, body) -> feed(key, headers, body))
                : gateways.find(name).map(gateway -> (headers, body) -> callback(gateway, headers, body));
    }

    /** Of several headers with one name, none. */
    private static ImmutableMap<String, String> headers(Request request) {
        Map<String, String> all = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            all.merge(field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()), (one, other) -> "");
        }
        return ImmutableMap.copyOf(all);
    }

    private static void end(int status, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(new Answer(status, ""), response, callback);
    }

    /** Strangers are turned away here, so that they take no place in the queue. */
    private void check(String name, Supplier<Supplier<Answer>> check, Response response, Callback callback) {
        try {
            answer(check.get(), response, callback);
        } catch (CallbackRefusedException e) {
            count(name, "refused");
            if (refusals.tryAcquire()) {
                LOG.info("what was posted to {}{} is refused: {}", PATH, name, e.getMessage());
            }
            write(new Answer(e.status(), ""), response, callback);
        } catch (RuntimeException e) {
            write(broken(e), response, callback);
        }
    }

    /** Booking waits for the disk, so it has threads of its own. */
    private void answer(Supplier<Answer> answer, Response response, Callback callback) {
        try {
            threads.execute(() -> write(answered(answer), response, callback));
        } catch (RejectedExecutionException e) {
            write(new Answer(HttpStatus.SERVICE_UNAVAILABLE_503, ""), response, callback);
        }
    }

    private static Answer answered(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (StorageException e) {
            LOG.warn("what was told of money cannot be kept at present: {}", e.getMessage());
            return new Answer(HttpStatus.SERVICE_UNAVAILABLE_503, "");
        } catch (RuntimeException e) {
            return broken(e);
        }
    }

    private static Answer broken(RuntimeException e) {
        LOG.error("what was told of money cannot be worked on", e);
        return new Answer(HttpStatus.INTERNAL_SERVER_ERROR_500, "");
    }

    private static void write(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        if (!answer.body().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        }
        response.write(true, StandardCharsets.UTF_8.encode(answer.body()), callback);
    }

    private void count(String from, String outcome) {
        meters.counter("payments.reports", "from", from, "outcome", outcome).increment();
    }

    // The feed.

    private Supplier<Answer> feed(String key, ImmutableMap<String, String> headers, byte[] body) {
        if (!isSent(key, headers, body)) {
            throw CallbackRefusedException.unsigned("it shows neither the secret nor a signature that is right");
        }
        return () -> taken(body);
    }

    private Answer taken(byte[] body) {
        try {
            return new Answer(HttpStatus.OK_200, feed.take(body));
        } catch (FeedException e) {
            count(FEED, "unreadable");
            return new Answer(
                    HttpStatus.BAD_REQUEST_400,
                    MAPPER.writeValueAsString(MAPPER.createObjectNode().put("error", e.getMessage())));
        }
    }

    private static boolean isSent(String key, ImmutableMap<String, String> headers, byte[] body) {
        String authorization = headers.getOrDefault("authorization", "");
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return isEqual(authorization.substring(BEARER.length()).strip(), key);
        }
        String signature = headers.getOrDefault("x-signature", "");
        return HEX.matcher(signature).matches()
                && isEqual(
                        signature.toLowerCase(Locale.ROOT),
                        Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8))
                                .hashBytes(body)
                                .toString());
    }

    private static boolean isEqual(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    // Callbacks.

    private Supplier<Answer> callback(PaymentGateway gateway, ImmutableMap<String, String> headers, byte[] body) {
        GatewayCallback told = gateway.verify(headers, body);
        return () -> {
            count(gateway.name(), callbacks.take(gateway, told));
            return new Answer(HttpStatus.OK_200, told.answer());
        };
    }
}
