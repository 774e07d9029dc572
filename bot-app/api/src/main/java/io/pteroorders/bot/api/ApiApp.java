package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.api.document.DocumentPages;
import io.pteroorders.bot.api.event.EventClients;
import io.pteroorders.bot.api.event.EventFollower;
import io.pteroorders.bot.api.event.EventSocket;
import io.pteroorders.bot.api.event.EventStream;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.http.ApiAudit;
import io.pteroorders.bot.api.http.ApiPages;
import io.pteroorders.bot.api.http.CustomerLooks;
import io.pteroorders.bot.api.http.Gate;
import io.pteroorders.bot.api.http.RequestTrail;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.http.Tickets;
import io.pteroorders.bot.api.resource.CustomerLetters;
import io.pteroorders.bot.api.resource.Jobs;
import io.pteroorders.bot.api.resource.Messages;
import io.pteroorders.bot.api.resource.Orders;
import io.pteroorders.bot.api.resource.Packages;
import io.pteroorders.bot.api.resource.Payments;
import io.pteroorders.bot.api.resource.Servers;
import io.pteroorders.bot.api.resource.Statistics;
import io.pteroorders.bot.api.resource.Subscriptions;
import io.pteroorders.bot.api.webhook.Webhook;
import io.pteroorders.bot.api.webhook.Webhooks;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.bot.port.WorkThreads;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The interface for other programs, put together. Thread-safe. */
public final class ApiApp implements AutoCloseable {

    /** Requests that wait for the disk share its forces, so that many may wait at the same time. */
    private static final int THREADS = 64;

    private static final int MOST_WAITING = 2000;

    private final ApiSettings settings;
    private final ApiStores stores;
    private final Shop shop;
    private final Clock clock;
    private final Tickets tickets = new Tickets();
    private final EventClients clients;
    private final EventFollower follower;
    private final CustomerLooks looks;
    private final Webhooks webhooks;

    /**
     * The parts of the program that are served.
     *
     * @param service the orders
     * @param storage where they are, for whoever follows what happens to them
     * @param outbox the messages to people
     * @param payments where money meets orders
     * @param subscriptions what is paid for, and until when
     * @param servers what is asked of servers; empty without a panel
     * @param jobs work that may have been given up
     * @param audit keeps what programs did
     * @param afterChanges tells everybody who listens of what was changed
     * @param switchedOff hears of a webhook that was switched off because it took nothing
     */
    public record Shop(
            OrderService service,
            OrderStorage storage,
            Outbox outbox,
            PaymentDesk payments,
            SubscriptionIndex subscriptions,
            Optional<ServerDesk> servers,
            ImmutableList<Jobs.Kind<?>> jobs,
            ApiAudit audit,
            Runnable afterChanges,
            Consumer<Webhook> switchedOff) {}

    /** Puts the parts together. */
    public ApiApp(ApiSettings settings, ApiStores stores, Shop shop, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.shop = shop;
        this.clock = clock;
        this.clients = new EventClients(stores.events(), shop.storage(), stores.keys(), clock);
        this.looks = new CustomerLooks(shop.audit());
        this.follower = new EventFollower(stores.events(), shop.storage(), clock);
        this.webhooks = Webhooks.open(
                stores.webhooks(),
                stores.events(),
                shop.service(),
                shop.switchedOff(),
                settings.privateWebhooks(),
                clock);
    }

    /** Begins to follow what happens to orders; what happened meanwhile is told now. */
    public void start() {
        follower.start();
        clients.start();
        webhooks.start();
    }

    /** Tells of messages that were given up, and keeps how often customers were looked at; to be done now and then. */
    public void sweep() {
        shop.outbox().deadLetters().forEach(letter -> stores.events()
                .announce(
                        EventType.MESSAGE_DEAD,
                        letter.key().about(),
                        letter.since(),
                        letter.key().id() + "/" + letter.since()));
        looks.count(clock.instant());
    }

    /** Where events are sent to. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** Wants to hear of changes, so that they are told at once. */
    public OrderListener listener() {
        return follower;
    }

    /** Shows how many follow events. */
    public void measure(MeterRegistry meters) {
        Gauge.builder("api.event.clients", clients, EventClients::count)
                .description("who follows events by a connection of their own")
                .register(meters);
    }

    /** Tells nobody anything any more. */
    @Override
    public void close() {
        follower.close();
        clients.close();
        webhooks.close();
    }

    /**
     * The pages for other programs.
     *
     * @param bodies reads what is sent
     */
    public ApiPages pages(BodyReader bodies) {
        return new ApiPages(
                routes(),
                new DocumentPages().open(),
                new Gate(
                        stores.keys(),
                        tickets,
                        settings.requestsPerMinute(),
                        new ClientAddresses(settings.proxies()),
                        clock),
                settings.origins(),
                stores.digests(),
                new RequestTrail(stores.keys(), shop.audit(), looks, clock),
                bodies,
                threads(),
                shop.afterChanges(),
                clock);
    }

    /** What can be asked for with a key. */
    ImmutableList<Route> routes() {
        OrderService service = shop.service();
        ImmutableList.Builder<Route> routes = ImmutableList.<Route>builder()
                .addAll(new Orders(service).routes())
                .addAll(new Packages(service).routes())
                .addAll(new Payments(service, shop.payments()).routes())
                .addAll(new Subscriptions(
                                service,
                                shop.subscriptions(),
                                new CustomerLetters(shop.outbox().letters()),
                                clock)
                        .routes())
                .addAll(new Statistics(service, clock).routes())
                .addAll(new Messages(service, shop.outbox()).routes())
                .addAll(new Jobs(shop.jobs()).routes())
                .addAll(new EventStream(clients).routes())
                .addAll(new EventSocket(clients, tickets, settings.origins(), clock).routes())
                .addAll(webhooks.routes());
        shop.servers().ifPresent(desk -> routes.addAll(new Servers(service, desk).routes()));
        return routes.build();
    }

    private static Executor threads() {
        return WorkThreads.of("api", THREADS, MOST_WAITING);
    }
}
