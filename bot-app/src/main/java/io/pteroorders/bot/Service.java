package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pteroorders.bot.ShopContents.InForce;
import io.pteroorders.bot.api.ApiApp;
import io.pteroorders.bot.chat.BotApp;
import io.pteroorders.bot.chat.ChatEnvironment;
import io.pteroorders.bot.chat.ChatStores;
import io.pteroorders.bot.chat.PrivacyApp;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.cli.Version;
import io.pteroorders.bot.console.ConsoleTransport;
import io.pteroorders.bot.jsonl.JsonlTransport;
import io.pteroorders.bot.jsonl.LineTime;
import io.pteroorders.bot.jsonl.QueuedLines;
import io.pteroorders.bot.panel.PanelApp;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.bot.site.ShopState;
import io.pteroorders.bot.site.SiteApp;
import io.pteroorders.bot.site.http.SitePages;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.state.DataDirectories;
import io.pteroorders.bot.state.ProofFiles;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.bot.whatsapp.Templates;
import io.pteroorders.bot.whatsapp.WhatsAppIntake;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.TaskWorker;
import io.pteroorders.notify.NotificationText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot from its start to its end: what it keeps, how messages come and go, what is watched meanwhile. */
final class Service {

    /** What is wrong before anybody is answered. */
    static final String STARTING = "it is starting";

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final int ANSWERING_THREADS = 8;

    /** Webhooks come side by side, and while one waits for the disk others may: they share its forces. */
    private static final int ANSWERING_WEBHOOKS = 32;

    private static final Duration RETRY_PAUSE = Duration.ofMillis(2500);
    private static final Duration WATCH = Duration.ofSeconds(2);
    private static final Duration INSTALL_LOOK = Duration.ofSeconds(3);
    private static final Duration BACKUP_LOOK = Duration.ofMinutes(5);
    private static final Duration ERASURE_LOOK = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final BotConfig config;
    private final ShopContents contents;

    /** What is sold, once it is known. */
    private final AtomicReference<Supplier<PackageCatalog>> sold =
            new AtomicReference<>(() -> PackageCatalog.PACKAGE_CATALOG);

    private final Supplier<ShopStorage> storage;
    private final Clock clock;
    private final Optional<LineTime> time;
    private final boolean acks;
    private final ImmutableList<Setting> settings;
    private final WebServer web = new WebServer();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** What is wrong now, for the page that says so. */
    private final AtomicReference<Supplier<ImmutableList<String>>> health =
            new AtomicReference<>(() -> ImmutableList.of(STARTING));

    private final Shutdown shutdown = Shutdown.onSignal();
    private final PublicPages strangers = new PublicPages();

    /**
     * Puts a program together that is not started yet.
     *
     * @param time what lines move the clock by; empty if it goes by itself
     * @param acks whether the jsonl transport waits for acknowledgements
     * @param settings in force, as they may be shown
     */
    Service(
            BotConfig config,
            ShopContents contents,
            Supplier<ShopStorage> storage,
            Clock clock,
            Optional<LineTime> time,
            boolean acks,
            ImmutableList<Setting> settings) {
        this.config = config;
        this.contents = contents;
        this.storage = storage;
        this.clock = clock;
        this.time = time;
        this.acks = acks;
        this.settings = settings;
    }

    /** Works until there is nothing more to do, or until it fails. */
    void run() throws IOException {
        if (!isTerminal()) {
            LOG.info("{}", about());
        }
        try (web) {
            if (config.whatsApp().isPresent()) {
                Management.start(web, config.whatsApp().get().management(), meters, () -> health.get()
                        .get());
            }
            listen();
            try (ShopStorage shop = storage.get()) {
                time.ifPresent(moved -> moved.beginAfter(shop.orders()));
                serve(shop);
            }
        } finally {
            shutdown.endByItself();
        }
    }

    /** Strangers may tell of money, and other programs ask, at one port. */
    private void listen() throws IOException {
        if (config.payments().isCalled() || config.api().isPresent()) {
            int port = strangers.listen(web, config.http());
            if (config.payments().isCalled()) {
                LOG.info("reports of payments are taken at port {}", port);
            }
            config.api().ifPresent(any -> LOG.info("other programs are served at port {}", port));
            config.site().ifPresent(site -> LOG.info("the shop's pages are at {}", site.address()));
        }
    }

    /** Takes in messages at once, and answers when no other process does. */
    private void serve(ShopStorage shop) throws IOException {
        shutdown.add(shop::close);
        LeaderElection election = new LeaderElection(shop);
        health.set(election::troubles);
        try (Intake intake = intake(shop)) {
            shutdown.add(intake::close);
            Optional<Lease> lease = election.await(intake::isOver);
            if (lease.isPresent()) {
                answer(shop, lease.get(), intake);
            }
        }
    }

