package io.pteroorders.bot;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.UnknownCommands;
import io.pteroorders.bot.middleware.AccessLog;
import io.pteroorders.bot.middleware.AnswerFailures;
import io.pteroorders.bot.middleware.CheckRole;
import io.pteroorders.bot.middleware.Handler;
import io.pteroorders.bot.middleware.WordRefusals;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Notifier;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts put together: what comes in by a transport is answered, and then those are told whom it concerns. */
final class BotApp implements Consumer<IncomingMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(BotApp.class);

    private final MessageSender sender;
    private final AfterReplies afterReplies = new AfterReplies();
    private final Bot bot;
    private boolean stopped;

    BotApp(
            BotConfig config,
            PackageCatalog catalog,
            Texts texts,
            OrderStorage storage,
            Memory memory,
            BackupMaker backups,
            MessageSender sender,
            Clock clock,
            RandomGenerator random) {
        this.sender = sender;
        Shop shop =
                new Shop(config.storeName(), config.prefix(), config.roster().contact(), example(catalog));
        OrderTexts orderTexts = new OrderTexts(texts, new Formats(texts, config.zone()), shop);
        ImmutableSet<PersonId> admins = config.roster().notified();
        OrderService service = OrderService.builder(storage, clock, random)
                .catalog(catalog)
                .maxPendingOrders(config.maxPendingOrders())
                .listener(
                        new Notifier(
                                new NotificationPolicy(admins),
                                orderTexts,
                                memory.languages(),
                                config.language(),
                                sender),
                        afterReplies)
                .build();
        this.bot = bot(config, new Replies(orderTexts), service, memory, backups, clock);
    }

    private static PackageType example(PackageCatalog catalog) {
        return Stream.concat(catalog.forSale().stream(), catalog.all().stream())
                .findFirst()
                .orElseThrow()
                .type();
    }

    /**
     * The texts of notifications and replies.
     *
     * @param overrides the operator's own templates
     */
    static Texts loadTexts(Optional<Path> overrides) {
        return Texts.load(List.of(NotificationText.class, ReplyText.class), overrides);
    }

    private static Bot bot(
            BotConfig config, Replies replies, OrderService service, Memory memory, BackupMaker backups, Clock clock) {
        Commands commands = Commands.of(service, replies, memory.languages(), backups, clock);
        UnknownCommands unknown = new UnknownCommands(commands, replies);
        Handler handler = Handler.chain(List.of(
                new WordRefusals(new RefusalReplies(replies)),
                new AnswerFailures(replies),
                new CheckRole(unknown),
                new AccessLog()));
        Conversation conversation = new Conversation(memory.questions(), memory.optOuts(), replies, clock);
        return new Bot(
                config.roster(),
                memory.languages(),
                config.language(),
                replies,
                commands,
                unknown,
                handler,
                conversation);
    }

    /** Waits for the message at hand, and takes no more. */
    synchronized void stop() {
        stopped = true;
    }

    @Override
    public synchronized void accept(IncomingMessage message) {
        if (stopped) {
            return;
        }
        bot.handle(message).forEach(reply -> sender.send(reply).whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.warn("a reply could not be sent", failure);
            }
        }));
        afterReplies.runAll();
    }
}
