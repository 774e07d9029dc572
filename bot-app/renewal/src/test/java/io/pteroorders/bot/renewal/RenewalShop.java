package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.util.concurrent.MoreExecutors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.life.Around;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.bot.panel.PanelApp;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.PanelVariable;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.panel.PanelKey;
import io.pteroorders.panel.PterodactylPanel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A shop with a panel that sees to the ends of its servers: stores, panel, bridge and clock outlive a restart. All is done by
 * the thread of the test.
 */
final class RenewalShop implements AutoCloseable {

    static final Actor ADMIN = Actor.admin(Fixtures.admin());

    /** Memory of the packages, in MB, and their prices, by how many times that of bronze they are. */
    static final int MEMORY = 1024;

    static final long PRICE = 25_000;
    static final ImmutableList<String> PACKAGES = ImmutableList.of("bronze", "silver", "gold");

    private static final int CALLS_PER_MINUTE = 100_000;
    private static final int MACHINE = 1_000;
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration INSTALLS = Duration.ofSeconds(40);

    final ManualClock clock;
    final ZoneId zone;
    final Duration settle;
    final FakePanel panel;
    final ShopStorage storage;
    final RenewalBridge bridge;

    private final TaskLog<TaskRecord<MessageKey>> outboxLog = TaskLog.inMemory();
    private final Random random;
    private final PlantedBug bug;
    private final ServerPanel adapter;
    private final ServerPlan plan;
    private final OrderTexts texts;
    private Lease lease;
    private boolean changed;

    /** When the program was started. */
    final NavigableSet<Instant> starts = new TreeSet<>();

    ProgramRun run = new ProgramRun(ProgramRun.FOREVER);
    OrderService service;
    PanelApp.Running app;
    Outbox outbox;
    private RenewalApp renewals;

    RenewalShop(Random random, ZoneId zone, Duration settle, Instant begin, Around watched, PlantedBug bug) {
        this.random = random;
        this.zone = zone;
        this.settle = settle;
        this.bug = bug;
        this.clock = ManualClock.at(begin);
        this.storage = InMemoryShopStorage.create(zone, clock);
        this.bridge = new RenewalBridge(clock);
        this.texts = texts();
        this.panel = FakePanel.pterodactyl(clock);
        this.adapter = Around.port(
                ServerPanel.class,
                new PterodactylPanel(new io.pteroorders.panel.PanelSettings(
                        panel.address(),
                        PanelKey.of(panel.applicationKey()),
                        Optional.of(PanelKey.of(panel.clientKey())))),
                watched);
        this.plan = plan();
        open();
    }

