package io.pteroorders.bot;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.pteroorders.bot.cli.Adoption;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.DataDirectory;
import io.pteroorders.bot.cli.EditStore;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.JarCommands;
import io.pteroorders.bot.cli.KeyStore;
import io.pteroorders.bot.cli.Rehearsal;
import io.pteroorders.bot.cli.Saved;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.jsonl.LineTime;
import io.pteroorders.bot.panel.PanelIdentity;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.sql.DatabaseRefusedException;
import io.pteroorders.storage.sql.SqlShopStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program, and the only place where its parts are put together. */
public final class Main {

    /** Who {@code /admin} is in a terminal where nobody was configured. */
    static final PersonId DEMO_OWNER = PersonId.phone("6280000000000");

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** A database that is not up yet is waited for; with a machine that begins, who is up first is a matter of chance. */
    private static final RetryPolicy<ShopStorage> UNTIL_THERE = RetryPolicy.<ShopStorage>builder()
            .handleIf(failure -> failure instanceof StorageException passing && passing.mayPass())
            .withDelay(Duration.ofSeconds(5))
            .withMaxRetries(-1)
            .onFailedAttempt(attempt -> LOG.warn(
                    "waiting for the database: {}",
                    Objects.requireNonNull(attempt.getLastException()).getMessage()))
            .build();

    private final Settings settings;
    private final Clock clock = Clock.systemUTC();

