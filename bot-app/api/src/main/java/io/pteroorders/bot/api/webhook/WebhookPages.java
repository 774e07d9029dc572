package io.pteroorders.bot.api.webhook;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.event.EventSource;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.api.resource.OrderView;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.storage.RequestId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks, for whoever sets them up. Secrets are told once, when they are made. Thread-safe. */
final class WebhookPages {

    private static final String URL = "url";
    private static final String EVENTS = "events";
    private static final String ACTIVE = "active";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** So many tests go on at the same time. */
    private static final int TESTS = 8;

    private static final Duration TEST_PATIENCE = WebhookSender.PATIENCE.plusSeconds(5);

    private final WebhookStore store;
    private final WebhookDeliveries deliveries;
    private final AttemptLog log;
    private final WebhookUrls urls;
    private final EventSource source;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore tests = new Semaphore(TESTS);

    WebhookPages(
            WebhookStore store,
            WebhookDeliveries deliveries,
            AttemptLog log,
            WebhookUrls urls,
            EventSource source,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.log = log;
        this.urls = urls;
        this.source = source;
        this.clock = clock;
    }

    ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/webhooks", read(Resource.WEBHOOKS), this::all),
                Route.post("/webhooks", write(Resource.WEBHOOKS), this::create),
                Route.get("/webhooks/{id}", read(Resource.WEBHOOKS), this::one),
                Route.patch("/webhooks/{id}", write(Resource.WEBHOOKS), this::change),
                Route.delete("/webhooks/{id}", write(Resource.WEBHOOKS), this::remove),
                Route.post("/webhooks/{id}/rotate", write(Resource.WEBHOOKS), this::rotate),
                Route.post("/webhooks/{id}/test", write(Resource.WEBHOOKS), this::test),
                Route.get("/webhooks/{id}/attempts", read(Resource.WEBHOOKS), this::attempts));
    }

    // Seeing.

    private Answer all(Ask ask) {
        ask.query().check();
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode items = json.putArray("items");
        store.all().forEach(webhook -> items.add(json(webhook)));
        return JsonAnswer.ok(json);
    }

    private Answer one(Ask ask) {
        ask.query().check();
        return JsonAnswer.ok(json(webhook(ask)));
    }

    private Webhook webhook(Ask ask) {
        return store.get(ask.path("id")).orElseThrow(WebhookPages::notFound);
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.of(Problem.Kind.NOT_FOUND, "There is no such webhook; /api/v1/webhooks lists all."));
    }

    private ObjectNode json(Webhook webhook) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("id", webhook.id())
                .put(URL, webhook.url().toString());
        ArrayNode events = json.putArray(EVENTS);
        webhook.events().forEach(type -> events.add(type.word()));
        json.put(ACTIVE, webhook.isActive());
        webhook.off().ifPresent(why -> json.put("why", why));
        json.put("customers", webhook.customers())
                .put("createdAt", webhook.created().toString())
                .put("createdBy", webhook.createdBy());
        webhook.secrets().formerUntil(clock.instant()).ifPresent(end -> json.put("oldSecretUntil", end.toString()));
        deliveries.failing(webhook.id()).ifPresent(tried -> json.putObject("failing")
                .put("since", tried.since().toString())
                .put("attempts", tried.attempts())
                .put("nextAttempt", tried.notBefore().toString())
                .put("reason", tried.reason()));
        return json;
    }

    private ObjectNode withSecret(Webhook webhook) {
        return json(webhook).put("secret", webhook.secrets().current().text());
    }

    private Answer attempts(Ask ask) {
        ask.query().check();
        Webhook webhook = webhook(ask);
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode items = json.putArray("items");
        log.of(webhook.id())
                .forEach(entry -> items.add(MAPPER.createObjectNode()
                        .put("at", entry.at().toString())
                        .put("event", entry.event())
                        .put("type", entry.type())
                        .setAll(said(entry.said()))));
        return JsonAnswer.ok(json);
    }

    private static ObjectNode said(Said said) {
        ObjectNode json = MAPPER.createObjectNode().put("delivered", said.isTaken());
        said.status().ifPresent(status -> json.put("status", status));
        if (said.status().isEmpty()) {
            json.put("reason", said.reason());
        }
        return json.put("ms", said.took().toMillis());
    }

    // Making and changing.

    private Answer create(Ask ask) {
        Fields fields = ask.fields();
        Optional<URI> url = url(fields);
        fields.need(URL);
        ImmutableSet<EventType> events = events(fields);
        fields.check();
        Webhook fresh = new Webhook(
                Webhook.drawId(random),
                url.orElseThrow(),
                events,
                Secrets.of(Secret.draw(random)),
                Optional.empty(),
                OrderView.seesCustomers(ask),
                clock.instant(),
                ask.actor().text(),
                source.now(),
                ask.requestId().map(RequestId::hex),
                Optional.empty());
        Webhook kept = store.add(fresh).orElseThrow(WebhookPages::tooMany);
        deliveries.wake();
        return JsonAnswer.created(
                kept.id().equals(fresh.id()) ? withSecret(kept) : json(kept), "/api/v1/webhooks/" + kept.id());
    }

    private static ProblemException tooMany() {
        return new ProblemException(Problem.of(
                        Problem.Kind.CONFLICT,
                        "The shop has " + WebhookStore.MOST + " webhooks, which is the most; remove one first.")
                .with("limit", MAPPER.valueToTree(WebhookStore.MOST)));
    }

    private Optional<URI> url(Fields fields) {
        return fields.text(URL).flatMap(text -> {
            Optional<String> violation = urls.violation(text);
            violation.ifPresent(what -> fields.wrong(URL, what));
            return violation.isPresent() ? Optional.empty() : Optional.of(URI.create(text));
        });
    }

    private static ImmutableSet<EventType> events(Fields fields) {
        ImmutableList<String> words = fields.texts(EVENTS);
        ImmutableSet<EventType> types =
                words.stream().flatMap(word -> EventType.parse(word).stream()).collect(ImmutableSet.toImmutableSet());
        if (words.stream().anyMatch(word -> EventType.parse(word).isEmpty())) {
            fields.wrong(
                    EVENTS,
                    "must be some of "
                            + Stream.of(EventType.values()).map(EventType::word).collect(Collectors.joining(", "))
                            + "; all if none is given");
        }
        return types;
    }

    private Answer change(Ask ask) {
        Webhook before = webhook(ask);
        Fields fields = ask.fields();
        Optional<URI> url = url(fields);
        ImmutableSet<EventType> events = events(fields);
        Optional<Boolean> active = fields.flag(ACTIVE);
        fields.check();
        boolean sees = OrderView.seesCustomers(ask);
        UnaryOperator<Webhook> change = webhook -> {
            Webhook there = url.filter(one -> !one.equals(webhook.url()))
                    .map(one -> webhook.withUrl(one, webhook.customers() && sees))
                    .orElse(webhook);
            Webhook wanting = ask.body().path(EVENTS).isArray() ? there.withEvents(events) : there;
            return active.map(on -> switched(wanting, on, ask)).orElse(wanting);
        };
        if (url.isPresent() || active.isPresent()) {
            deliveries.forgive(before.id());
        }
        Webhook after = store.change(before.id(), change).orElseThrow(WebhookPages::notFound);
        deliveries.changed(before.id());
        return JsonAnswer.ok(json(after));
    }

    private static Webhook switched(Webhook webhook, boolean on, Ask ask) {
        if (on) {
            return webhook.switchedOn();
        }
        return webhook.isActive()
                ? webhook.switchedOff("switched off by " + ask.actor().text())
                : webhook;
    }

    private Answer remove(Ask ask) {
        ask.fields().check();
        String id = webhook(ask).id();
        if (!store.remove(id)) {
            throw notFound();
        }
        deliveries.changed(id);
        log.forget(id);
        return Answer.done();
    }

    /** A request that comes again changes nothing again. */
    private Answer rotate(Ask ask) {
        ask.fields().check();
        Optional<String> request = ask.requestId().map(RequestId::hex);
        Secret fresh = Secret.draw(random);
        Instant now = clock.instant();
        Webhook after = store.change(
                        ask.path("id"),
                        webhook -> request.isPresent() && request.equals(webhook.rotated())
                                ? webhook
                                : webhook.withSecrets(webhook.secrets().replacedBy(fresh, now), request))
                .orElseThrow(WebhookPages::notFound);
        return JsonAnswer.ok(after.secrets().current().equals(fresh) ? withSecret(after) : json(after));
    }

    // Trying.

    private Answer test(Ask ask) {
        ask.fields().check();
        Webhook webhook = webhook(ask);
        if (!tests.tryAcquire()) {
            throw new ProblemException(
                    Problem.of(Problem.Kind.TOO_MANY_REQUESTS, TESTS + " tests go on already; wait for their end.")
                            .withHeader("Retry-After", String.valueOf(TEST_PATIENCE.toSeconds())));
        }
        try {
            return JsonAnswer.ok(said(tried(webhook)));
        } finally {
            tests.release();
        }
    }

    /** What an endpoint says to an event that did not happen. */
    Said tried(Webhook webhook) {
        WebhookMessage message =
                WebhookMessage.test("test_" + UUID.randomUUID().toString().replace("-", ""), clock.instant());
        try {
            return deliveries
                    .send(webhook, message)
                    .toCompletableFuture()
                    .get(TEST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Said.nothing("the endpoint did not answer in time", TEST_PATIENCE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a test failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Said.nothing("the program ends", Duration.ZERO);
        }
    }
}
