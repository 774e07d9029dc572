package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.webhook.Webhooks;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.CancelCommand;
import io.pteroorders.bot.command.CatalogCommand;
import io.pteroorders.bot.command.ChangePackageCommand;
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
import io.pteroorders.bot.command.PayCommand;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.PaymentReplies;
import io.pteroorders.bot.command.PriceCommand;
import io.pteroorders.bot.command.ProofCommand;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.RenewCommand;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.SessionsCommand;
import io.pteroorders.bot.command.SignInCommand;
import io.pteroorders.bot.command.StopRenewingCommand;
import io.pteroorders.bot.command.UsernameCommand;
import io.pteroorders.bot.command.admin.ApiKeysCommand;
import io.pteroorders.bot.command.admin.BackupCommand;
import io.pteroorders.bot.command.admin.BotCommand;
import io.pteroorders.bot.command.admin.BroadcastCommand;
import io.pteroorders.bot.command.admin.CompleteCommand;
import io.pteroorders.bot.command.admin.CustomerNews;
import io.pteroorders.bot.command.admin.DueCommand;
import io.pteroorders.bot.command.admin.EachOrder;
import io.pteroorders.bot.command.admin.GiftToAll;
import io.pteroorders.bot.command.admin.MessageCommand;
import io.pteroorders.bot.command.admin.Moves;
import io.pteroorders.bot.command.admin.OrderAgainCommand;
import io.pteroorders.bot.command.admin.OrderContactCommand;
import io.pteroorders.bot.command.admin.OrderDeleteCommand;
import io.pteroorders.bot.command.admin.OrderDetailCommand;
import io.pteroorders.bot.command.admin.OrderSearch;
import io.pteroorders.bot.command.admin.OrdersCommand;
import io.pteroorders.bot.command.admin.OutboxCommand;
import io.pteroorders.bot.command.admin.PaidUntilCommand;
import io.pteroorders.bot.command.admin.PaymentCheckCommand;
import io.pteroorders.bot.command.admin.PaymentMatchCommand;
import io.pteroorders.bot.command.admin.PaymentRefundCommand;
import io.pteroorders.bot.command.admin.PaymentsCommand;
import io.pteroorders.bot.command.admin.PendingOrdersCommand;
import io.pteroorders.bot.command.admin.RefundsCommand;
import io.pteroorders.bot.command.admin.RejectCommand;
import io.pteroorders.bot.command.admin.ReplyCommand;
import io.pteroorders.bot.command.admin.SearchCommand;
import io.pteroorders.bot.command.admin.ServerDeletedCommand;
import io.pteroorders.bot.command.admin.StatisticsCommand;
import io.pteroorders.bot.command.admin.StatusCommand;
import io.pteroorders.bot.command.admin.SuspensionCommand;
import io.pteroorders.bot.command.admin.WebhooksCommand;
import io.pteroorders.bot.command.privacy.DataExportCommand;
import io.pteroorders.bot.command.privacy.EraseCommand;
import io.pteroorders.bot.command.server.EmailCommand;
import io.pteroorders.bot.command.server.JobsCommand;
import io.pteroorders.bot.command.server.OwnServer;
import io.pteroorders.bot.command.server.PanelReplies;
import io.pteroorders.bot.command.server.PasswordCommand;
import io.pteroorders.bot.command.server.PowerCommand;
import io.pteroorders.bot.command.server.ProvisionCommand;
import io.pteroorders.bot.command.server.ReconcileCommand;
import io.pteroorders.bot.command.server.ServerEndCommand;
import io.pteroorders.bot.command.server.ServersCommand;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** The list of all commands, in the order in which help shows them. */
final class CommandList {

    private CommandList() {}

