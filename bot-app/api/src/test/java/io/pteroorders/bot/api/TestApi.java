package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.api.http.ApiAudit;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.api.resource.Jobs;
import io.pteroorders.bot.api.webhook.Webhook;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.panel.PanelApp;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.payment.PaymentApp;
import io.pteroorders.bot.payment.PaymentSettings;
import io.pteroorders.bot.payment.PaymentStores;
import io.pteroorders.bot.payment.PaymentTask;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Renewals;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** A shop in memory whose interface for other programs is really served. */
public final class TestApi implements AutoCloseable {

    public static final Customer BUDI =
            new Customer(PersonId.phone("6281234567890"), "Budi", "6281234567890@s.whatsapp.net");

    public static final Instant BEGIN = Instant.parse("2026-11-30T03:00:00Z");

    public final ManualClock clock = ManualClock.at(BEGIN);
    public final OrderStorage storage;
    public final OrderService service;
    public final ApiStores stores;
    public final ApiApp app;
    private static final RenewalRules RULES = RenewalRules.defaults(Fixtures.JAKARTA);

    public final Outbox outbox;

    /** What programs did. */
    /** As often as everybody who listens was to be told of changes. */
    public final Semaphore toldAll = new Semaphore(0);

    public final List<ApiAudit.Entry> audited = new CopyOnWriteArrayList<>();

    /** What was sent, and what becomes of it. */
    public final List<OutgoingMessage> sent = new CopyOnWriteArrayList<>();

    public SendResult fate = SendResult.SENT;
    public final List<Webhook> switchedOff = new CopyOnWriteArrayList<>();
    private final WebServer web = new WebServer();
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    /** What came back. */
    public record Reply(int status, JsonNode json, HttpResponse<String> response) {

        public String text(String field) {
            return json.path(field).asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The word of a problem. */
        public String problem() {
            return text("type").replace("/api/v1/docs#problem-", "");
        }
    }

    public TestApi() {
        this(600);
    }

    public TestApi(int perMinute) {
        this(perMinute, false);
    }

    /**
     * A shop.
     *
     * @param privateWebhooks whether webhooks may go to this machine
     */
    public TestApi(int perMinute, boolean privateWebhooks) {
        this(perMinute, privateWebhooks, InMemoryOrderStorage.create(Fixtures.JAKARTA), ApiStores.inMemory());
    }

    /** One of a shop that is there; what happens from now on is told. */
    public TestApi(int perMinute, OrderStorage storage, ApiStores stores) {
        this(perMinute, false, storage, stores);
    }

