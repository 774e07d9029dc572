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
import io.pteroorders.bot.transport.Transport;
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
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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

    /** Whether the program ends by itself. */
    private volatile boolean ending;

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
        try (Keeping keeping = keeping(config)) {
            serve(config, catalog, texts, keeping, acks);
            keeping.failure().get().ifPresent(Main::endAsFailed);
        }
    }

    private Keeping keeping(BotConfig config) {
        return config.database()
                .map(database -> Keeping.inDatabase(database, config.dataDirectory()))
                .orElseGet(() -> Keeping.inFiles(config.dataDirectory(), storageOptions(config), clock));
    }

    private void serve(BotConfig config, PackageCatalog catalog, Texts texts, Keeping keeping, boolean acks)
            throws IOException {
        try (Chores chores = new Chores()) {
            quietConsole(config);
            Transport transport = transport(config, acks, keeping);
            StoreWatch watch = new StoreWatch(
                    () -> concat(List.of(transport.notices(), keeping.notices().get())),
                    () -> keeping.failure().get().or(transport::failure),
                    () -> end(ExitCodes.FAILED));
            watch.look();
            chores.every(WATCH, "store-watch", watch::look).every(BACKUP_LOOK, "daily-backup", keeping.dailyBackup());
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            BotApp app = new BotApp(
                    config,
                    catalog,
                    texts,
                    keeping.orders(),
                    Memory.of(keeping.state()),
                    keeping.backups(),
                    transport,
                    new Surroundings(answeringThreads(config), clock, new SecureRandom(), RETRY_PAUSE, meters));
            Readiness readiness = new Readiness(
                    config.dataDirectory(),
                    () -> keeping.failure().get().or(transport::failure),
                    transport::troubles,
                    app.outbox()::counts,
                    clock);
            if (config.whatsApp().isPresent()) {
                Management.start(config.whatsApp().get().management(), meters, readiness, transport);
            }
            try (OutboxWorker worker = OutboxWorker.start(app.outbox(), clock)) {
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(() -> endOnSignal(transport, app, worker, keeping), "end-on-signal"));
                app.serve(transport);
            }
        }
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
    private void endOnSignal(Transport transport, BotApp app, OutboxWorker worker, Keeping keeping) {
        if (ending) {
            return;
        }
        transport.stop();
        app.stop();
        worker.close();
        transport.close();
        keeping.close();
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
                    config.whatsApp().get(),
                    config.dataDirectory(),
                    keeping.state().proofs(),
                    clock,
                    keeping.failure());
        }
        return config.transport().equals("jsonl")
                ? new JsonlTransport(System.in, new FileOutputStream(FileDescriptor.out), acks)
                : new ConsoleTransport(
                        config.roster().owners().stream().findFirst().or(config.roster()::contact), clock);
    }
}
