package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.OrderService;

/**
 * Refuses the picture of a payment after asking back: the order goes on waiting, and the customer is asked for another.
 * Without a picture the order itself may be meant, so it is asked whether to cancel that.
 */
public final class RejectCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-reject", "tolak").forAdmins().changingOrdersForGood();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final CustomerNews news;
    private final Command cancel;

    /**
     * The command.
     *
     * @param cancel cancels orders, and asks first if the line ends with a question mark
     */
    public RejectCommand(OrderService service, Replies replies, OneOrder orders, CustomerNews news, Command cancel) {
        this.service = service;
        this.replies = replies;
        this.orders = orders;
        this.news = news;
        this.cancel = cancel;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call, Own.NONE, (order, typed) -> {
            String why = NoteWords.of(typed, replies).note();
            return call.confirmed() ? refuse(order, why, call) : ask(order, why, call);
        });
    }

    private Outcome<Reply> ask(Order order, String why, Call call) {
        if (order.status() != OrderStatus.PENDING) {
            return Outcome.refused(new Refusal.WrongStatus(order.id(), order.status(), OrderStatus.PENDING));
        }
        if (order.paymentProof().isEmpty()) {
            return TypedCommand.parse(TypedCommand.asking(cancel.info().name() + " " + order.id() + " " + why), "")
                    .map(line -> cancel.run(
                            new Call(call.person(), line, call.transport(), call.messageId(), false, call.late())))
                    .orElseThrow();
        }
        String line = INFO.name() + " " + order.id() + " " + why;
        return Outcome.done(replies.tellAdmin(ReplyText.CONFIRM_REJECT, order, call.language())
                .asking(line.strip(), replies.yesAndNo(call.language())));
    }

    private Outcome<Reply> refuse(Order order, String why, Call call) {
        return service.refusePaymentProof(call.actor(), new ChangeStatus(order.id(), why, call.requestId()))
                .map(refused -> {
                    news.proofRefused(refused, why, call);
                    return replies.tellAdmin(ReplyText.PROOF_REJECTED, refused, call.language());
                });
    }
}
