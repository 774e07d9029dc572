package io.pteroorders.bot.panel;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.util.concurrent.MoreExecutors;
import io.github.bucket4j.BlockingStrategy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.life.Around;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.subscription.NextStep;
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
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A shop with a panel: stores, panel and clock outlive a restart. All is done by the thread of the test. */
final class PanelShop implements AutoCloseable {

    static final Actor ADMIN = Actor.admin(Fixtures.admin());
    static final int MEMORY = 1024;
    static final Duration HOLD = Duration.ofMinutes(30);
    static final Duration DELETE_AFTER = Duration.ofDays(7);
    private static final int FAST = 100_000;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);
    private static final Duration LAST_LOOK = Duration.ofMinutes(10);

    private static final OrderTexts TEXTS = texts();

    final ManualClock clock;
    final FakePanel panel;
    final ShopStorage storage;
    final Bridge bridge = new Bridge();
    final List<OutgoingMessage> sent = bridge.arrived;
    final ServerPlan plan;
    final long node;
    private final int places;

    /** What was written down of messages. */
    final List<String> written = new ArrayList<>();

    private final TaskLog<TaskRecord<MessageKey>> outboxLog = TaskLog.inMemory();
    private final Random random;
    private final PlantedBug bug;
    private final ServerPanel adapter;
    private final int callsPerMinute;
    private final BlockingStrategy waiting;
    private Lease lease;
    private Outbox outbox;
    private boolean changed;
    ProgramRun run = new ProgramRun(ProgramRun.FOREVER);
    OrderService service;
    PanelApp.Running app;

    /** @param places how many servers of the plan fit on the only machine */
    PanelShop(int places) {
        this(new Parts(places));
    }

    /** What a shop of tests is made of. Not thread-safe. */
    static final class Parts {

        private final ImmutableList<Integer> places;
        private Random random = new Random(1);
        private ManualClock clock = ManualClock.at(NOON);
        private Optional<ShopStorage> storage = Optional.empty();
        private PanelKind kind = PanelKind.PTERODACTYL;
        private PlantedBug bug = PlantedBug.NONE;
        private int callsPerMinute = FAST;
        private BlockingStrategy waiting = BlockingStrategy.PARKING;

        /** @param places how many servers of the plan fit on each machine */
        Parts(Integer... places) {
            this.places = ImmutableList.copyOf(places);
        }

        Parts random(Random value) {
            this.random = value;
            return this;
        }

        Parts bug(PlantedBug value) {
            this.bug = value;
            return this;
        }

        Parts kind(PanelKind value) {
            this.kind = value;
            return this;
        }

        Parts storage(ManualClock time, ShopStorage value) {
            this.clock = time;
            this.storage = Optional.of(value);
            return this;
        }

        /** How often the panel may be asked, and how it is waited for that. */
        Parts pace(ManualClock time, int calls, BlockingStrategy value) {
            this.clock = time;
            this.callsPerMinute = calls;
            this.waiting = value;
            return this;
        }
    }

    PanelShop(Parts parts) {
        random = parts.random;
        clock = parts.clock;
        bug = parts.bug;
        callsPerMinute = parts.callsPerMinute;
        waiting = parts.waiting;
        storage = parts.storage.orElseGet(() -> InMemoryShopStorage.create(JAKARTA, clock));
        places = parts.places.stream().mapToInt(Integer::intValue).sum();
        panel = parts.kind.open(clock);
        adapter = parts.kind.adapter(panel);
        long location = panel.world().addLocation("id");
        node = addNode(location, 1, parts.places.get(0));
        for (int number = 2; number <= parts.places.size(); number++) {
            addNode(location, number, parts.places.get(number - 1));
        }
        long nest = panel.world().addNest("bots");
        long egg = panel.world()
                .addEgg(nest, "nodejs", "ghcr.io/parkervcp/yolks:nodejs_18", "node {{MAIN_FILE}}", variable());
        boolean hasLocations = parts.kind == PanelKind.PTERODACTYL;
        plan = new ServerPlan(
                (int) egg,
                hasLocations ? Optional.of((int) nest) : Optional.empty(),
                hasLocations ? ImmutableSortedSet.of((int) location) : ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                new ServerLimits(MEMORY, 0, 2048, ServerLimits.USUAL_IO, 100),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
        open();
    }

    private long addNode(long location, int number, int places) {
        long added = panel.world().addNode("node-" + number, location, places * MEMORY, 1_000_000);
        panel.world().addPorts(added, "10.0.0." + number, 25_565, 25_865);
        return added;
    }

    private static PanelVariable variable() {
        return new PanelVariable("MAIN_FILE", "index.js", "required|string|max:16");
    }

    private static OrderTexts texts() {
        Texts texts = Texts.load(ImmutableList.of(NotificationText.class), Optional.empty());
        return new OrderTexts(
                texts,
                new Formats(texts, JAKARTA),
                new Shop(
                        "Ptero Shop",
                        "!",
                        Optional.empty(),
                        PackageType.BRONZE,
                        true,
                        Optional.empty(),
                        Optional.of("https://panel.example")));
    }

    private PanelSettings settings() {
        return new PanelSettings(
                bug.in(run.uses(ServerPanel.class, adapter)),
                true,
                panel.address(),
                "shop",
                Optional.empty(),
                bug == PlantedBug.HOLDS_NO_PLACES ? Duration.ZERO : HOLD,
                bug == PlantedBug.DELETES_AT_ONCE ? Duration.ZERO : DELETE_AFTER,
                bug != PlantedBug.ASKS_NOBODY,
                callsPerMinute,
                JAKARTA);
    }

    private void open() {
        lease = storage.lease("shop").orElseThrow();
        OrderStorage orders = bug.in(run.uses(OrderStorage.class, storage.orders()));
        PanelApp parts = new PanelApp(
                settings(),
                PanelStores.of(Around.port(Lease.class, lease, this::opensRecords)),
                orders,
                random,
                MoreExecutors.directExecutor(),
                waiting,
                new SimpleMeterRegistry(),
                clock);
        outbox = Outbox.builder(
                        orders,
                        TEXTS,
                        new NotificationPolicy(ImmutableSet.of(Fixtures.admin())),
                        parts.sender(bug.in(run.uses(MessageSender.class, bridge::take))),
                        outboxLog(),
                        clock)
                .passwords(parts.passwords())
                .open();
        service = OrderService.builder(orders, clock, random)
                .maxPendingOrders(1_000)
                .catalog(PackageCatalog.of(ImmutableList.of(bronze(), silver())))
                .rooms(parts.rooms())
                .listener(
                        event -> {
                            changed = true;
                            outbox.onEvent(event);
                            app.work().onEvent(event);
                        },
                        MoreExecutors.directExecutor())
                .build();
        app = parts.run(
                service,
                outbox.letters(),
                ImmutableSet.of(Fixtures.admin()),
                trouble -> trouble.word(),
                () -> changed = true);
        clock.advance(Duration.ofSeconds(1));
    }

    private Object opensRecords(String method, Object[] arguments, Around.Call real) throws Throwable {
        Object opened = real.make();
        return opened instanceof Records records
                ? bug.in((String) arguments[0], run.uses(Records.class, records))
                : opened;
    }

    @SuppressWarnings("unchecked")
    private TaskLog<TaskRecord<MessageKey>> outboxLog() {
        return run.uses(TaskLog.class, Around.port(TaskLog.class, outboxLog, this::writes));
    }

    private Object writes(String method, Object[] arguments, Around.Call real) throws Throwable {
        written.add(Arrays.toString(arguments));
        return real.make();
    }

    private PackageInfo bronze() {
        return new PackageInfo(
                PackageType.BRONZE,
                "BRONZE",
                new ServerSpecifications("1GB", "1 CPU", "2GB", "Unlimited"),
                Fixtures.rupiah(25_000),
                "",
                true,
                Optional.of(plan));
    }

    /** The program writes down that a server is not paid for any more. */
    void unpaid(OrderId first) {
        LocalDate last = service.subscriptions().get(ADMIN, first).get().paidUntil();
        done(service.subscriptions()
                .upkeep()
                .suspended(first, last, new NextStep(RenewalStep.of(RenewalStep.Kind.SUSPENSION), ImmutableList.of())));
    }

    /** An order whose server is installed. */
    OrderId completed(Customer customer) {
        OrderId id = paid(customer);
        work();
        panel.world().finishInstall(Iterables.getLast(panel.books().servers()).id(), true);
        pass(Duration.ofSeconds(3));
        return id;
    }

    /** The order that renews one, paid. */
    OrderId renewed(OrderId first) {
        OrderId renewal = service.subscriptions()
                .renew(ADMIN, new RenewOrder(first, Optional.of(1), Optional.empty()))
                .get()
                .id();
        done(service.confirm(ADMIN, new ChangeStatus(renewal, "")));
        return renewal;
    }

    /** Twice as large. */
    private PackageInfo silver() {
        return new PackageInfo(
                PackageType.SILVER,
                "SILVER",
                new ServerSpecifications("2GB", "1 CPU", "2GB", "Unlimited"),
                Fixtures.rupiah(50_000),
                "",
                true,
                Optional.of(new ServerPlan(
                        plan.egg(),
                        plan.nest(),
                        plan.locations(),
                        plan.nodes(),
                        new ServerLimits(2 * MEMORY, 0, 2048, ServerLimits.USUAL_IO, 100),
                        plan.features(),
                        plan.startup(),
                        plan.automatic())));
    }

    /** As after a crash: what is under way is forgotten. */
    void restart() {
        restart(new ProgramRun(ProgramRun.FOREVER));
    }

    /** The same, for a run that may be killed: then it is not open. */
    void restart(ProgramRun next) {
        lease.close();
        run = next;
        open();
    }

    private static void done(Outcome<?> outcome) {
        if (outcome.refusal().isPresent()) {
            throw new AssertionError(outcome.refusal().get());
        }
    }

    Outcome<Order> orders(Customer customer) {
        return service.create(Actor.customer(customer.id()), new CreateOrder(customer, "bronze", 1));
    }

    /** An order whose money came. */
    OrderId paid(Customer customer) {
        OrderId id = orders(customer).value().orElseThrow().id();
        done(service.confirm(ADMIN, new ChangeStatus(id, "")));
        return id;
    }

    /** Does all that is due now, looks at the panel, and does what that calls for. */
    void work() {
        does();
        look();
        does();
    }

    /** Looks whether servers are ready. */
    void look() {
        if (bug != PlantedBug.NEVER_LOOKS) {
            app.look();
        }
        run.checkAlive();
    }

    /** Does what is due now, and what that calls for; gives when more is due. */
    Optional<Instant> does() {
        changed = true;
        Optional<Instant> next = Optional.empty();
        while (changed) {
            changed = false;
            next = earlier(app.work().runDue(), outbox.sendDue());
            run.checkAlive();
        }
        return next;
    }

    /** Sends what is due now. */
    void sends() {
        outbox.sendDue();
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }

    void pass(Duration time) {
        clock.advance(time);
        work();
    }

    /** Time passes, in steps of what is due; the panel is looked at often while something changes. */
    void passes(Duration span) {
        passesUntil(clock.instant().plus(span));
    }

    void passesUntil(Instant end) {
        Duration look = FIRST_LOOK;
        while (true) {
            look();
            boolean wasChanged = changed;
            Optional<Instant> due = does();
            Instant now = clock.instant();
            if (!now.isBefore(end)) {
                return;
            }
            look = wasChanged
                    ? FIRST_LOOK
                    : look.multipliedBy(2).compareTo(LAST_LOOK) > 0 ? LAST_LOOK : look.multipliedBy(2);
            Instant looks = installs() ? now.plus(look) : end;
            Instant next = due.filter(looks::isAfter).orElse(looks);
            Instant least = now.plusMillis(100);
            Instant then = next.isBefore(least) ? least : next;
            clock.set(then.isAfter(end) ? end : then);
        }
    }

    private boolean installs() {
        return !app.desk().servers(Optional.of(ServerState.INSTALLING)).isEmpty();
    }

    /** How many servers fit on all machines. */
    int places() {
        return places;
    }

    Order order(OrderId id) {
        return storage.orders().get(id).orElseThrow();
    }

    /** All orders, the oldest first. */
    ImmutableList<Order> all() {
        return OrderWalk.of(storage.orders(), OrderQuery.oldestFirst());
    }

    /** What was sent to somebody, by the names of its texts. */
    ImmutableList<String> told(PersonId person) {
        return sent.stream()
                .filter(message -> message.to().equals(person.text()))
                .map(OutgoingMessage::template)
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
        storage.close();
        panel.close();
    }
}
