package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.notify.text.Variables;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the gateway of an order's last attempt now what became of it. */
public final class PaymentCheckCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("payment-check", "cek-bayar").forAdmins().changingOrders();

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final PaymentDesk desk;
    private final Replies replies;
    private final OneOrder orders;

    public PaymentCheckCommand(PaymentDesk desk, Replies replies, OneOrder orders) {
        this.desk = desk;
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.reply(this, call, Own.NONE, order -> Outcome.done(check(order, call)));
    }

    private Reply check(Order order, Call call) {
        Optional<Payment> last = order.payments().all().reverse().stream()
                .filter(desk::canBeChecked)
                .findFirst();
        if (last.isEmpty()) {
            return told(order, "check.nobody", call);
        }
        try {
            Optional<Booking> booking = desk.check(last.get()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return told(
                    booking.map(Booking::order).orElse(order),
                    booking.isPresent() ? "check.asked" : "check.unknown",
                    call);
        } catch (ExecutionException | TimeoutException e) {
            return told(order, "check.failed", call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told(order, "check.failed", call);
        }
    }

    private Reply told(Order order, String what, Call call) {
        return replies.say(
                        ReplyText.PAYMENT_CHECKED,
                        call.language(),
                        Variables.builder()
                                .putAll(replies.orders().forAdmin(order, call.language()))
                                .put("outcome", replies.word(what, call.language()))
                                .list("attempts", PaymentLines.of(order, replies, call.language())))
                .about(order);
    }
}