    private Main(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> logged(failure));
        try {
            System.exit(execute(args));
        } catch (Error e) {
            logged(e);
            System.exit(ExitCodes.FAILED);
        }
    }

    private static void logged(Throwable failure) {
        Limits.metBy(failure).ifPresentOrElse(LOG::error, () -> LOG.error("the bot failed", failure));
    }

    private static int execute(String[] args) {
        Main main = new Main(new Settings(System.getenv(), Path.of(".env")));
        CommandLine commands = JarCommands.of(
                main::run,
                main::dataDirectory,
                main::sides,
                main::inForce,
                main::adoption,
                main::rehearse,
                main::keys,
                main::edits);
        commands.setExecutionExceptionHandler((failure, line, parsed) -> main.report(failure));
        return commands.execute(args);
    }

    private int report(Exception failure) {
        if (Limits.metBy(failure).isPresent()) {
            logged(failure);
            return ExitCodes.FAILED;
        }
        System.err.println(failure.getMessage());
        if (failure instanceof ConfigException
                || failure instanceof TextException
                || failure instanceof PanelIdentity.OtherShopException) {
            return ExitCodes.WRONG_USAGE;
        }
        if (failure instanceof DataRefusedException || failure instanceof DatabaseRefusedException) {
            return ExitCodes.DATA_REFUSED;
        }
        if (failure instanceof CommandException refusal) {
            return refusal.exitCode();
        }
        if (failure instanceof StorageException || failure instanceof WebServer.PortException) {
            return ExitCodes.FAILED;
        }
        LOG.error("the bot failed", failure);
        return ExitCodes.FAILED;
    }

    /** What the settings name is looked at as the start does. */
    private List<Setting> inForce(Map<String, String> overrides) {
        BotConfig config = settings.read(overrides);
        Saved saved = saved(config);
        ShopContents contents = new ShopContents(config);
        contents.catalog(saved.catalog());
        contents.texts(saved.texts());
        return saved.noted(settings.inForce(overrides));
    }

    private void run(Map<String, String> overrides, JarCommands.Lines lines) throws IOException {
        BotConfig config = withDemoOwner(settings.read(overrides));
        if (lines.time() && !config.transport().equals("jsonl")) {
            throw new ConfigException(
                    List.of("--clock jsonl needs --transport jsonl, whose lines say what time it is; the transport is "
                            + config.transport()));
        }
        new DataDirectory(config.dataDirectory(), storageOptions(config)).writable();
        ShopContents contents = checked(config);
        Optional<LineTime> time = lines.time() ? Optional.of(new LineTime()) : Optional.empty();
        Clock now = time.map(LineTime::clock).orElse(clock);
        new Service(config, contents, () -> storage(config, now), now, time, lines.acks(), settings.inForce(overrides))
                .run();
    }

    /** A database is asked only if something in the settings might be ignored. */
    private Saved saved(BotConfig config) {
        if (config.database().isPresent()) {
            boolean matters =
                    config.catalogFile().isPresent() || config.templates().isPresent();
            return matters ? Saved.in(config.database().get()) : Saved.unasked();
        }
        try {
            return Saved.in(new DataDirectory(config.dataDirectory(), storageOptions(config)));
        } catch (IOException e) {
            throw new UncheckedIOException("what is saved in " + config.dataDirectory() + " cannot be read", e);
        }
    }

    /** What is not ignored is looked at before anything is opened; in a database, once it is this process's turn. */
    private ShopContents checked(BotConfig config) {
        ShopContents contents = new ShopContents(config);
        if (config.database().isEmpty()) {
            Saved saved = saved(config);
            contents.catalog(saved.catalog());
            contents.texts(saved.texts());
        }
        return contents;
    }

    private Adoption adoption(Path file, DataDirectory data, Iterable<Order> orders) throws IOException {
        BotConfig config = settings.read(Map.of());
        PanelSettings panel = config.panel()
                .orElseThrow(
                        () -> new ConfigException(List.of("PANEL_URL is missing: the panel that has the servers")));
        return new AdoptionReader(
                        panel, new ShopContents(config).catalog(Saved.in(data).catalog()), new SecureRandom(), clock)
                .read(file, orders);
    }

    private Rehearsal.Totals rehearse(
            DataDirectory data,
            Iterable<Order> orders,
            Optional<Instant> since,
            LocalDate from,
            LocalDate to,
            Consumer<String> out)
            throws IOException {
        BotConfig config = settings.read(Map.of());
        Saved saved = Saved.in(data);
        ShopContents contents = new ShopContents(config);
        PackageCatalog catalog = contents.catalog(saved.catalog());
        Logs.quiet();
        return new RenewalRehearsal(
                        config.renewals(),
                        new Shop(
                                config.storeName(),
                                config.prefix(),
                                config.roster().contact(),
                                catalog.all().get(0).type()),
                        catalog,
                        contents.texts(saved.texts()),
                        new SecureRandom(),
                        clock)
                .walk(orders, since, from, to, out);
    }

    private static ShopStorage storage(BotConfig config, Clock clock) {
        return config.database()
                .<ShopStorage>map(database -> Failsafe.with(UNTIL_THERE).get(() -> SqlShopStorage.open(database)))
                .orElseGet(() ->
                        JsonShopStorage.open(config.dataDirectory(), storageOptions(config, clock), BotState.PLAIN));
    }

    /** A directory that is not there yet is made, so that a key can be there before the shop. */
    private KeyStore keys(Map<String, String> overrides) {
        BotConfig config = settings.read(overrides);
        if (config.database().isEmpty()) {
            new DataDirectory(config.dataDirectory(), storageOptions(config)).writable();
        }
        try {
            return new ShopKeys(storage(config, clock), clock);
        } catch (DataRefusedException e) {
            if (!e.isInUse()) {
                throw e;
            }
            throw new CommandException(
                    ExitCodes.FAILED,
                    "the bot is running and keeps the keys. An owner makes, lists and revokes them at /dashboard/keys, and"
                            + " lists and revokes them in chat by !api-keys. " + e.getMessage());
        }
    }

    /** What people of a stopped shop edit; a directory that is not there yet is made, as for keys. */
    private EditStore edits(Map<String, String> overrides) {
        BotConfig config = settings.read(overrides);
        if (config.database().isEmpty()) {
            new DataDirectory(config.dataDirectory(), storageOptions(config)).writable();
        }
        try {
            return StoppedShop.open(config, storage(config, clock), clock);
        } catch (DataRefusedException e) {
            throw e.isInUse() ? StoppedShop.running() : e;
        }
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
        return storageOptions(config, clock);
    }

    private static JsonStorageOptions storageOptions(BotConfig config, Clock clock) {
        return new JsonStorageOptions(config.zone(), OrderFlow.ORDER_STATUS_FLOW, clock).withBackups(config.backups());
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
}
