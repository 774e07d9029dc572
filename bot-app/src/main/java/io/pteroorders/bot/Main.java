package io.pteroorders.bot;

import ch.qos.logback.classic.Level;
import com.google.common.collect.Sets;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.RunCommand;
import io.pteroorders.bot.console.ConsoleTransport;
import io.pteroorders.bot.jsonl.JsonlTransport;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program, and the only place where its parts are put together. */
public final class Main {

    /** Who {@code /admin} is in a terminal where nobody was configured. */
    static final PersonId DEMO_OWNER = PersonId.of("6280000000000");

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private final Map<String, String> environment;
    private final Clock clock = Clock.systemUTC();

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        Main main = new Main(System.getenv());
        RunCommand run = new RunCommand(main::run);
        CommandLine commands =
                new CommandLine(run).setCommandName("bot-app").addSubcommand("run", new RunCommand(main::run));
        commands.setExecutionExceptionHandler((failure, line, parsed) -> main.report(failure));
        System.exit(commands.execute(args));
    }

    private int report(Exception failure) {
        System.err.println(failure.getMessage());
        if (failure instanceof ConfigException || failure instanceof TextException) {
            return ExitCodes.WRONG_USAGE;
        }
        if (failure instanceof DataRefusedException) {
            return ExitCodes.DATA_REFUSED;
        }
        LOG.error("the bot failed", failure);
        return ExitCodes.FAILED;
    }

    private void run(Map<String, String> overrides, boolean acks) throws IOException {
        BotConfig config = withDemoOwner(BotConfig.read(settings(overrides)));
        PackageCatalog catalog = catalog(config);
        Texts texts = BotApp.loadTexts(config.templates());
        try (JsonOrderStorage storage = JsonOrderStorage.open(
                config.dataDirectory(), new JsonStorageOptions(config.zone(), OrderFlow.ORDER_STATUS_FLOW, clock))) {
            quietConsole(config);
            storage.notices().forEach(notice -> LOG.warn("{}", notice));
            Transport transport = transport(config, acks);
            transport.run(new BotApp(config, catalog, texts, storage, transport, clock, new SecureRandom()));
        }
    }

    /** In a terminal the log would stand between the messages. */
    private static void quietConsole(BotConfig config) {
        if (config.transport().equals("console")) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.pteroorders")).setLevel(Level.WARN);
        }
    }

    private Map<String, String> settings(Map<String, String> overrides) {
        Map<String, String> fromFile = dotenv();
        Set<String> unknown = Sets.difference(fromFile.keySet(), BotConfig.NAMES);
        if (!unknown.isEmpty()) {
            throw new ConfigException(
                    List.of(".env has unknown names " + unknown + "; known are " + String.join(", ", BotConfig.NAMES)));
        }
        Map<String, String> settings = new HashMap<>(fromFile);
        settings.putAll(environment);
        settings.putAll(overrides);
        return settings;
    }

    private static Map<String, String> dotenv() {
        try {
            return Dotenv.configure().ignoreIfMissing().load().entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
                    .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue, (first, last) -> last));
        } catch (DotenvException e) {
            throw new ConfigException(List.of(
                    ".env has a line that is not NAME=value, such as OWNER_NUMBER=0812-3456-7890: " + e.getMessage()));
        }
    }

    private static BotConfig withDemoOwner(BotConfig config) {
        boolean nobody = config.roster().notified().isEmpty();
        if (nobody && !config.transport().equals("console")) {
            LOG.warn("OWNER_NUMBER and STORE_ADMIN are empty: admin commands are off");
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

    private Transport transport(BotConfig config, boolean acks) throws IOException {
        return config.transport().equals("jsonl")
                ? new JsonlTransport(System.in, new FileOutputStream(FileDescriptor.out), acks)
                : new ConsoleTransport(
                        config.roster().owners().stream().findFirst().or(config.roster()::contact), clock);
    }
}
