package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Occasion;

/** Attaches a picture of the payment, which was sent before, to an order. */
public final class ProofCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("proof", "bukti").changingOrders();

    private final OrderService service;
    private final PaymentProofs proofs;
    private final Replies replies;

    public ProofCommand(OrderService service, PaymentProofs proofs, Replies replies) {
        this.service = service;
        this.proofs = proofs;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        OrderReferences orders = call.references();
        String picture = call.line().rest(orders.wordsUsed());
        if (orders.typed().isEmpty() || !proofs.has(picture)) {
            return Outcome.done(
                    replies.say(ReplyText.SEND_PROOF, call.language()).as(Result.REFUSED));
        }
        return service.find(call.actor(), orders.typed().get(0))
                .flatMap(order -> service.setPaymentProof(
                        call.actor(),
                        new SetPaymentProof(order.id(), PaymentProofs.reference(picture), call.requestId())))
                .map(order -> replies.tell(NotificationText.PROOF_RECEIVED_CUSTOMER, order, call.language())
                        .tellingOf(ImmutableList.of(Occasion.proof(order.id()))));
    }
}
