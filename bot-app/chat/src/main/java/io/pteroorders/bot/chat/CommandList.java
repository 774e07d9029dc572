package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.CancelCommand;
import io.pteroorders.bot.command.CatalogCommand;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.LanguageCommand;
import io.pteroorders.bot.command.MyOrdersCommand;
import io.pteroorders.bot.command.OneOrder;
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
import io.pteroorders.bot.command.admin.CustomerNews;
import io.pteroorders.bot.command.admin.MessageCommand;
import io.pteroorders.bot.command.admin.Moves;
import io.pteroorders.bot.command.admin.OrderContactCommand;
import io.pteroorders.bot.command.admin.OrderDeleteCommand;
import io.pteroorders.bot.command.admin.OrderDetailCommand;
import io.pteroorders.bot.command.admin.OrdersCommand;
import io.pteroorders.bot.command.admin.OutboxCommand;
import io.pteroorders.bot.command.admin.PendingOrdersCommand;
import io.pteroorders.bot.command.admin.RefundsCommand;
import io.pteroorders.bot.command.admin.RejectCommand;
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
        OrderListing listing = new OrderListing(service, replies, lists, clock);
        RefusalReplies refusals = new RefusalReplies(replies);
        OneOrder orders = new OneOrder(service, replies);
        CustomerNews news = new CustomerNews(outbox.letters());
        Moves moves = new Moves(service, replies, news);
        Command cancel = new StatusCommand(
                CommandInfo.of("order-cancel").changingOrdersForGood(),
                OrderStatus.CANCELLED,
                service,
                moves,
                replies,
                refusals);
        return new Commands(
                replies,
                ImmutableList.of(
                        new CatalogCommand(service, replies),
                        new PriceCommand(service, replies, refusals),
                        new OrderCommand(service, replies),
                        new OrderStatusCommand(replies, orders),
                        new MyOrdersCommand(listing),
                        new OrderNoteCommand(service, replies, orders),
                        new UsernameCommand(service, replies, orders),
                        new ProofCommand(service, proofs, replies, orders),
                        new CancelCommand(service, replies, orders, cancel),
                        new LanguageCommand(languages, replies),
                        new PendingOrdersCommand(listing),
                        new OrdersCommand(listing),
                        new OrderDetailCommand(service, outbox, replies, orders),
                        new StatusCommand(
                                CommandInfo.of("order-confirm").changingOrders(),
                                OrderStatus.CONFIRMED,
                                service,
                                moves,
                                replies,
                                refusals),
                        new StatusCommand(
                                CommandInfo.of("order-process").changingOrders(),
                                OrderStatus.PROCESSING,
                                service,
                                moves,
                                replies,
                                refusals),
                        new RejectCommand(service, replies, orders, news),
                        CompleteCommand.completing(service, replies, orders),
                        CompleteCommand.correcting(service, replies, orders, news),
                        new MessageCommand(service, replies, news),
                        cancel,
                        new StatusCommand(
                                CommandInfo.of("order-refund").changingOrdersForGood(),
                                OrderStatus.REFUNDED,
                                service,
                                moves,
                                replies,
                                refusals),
                        new RefundsCommand(service, replies, clock),
                        new SearchCommand(service, replies, lists, clock),
                        new StatisticsCommand(service, replies),
                        new OutboxCommand(outbox, replies, clock),
                        new BroadcastCommand(service, outbox.broadcasts(), replies),
                        new OrderContactCommand(replies, orders),
                        new OrderDeleteCommand(service, replies, orders),
                        new BackupCommand(backups, replies)));
    }
}
