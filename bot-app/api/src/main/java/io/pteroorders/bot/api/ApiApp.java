package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.bot.api.event.EventSource;
import io.pteroorders.bot.api.http.ApiPages;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.resource.Orders;
import io.pteroorders.bot.api.resource.Packages;
import io.pteroorders.bot.api.webhook.Webhook;
import io.pteroorders.bot.api.webhook.Webhooks;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.service.OrderService;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;

/**
 * The interface for other programs, put together. Webhooks are sent from {@link #start} to {@link #close}. Thread-safe.
 */
public final class ApiApp implements AutoCloseable {

    /** Requests that wait for the disk share its forces, so that many may wait at the same time. */
    private static final int THREADS = 64;

    private static final int MOST_WAITING = 2000;

    private final ApiSettings settings;
    private final ApiStores stores;
    private final OrderService service;
    private final Clock clock;
    private final Webhooks webhooks;

    /**
     * Puts the parts together.
     *
     * @param events what happens in the shop
     * @param onSwitchedOff hears of a webhook that was switched off because it took nothing
     */
    public ApiApp(
            ApiSettings settings,
            ApiStores stores,
            EventSource events,
            OrderService service,
            Consumer<Webhook> onSwitchedOff,
            Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.service = service;
        this.clock = clock;
        this.webhooks =
                Webhooks.open(stores.webhooks(), events, service, onSwitchedOff, settings.privateWebhooks(), clock);
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
                stores.digests(),
                settings.requestsPerMinute(),
                settings.origins(),
                new ClientAddresses(settings.proxies()),
                bodies,
                threads(),
                clock);
    }

    /** Begins to send webhooks. */
    public void start() {
        webhooks.start();
    }

    /** Ends the sending of webhooks. To be called before the stores are closed. */
    @Override
    public void close() {
        webhooks.close();
    }

    private ImmutableList<Route> routes() {
        return ImmutableList.<Route>builder()
                .addAll(new Orders(service).routes())
                .addAll(new Packages(service).routes())
                .addAll(webhooks.routes())
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
