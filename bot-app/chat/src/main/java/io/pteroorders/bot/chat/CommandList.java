package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.CancelCommand;
import io.pteroorders.bot.command.CatalogCommand;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.LanguageCommand;
import io.pteroorders.bot.command.MyOrdersCommand;
import io.pteroorders.bot.command.OrderCommand;
import io.pteroorders.bot.command.OrderListing;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.OrderNoteCommand;
import io.pteroorders.bot.command.OrderStatusCommand;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.PriceCommand;
import io.pteroorders.bot.command.ProofCommand;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.UsernameCommand;
import io.pteroorders.bot.command.admin.BackupCommand;
import io.pteroorders.bot.command.admin.BroadcastCommand;
import io.pteroorders.bot.command.admin.CompleteCommand;
import io.pteroorders.bot.command.admin.OrderContactCommand;
import io.pteroorders.bot.command.admin.OrderDeleteCommand;
import io.pteroorders.bot.command.admin.OrderDetailCommand;
import io.pteroorders.bot.command.admin.OrdersCommand;
import io.pteroorders.bot.command.admin.OutboxCommand;
import io.pteroorders.bot.command.admin.PendingOrdersCommand;
import io.pteroorders.bot.command.admin.SearchCommand;
import io.pteroorders.bot.command.admin.StatisticsCommand;
import io.pteroorders.bot.command.admin.StatusCommand;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.Outbox;
import java.time.Clock;

/** The list of all commands, in the order in which help shows them. */
final class CommandList {

    private CommandList() {}

    /** All commands: a new one is one line here. */
    static Commands of(
            OrderService service,
            Outbox outbox,
            Replies replies,
            Languages languages,
            PaymentProofs proofs,
            BackupMaker backups,
            Clock clock) {
        OrderLists lists = new OrderLists(replies, clock);
        OrderListing listing = new OrderListing(service, replies, lists);
        RefusalReplies refusals = new RefusalReplies(replies);
        Command cancel = new StatusCommand("order-cancel", OrderStatus.CANCELLED, service, replies, refusals);
        return new Commands(
                replies,
                ImmutableList.of(
                        new CatalogCommand(service, replies),
                        new PriceCommand(service, replies, refusals),
                        new OrderCommand(service, replies),
                        new OrderStatusCommand(service, replies),
                        new MyOrdersCommand(listing),
                        new OrderNoteCommand(service, replies),
                        new UsernameCommand(service, replies),
                        new ProofCommand(service, proofs, replies),
                        new CancelCommand(service, replies, cancel),
                        new LanguageCommand(languages, replies),
                        new PendingOrdersCommand(listing),
                        new OrdersCommand(listing),
                        new OrderDetailCommand(service, outbox, replies),
                        new StatusCommand("order-confirm", OrderStatus.CONFIRMED, service, replies, refusals),
                        new StatusCommand("order-process", OrderStatus.PROCESSING, service, replies, refusals),
                        new CompleteCommand(service, replies),
                        cancel,
                        new StatusCommand("order-refund", OrderStatus.REFUNDED, service, replies, refusals),
                        new SearchCommand(service, replies, lists),
                        new StatisticsCommand(service, replies),
                        new OutboxCommand(outbox, replies, clock),
                        new BroadcastCommand(service, outbox.broadcasts(), replies),
                        new OrderContactCommand(service, replies),
                        new OrderDeleteCommand(service, replies),
                        new BackupCommand(backups, replies)));
    }
}
