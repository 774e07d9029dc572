package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.MoneyRowTexts;
import io.pteroorders.bot.command.Pages;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.payment.MoneyRow;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;

/** Lists payments: those that are waited for, those that came today, and money of which nobody knows whose it is. */
public final class PaymentsCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("payments", "pembayaran").forAdmins().showingOrders();

    private static final int MOST = 20;

    private final OrderService service;
    private final PaymentDesk desk;
    private final Replies replies;

    public PaymentsCommand(OrderService service, PaymentDesk desk, Replies replies) {
        this.service = service;
        this.desk = desk;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return switch (call.line().rest(0).toLowerCase(Locale.ROOT).replace(' ', '-')) {
            case "", "waiting", "menunggu" -> waiting(call);
            case "unmatched", "belum-cocok" -> Outcome.done(unmatched(call));
            case "today", "hari-ini" -> today(call);
            default ->
                Outcome.done(replies.refuse(
                        ReplyText.UNKNOWN_PAYMENT_LIST,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(call.line().rest(0)))));
        };
    }

    private Outcome<Reply> waiting(Call call) {
        OrderQuery.Builder pending = OrderQuery.oldestFirst().status(OrderStatus.PENDING);
        return Pages.of(
                        service,
                        call.actor(),
                        pending,
                        order -> order.payments().open().isPresent(),
                        MOST + 1,
                        Integer.MAX_VALUE)
                .map(orders -> replies.say(
                        ReplyText.PAYMENTS_WAITING,
                        call.language(),
                        Variables.builder()
                                .put("unmatched", count(desk.rows().unmatched().size()))
                                .flag("more", orders.size() > MOST)
                                .list(
                                        "rows",
                                        orders.stream()
                                                .limit(MOST)
                                                .map(order -> replies.orders().forAdmin(order, call.language()))
                                                .toList())));
    }

    private static String count(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }

    private Reply unmatched(Call call) {
        ImmutableList<MoneyRow> all = desk.rows().unmatched();
        return replies.say(
                ReplyText.PAYMENTS_UNMATCHED,
                call.language(),
                Variables.builder()
                        .put("count", all.size())
                        .list(
                                "rows",
                                all.reverse().stream()
                                        .limit(MOST)
                                        .map(row -> MoneyRowTexts.values(row, replies, call.language()))
                                        .toList())
                        .put(
                                "example",
                                all.stream()
                                        .map(row -> Integer.toString(row.number()))
                                        .findFirst()));
    }

    private Outcome<Reply> today(Call call) {
        return service.statistics(call.actor(), Unit.DAY)
                .map(figures -> replies.say(
                        ReplyText.PAYMENTS_TODAY,
                        call.language(),
                        Variables.builder().list("rows", PaidRows.of(figures.cash(), replies, call.language()))));
    }
}
