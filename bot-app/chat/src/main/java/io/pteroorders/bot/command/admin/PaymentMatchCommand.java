package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.payment.MoneyRow;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Books money for an order: a row of which nobody knew whose it is, or the money of an order that does not need it. A row
 * that is no order's money is taken off the list.
 */
public final class PaymentMatchCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("payment-match", "cocokkan").forAdmins().changingOrders();

    private static final Pattern ROW = Pattern.compile("#?([1-9][0-9]{0,8})");

    /** Stands where the order would: no order's money. */
    private static final ImmutableSet<String> NONE = ImmutableSet.of("none", "bukan");

    private final OrderService service;
    private final PaymentDesk desk;
    private final Replies replies;

    public PaymentMatchCommand(OrderService service, PaymentDesk desk, Replies replies) {
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
        Optional<String> from = call.line().word(0);
        Optional<String> to = call.line().word(1);
        if (from.isEmpty() || to.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        if (NONE.contains(Ascii.toLowerCase(to.get()))) {
            return Outcome.done(
                    row(from.get()).map(row -> close(row, call)).orElseGet(() -> unknown(from.get(), call)));
        }
        return service.find(call.actor(), to.get()).flatMap(order -> match(from.get(), order, call));
    }

    private Outcome<Reply> match(String from, Order to, Call call) {
        Optional<PaymentId> payment = PaymentId.parse(from.toUpperCase(Locale.ROOT));
        if (payment.isPresent()) {
            return desk.service()
                    .payBy(call.actor(), payment.get().order(), to.id(), call.requestId())
                    .map(order -> told(order, call));
        }
        return row(from)
                .filter(row -> row.amount().isPresent())
                .map(row -> match(row, to, call))
                .orElseGet(() -> Outcome.done(unknown(from, call)));
    }

    private Outcome<Reply> match(MoneyRow row, Order to, Call call) {
        return desk.match(call.actor(), row, to.id()).map(Booking::order).map(order -> told(order, call));
    }

    private Optional<MoneyRow> row(String typed) {
        return Optional.of(ROW.matcher(typed))
                .filter(number -> number.matches())
                .flatMap(number -> desk.rows().get(Integer.parseInt(number.group(1))))
                .filter(MoneyRow::isUnmatched);
    }

    private Reply close(MoneyRow row, Call call) {
        desk.close(call.actor(), row);
        return replies.say(
                ReplyText.MONEY_CLOSED,
                call.language(),
                Variables.builder()
                        .put("number", row.number())
                        .put("amount", row.amount().map(amount -> replies.formats()
                                .money(amount, call.language()))));
    }

    private Reply told(Order order, Call call) {
        return replies.say(
                        ReplyText.PAYMENT_MATCHED,
                        call.language(),
                        Variables.builder()
                                .putAll(replies.orders().forAdmin(order, call.language()))
                                .list("attempts", PaymentLines.of(order, replies, call.language())))
                .about(order);
    }

    private Reply unknown(String typed, Call call) {
        return replies.refuse(
                ReplyText.NO_SUCH_MONEY, call.language(), Variables.builder().put("typed", Replies.quoted(typed)));
    }
}