    /** Pictures of payments lie in the data directory whatever the store; a store of files has made it already. */
    private void answer(ShopStorage shop, Lease lease, Intake intake) throws IOException {
        DataDirectories.make(config.dataDirectory());
        try (BotState state = BotState.open(lease, config.dataDirectory());
                Transport transport = intake.answering(lease);
                Closer keys = keyChanges(shop, lease, state)) {
            shutdown.add(state::close);
            shutdown.add(transport::close);
            shutdown.add(() -> close(keys));
            StoreWatch watch = new StoreWatch(
                            () -> concat(List.of(shop.health().notices(), transport.notices())),
                            () -> shutdown.exit(ExitCodes.FAILED))
                    .over(() -> shop.health().failure())
                    .over(transport::failure);
            watch.look();
            serve(shop, state, transport, watch);
            watch.failure().ifPresent(Service::endAsFailed);
        }
    }

    /** With files there is no other process that could ask for changes. */
    private static Closer keyChanges(ShopStorage shop, Lease lease, BotState state) {
        Closer closer = Closer.create();
        if (shop.isShared()) {
            closer.register(QueuedKeyChanges.start(lease, state.stores().api().keys())::close);
        }
        return closer;
    }

    private static void close(Closer closer) {
        try {
            closer.close();
        } catch (IOException e) {
            LOG.warn("what was open does not close", e);
        }
    }

    private void serve(ShopStorage shop, BotState state, Transport transport, StoreWatch watch) throws IOException {
        InForce inForce = contents.open(state.catalogs(), state.texts(), clock);
        sold.set(inForce.catalog());
        quietConsole();
        transport.measure(meters);
        StoreBackups backups = new StoreBackups(shop.backups(), shop.orders(), clock);
        SecureRandom random = new SecureRandom();
        BotApp app = new BotApp(
                config.chat(random, clock),
                inForce.catalog(),
                inForce.texts(),
                shop.orders(),
                withPlaces(state.stores(), transport),
                backups,
                transport,
                new ChatEnvironment(answeringThreads(), clock, random, RETRY_PAUSE, PanelApp.threads(), meters));
        watch.over(app.outbox()::failure).over(app.payments()::failure).over(() -> app.servers()
                .flatMap(PanelApp.Running::failure));
        health.set(readiness(shop, state, transport, app, watch, backups)::troubles);
        try (PeriodicJobs jobs = new PeriodicJobs();
                TaskWorker worker = app.outbox().start();
                TaskWorker payments = app.payments().work().start();
                Closer parts = Closer.create();
                PublicPages.Open pages = answering(app, state, inForce)) {
            app.payments().tellUnmatched();
            app.calls().tellUntold();
            app.renewals().begin(state.stores().renewals());
            jobs.every(WATCH, "store-watch", watch::look)
                    .every(WATCH, "audit-backlog", state.audit()::catchUp)
                    .nowAndEvery(config.renewals().sweep(), "renewals", app.renewals()::sweep)
                    .nowAndEvery(BACKUP_LOOK, "daily-backup", backups::makeDaily)
                    .nowAndEvery(ERASURE_LOOK, "erasures", app.privacy().erasures()::catchUp)
                    .nowAndEvery(DAY, "retention", () -> daily(app.privacy()));
            app.privacy().retention().alsoTidy(transport::forgetDone);
            app.servers().ifPresent(running -> serve(running, parts, jobs));
            app.api().ifPresent(others -> serve(others, parts, jobs));
            time.ifPresent(moved -> moved.onMove(dueWork(shop, app, jobs)::doAll));
            shutdown.add(worker::close);
            shutdown.add(payments::close);
            shutdown.add(pages::close);
            shutdown.add(app::stop);
            shutdown.add(transport::stop);
            LOG.info("ready: messages are answered");
            try {
                app.serve(transport);
            } finally {
                shutdown.endByItself();
            }
        }
    }

    private static void daily(PrivacyApp privacy) {
        privacy.erasures().keepOut();
        privacy.retention().run();
    }

    /** What came in is forgotten before what was learned of who sent it. */
    private static ChatStores withPlaces(ChatStores stores, Transport transport) {
        return stores.with(stores.privacy().with(transport.places()));
    }

    private PublicPages.Open answering(BotApp app, BotState state, InForce inForce) {
        Optional<SitePages> site = site(app, state, inForce).map(made -> made.pages(web.bodies()));
        ImmutableList<Request.Handler> pages = Stream.of(
                        Stream.of(app.payments().pages(web.bodies())),
                        app.api().map(api -> api.pages(web.bodies())).stream(),
                        site.stream())
                .flatMap(all -> all)
                .collect(ImmutableList.toImmutableList());
        return strangers.answering(pages, site.map(SitePages::unknown));
    }

    private Optional<SiteApp> site(BotApp app, BotState state, InForce inForce) {
        return config.site().flatMap(address -> app.pages()
                .map(pages -> new SiteApp(
                        address, pages, shown(state), inForce.editors(), inForce.texts(), config.language(), clock)));
    }

