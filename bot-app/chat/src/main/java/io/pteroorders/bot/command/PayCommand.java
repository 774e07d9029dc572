package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.BeginPayment;
import java.util.Locale;
import java.util.Optional;

/** Shows how an order is paid, or begins to pay it in another way. */
public final class PayCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("pay", "bayar", "rek", "norek", "rekening").changingOrders();

    private final PaymentReplies payments;
    private final OneOrder orders;

    public PayCommand(PaymentReplies payments, OneOrder orders) {
        this.payments = payments;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call, Own.UNPAID, (order, method) -> pay(order, method, call));
    }

    private Outcome<Reply> pay(Order order, String method, Call call) {
        BeginPayment request = new BeginPayment(
                order.id(),
                Optional.of(method.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty()),
                call.requestId());
        return payments.desk()
                .service()
                .begin(call.actor(), request)
                .map(begun -> payments.tell(ReplyText.PAY, begun, call.language()));
    }
}
