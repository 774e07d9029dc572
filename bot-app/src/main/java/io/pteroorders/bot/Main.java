package io.pteroorders.bot;

import io.pteroorders.bot.chat.BotApp;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.DataDirectory;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.JarCommands;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.sql.DatabaseRefusedException;
import io.pteroorders.storage.sql.SqlShopStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program, and the only place where its parts are put together. */
public final class Main {

    /** Who {@code /admin} is in a terminal where nobody was configured. */
    static final PersonId DEMO_OWNER = PersonId.phone("6280000000000");

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private final Settings settings;
    private final Clock clock = Clock.systemUTC();

    private Main(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) {
        Main main = new Main(new Settings(System.getenv(), Path.of(".env")));
        CommandLine commands = JarCommands.of(main::run, main::dataDirectory, main::sides, main::inForce);
        commands.setExecutionExceptionHandler((failure, line, parsed) -> main.report(failure));
        System.exit(commands.execute(args));
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

    /** What the settings name is looked at as the start does. */
    private List<Setting> inForce(Map<String, String> overrides) {
        BotConfig config = settings.read(overrides);
        catalog(config);
        BotApp.loadTexts(config.templates());
        return settings.inForce(overrides);
    }

    private void run(Map<String, String> overrides, boolean acks) throws IOException {
        BotConfig config = withDemoOwner(settings.read(overrides));
        PackageCatalog catalog = catalog(config);
        Texts texts = BotApp.loadTexts(config.templates());
        new Service(config, catalog, texts, () -> storage(config), clock, acks).run();
    }

    private ShopStorage storage(BotConfig config) {
        return config.database()
                .<ShopStorage>map(SqlShopStorage::open)
                .orElseGet(() -> JsonShopStorage.open(config.dataDirectory(), storageOptions(config), BotState.PLAIN));
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
}
