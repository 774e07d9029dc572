package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.bot.api.document.DocumentPages;
import io.pteroorders.bot.api.http.ApiPages;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.resource.CustomerLetters;
import io.pteroorders.bot.api.resource.Jobs;
import io.pteroorders.bot.api.resource.Messages;
import io.pteroorders.bot.api.resource.Orders;
import io.pteroorders.bot.api.resource.Packages;
import io.pteroorders.bot.api.resource.Payments;
import io.pteroorders.bot.api.resource.Servers;
import io.pteroorders.bot.api.resource.Statistics;
import io.pteroorders.bot.api.resource.Subscriptions;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;

/** The interface for other programs, put together. Thread-safe. */
public final class ApiApp {

    /** Requests that wait for the disk share its forces, so that many may wait at the same time. */
    private static final int THREADS = 64;

    private static final int MOST_WAITING = 2000;

    private final ApiSettings settings;
    private final ApiStores stores;
    private final Shop shop;
    private final Clock clock;

    /**
     * The parts of the program that are served.
     *
     * @param service the orders
     * @param outbox the messages to people
     * @param payments where money meets orders
     * @param subscriptions what is paid for, and until when
     * @param servers what is asked of servers; empty without a panel
     * @param jobs work that may have been given up
     */
    public record Shop(
            OrderService service,
            Outbox outbox,
            PaymentDesk payments,
            SubscriptionIndex subscriptions,
            Optional<ServerDesk> servers,
            ImmutableList<Jobs.Kind<?>> jobs) {}

    /** Puts the parts together. */
    public ApiApp(ApiSettings settings, ApiStores stores, Shop shop, Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.shop = shop;
        this.clock = clock;
    }

    /**
     * The pages for other programs.
     *
     * @param bodies reads what is sent
     */
    public Request.Handler pages(BodyReader bodies) {
        return new ApiPages(
                routes(),
                new DocumentPages().open(),
                stores.keys(),
                stores.digests(),
                settings.requestsPerMinute(),
                settings.origins(),
                new ClientAddresses(settings.proxies()),
                bodies,
                threads(),
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
                .addAll(new Jobs(shop.jobs()).routes());
        shop.servers().ifPresent(desk -> routes.addAll(new Servers(service, desk).routes()));
        return routes.build();
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