    /** All commands: a new one is one line here. */
    static Commands of(
            OrderService service,
            Outbox outbox,
            PaymentDesk desk,
            PaymentReplies payments,
            RenewalApp renewals,
            Replies replies,
            Languages languages,
            OptOuts optOuts,
            PaymentProofs proofs,
            BackupMaker backups,
            Optional<ServerDesk> servers,
            CustomerCalls calls,
            ApiKeys keys,
            Optional<Webhooks> webhooks,
            Optional<SignInLinks> links,
            Sessions sessions,
            OrderSearch search,
            PrivacyDesk privacy,
            Predicate<PersonId> isStaff,
            Clock clock) {
        OrderLists lists = new OrderLists(replies, clock);
        OrderListing listing = new OrderListing(service, replies, lists, clock);
        RefusalReplies refusals = new RefusalReplies(replies);
        OneOrder orders = new OneOrder(service, replies);
        PanelReplies panel = new PanelReplies(servers, replies);
        OwnServer ownServer = new OwnServer(orders);
        EachOrder each = new EachOrder(service, replies, refusals);
        CustomerNews news = new CustomerNews(outbox.letters());
        GiftToAll all = new GiftToAll(service, renewals.index(), replies, news, clock);
        Moves moves = new Moves(service, replies, news);
        Command cancel = new StatusCommand(
                CommandInfo.of("order-cancel").changingOrdersForGood(),
                OrderStatus.CANCELLED,
                service,
                moves,
                replies,
                each);
        return new Commands(
                replies,
                ImmutableList.of(
                        new CatalogCommand(service, replies),
                        new PriceCommand(service, replies, refusals),
                        new OrderCommand(service, payments, replies),
                        new PayCommand(payments, orders),
                        new RenewCommand(service, payments, replies, orders),
                        new StopRenewingCommand(service, replies, orders),
                        ChangePackageCommand.upgrade(service, payments, replies, orders),
                        new OrderStatusCommand(replies, orders),
                        new MyOrdersCommand(listing),
                        new OrderNoteCommand(service, replies, orders),
                        new UsernameCommand(service, replies, orders),
                        new ProofCommand(service, proofs, replies, orders),
                        new CancelCommand(service, replies, orders, cancel),
                        new ServersCommand(panel, service, renewals.index(), clock),
                        PowerCommand.start(panel, ownServer, optOuts),
                        PowerCommand.stop(panel, ownServer, optOuts),
                        PowerCommand.restart(panel, ownServer, optOuts),
                        new PasswordCommand(panel, orders, clock),
                        new EmailCommand(panel),
                        new LanguageCommand(languages, replies),
                        SignInCommand.portal(links, replies, clock),
                        new DataExportCommand(links, privacy, replies, clock),
                        new EraseCommand(privacy, isStaff, replies),
                        new SessionsCommand(sessions, links, replies, clock),
                        SignInCommand.dashboard(links, replies, clock),
                        new PendingOrdersCommand(listing),
                        new OrdersCommand(listing),
                        new OrderDetailCommand(service, outbox, replies, orders),
                        new StatusCommand(
                                CommandInfo.of("order-confirm", "acc", "lunas").changingOrders(),
                                OrderStatus.CONFIRMED,
                                service,
                                moves,
                                replies,
                                each),
                        new StatusCommand(
                                CommandInfo.of("order-process", "proses").changingOrders(),
                                OrderStatus.PROCESSING,
                                service,
                                moves,
                                replies,
                                each),
                        new RejectCommand(service, replies, orders, news, cancel),
                        CompleteCommand.completing(service, replies, orders),
                        CompleteCommand.correcting(service, replies, orders, news),
                        new MessageCommand(service, replies, news),
                        new ReplyCommand(calls, replies),
                        new BotCommand(calls, replies),
                        cancel,
                        new StatusCommand(
                                CommandInfo.of("order-refund").changingOrdersForGood(),
                                OrderStatus.REFUNDED,
                                service,
                                moves,
                                replies,
                                each),
                        new RefundsCommand(service, replies, clock),
                        ChangePackageCommand.downgrade(service, payments, replies, orders),
                        new DueCommand(service, renewals.index(), replies, clock),
                        new SuspensionCommand(SuspensionCommand.Kind.UNPAID, service, replies, orders, news),
                        new ServerDeletedCommand(service, replies, orders, news),
                        new SuspensionCommand(SuspensionCommand.Kind.SUSPEND, service, replies, orders, news),
                        new SuspensionCommand(SuspensionCommand.Kind.UNSUSPEND, service, replies, orders, news),
                        new SuspensionCommand(SuspensionCommand.Kind.PAUSE, service, replies, orders, news),
                        new SuspensionCommand(SuspensionCommand.Kind.UNPAUSE, service, replies, orders, news),
                        new PaidUntilCommand(PaidUntilCommand.Kind.LAST_DAY, service, replies, each, news, all, clock),
                        new PaidUntilCommand(PaidUntilCommand.Kind.GIFT, service, replies, each, news, all, clock),
                        new PaidUntilCommand(PaidUntilCommand.Kind.HOLD, service, replies, each, news, all, clock),
                        new ProvisionCommand(panel, orders),
                        new JobsCommand(panel),
                        new ReconcileCommand(panel),
                        ServerEndCommand.done(panel, orders, clock),
                        ServerEndCommand.deleting(panel, orders, clock),
                        new PaymentsCommand(service, desk, replies),
                        new PaymentCheckCommand(desk, replies, orders),
                        new PaymentMatchCommand(service, desk, replies),
                        new PaymentRefundCommand(desk, replies, orders),
                        new OrderAgainCommand(desk, replies, orders),
                        new SearchCommand(search, replies, lists),
                        new StatisticsCommand(service, replies, clock),
                        new OutboxCommand(outbox, replies, clock),
                        new BroadcastCommand(service, outbox.broadcasts(), replies),
                        new OrderContactCommand(replies, orders),
                        new OrderDeleteCommand(service, replies, orders),
                        new ApiKeysCommand(keys, replies),
                        new WebhooksCommand(webhooks, replies),
                        new BackupCommand(backups, replies)));
    }
}
