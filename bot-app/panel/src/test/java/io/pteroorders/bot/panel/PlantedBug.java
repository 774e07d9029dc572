package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.life.Around;
import io.pteroorders.bot.life.WrongStores;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Records;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bug in one place of a shop with a panel, so that it can be shown that lives would see it. */
enum PlantedBug {
    NONE,

    // Of the adapter of a panel.

    /** A panel that does not answer is taken for one that has no such server. */
    SILENCE_IS_NO,
    /** Each try to make a server is under another name. */
    NEW_NAMES,
    /** A server whose program is being put there is taken for ready. */
    READY_TOO_EARLY,
    /** So is one whose program could not be put there. */
    FAILED_IS_READY,
    /** It is said to be suspended, and is not. */
    SUSPENDS_NOTHING,
    /** What is to be suspended is deleted. */
    DELETES_INSTEAD,
    /** It has half of the memory that was sold. */
    SMALLER_SERVERS,
    /** Machines are never full. */
    ENDLESS_ROOM,
    /** The first user that there is is taken for the customer. */
    ANY_USER,
    /** Each order has a user of its own. */
    NEW_USERS,
    /** Another password is set than is told. */
    OTHER_PASSWORD,
    /** Passwords stand in the log of the program. */
    LOGS_PASSWORDS,

    // Of the store of orders.

    /** Leaves some changes out of its feed. */
    SKIPS_CHANGES,

    // Of what is remembered beside the orders.

    /** The key by which customers have their names at the panel is in memory alone. */
    FORGETS_THE_KEY,

    // Of the way out.

    /** All tries of a message with a password have its id. */
    ONE_ID_FOR_ALL_TRIES,
    /** Messages are logged. */
    LOGS_MESSAGES,
    /** Nobody is told of trouble. */
    TELLS_NO_TROUBLE,

    // Of the program.

    /** Orders that are not paid hold no places. */
    HOLDS_NO_PLACES,
    /** Servers are deleted when they are suspended. */
    DELETES_AT_ONCE,
    /** Servers are deleted without anybody's consent. */
    ASKS_NOBODY,
    /** It is not looked whether servers are ready. */
    NEVER_LOOKS;

    private static final Logger LOG = LoggerFactory.getLogger(PlantedBug.class);
    private static final Pattern TRY = Pattern.compile("~[0-9]+$");

    ServerPanel in(ServerPanel panel) {
        return compareTo(SILENCE_IS_NO) >= 0 && compareTo(LOGS_PASSWORDS) <= 0
                ? Around.port(ServerPanel.class, panel, new BuggyPanel(this, panel))
                : panel;
    }

    OrderStorage in(OrderStorage storage) {
        return this == SKIPS_CHANGES ? WrongStores.skipping(storage, PlantedBug::isAskedFor) : storage;
    }

    private static boolean isAskedFor(Order order) {
        return order.server()
                .map(Server::state)
                .filter(state -> state == ServerState.CREATING)
                .isPresent();
    }

    /** @param name of the records */
    Records in(String name, Records records) {
        return this == FORGETS_THE_KEY && name.equals(PanelStores.IDENTITY)
                ? WrongStores.without(records, any -> true)
                : records;
    }

    MessageSender in(MessageSender sender) {
        return switch (this) {
            case ONE_ID_FOR_ALL_TRIES -> message -> sender.send(withOneId(message));
            case LOGS_MESSAGES -> message -> logged(sender, message);
            case TELLS_NO_TROUBLE ->
                message -> message.template().equals("server-trouble-admin")
                        ? CompletableFuture.completedFuture(SendResult.SENT)
                        : sender.send(message);
            default -> sender;
        };
    }

    private static OutgoingMessage withOneId(OutgoingMessage message) {
        return new OutgoingMessage(
                TRY.matcher(message.id()).replaceAll(""),
                message.to(),
                message.text(),
                message.template(),
                message.variables(),
                ImmutableList.of(),
                message.attachment(),
                message.replyTo());
    }

    private static CompletionStage<SendResult> logged(MessageSender sender, OutgoingMessage message) {
        LOG.debug("sends {}", message.text());
        return sender.send(message);
    }
}
