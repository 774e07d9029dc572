package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.NamedOrders;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Variables;
import java.util.List;

/**
 * Moves one order, or several with commas between their ids, to another status. What cannot be taken back, what names
 * orders in a way that may be a note, and a question mark at the end ask for a yes first.
 */
public final class StatusCommand implements Command {

    private final CommandInfo info;
    private final OrderStatus to;
    private final OrderService service;
    private final Moves moves;
    private final Replies replies;
    private final EachOrder each;

    public StatusCommand(
            CommandInfo info, OrderStatus to, OrderService service, Moves moves, Replies replies, EachOrder each) {
        this.info = info.forAdmins();
        this.to = to;
        this.service = service;
        this.moves = moves;
        this.replies = replies;
        this.each = each;
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        NamedOrders named = NamedOrders.of(call, service);
        ImmutableList<String> typed = ImmutableSet.copyOf(named.all()).asList();
        String note = NoteWords.of(named.rest(), replies).note();
        if (typed.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        if (named.all().size() > EachOrder.MAX_ORDERS) {
            return Outcome.done(tooMany(named.all().size(), call));
        }
        if (!call.confirmed()) {
            ImmutableList<Order> movable = movable(typed, call);
            boolean unsure = call.line().typed().endsWith("?")
                    || !named.mentioned().isEmpty()
                    || movable.stream().anyMatch(this::isFinal);
            if (unsure && !movable.isEmpty()) {
                return Outcome.done(ask(movable, typed, note, call));
            }
        }
        return each.run(typed, call, (order, place) -> moves.move(order, to, note, call, place));
    }

    private boolean isFinal(Order order) {
        return Moves.isFinal(order, to);
    }

    private ImmutableList<Order> movable(List<String> typed, Call call) {
        return typed.stream()
                .flatMap(
                        one -> each
                                .find(one, call)
                                .fold(order -> ImmutableList.of(order), refusal -> ImmutableList.<Order>of())
                                .stream())
                .filter(order -> moves.canMove(order, to))
                .collect(ImmutableList.toImmutableList());
    }

    private Reply ask(List<Order> movable, List<String> typed, String note, Call call) {
        String line = info.name() + " " + String.join(",", typed) + " " + note;
        return replies.say(
                        ReplyText.CONFIRM_MOVE,
                        call.language(),
                        Variables.builder()
                                .put("wanted", replies.formats().status(to, call.language()))
                                .put("several", typed.size())
                                .flag("refund", to == OrderStatus.REFUNDED)
                                .flag(
                                        "cancelsPaid",
                                        to == OrderStatus.CANCELLED
                                                && movable.stream().anyMatch(this::isFinal))
                                .list(
                                        "orders",
                                        movable.stream()
                                                .map(order -> replies.orders().forAdmin(order, call.language()))
                                                .toList()))
                .asking(line.strip(), replies.yesAndNo(call.language()));
    }

    private Reply tooMany(int typed, Call call) {
        return replies.refuse(
                ReplyText.INVALID_LIMIT,
                call.language(),
                Variables.builder()
                        .put("typed", typed)
                        .put("max", EachOrder.MAX_ORDERS)
                        .put("example", CommandNames.example(this, replies, call.language())));
    }
}