    private ShopState shown(BotState state) {
        return new ShopState(
                state.proofs(),
                () -> health.get().get(),
                settings.stream()
                        .map(setting -> new Fact(setting.name(), setting.value()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static DueWork dueWork(ShopStorage shop, BotApp app, PeriodicJobs jobs) {
        ImmutableList.Builder<Runnable> kinds = ImmutableList.<Runnable>builder()
                .add(jobs::doAll)
                .add(app.payments().work()::finishDue);
        app.servers().ifPresent(running -> kinds.add(running.work()::finishDue));
        return new DueWork(shop.orders(), kinds.add(app.outbox()::finishDue).build());
    }

    /** Sees to servers until that is closed. */
    private void serve(PanelApp.Running running, Closer closer, PeriodicJobs jobs) {
        TaskWorker worker = running.work().start();
        closer.register(worker::close);
        shutdown.add(worker::close);
        jobs.every(INSTALL_LOOK, "servers", running::look)
                .every(BACKUP_LOOK, "panel-comparison", running::compareAtNight);
    }

    /** Tells other programs what happens until that is closed. */
    private void serve(ApiApp others, Closer closer, PeriodicJobs jobs) {
        others.start();
        others.measure(meters);
        closer.register(others::close);
        shutdown.add(others::close);
        jobs.every(WATCH, "other-programs", others::sweep);
    }

    private Readiness readiness(
            ShopStorage shop, BotState state, Transport transport, BotApp app, StoreWatch watch, StoreBackups backups) {
        return new Readiness(
                config.dataDirectory(),
                watch::failure,
                () -> concat(List.of(
                        shop.health().troubles(),
                        asList(app.outbox().trouble()),
                        asList(state.audit().trouble()),
                        asList(backups.trouble()),
                        app.payments().troubles(),
                        app.servers().map(PanelApp.Running::troubles).orElse(ImmutableList.of()),
                        transport.troubles())),
                app.outbox()::counts,
                app::undeliveredToAdmins,
                clock);
    }

    private static ImmutableList<String> asList(Optional<String> text) {
        return text.stream().collect(ImmutableList.toImmutableList());
    }

    private Executor answeringThreads() {
        return Executors.newFixedThreadPool(
                config.whatsApp().isPresent() ? ANSWERING_WEBHOOKS : ANSWERING_THREADS,
                new ThreadFactoryBuilder()
                        .setNameFormat("answers-%d")
                        .setDaemon(true)
                        .build());
    }

    private static ImmutableList<String> concat(List<ImmutableList<String>> lists) {
        return lists.stream().flatMap(List::stream).collect(ImmutableList.toImmutableList());
    }

    private static void endAsFailed(String why) {
        throw StorageException.rejected("the store failed: " + why, null);
    }

    private boolean isTerminal() {
        return config.transport().equals("console");
    }

    /** What runs here. */
    private String about() {
        String database =
                config.databasePlace().map(place -> ", orders in " + place).orElse("");
        return Version.text() + ": \"" + config.storeName() + "\" by " + config.transport() + ", data in "
                + config.dataDirectory().toAbsolutePath() + database;
    }

    /** In a terminal the log would stand between the messages. */
    private void quietConsole() {
        if (isTerminal()) {
            Logs.quiet();
        }
    }

    /** Lines wait in the queue only where another process may have to answer them. */
    private Intake intake(ShopStorage shop) throws IOException {
        if (config.whatsApp().isPresent()) {
            warnOfMissingTemplates(config.whatsApp().get().templates());
            return WhatsAppIntake.start(
                    config.whatsApp().get(), web, shop, new ProofFiles(config.dataDirectory()), clock);
        }
        if (!config.transport().equals("jsonl")) {
            return Intake.of(terminal());
        }
        return shop.isShared() ? QueuedLines.start(lines(), shop.queue(Intake.QUEUE)) : Intake.of(lines());
    }

    /** Customers who are reminded mostly wrote long ago, so that Meta takes nothing but templates for them. */
    private static void warnOfMissingTemplates(Templates templates) {
        ImmutableList<String> missing = templates.missing(
                RenewalApp.REMINDERS.stream().map(NotificationText::file).toList());
        if (!missing.isEmpty()) {
            LOG.warn(
                    "WHATSAPP_TEMPLATES_FILE names no template for {}: these wait until the customer writes, and count as"
                            + " not delivered; docs/renewals.md has texts for Meta",
                    String.join(", ", missing));
        }
    }

    private JsonlTransport lines() {
        return new JsonlTransport(System.in, new FileOutputStream(FileDescriptor.out), acks, clock, time);
    }

    private ImmutableList<String> codes() {
        return sold.get().get().forSale().stream()
                .map(each -> each.type().code())
                .collect(ImmutableList.toImmutableList());
    }

    private Transport terminal() throws IOException {
        return new ConsoleTransport(
                config.roster().owners().stream().findFirst().or(config.roster()::contact),
                config.prefix(),
                this::codes,
                about(),
                clock);
    }
}
