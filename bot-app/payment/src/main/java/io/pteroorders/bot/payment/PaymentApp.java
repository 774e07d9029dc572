package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.port.WorkThreads;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.notify.Letters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;

/** The payments of a bot put together: the desk, the work that is due by the clock, and the pages. Thread-safe. */
public final class PaymentApp {

    private static final Pace PACE = new Pace(Duration.ZERO, 1, Duration.ofMillis(20), 20);
    private static final int THREADS = 32;
    private static final int MOST_WAITING = 1000;

    private final PaymentSettings settings;
    private final OrderService orders;
    private final Runnable changed;
    private final GatewayCalls gateways;
    private final PaymentDesk desk;
    private final Feed feed;
    private final UnmatchedNotices unmatched;
    private final TaskScheduler<PaymentTask> work;
    private final MeterRegistry meters;
    private final Clock clock;

    /**
     * Puts the parts together.
     *
     * @param storage where the orders of the service are
     * @param letters by which people are told
     * @param admins who is told what admins are
     * @param words money that nobody owes, as admins read of it
     * @param unpaidReason why an order is cancelled that nobody paid, as customers read it; asked each time
     * @param changed is run when an order may have changed, so that people are told
     */
    public PaymentApp(
            PaymentSettings settings,
            OrderService orders,
            OrderStorage storage,
            PaymentStores stores,
            Letters letters,
            ImmutableSet<PersonId> admins,
            Function<MoneyRow, String> words,
            Supplier<String> unpaidReason,
            Runnable changed,
            MeterRegistry meters,
            Clock clock) {
        this(
                settings,
                orders,
                storage,
                stores,
                new Notices(letters, admins),
                words,
                unpaidReason,
                changed,
                new GatewayCalls(settings.gateways(), GatewayCalls::threads, meters),
                meters,
                clock);
    }

    PaymentApp(
            PaymentSettings settings,
            OrderService orders,
            OrderStorage storage,
            PaymentStores stores,
            Notices notices,
            Function<MoneyRow, String> words,
            Supplier<String> unpaidReason,
            Runnable changed,
            GatewayCalls gateways,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.orders = orders;
        this.changed = changed;
        this.meters = meters;
        this.clock = clock;
        this.gateways = gateways;
        this.unmatched = new UnmatchedNotices(stores.rows(), notices, words);
        this.desk = new PaymentDesk(orders, stores.rows(), gateways, unmatched, clock);
        this.work = TaskScheduler.builder(
                        "payments",
                        storage,
                        new PaymentSchedule(settings.gateways(), settings.unpaid(), settings.zone(), clock),
                        new PaymentWork(orders, desk, gateways, notices, unpaidReason, changed, clock),
                        stores.tasks(),
                        clock)
                .pace(PACE)
                .open();
        this.feed = new Feed(desk, new FeedReader(settings.zone(), clock), methodByAmount(), changed, meters);
        measure();
    }

    private String methodByAmount() {
        return settings.methods().stream()
                .filter(PaymentMethod::isToldByAmount)
                .map(PaymentMethod::name)
                .findFirst()
                .orElse("");
    }

    private void measure() {
        Gauge.builder("payments.unmatched", desk, any -> any.rows().unmatched().size())
                .description("money that came in and nobody owes")
                .register(meters);
        Gauge.builder("payments.unmatched.age", this, PaymentApp::oldestUnmatched)
                .baseUnit("seconds")
                .description("how long the oldest money that nobody owes has lain there")
                .register(meters);
    }

    private double oldestUnmatched() {
        return desk.rows().unmatched().stream()
                .map(MoneyRow::at)
                .min(Instant::compareTo)
                .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
                .orElse(0.0);
    }

    /** Where money meets orders. */
    public PaymentDesk desk() {
        return desk;
    }

    /** Takes what came into the seller's account. */
    public Feed feed() {
        return feed;
    }

    /** What is due by the clock; somebody has to see to it that it is done. */
    public TaskScheduler<PaymentTask> work() {
        return work;
    }

    /** Tells admins of money that nobody owes, as far as they were not told: also after a crash. */
    public void tellUnmatched() {
        desk.settle();
        unmatched.tellAll();
    }

    /** What is wrong, in plain English; empty while all is well. */
    public ImmutableList<String> troubles() {
        return Stream.concat(work.trouble().stream(), desk.troubles().stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** Why nothing is done any more until the program is started anew; empty while all is well. */
    public Optional<String> failure() {
        return work.failure();
    }

    /**
     * The pages for whoever tells of money.
     *
     * @param bodies reads what is posted
     */
    public Request.Handler pages(BodyReader bodies) {
        return new PaymentPages(
                feed,
                new CallbackIntake(orders, desk, changed, clock),
                gateways,
                settings.feedSecret(),
                bodies,
                threads(),
                meters);
    }

    private static Executor threads() {
        return WorkThreads.of("payment-reports", THREADS, MOST_WAITING);
    }
}