    private ServerPlan plan() {
        long location = panel.world().addLocation("id");
        long node = panel.world().addNode("node-1", location, MACHINE * MEMORY, MACHINE * 10_000);
        panel.world().addPorts(node, "10.0.0.1", 20_000, 20_000 + MACHINE);
        panel.world().setInstallTime(INSTALLS);
        long nest = panel.world().addNest("bots");
        long egg = panel.world()
                .addEgg(
                        nest,
                        "nodejs",
                        "ghcr.io/parkervcp/yolks:nodejs_18",
                        "node {{MAIN_FILE}}",
                        new PanelVariable("MAIN_FILE", "index.js", "required|string|max:16"));
        return new ServerPlan(
                (int) egg,
                Optional.of((int) nest),
                ImmutableSortedSet.of((int) location),
                ImmutableSortedSet.of(),
                new ServerLimits(MEMORY, 0, 2048, ServerLimits.USUAL_IO, 100),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
    }

    private OrderTexts texts() {
        Texts loaded = Texts.load(ImmutableList.of(NotificationText.class), Optional.empty());
        return new OrderTexts(
                loaded,
                new Formats(loaded, zone),
                new Shop(
                        "Ptero Shop",
                        "!",
                        Optional.empty(),
                        PackageType.BRONZE,
                        true,
                        Optional.empty(),
                        Optional.of("https://panel.example")));
    }

    /** How many times bronze a package is. */
    static int times(String name) {
        return PACKAGES.indexOf(name) + 1;
    }

    private PackageCatalog catalog() {
        return PackageCatalog.of(PACKAGES.stream().map(this::info).collect(ImmutableList.toImmutableList()));
    }

    private PackageInfo info(String name) {
        ServerLimits limits = plan.limits();
        return new PackageInfo(
                new PackageType(name),
                name,
                new ServerSpecifications(times(name) + "GB", "1 CPU", "2GB", "Unlimited"),
                Fixtures.rupiah(PRICE * times(name)),
                "",
                true,
                Optional.of(new ServerPlan(
                        plan.egg(),
                        plan.nest(),
                        plan.locations(),
                        plan.nodes(),
                        new ServerLimits(MEMORY * times(name), limits.swap(), limits.disk(), limits.io(), limits.cpu()),
                        plan.features(),
                        plan.startup(),
                        plan.automatic())));
    }

    private void open() {
        lease = storage.lease("shop").orElseThrow();
        Instant started = clock.instant();
        starts.add(started);
        ImmutableSet<io.pteroorders.core.order.PersonId> admins = ImmutableSet.of(Fixtures.admin());
        OrderStorage orders = bug.in(run.uses(OrderStorage.class, storage.orders()), rules());
        PanelApp parts = new PanelApp(
                settings(),
                PanelStores.of(Around.port(Lease.class, lease, this::opensRecords)),
                orders,
                random,
                MoreExecutors.directExecutor(),
                new SimpleMeterRegistry(),
                clock);
        outbox = Outbox.builder(
                        orders,
                        texts,
                        new NotificationPolicy(admins),
                        parts.sender(bug.in(run.uses(MessageSender.class, bridge), started)),
                        outboxLog(),
                        clock)
                .passwords(parts.passwords())
                .open();
        service = OrderService.builder(orders, clock, random)
                .maxPendingOrders(1_000)
                .catalog(catalog())
                .rooms(parts.rooms())
                .payBy(ImmutableList.of(new ManualPayment()))
                .renewals(bug.in(rules()))
                .listener(
                        event -> {
                            changed = true;
                            outbox.onEvent(event);
                            app.work().onEvent(event);
                        },
                        MoreExecutors.directExecutor())
                .build();
        app = parts.run(service, outbox.letters(), admins, trouble -> trouble.word(), () -> changed = true);
        renewals = new RenewalApp(
                orders,
                service.subscriptions(),
                outbox,
                admins,
                new RenewalSettings(
                        bug.in(rules()),
                        Duration.ofMinutes(1),
                        bug.in(settle),
                        true,
                        bug != PlantedBug.DELETES_UNASKED),
                () -> changed = true,
                bug.in(clock));
        clock.advance(Duration.ofSeconds(1));
    }

    private RenewalRules rules() {
        return RenewalRules.defaults(zone);
    }

    private PanelSettings settings() {
        return new PanelSettings(
                bug.in(run.uses(ServerPanel.class, adapter)),
                true,
                panel.address(),
                "shop",
                Optional.empty(),
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                bug != PlantedBug.DELETES_UNASKED,
                CALLS_PER_MINUTE,
                zone);
    }

    private Object opensRecords(String method, Object[] arguments, Around.Call real) throws Throwable {
        Object opened = real.make();
        return opened instanceof Records records ? run.uses(Records.class, records) : opened;
    }

    @SuppressWarnings("unchecked")
    private TaskLog<TaskRecord<MessageKey>> outboxLog() {
        return run.uses(TaskLog.class, outboxLog);
    }

    /** As after a crash, for a run that may be killed: then it is not open. */
    void restart(ProgramRun next) {
        lease.close();
        run = next;
        open();
    }

    SubscriptionService subscriptions() {
        return service.subscriptions();
    }

    /** Somebody outside says what became of an attempt to pay. */
    Outcome<Booking> book(PaymentId attempt, PaymentReport report) {
        return service.payments().book(attempt, bug.in(report, clock.instant()));
    }

    /** Does what is due about the ends of servers, and what that calls for. */
    void sweeps() {
        renewals.sweep();
        run.checkAlive();
        does();
    }

    /** Does what is due now, and what that calls for; gives when more is due. */
    Optional<Instant> does() {
        app.look();
        run.checkAlive();
        changed = true;
        Optional<Instant> next = Optional.empty();
        while (changed) {
            changed = false;
            next = earlier(app.work().runDue(), outbox.sendDue());
            run.checkAlive();
        }
        return next;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    /** Time passes, in steps of what is due. */
    void passesUntil(Instant end) {
        while (true) {
            Optional<Instant> due = does();
            Instant now = clock.instant();
            if (!now.isBefore(end)) {
                return;
            }
            Instant looks = installs() ? now.plus(LOOK) : end;
            Instant next = due.filter(looks::isAfter).orElse(looks);
            Instant least = now.plusSeconds(1);
            Instant then = next.isBefore(least) ? least : next;
            clock.set(then.isAfter(end) ? end : then);
        }
    }

    private boolean installs() {
        return OrderWalk.of(storage.orders(), OrderQuery.oldestFirst().status(OrderStatus.PROCESSING)).stream()
                .anyMatch(order -> order.server()
                        .filter(server -> server.state() == ServerState.INSTALLING)
                        .isPresent());
    }

    Order order(OrderId id) {
        return storage.orders().get(id).orElseThrow();
    }

    /** The orders that renewed or upgraded what one began, the oldest first. */
    ImmutableList<Order> sequels(OrderId first) {
        return OrderWalk.of(storage.orders(), OrderQuery.oldestFirst().sequelsOf(first));
    }

    @Override
    public void close() {
        storage.close();
        panel.close();
    }
}
