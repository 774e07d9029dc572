package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.api.event.EventClients;
import io.pteroorders.bot.api.event.EventFollower;
import io.pteroorders.bot.api.event.EventSocket;
import io.pteroorders.bot.api.event.EventStream;
import io.pteroorders.bot.api.http.ApiPages;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.http.Tickets;
import io.pteroorders.bot.api.resource.Orders;
import io.pteroorders.bot.api.resource.Packages;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;

/** The interface for other programs, put together. Thread-safe. */
public final class ApiApp implements AutoCloseable {

    /** Requests that wait for the disk share its forces, so that many may wait at the same time. */
    private static final int THREADS = 64;

    private static final int MOST_WAITING = 2000;

    private final ApiSettings settings;
    private final ApiStores stores;
    private final OrderService service;
    private final Clock clock;
    private final Tickets tickets = new Tickets();
    private final EventClients clients;
    private final EventFollower follower;

    /** Puts the parts together. */
    public ApiApp(ApiSettings settings, ApiStores stores, OrderService service, OrderStorage storage, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.service = service;
        this.clock = clock;
        this.clients = new EventClients(stores.events(), storage, stores.keys(), clock);
        this.follower = new EventFollower(stores.events(), storage, clock);
    }

    /** Begins to follow what happens to orders; what happened meanwhile is told now. */
    public void start() {
        follower.start();
        clients.start();
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
    }

    /**
     * The pages for other programs.
     *
     * @param bodies reads what is sent
     */
    public Request.Handler pages(BodyReader bodies) {
        return new ApiPages(
                routes(),
                ImmutableMap.of(),
                stores.keys(),
                tickets,
                stores.digests(),
                settings.requestsPerMinute(),
                settings.origins(),
                new ClientAddresses(settings.proxies()),
                bodies,
                threads(),
                clock);
    }

    private ImmutableList<Route> routes() {
        return ImmutableList.<Route>builder()
                .addAll(new Orders(service).routes())
                .addAll(new Packages(service).routes())
                .addAll(new EventStream(clients).routes())
                .addAll(new EventSocket(clients, tickets, settings.origins(), clock).routes())
                .build();
    }

    private static Executor threads() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                Duration.ofMinutes(1).toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                new ThreadFactoryBuilder()
                        .setNameFormat("api-%d")
                        .setDaemon(true)
                        .build());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
