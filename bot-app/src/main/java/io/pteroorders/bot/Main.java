package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.RunCommand;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.UnknownCommands;
import io.pteroorders.bot.console.ConsoleTransport;
import io.pteroorders.bot.jsonl.JsonlTransport;
import io.pteroorders.bot.middleware.AccessLog;
import io.pteroorders.bot.middleware.AnswerFailures;
import io.pteroorders.bot.middleware.CheckRole;
import io.pteroorders.bot.middleware.Handler;
import io.pteroorders.bot.middleware.WordRefusals;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Notifier;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
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
        OrderTexts texts = texts(config);
        try (JsonOrderStorage storage = JsonOrderStorage.open(
                config.dataDirectory(), new JsonStorageOptions(config.zone(), OrderFlow.ORDER_STATUS_FLOW, clock))) {
            storage.notices().forEach(notice -> LOG.warn("{}", notice));
            run(config, catalog, texts, storage, transport(config, acks));
        }
    }

    private Map<String, String> settings(Map<String, String> overrides) {
        Dotenv file = Dotenv.configure().ignoreIfMissing().systemProperties().load();
        Map<String, String> fromFile = file.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
                .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue));
        Set<String> unknown = Sets.difference(fromFile.keySet(), BotConfig.NAMES);
        if (!unknown.isEmpty()) {
            throw new ConfigException(ImmutableList.of(
                    ".env has unknown names " + unknown + "; known are " + String.join(", ", BotConfig.NAMES)));
        }
        Map<String, String> settings = new HashMap<>(fromFile);
        settings.putAll(environment);
        settings.putAll(overrides);
        return settings;
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

    private static OrderTexts texts(BotConfig config) {
        Texts texts = Texts.load(List.of(NotificationText.class, ReplyText.class), config.templates());
        Shop shop =
                new Shop(config.storeName(), config.prefix(), config.roster().contact());
        return new OrderTexts(texts, new Formats(texts, config.zone()), shop);
    }

    private Transport transport(BotConfig config, boolean acks) throws IOException {
        return config.transport().equals("jsonl")
                ? new JsonlTransport(System.in, System.out, acks)
                : new ConsoleTransport(
                        config.roster().owners().stream().findFirst().or(config.roster()::contact), clock);
    }

    private void run(
            BotConfig config, PackageCatalog catalog, OrderTexts texts, OrderStorage storage, Transport transport)
            throws IOException {
        Languages languages = Languages.inMemory();
        AfterReplies afterReplies = new AfterReplies();
        OrderService service = OrderService.builder(storage, clock, new SecureRandom())
                .catalog(catalog)
                .maxPendingOrders(config.maxPendingOrders())
                .listener(notifier(config, texts, languages, transport), afterReplies)
                .build();
        Bot bot = bot(config, texts, service, languages);
        transport.run(message -> {
            answer(bot, message, transport);
            afterReplies.runAll();
        });
    }

    private static Notifier notifier(BotConfig config, OrderTexts texts, Languages languages, MessageSender sender) {
        NotificationPolicy policy = new NotificationPolicy(config.roster().notified());
        return new Notifier(policy, texts, languages, config.language(), sender);
    }

    private Bot bot(BotConfig config, OrderTexts texts, OrderService service, Languages languages) {
        Replies replies = new Replies(texts);
        Commands commands = Commands.of(service, replies, languages, clock);
        UnknownCommands unknown = new UnknownCommands(commands, replies);
        Handler handler = Handler.chain(List.of(
                new WordRefusals(new RefusalReplies(replies)),
                new AnswerFailures(replies),
                new CheckRole(unknown),
                new AccessLog()));
        Conversation conversation = new Conversation(OpenQuestions.inMemory(), OptOuts.inMemory(), replies, clock);
        return new Bot(
                config.roster(), languages, config.language(), replies, commands, unknown, handler, conversation);
    }

    private static void answer(Bot bot, IncomingMessage message, MessageSender sender) {
        bot.handle(message).forEach(reply -> sender.send(reply).whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.warn("a reply could not be sent", failure);
            }
        }));
    }
}
