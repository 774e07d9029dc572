package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskStatus.State;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Shows all of an order to an admin, with the customer's phone number masked. An owner reads other numbers that people
 * typed, so that a transfer can be found.
 */
public final class OrderDetailCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-detail").forAdmins().showingOrders();

    private final OrderService service;
    private final Outbox outbox;
    private final Replies replies;
    private final OneOrder orders;

    public OrderDetailCommand(OrderService service, Outbox outbox, Replies replies, OneOrder orders) {
        this.service = service;
        this.outbox = outbox;
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.reply(this, call, Own.NONE, order -> Outcome.done(detail(order, call.person())));
    }

    private Reply detail(Order order, Person reader) {
        Language language = reader.language();
        UnaryOperator<String> typed = note -> reader.actor().isOwner()
                ? OrderLists.forOwner(note, order.customer().id())
                : OrderLists.forAdmin(note);
        return replies.say(
                        ReplyText.ORDER_DETAIL,
                        language,
                        Variables.builder()
                                .putAll(replies.orders().forAdmin(order, language))
                                .list(
                                        "history",
                                        order.statusHistory().stream()
                                                .map(c -> change(c, order, typed, language))
                                                .toList())
                                .list("events", SubscriptionEvents.of(order, typed, replies, language))
                                .list("attempts", PaymentLines.ofInterest(order, replies, language))
                                .list("deliveries", deliveries(order, language))
                                .list("notes", notes(order.notes(), order, typed, language))
                                .put("earlierNotes", OrderLists.earlierNotes(order.notes()))
                                .put("earlierAdminNotes", OrderLists.earlierNotes(order.adminNotes()))
                                .list("adminNotes", notes(order.adminNotes(), order, typed, language))
                                .list(
                                        "commands",
                                        replies.orders()
                                                .commands(order, service.flow().next(order.status()), language)))
                .about(order);
    }

    private Variables change(StatusChange change, Order order, UnaryOperator<String> typed, Language language) {
        return Variables.builder()
                .put("icon", Formats.icon(change.status()))
                .put("status", replies.formats().status(change.status(), language))
                .put("time", replies.formats().time(change.timestamp(), language))
                .put("by", replies.orders().by(change.updatedBy(), order, language))
                .typed("note", change.status() == OrderStatus.PENDING ? "" : typed.apply(change.notes()))
                .build();
    }

    /** Of the messages to each person only the newest; what came before it, it says too. */
    private List<Variables> deliveries(Order order, Language language) {
        Map<PersonId, TaskStatus<MessageKey>> newest = new LinkedHashMap<>();
        outbox.deliveries(order.id()).forEach(status -> newest.put(status.key().receiver(), status));
        return newest.values().stream()
                .map(status -> delivery(status, order, language))
                .toList();
    }

    private Variables delivery(TaskStatus<MessageKey> status, Order order, Language language) {
        boolean sent = status.state() == State.DONE || status.state() == State.MERGED;
        Optional<Receipt> receipt = sent ? outbox.receipt(status.key()) : Optional.empty();
        return Variables.builder()
                .put("receiver", replies.orders().by(status.key().receiver().text(), order, language))
                .flag("sent", sent && receipt.isEmpty())
                .flag("delivered", receipt.filter(Receipt.DELIVERED::equals).isPresent())
                .flag("read", receipt.filter(Receipt.READ::equals).isPresent())
                .flag("failed", receipt.filter(Receipt.FAILED::equals).isPresent())
                .flag("waiting", status.state() == State.WAITING)
                .put("attempts", status.attempts())
                .flag("tried", status.attempts() > 0)
                .flag("dead", status.state() == State.DEAD)
                .put("why", status.reason())
                .build();
    }

    private List<Variables> notes(Notes notes, Order order, UnaryOperator<String> typed, Language language) {
        return OrderLists.lastNotes(notes)
                .map(note -> Variables.builder()
                        .typed("note", typed.apply(note.text()))
                        .put("time", note.time().map(time -> replies.formats().time(time, language)))
                        .put("by", note.author().map(author -> replies.orders().by(author, order, language)))
                        .build())
                .toList();
    }
}