    private TestApi(int perMinute, boolean privateWebhooks, OrderStorage storage, ApiStores stores) {
        this.storage = storage;
        this.stores = stores;
        AtomicReference<OrderListener> listener = new AtomicReference<>(event -> {});
        service = OrderService.builder(storage, clock, new SplittableRandom(7))
                .payBy(List.of(new ManualPayment()))
                .renewals(RULES)
                .listener(event -> listener.get().onEvent(event), Runnable::run)
                .build();
        ApiSettings settings = new ApiSettings(
                perMinute, ImmutableSet.of("https://shop.example"), ClientAddresses.LOOPBACK, privateWebhooks);
        Texts texts = Texts.load(List.of(NotificationText.class), Optional.empty());
        Outbox outbox = Outbox.builder(
                        storage,
                        new OrderTexts(
                                texts,
                                new Formats(texts, Fixtures.JAKARTA),
                                new Shop("Ptero", "!", Optional.empty(), PackageType.BRONZE),
                                Renewals.of(new SubscriptionReader(storage, service.catalog(), RULES), clock)),
                        new NotificationPolicy(ImmutableSet.of()),
                        this::send,
                        TaskLog.inMemory(),
                        clock)
                .open();
        PaymentApp payments = new PaymentApp(
                PaymentSettings.BY_HAND,
                service,
                storage,
                PaymentStores.inMemory(),
                outbox.letters(),
                ImmutableSet.of(),
                row -> "",
                () -> "nobody paid",
                () -> {},
                new SimpleMeterRegistry(),
                clock);
        this.outbox = outbox;
        app = new ApiApp(
                settings,
                stores,
                new ApiApp.Shop(
                        service,
                        storage,
                        outbox,
                        payments.desk(),
                        new SubscriptionIndex(storage, RULES),
                        Optional.of(servers(outbox)),
                        ImmutableList.of(new Jobs.Kind<>("payments", payments.work(), PaymentTask::order)),
                        audited::add,
                        toldAll::release,
                        switchedOff::add),
                clock);
        stores.events().follow(storage, clock.instant());
        listener.set(app.listener());
        app.start();
        try {
            port = web.listen("127.0.0.1", 0, app.pages(web.bodies())).port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerDesk servers(Outbox outbox) {
        DurableMap.Format<String> texts =
                new DurableMap.Format<>(StringNode::valueOf, json -> json.stringValue(""), any -> Part.SHOP);
        return new PanelApp(
                        QuietPanel.settings(),
                        new PanelStores(TaskLog.inMemory(), DurableMap.inMemory(texts), DurableMap.inMemory(texts)),
                        storage,
                        new SplittableRandom(7),
                        PanelApp.threads(),
                        new SimpleMeterRegistry(),
                        clock)
                .run(service, outbox.letters(), ImmutableSet.of(), trouble -> trouble.word(), () -> {})
                .desk();
    }

    private CompletionStage<SendResult> send(OutgoingMessage message) {
        sent.add(message);
        return CompletableFuture.completedFuture(fate);
    }

    public int port() {
        return port;
    }

    /** The secret of a new key with an admin's rights. */
    public String key(String name, String... scopes) {
        return key(name, Actor.Role.ADMIN, scopes);
    }

    /** The secret of a new key. */
    public String key(String name, Actor.Role role, String... scopes) {
        String secret = ApiKeys.draw(new SecureRandom());
        ImmutableSortedSet<Scope> all = List.of(scopes).stream()
                .map(text -> Scope.parse(text).orElseThrow())
                .collect(ImmutableSortedSet.toImmutableSortedSet(Scope::compareTo));
        ApiKey key = new ApiKey(
                name,
                ApiKeys.digest(secret),
                all,
                role,
                clock.instant(),
                Optional.empty(),
                ImmutableSet.of(),
                Optional.empty());
        if (!stores.keys().add(key)) {
            throw new AssertionError("there is a key " + name);
        }
        return secret;
    }

    /** The secret of a new key that may do everything. */
    public String master() {
        return key(
                "master",
                Actor.Role.OWNER,
                Scope.ALL.stream().map(Scope::toString).toArray(String[]::new));
    }

    /** A new pending order of Budi's. */
    public Order order() {
        return order("bronze");
    }

    /** A new order of Budi's for a package. */
    public Order order(String packageType) {
        return service.createAgain(Actor.customer(BUDI.id()), new CreateOrder(BUDI, packageType, 1))
                .get();
    }

    public Reply get(String secret, String path, String... headers) {
        return send(secret, "GET", path, Optional.empty(), headers);
    }

    public Reply post(String secret, String path, String body, String... headers) {
        return send(secret, "POST", path, Optional.of(body), headers);
    }

    /**
     * What comes back for a request.
     *
     * @param headers names and values in turn
     */
    public Reply send(String secret, String method, String path, Optional<String> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        if (!secret.isEmpty()) {
            request.header("Authorization", "Bearer " + secret);
        }
        boolean typed = List.of(headers).contains("Content-Type");
        if (body.isPresent() && !typed) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            if (response.headers().firstValue("Content-Encoding").isEmpty()) {
                Contract.SHARED.check(
                        method, path, response.statusCode(), response.headers().map(), text);
            }
            JsonNode json = text.startsWith("{")
                    ? JsonMapper.shared().readTree(text)
                    : JsonMapper.shared().createObjectNode();
            return new Reply(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        app.close();
        web.close();
        app.close();
    }
}
