package io.pteroorders.bot.whatsapp;

import com.google.common.base.Throwables;
import io.pteroorders.bot.web.BodyReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page that Meta calls. It proves itself to Meta once, and takes webhooks: nothing of a body is looked at before its
 * signature is right, and 200 means that its messages are on the disk. No thread waits for a body. Thread-safe.
 */
final class WebhookHandler implements Request.Handler {

    static final String PATH = "/webhook";
    static final int MAX_BODY = 3 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final Pattern CHALLENGE = Pattern.compile("[0-9A-Za-z_-]{1,128}");
    private static final Pattern JSON = Pattern.compile("(?i)application/json(\\s*;\\s*charset\\s*=\\s*\"?utf-8\"?)?");

    private final String verifyToken;
    private final Signatures signatures;
    private final Taker taker;
    private final BodyReader bodies;

    /** Takes the body of a webhook whose signature is right. */
    @FunctionalInterface
    interface Taker {

        /**
         * Takes it over.
         *
         * @return completes when it may be confirmed
         * @throws PayloadException if it is no JSON
         */
        CompletionStage<Void> take(byte[] body) throws PayloadException;
    }

    /**
     * A page.
     *
     * @param bodies reads what is posted
     */
    WebhookHandler(String verifyToken, Signatures signatures, Taker taker, BodyReader bodies) {
        this.verifyToken = verifyToken;
        this.signatures = signatures;
        this.taker = taker;
        this.bodies = bodies;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!PATH.equals(request.getHttpURI().getPath())) {
            return false;
        }
        switch (request.getMethod()) {
            case "GET" -> verify(request, response, callback);
            case "POST" -> receive(request, response, callback);
            default -> {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
                answer(HttpStatus.METHOD_NOT_ALLOWED_405, response, callback);
            }
        }
        return true;
    }

    private void verify(Request request, Response response, Callback callback) {
        Fields query = Request.extractQueryParameters(request);
        Optional<String> challenge = only(query, "hub.challenge")
                .filter(text -> CHALLENGE.matcher(text).matches());
        boolean subscribes = only(query, "hub.mode").filter("subscribe"::equals).isPresent();
        if (subscribes
                && challenge.isPresent()
                && isToken(only(query, "hub.verify_token").orElse(""))) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.write(true, StandardCharsets.US_ASCII.encode(challenge.get()), callback);
        } else {
            answer(HttpStatus.FORBIDDEN_403, response, callback);
        }
    }

    private static Optional<String> only(Fields query, String name) {
        List<String> values = query.getValuesOrEmpty(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private boolean isToken(String given) {
        return !verifyToken.isEmpty()
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), verifyToken.getBytes(StandardCharsets.UTF_8));
    }

    private void receive(Request request, Response response, Callback callback) {
        Optional<Integer> objection = objection(request);
        if (objection.isPresent()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            answer(objection.get(), response, callback);
            return;
        }
        String signature = request.getHeaders().get(Signatures.HEADER);
        bodies.read(request, MAX_BODY, new BodyReader.Receiver() {
            @Override
            public void received(byte[] body) {
                check(signature, body, request, response, callback);
            }

            @Override
            public void refused(int status) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                answer(status, response, callback);
            }
        });
    }

    /** What is wrong with a request before anything of its body is there. */
    private static Optional<Integer> objection(Request request) {
        if (request.getLength() > MAX_BODY) {
            return Optional.of(HttpStatus.PAYLOAD_TOO_LARGE_413);
        }
        boolean json = values(request, HttpHeader.CONTENT_TYPE.asString()).stream()
                        .filter(type -> JSON.matcher(type).matches())
                        .count()
                == 1;
        boolean plain = values(request, HttpHeader.CONTENT_ENCODING.asString()).isEmpty();
        if (!json || !plain) {
            return Optional.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415);
        }
        return Signatures.isWellFormed(values(request, Signatures.HEADER))
                ? Optional.empty()
                : Optional.of(HttpStatus.UNAUTHORIZED_401);
    }

    private static List<String> values(Request request, String header) {
        return request.getHeaders().getFields(header).stream()
                .map(HttpField::getValue)
                .map(String::valueOf)
                .toList();
    }

    private void check(String signature, byte[] body, Request request, Response response, Callback callback) {
        if (!signatures.isRight(signature, body)) {
            answer(HttpStatus.FORBIDDEN_403, response, callback);
            return;
        }
        try {
            taker.take(body)
                    .whenCompleteAsync(
                            (taken, failure) -> confirm(failure, response, callback),
                            request.getComponents().getExecutor());
        } catch (PayloadException e) {
            answer(HttpStatus.BAD_REQUEST_400, response, callback);
        } catch (RuntimeException e) {
            refuseForNow(e, response, callback);
        }
    }

    private static void confirm(@Nullable Throwable failure, Response response, Callback callback) {
        if (failure == null) {
            answer(HttpStatus.OK_200, response, callback);
        } else {
            refuseForNow(failure, response, callback);
        }
    }

    private static void refuseForNow(Throwable failure, Response response, Callback callback) {
        LOG.warn(
                "a webhook could not be stored, it will come again: {}",
                Throwables.getRootCause(failure).toString());
        answer(HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
    }

    /** Answers with a status alone. */
    private static void answer(int status, Response response, Callback callback) {
        response.setStatus(status);
        response.write(true, null, callback);
    }
}
