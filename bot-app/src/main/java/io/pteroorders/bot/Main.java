package io.pteroorders.bot;

import ch.qos.logback.classic.Level;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.DataDirectory;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.JarCommands;
import io.pteroorders.bot.console.ConsoleTransport;
import io.pteroorders.bot.jsonl.JsonlTransport;
import io.pteroorders.bot.jsonl.SharedLines;
import io.pteroorders.bot.state.DataDirectories;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.bot.whatsapp.SharedWebhooks;
import io.pteroorders.bot.whatsapp.WhatsAppTransport;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.OutboxWorker;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.sql.DatabaseRefusedException;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlInbox;
import io.pteroorders.storage.sql.SqlOrderStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program, and the only place where its parts are put together. */
public final class Main {

    /** Who {@code /admin} is in a terminal where nobody was configured. */
    static final PersonId DEMO_OWNER = PersonId.of("6280000000000");

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private static final int ANSWERING_THREADS = 8;

    /** Webhooks come side by side, and while one waits for the disk others may: they share its forces. */
    private static final int ANSWERING_WEBHOOKS = 32;

    private static final Duration RETRY_PAUSE = Duration.ofMillis(2500);
    private static final Duration WATCH = Duration.ofSeconds(2);
    private static final Duration BACKUP_LOOK = Duration.ofMinutes(5);

    private final Settings settings;
    private final Clock clock = Clock.systemUTC();

    /** What is wrong now, for the page that says so. */
    private final AtomicReference<Supplier<ImmutableList<String>>> health =
            new AtomicReference<>(() -> ImmutableList.of("it is starting"));

    /** What an end by the system calls for now. */
    private volatile Runnable endInOrder = () -> {};

    /** Whether the program ends by itself. */
    private volatile boolean ending;

    /** What is the same whoever's turn it is. */
    private record Shop(BotConfig config, PackageCatalog catalog, Texts texts, PrometheusMeterRegistry meters) {}

    private Main(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) {
        Main main = new Main(new Settings(System.getenv()));
        CommandLine commands = JarCommands.of(main::run, main::dataDirectory, main::sides, main.settings::inForce);
        commands.setExecutionExceptionHandler((failure, line, parsed) -> main.report(failure));
        main.end(commands.execute(args));
    }

    private int report(Exception failure) {
        System.err.println(failure.getMessage());
        if (failure instanceof ConfigException || failure instanceof TextException) {
            return ExitCodes.WRONG_USAGE;
        }
        if (failure instanceof DataRefusedException || failure instanceof DatabaseRefusedException) {
            return ExitCodes.DATA_REFUSED;
        }
        if (failure instanceof CommandException refusal) {
            return refusal.exitCode();
        }
        LOG.error("the bot failed", failure);
        return ExitCodes.FAILED;
    }

