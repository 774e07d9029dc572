package io.pteroorders.bot.api.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import io.pteroorders.bot.api.http.Problem.Kind;
import io.pteroorders.bot.api.http.Route.Answering;
import io.pteroorders.bot.api.http.Route.Streaming;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.Exchange;
import io.pteroorders.bot.web.RouteTable;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages below {@code /api/v1}: who asks is found out, and whether they may, before anything that they sent is read.
 * No thread waits for a body, and what waits for the disk has threads of its own. Thread-safe.
 */
public final class ApiPages implements Request.Handler {

    /** What all addresses begin with. */
    public static final String ROOT = "/api/v1";

    private static final int MAX_BODY = 1 << 20;

    /** Nothing at all is an object without fields. */
    private static final JsonNode NOTHING_SENT = JsonMapper.shared().createObjectNode();

    private static final Duration UNAVAILABLE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(ApiPages.class);

    private final RouteTable<Route> routes;
    private final ImmutableMap<String, Supplier<Answer>> open;
    private final Gate gate;
    private final Origins origins;
    private final RequestDigests digests;
    private final RequestTrail trail;
    private final BodyReader bodies;
    private final Executor threads;
    private final Runnable afterwards;
    private final Clock clock;

    /**
     * The pages.
     *
     * @param routes what can be asked for with a key
     * @param open what anybody may see, by address
     * @param gate lets in whoever has a key
     * @param origins whose pages may ask from a browser
     * @param digests of what was asked to be done once
     * @param trail keeps what was asked
     * @param threads where requests are answered
     * @param afterwards is run after each answer
     */
    public ApiPages(
            List<Route> routes,
            ImmutableMap<String, Supplier<Answer>> open,
            Gate gate,
            ImmutableSet<String> origins,
            RequestDigests digests,
            RequestTrail trail,
            BodyReader bodies,
            Executor threads,
            Runnable afterwards,
            Clock clock) {
        this.routes = new RouteTable<>(routes);
        this.open = open;
        this.gate = gate;
        this.origins = new Origins(origins);
        this.digests = digests;
        this.trail = trail;
        this.bodies = bodies;
        this.threads = threads;
        this.afterwards = afterwards;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = String.valueOf(request.getHttpURI().getCanonicalPath());
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
            return false;
        }
        Exchange exchange = new Exchange(request, response, callback);
        try {
            origins.allow(request, response);
            if (origins.isPreflight(request)) {
                exchange.send(Answer.done());
            } else {
                begin(path.substring(ROOT.length()), exchange);
            }
        } catch (ProblemException e) {
            exchange.close(e.problem().answer());
        } catch (RuntimeException e) {
            exchange.send(bug(e));
        }
        return true;
    }

    private void begin(String path, Exchange exchange) {
        Supplier<Answer> page = open.get(path);
        if (page != null && exchange.isGet()) {
            run(() -> answered(page), exchange::send, exchange);
            return;
        }
        JsonNode parameters = parameters(exchange.request());
        ApiKey key = gate.admit(path, parameters, exchange.request());
        RouteTable.Match<Route> found = found(path, exchange.method());
        Optional<Problem> denied = Gate.denied(key, found.route());
        if (denied.isPresent()) {
            run(() -> kept(found, key, denied.get().answer()), exchange::close, exchange);
        } else if (found.route().page() instanceof Streaming streaming) {
            Ask ask = ask(found, key, parameters, NOTHING_SENT, exchange);
            streaming.serve(ask, exchange.request(), exchange.response(), exchange.callback());
        } else if (exchange.isGet()) {
            Ask ask = ask(found, key, parameters, NOTHING_SENT, exchange);
            run(found, ask, Optional.empty(), exchange);
        } else {
            read(found, key, parameters, exchange);
        }
    }

    private RouteTable.Match<Route> found(String path, String method) {
        RouteTable.Here<Route> here = routes.at(path);
        if (here.isEmpty()) {
            throw new ProblemException(
                    Problem.of(Kind.NOT_FOUND, "There is no such address; " + ROOT + "/docs lists all."));
        }
        return here.by(method)
                .orElseThrow(() ->
                        new ProblemException(Problem.of(Kind.METHOD_NOT_ALLOWED, "Here is " + here.allowed() + ".")
                                .withHeader("Allow", here.allowed())));
    }

    // What is asked for.

    private static JsonNode parameters(Request request) {
        ObjectNode parameters = JsonMapper.shared().createObjectNode();
        try {
            for (var field : Request.extractQueryParameters(request, StandardCharsets.UTF_8)) {
                ArrayNode values = JsonMapper.shared().createArrayNode();
                field.getValues().forEach(values::add);
                parameters.set(field.getName(), values.size() == 1 ? values.get(0) : values);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw malformed("the parameters of the address are not encoded as they should be");
        }
        return parameters;
    }

    private static Ask ask(
            RouteTable.Match<Route> found, ApiKey key, JsonNode parameters, JsonNode body, Exchange exchange) {
        Optional<String> idempotencyKey = exchange.header("Idempotency-Key");
        if (idempotencyKey.filter(said -> !Ask.isIdempotencyKey(said)).isPresent()) {
            throw malformed("an Idempotency-Key has 1 to 200 visible characters of ASCII");
        }
        return new Ask(
                key,
                found.places(),
                parameters,
                body,
                idempotencyKey,
                exchange.header("If-Match").map(Versions::said),
                exchange.header("Last-Event-ID"));
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                Problem.of(Kind.MALFORMED_REQUEST, Ascii.toUpperCase(what.charAt(0)) + what.substring(1) + "."));
    }

    // What was sent.

    private void read(RouteTable.Match<Route> found, ApiKey key, JsonNode parameters, Exchange exchange) {
        if (exchange.request().getLength() > MAX_BODY) {
            exchange.close(tooLong().answer());
            return;
        }
        bodies.read(exchange.request(), MAX_BODY, new BodyReader.Receiver() {
            @Override
            public void received(byte[] bytes) {
                try {
                    Ask ask = ask(found, key, parameters, body(bytes, exchange), exchange);
                    run(found, ask, Optional.of(digest(exchange, bytes)), exchange);
                } catch (ProblemException e) {
                    exchange.send(e.problem().answer());
                } catch (RuntimeException e) {
                    exchange.send(bug(e));
                }
            }

            @Override
            public void refused(int status) {
                Problem why =
                        switch (status) {
                            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> tooLong();
                            case HttpStatus.REQUEST_TIMEOUT_408 ->
                                Problem.of(Kind.REQUEST_TIMEOUT, "Send the body within some seconds.");
                            case HttpStatus.SERVICE_UNAVAILABLE_503 -> unavailable("too much is being read");
                            default -> malformed("the body broke off").problem();
                        };
                exchange.close(why.answer());
            }
        });
    }

    private static Problem tooLong() {
        return Problem.of(Kind.TOO_LONG, "A body has at most " + MAX_BODY + " bytes.");
    }

    private static Problem unavailable(String why) {
        return Problem.of(Kind.UNAVAILABLE, "Ask again in a moment, with the same Idempotency-Key: " + why + ".")
                .withHeader("Retry-After", String.valueOf(UNAVAILABLE.toSeconds()));
    }

    private static JsonNode body(byte[] bytes, Exchange exchange) {
        if (bytes.length == 0) {
            return NOTHING_SENT;
        }
        String type =
                Ascii.toLowerCase(exchange.header("Content-Type").orElse("")).replace(" ", "");
        if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
            throw new ProblemException(
                    Problem.of(Kind.NOT_JSON, "Send JSON in UTF-8, with Content-Type: application/json."));
        }
        try {
            JsonNode body = StrictJson.parse(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (CharacterCodingException | JacksonException e) {
            throw malformed("the body is no JSON in UTF-8, or names a field twice, or goes too deep");
        }
        throw malformed("the body must be one JSON object");
    }

    private static String digest(Exchange exchange, byte[] body) {
        return Hashing.sha256()
                .newHasher()
                .putUnencodedChars(exchange.method() + " "
                        + exchange.request().getHttpURI().getPathQuery() + "\n")
                .putBytes(body)
                .hash()
                .toString()
                .substring(0, 32);
    }

    // The answer.

    private void run(RouteTable.Match<Route> found, Ask ask, Optional<String> digest, Exchange exchange) {
        Answering page = (Answering) found.route().page();
        run(() -> kept(found, ask.key(), answered(page, ask, digest)), exchange::send, exchange);
    }

    private void run(Supplier<Answer> answer, Consumer<Answer> send, Exchange exchange) {
        try {
            threads.execute(() -> {
                send.accept(answer.get());
                afterwards.run();
            });
        } catch (RejectedExecutionException e) {
            exchange.close(unavailable("too many requests wait").answer());
        }
    }

    /** What a program did stands in the audit trail before it hears of it. */
    private Answer kept(RouteTable.Match<Route> found, ApiKey key, Answer answer) {
        try {
            trail.keep(key, found.route(), found.places().getOrDefault("id", ""), answer);
            return answer;
        } catch (StorageException e) {
            LOG.error("what a program did cannot be kept, {}: {}", e.outcome(), e.getMessage());
            return unavailable("the store failed").answer();
        }
    }

    private static Answer answered(Supplier<Answer> page) {
        try {
            return page.get();
        } catch (RuntimeException e) {
            return bug(e);
        }
    }

    private Answer answered(Answering page, Ask ask, Optional<String> digest) {
        try {
            Optional<RequestId> once = digest.flatMap(any -> ask.requestId());
            if (once.filter(id -> digests.isAnother(id, digest.orElseThrow(), clock.instant()))
                    .isPresent()) {
                return Problem.of(
                                Kind.KEY_REUSED, "This Idempotency-Key was used for another request; send another key.")
                        .answer();
            }
            Answer answer = page.answer(ask);
            if (answer.isSuccess()) {
                once.ifPresent(id -> digests.add(id, digest.orElseThrow(), clock.instant()));
            }
            return answer;
        } catch (ProblemException e) {
            return e.problem().answer();
        } catch (StorageException e) {
            LOG.warn("a request cannot be carried out at present, {}: {}", e.outcome(), e.getMessage());
            return unavailable("the store " + (e.mayPass() ? "is away for a moment" : "failed"))
                    .answer();
        } catch (RuntimeException e) {
            return bug(e);
        }
    }

    private static Answer bug(RuntimeException failure) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("request failed, incident {}", incident, failure);
        return Problem.of(Kind.BUG, "This is a bug; the log of the program has more under this incident.")
                .with("incident", JsonMapper.shared().valueToTree(incident))
                .answer();
    }
}
