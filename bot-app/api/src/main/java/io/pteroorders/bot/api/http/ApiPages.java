package io.pteroorders.bot.api.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import io.pteroorders.bot.api.http.Problem.Kind;
import io.pteroorders.bot.api.http.Route.Answering;
import io.pteroorders.bot.api.http.Route.Streaming;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
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
    private static final int WORTH_PACKING = 1 << 10;
    private static final String BEARER = "Bearer ";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Duration UNAVAILABLE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(ApiPages.class);

    private final RouteTable routes;
    private final ImmutableMap<String, Supplier<Answer>> open;
    private final ApiKeys keys;
    private final Tickets tickets;
    private final RequestDigests digests;
    private final RequestLimits limits;
    private final Origins origins;
    private final ClientAddresses addresses;
    private final BodyReader bodies;
    private final Executor threads;
    private final ApiAudit audit;
    private final CustomerLooks looks;
    private final Clock clock;

    /**
     * The pages.
     *
     * @param routes what can be asked for with a key
     * @param open what anybody may see, by address
     * @param tickets that were given for keys
     * @param perMinute how many requests a key may make
     * @param origins whose pages may ask from a browser
     * @param threads where requests are answered
     * @param audit keeps what was changed
     * @param looks counts who looks at customers
     */
    public ApiPages(
            List<Route> routes,
            ImmutableMap<String, Supplier<Answer>> open,
            ApiKeys keys,
            Tickets tickets,
            RequestDigests digests,
            int perMinute,
            ImmutableSet<String> origins,
            ClientAddresses addresses,
            BodyReader bodies,
            Executor threads,
            ApiAudit audit,
            CustomerLooks looks,
            Clock clock) {
        this.routes = new RouteTable(routes);
        this.open = open;
        this.keys = keys;
        this.tickets = tickets;
        this.digests = digests;
        this.limits = new RequestLimits(perMinute, clock);
        this.origins = new Origins(origins);
        this.addresses = addresses;
        this.bodies = bodies;
        this.threads = threads;
        this.audit = audit;
        this.looks = looks;
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
            exchange.close(e.problem());
        } catch (RuntimeException e) {
            exchange.send(bug(e));
        }
        return true;
    }

    private void begin(String path, Exchange exchange) {
        Supplier<Answer> page = open.get(path);
        if (page != null && exchange.isGet()) {
            run(() -> answered(page), exchange);
            return;
        }
        JsonNode parameters = parameters(exchange.request);
        ApiKey key = key(path, parameters, exchange.request);
        RouteTable.Match found = routes.find(path, exchange.method());
        Route route = found.route();
        ImmutableMap<String, String> places = found.places();
        check(key, route);
        if (!(route.page() instanceof Streaming) && !exchange.isGet()) {
            read(route, key, places, parameters, exchange);
            return;
        }
        Ask ask = ask(key, places, parameters, JsonMapper.shared().createObjectNode(), exchange.request);
        if (route.page() instanceof Streaming streaming) {
            streaming.serve(ask, exchange.request, exchange.response, exchange.callback);
        } else {
            run(route, (Answering) route.page(), ask, Optional.empty(), exchange);
        }
    }

    // Who asks.

    private ApiKey key(String path, JsonNode parameters, Request request) {
        String address = addresses.of(request);
        List<String> shown = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (shown.isEmpty() && path.equals(Tickets.ADDRESS) && parameters.has(Tickets.PARAMETER)) {
            return admitted(byTicket(parameters.get(Tickets.PARAMETER)), address);
        }
        if (shown.size() != 1 || !shown.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(noKey("Send one header Authorization: Bearer " + ApiKeys.PREFIX + "...; keys are"
                    + " made by: bot-app api-key create."));
        }
        String secret = shown.get(0).substring(BEARER.length()).strip();
        return admitted(keys.find(secret, address, clock.instant()), address);
    }

    /** A ticket may be used from anywhere: whoever has the key gave it away. */
    private Optional<ApiKey> byTicket(JsonNode ticket) {
        return tickets.take(ticket.asString(""), clock.instant()).filter(key -> keys.stands(key, clock.instant()));
    }

    private ApiKey admitted(Optional<ApiKey> key, String address) {
        if (key.isEmpty()) {
            limits.takeWrong(address).ifPresent(ApiPages::tooMuch);
            throw new ProblemException(
                    noKey("This key or ticket is none, or was revoked, or is over, or may not be used from here."));
        }
        limits.take(key.get().digest()).ifPresent(ApiPages::tooMuch);
        return key.get();
    }

    private static Problem noKey(String detail) {
        return Problem.of(Kind.NO_KEY, detail).withHeader("WWW-Authenticate", "Bearer");
    }

    private static void tooMuch(Duration wait) {
        throw new ProblemException(
                Problem.of(Kind.TOO_MANY_REQUESTS, "Wait as long as Retry-After says, and ask less often.")
                        .withHeader("Retry-After", String.valueOf(wait.toSeconds() + 1)));
    }

    private void check(ApiKey key, Route route) {
        if (!key.may(route.scope())) {
            throw new ProblemException(Problem.of(
                            Kind.SCOPE_NEEDED, "The key " + key.name() + " has no scope " + route.scope() + ".")
                    .with("scope", JsonMapper.shared().valueToTree(route.scope().toString())));
        }
        if (route.role() == Actor.Role.OWNER && key.role() != Actor.Role.OWNER) {
            throw new ProblemException(Problem.of(
                    Kind.ROLE_NEEDED, "Only an owner may do this: use a key that was made with --role owner."));
        }
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

    private Ask ask(
            ApiKey key, ImmutableMap<String, String> places, JsonNode parameters, JsonNode body, Request request) {
        Optional<String> idempotencyKey = header(request, IDEMPOTENCY_KEY);
        if (idempotencyKey.filter(said -> !Ask.isIdempotencyKey(said)).isPresent()) {
            throw malformed("an Idempotency-Key has 1 to 200 visible characters of ASCII");
        }
        return new Ask(
                key,
                places,
                parameters,
                body,
                idempotencyKey,
                header(request, "If-Match").map(Versions::said),
                header(request, "Last-Event-ID"));
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(
                Problem.of(Kind.MALFORMED_REQUEST, Ascii.toUpperCase(what.charAt(0)) + what.substring(1) + "."));
    }

    // What was sent.

    private void read(
            Route route, ApiKey key, ImmutableMap<String, String> places, JsonNode parameters, Exchange exchange) {
        if (exchange.request.getLength() > MAX_BODY) {
            exchange.close(tooLong());
            return;
        }
        bodies.read(exchange.request, MAX_BODY, new BodyReader.Receiver() {
            @Override
            public void received(byte[] bytes) {
                try {
                    Ask ask = ask(key, places, parameters, body(bytes, exchange.request), exchange.request);
                    run(route, (Answering) route.page(), ask, Optional.of(digest(exchange, bytes)), exchange);
                } catch (ProblemException e) {
                    exchange.send(e.problem().answer());
                } catch (RuntimeException e) {
                    exchange.send(bug(e));
                }
            }

            @Override
            public void refused(int status) {
                exchange.close(
                        switch (status) {
                            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> tooLong();
                            case HttpStatus.REQUEST_TIMEOUT_408 ->
                                Problem.of(Kind.REQUEST_TIMEOUT, "Send the body within some seconds.");
                            case HttpStatus.SERVICE_UNAVAILABLE_503 -> unavailable("too much is being read");
                            default -> malformed("the body broke off").problem();
                        });
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

    /** Nothing at all is an object without fields. */
    private static JsonNode body(byte[] bytes, Request request) {
        if (bytes.length == 0) {
            return JsonMapper.shared().createObjectNode();
        }
        String type =
                Ascii.toLowerCase(header(request, "Content-Type").orElse("")).replace(" ", "");
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
                .putUnencodedChars(
                        exchange.method() + " " + exchange.request.getHttpURI().getPathQuery() + "\n")
                .putBytes(body)
                .hash()
                .toString()
                .substring(0, 32);
    }

    // The answer.

    private void run(Route route, Answering page, Ask ask, Optional<String> digest, Exchange exchange) {
        run(() -> noted(route, ask, answered(page, ask, digest)), exchange);
    }

    private void run(Supplier<Answer> answer, Exchange exchange) {
        try {
            threads.execute(() -> exchange.send(answer.get()));
        } catch (RejectedExecutionException e) {
            exchange.send(unavailable("too many requests wait").answer());
        }
    }

    /** What a program did stands in the audit trail before it hears of it. */
    private Answer noted(Route route, Ask ask, Answer answer) {
        Instant now = clock.instant();
        try {
            keys.use(ask.key(), now);
            if (route.scope().writes()) {
                audit.keep(new ApiAudit.Entry(
                        now,
                        ask.actor(),
                        "api " + route.method() + " " + route.pattern(),
                        Optional.of(ask.path("id")).filter(id -> !id.isEmpty()),
                        result(answer.status())));
            } else if (ask.may(Scope.read(Scope.Resource.CUSTOMERS))) {
                looks.look(ask.actor(), now);
            }
            return answer;
        } catch (StorageException e) {
            LOG.error("what a program did cannot be kept, {}: {}", e.outcome(), e.getMessage());
            return unavailable("the store failed").answer();
        }
    }

    private static ApiAudit.Result result(int status) {
        return switch (status / 100) {
            case 2 -> ApiAudit.Result.DONE;
            case 5 -> ApiAudit.Result.FAILED;
            default -> status == HttpStatus.FORBIDDEN_403 ? ApiAudit.Result.DENIED : ApiAudit.Result.REFUSED;
        };
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

    /** A request and the way back. */
    private static final class Exchange {

        final Request request;
        final Response response;
        final Callback callback;

        Exchange(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** HEAD is GET whose answer the server cuts off. */
        String method() {
            return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        }

        boolean isGet() {
            return method().equals("GET");
        }

        /** What was sent is not read, so that nothing more can come by this connection. */
        void close(Problem problem) {
            if (!isGet()) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            send(problem.answer());
        }

        void send(Answer answer) {
            answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            boolean unchanged = isGet()
                    && Optional.ofNullable(answer.headers().get("ETag"))
                            .filter(tag -> header(request, "If-None-Match")
                                    .filter(said -> Versions.said(said).equals(Versions.said(tag)))
                                    .isPresent())
                            .isPresent();
            if (unchanged) {
                response.setStatus(HttpStatus.NOT_MODIFIED_304);
                response.write(true, null, callback);
                return;
            }
            response.setStatus(answer.status());
            response.write(
                    true,
                    answer.content().map(content -> content(answer, content)).orElse(null),
                    callback);
        }

        private ByteBuffer content(Answer answer, byte[] content) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
            if (!answer.headers().containsKey("Cache-Control")) {
                response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            }
            boolean packs = content.length >= WORTH_PACKING
                    && header(request, "Accept-Encoding")
                            .filter(said -> said.contains("gzip"))
                            .isPresent();
            if (!packs) {
                return ByteBuffer.wrap(content);
            }
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
            response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
            return ByteBuffer.wrap(packed(content));
        }

        private static byte[] packed(byte[] content) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
            try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
                packing.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
