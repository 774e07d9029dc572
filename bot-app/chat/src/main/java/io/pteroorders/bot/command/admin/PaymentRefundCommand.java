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
import io.pteroorders.bot.payment.RupiahText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.service.ReturnMoney.How;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.joda.money.Money;

/** Gives money of an order back, all or a part: by the gateway that it came by, or by hand. Asks first. */
public final class PaymentRefundCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("payment-refund", "kembalikan").forOwners().changingOrdersForGood();

    /** An amount that cannot be read is no reason. */
    private static final Pattern NUMBER = Pattern.compile("^(?i:rp|idr)?\\.?\\s*[0-9]");

    private final PaymentDesk desk;
    private final Replies replies;
    private final OneOrder orders;

    public PaymentRefundCommand(PaymentDesk desk, Replies replies, OneOrder orders) {
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
        return orders.replyWithWords(this, call, Own.NONE, (order, words) -> refund(order, words, call));
    }

    private Outcome<Reply> refund(Order order, String words, Call call) {
        Optional<Payment> holding = order.moneyToGiveBack();
        if (holding.isEmpty()) {
            return Outcome.refused(new Refusal.NothingToUse(order.id(), Optional.empty()));
        }
        String first = words.split(" ", 2)[0];
        OptionalLong typed = RupiahText.parse(first);
        if (typed.isEmpty() && NUMBER.matcher(first).find()) {
            return Outcome.refused(new Refusal.NothingToUse(
                    order.id(), Optional.of(holding.get().amountHeld())));
        }
        Optional<Money> amount = typed.isPresent()
                ? Optional.of(Money.ofMajor(holding.get().amountDue().getCurrencyUnit(), typed.getAsLong()))
                : Optional.empty();
        String reason = amount.isPresent() ? words.substring(first.length()).strip() : words;
        How how = desk.canGiveBack(holding.get()) ? How.BY_GATEWAY : How.BY_HAND;
        return call.confirmed()
                ? refund(order, new ReturnMoney(order.id(), amount, how, reason, call.requestId()), call)
                : Outcome.done(ask(order, amount.orElse(holding.get().amountHeld()), words, how, call));
    }

    private Reply ask(Order order, Money amount, String words, How how, Call call) {
        return replies.say(ReplyText.CONFIRM_PAYMENT_REFUND, call.language(), values(order, amount, how, call))
                .about(order)
                .asking((INFO.name() + " " + order.id() + " " + words).strip(), replies.yesAndNo(call.language()));
    }

    private Outcome<Reply> refund(Order order, ReturnMoney request, Call call) {
        return desk.service().refund(call.actor(), request).map(refunded -> {
            Money amount = request.amount()
                    .orElseGet(() -> order.moneyToGiveBack().orElseThrow().amountHeld());
            return replies.say(
                            ReplyText.PAYMENT_REFUNDED, call.language(), values(refunded, amount, request.how(), call))
                    .tellingOf(refunded);
        });
    }

    private Variables values(Order order, Money amount, How how, Call call) {
        return Variables.builder()
                .putAll(replies.orders().forAdmin(order, call.language()))
                .put("amount", replies.formats().money(amount, call.language()))
                .flag("byGateway", how == How.BY_GATEWAY)
                .build();
    }
}