    private void run(Map<String, String> overrides, boolean acks) throws IOException {
        BotConfig config = withDemoOwner(settings.read(overrides));
        PackageCatalog catalog = catalog(config);
        Texts texts = BotApp.loadTexts(config.templates());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        if (config.whatsApp().isPresent()) {
            Management.start(config.whatsApp().get().management(), meters, () -> health.get()
                    .get());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::endOnSignal, "end-on-signal"));
        Shop shop = new Shop(config, catalog, texts, meters);
        if (config.database().isPresent()) {
            takeTurns(shop, config.database().get(), acks);
            return;
        }
        try (Keeping keeping = Keeping.inFiles(config.dataDirectory(), storageOptions(config), clock)) {
            serve(shop, keeping, transport(config, acks, keeping));
        }
    }

    /** Takes in messages at once, and answers when no other process does. */
    private void takeTurns(Shop shop, SqlStorageOptions database, boolean acks) throws IOException {
        DataDirectories.make(shop.config().dataDirectory());
        try (SqlOrderStorage orders = SqlOrderStorage.open(database);
                SqlInbox inbox = orders.inbox()) {
            Turn turn = new Turn(orders);
            health.set(() -> turn.trouble().map(ImmutableList::of).orElse(ImmutableList.of()));
            try (Entrance entrance = entrance(shop.config(), acks, inbox)) {
                endInOrder = () -> {
                    entrance.close();
                    inbox.close();
                };
                Optional<Ownership> owner = turn.await(entrance.isOver());
                if (owner.isPresent()) {
                    answer(shop, orders, inbox, owner.get(), entrance);
                }
            }
        }
    }

    private void answer(Shop shop, SqlOrderStorage orders, SqlInbox inbox, Ownership owner, Entrance entrance)
            throws IOException {
        try (Keeping keeping =
                Keeping.inDatabase(orders, inbox, owner, shop.config().dataDirectory())) {
            serve(shop, keeping, entrance.answering().apply(owner.inbox(inbox), keeping.state()));
        }
    }

    private void serve(Shop shop, Keeping keeping, Transport transport) throws IOException {
        BotConfig config = shop.config();
        PrometheusMeterRegistry meters = shop.meters();
        try (transport;
                Chores chores = new Chores()) {
            quietConsole(config);
            transport.measure(meters);
            Supplier<Optional<String>> failure = () -> keeping.failure().get().or(transport::failure);
            StoreWatch watch = new StoreWatch(
                    () -> concat(List.of(transport.notices(), keeping.notices().get())),
                    failure,
                    () -> end(ExitCodes.FAILED));
            watch.look();
            chores.every(WATCH, "store-watch", watch::look).every(BACKUP_LOOK, "daily-backup", keeping.dailyBackup());
            BotApp app = new BotApp(
                    config,
                    shop.catalog(),
                    shop.texts(),
                    keeping.orders(),
                    Memory.of(keeping.state()),
                    keeping.backups(),
                    transport,
                    new Surroundings(answeringThreads(config), clock, new SecureRandom(), RETRY_PAUSE, meters));
            Readiness readiness = new Readiness(
                    config.dataDirectory(),
                    failure,
                    () -> concat(List.of(
                            ImmutableList.copyOf(
                                    keeping.trouble().get().stream().toList()),
                            transport.troubles())),
                    app.outbox()::counts,
                    clock);
            health.set(readiness::troubles);
            try (OutboxWorker worker = OutboxWorker.start(app.outbox(), clock)) {
                endInOrder = () -> {
                    transport.stop();
                    app.stop();
                    worker.close();
                    transport.close();
                    keeping.close();
                };
                app.serve(transport);
            }
        }
        keeping.failure().get().ifPresent(Main::endAsFailed);
    }

    private static Executor answeringThreads(BotConfig config) {
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

    /** Ends in order when the system asks for it; an end of the program's own goes its own way. */
    private void endOnSignal() {
        if (ending) {
            return;
        }
        endInOrder.run();
        Runtime.getRuntime().halt(ExitCodes.DONE);
    }

    /** Ends with this code, whatever still runs. */
    private void end(int exitCode) {
        ending = true;
        System.exit(exitCode);
    }

    private static void endAsFailed(String why) {
        throw StorageException.rejected("the store failed: " + why, null);
    }

    private DataDirectory dataDirectory(Map<String, String> overrides) {
        BotConfig config = settings.read(overrides);
        if (config.database().isPresent()) {
            throw new ConfigException(
                    List.of("STORAGE is sql, and this command is about orders in a data directory: use"
                            + " the database's own tools, or set STORAGE=json if " + config.dataDirectory()
                            + " is meant"));
        }
        return new DataDirectory(config.dataDirectory(), storageOptions(config));
    }

    private JarCommands.Sides sides(Map<String, String> overrides) {
        BotConfig config = settings.read(overrides);
        return new JarCommands.Sides(
                new DataDirectory(config.dataDirectory(), storageOptions(config)),
                DatabaseConfig.read(settings.with(overrides), config.zone()));
    }

    private JsonStorageOptions storageOptions(BotConfig config) {
        return new JsonStorageOptions(config.zone(), OrderFlow.ORDER_STATUS_FLOW, clock).withBackups(config.backups());
    }

    /** In a terminal the log would stand between the messages. */
    private static void quietConsole(BotConfig config) {
        if (config.transport().equals("console")) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.pteroorders")).setLevel(Level.WARN);
        }
    }

    private static BotConfig withDemoOwner(BotConfig config) {
        boolean nobody = config.roster().notified().isEmpty();
        if (nobody && !config.transport().equals("console")) {
            LOG.warn(
                    "OWNER_NUMBER and STORE_ADMIN are empty: nobody is told of new orders, customers see no contact, and admin"
                            + " commands are off");
        }
        return nobody && config.transport().equals("console") ? config.withOwner(DEMO_OWNER) : config;
    }

    private static PackageCatalog catalog(BotConfig config) {
        PackageCatalog catalog = config.catalogFile()
                .map(file -> CatalogFile.read(file, config.currency()))
                .orElse(PackageCatalog.PACKAGE_CATALOG);
        if (!catalog.currency().equals(config.currency())) {
            throw new ConfigException(List.of("STORE_CURRENCY is " + config.currency()
                    + ", but the built-in catalogue has prices in IDR; name a CATALOG_FILE with prices in "
                    + config.currency()));
        }
        return catalog;
    }

    private Transport transport(BotConfig config, boolean acks, Keeping keeping) throws IOException {
        if (config.whatsApp().isPresent()) {
            return WhatsAppTransport.open(
                    config.whatsApp().get(), config.dataDirectory(), keeping.state(), clock, keeping.failure());
        }
        return config.transport().equals("jsonl") ? lines(acks) : terminal(config);
    }

    private Entrance entrance(BotConfig config, boolean acks, SqlInbox inbox) throws IOException {
        if (config.whatsApp().isPresent()) {
            return Entrance.of(SharedWebhooks.start(config.whatsApp().get(), inbox, clock));
        }
        return config.transport().equals("jsonl")
                ? Entrance.of(SharedLines.start(lines(acks), inbox))
                : Entrance.of(terminal(config));
    }

    private static JsonlTransport lines(boolean acks) {
        return new JsonlTransport(System.in, new FileOutputStream(FileDescriptor.out), acks);
    }

    private Transport terminal(BotConfig config) throws IOException {
        return new ConsoleTransport(
                config.roster().owners().stream().findFirst().or(config.roster()::contact), clock);
    }
}
