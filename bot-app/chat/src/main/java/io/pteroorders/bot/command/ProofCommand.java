package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Occasion;

/** Attaches a picture of the payment, which was sent before, to an order; without one, shows what the order has. */
public final class ProofCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("proof", "bukti").changingOrders();

    private final OrderService service;
    private final PaymentProofs proofs;
    private final Replies replies;
    private final OneOrder orders;

    public ProofCommand(OrderService service, PaymentProofs proofs, Replies replies, OneOrder orders) {
        this.service = service;
        this.proofs = proofs;
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return call.references().typed().isEmpty()
                ? Outcome.done(sendIt(call))
                : orders.replyWithWords(
                        this,
                        call,
                        Own.UNPAID,
                        (order, picture) ->
                                proofs.has(picture) ? attach(order, picture, call) : Outcome.done(show(order, call)));
    }

    private Reply sendIt(Call call) {
        return replies.say(ReplyText.SEND_PROOF, call.language()).as(Result.REFUSED);
    }

    private Outcome<Reply> attach(Order order, String picture, Call call) {
        return service.setPaymentProof(
                        call.actor(),
                        new SetPaymentProof(order.id(), PaymentProofs.reference(picture), call.requestId()))
                .map(proved -> replies.tell(NotificationText.PROOF_RECEIVED_CUSTOMER, proved, call.language())
                        .tellingOf(ImmutableList.of(Occasion.proof(proved.id()))));
    }

    private Reply show(Order order, Call call) {
        if (order.paymentProof().isEmpty()) {
            return call.person().isAdmin()
                    ? replies.tellAdmin(ReplyText.NO_PROOF, order, call.language())
                            .as(Result.REFUSED)
                    : sendIt(call);
        }
        return call.person().isAdmin()
                ? replies.tellAdmin(ReplyText.PROOF_SHOWN, order, call.language())
                        .attaching(order.paymentProof().get())
                : replies.tell(NotificationText.PROOF_RECEIVED_CUSTOMER, order, call.language());
    }
}
