package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.NamedOrders;
import io.pteroorders.bot.command.OrderResult;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.Occasion;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Moves one order, or several with commas between their ids, to another status. What cannot be taken back, what names
 * orders in a way that may be a note, and a question mark at the end ask for a yes first.
 */
public final class StatusCommand implements Command {

    private static final int MAX_ORDERS = 20;

    private static final String WARNING = "⚠️";

    private final CommandInfo info;
    private final OrderStatus to;
    private final OrderService service;
    private final Moves moves;
    private final Replies replies;
    private final RefusalReplies refusals;

    public StatusCommand(
            CommandInfo info,
            OrderStatus to,
            OrderService service,
            Moves moves,
            Replies replies,
            RefusalReplies refusals) {
        this.info = info.forAdmins();
        this.to = to;
        this.service = service;
        this.moves = moves;
        this.replies = replies;
        this.refusals = refusals;
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        NamedOrders named = NamedOrders.of(call, service);
        ImmutableList<String> typed = ImmutableSet.copyOf(named.all()).asList();
        NoteWords words = NoteWords.of(named.rest(), replies);
        String note = words.note();
        if (typed.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        if (named.all().size() > MAX_ORDERS) {
            return Outcome.done(tooMany(named.all().size(), call));
        }
        if (!call.confirmed()) {
            ImmutableList<Order> movable = movable(typed, call);
            boolean unsure = words.ask()
                    || !named.mentioned().isEmpty()
                    || movable.stream().anyMatch(this::isFinal);
            if (unsure && !movable.isEmpty()) {
                return Outcome.done(ask(movable, typed, note, call));
            }
        }
        return typed.size() == 1
                ? find(typed.get(0), call).flatMap(order -> moves.move(order, to, note, call, 0))
                : Outcome.done(moveAll(typed, note, call));
    }

    private boolean isFinal(Order order) {
        return Moves.isFinal(order, to);
    }

    private ImmutableList<Order> movable(List<String> typed, Call call) {
        return typed.stream()
                .flatMap(
                        one -> find(one, call)
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
                        .put("max", MAX_ORDERS)
                        .put("example", CommandNames.example(this, replies, call.language())));
    }

    private Reply moveAll(ImmutableList<String> ids, String note, Call call) {
        ImmutableList.Builder<Variables> lines = ImmutableList.builder();
        ImmutableList.Builder<OrderResult> results = ImmutableList.builder();
        ImmutableList.Builder<Occasion> covers = ImmutableList.builder();
        for (int i = 0; i < ids.size(); i++) {
            int place = i;
            Outcome<Order> found = find(ids.get(i), call);
            Outcome<Reply> moved = found.flatMap(order -> moves.move(order, to, note, call, place));
            Reply reply = moved.fold(done -> done, refusal -> refusals.word(refusal, call.person()));
            lines.add(Variables.builder().put("line", line(reply)).build());
            covers.addAll(reply.account().covers());
            results.add(new OrderResult(named(found, ids.get(i)), reply.result()));
        }
        return replies.say(
                        ReplyText.SEVERAL, call.language(), Variables.builder().list("lines", lines.build()))
                .tellingOf(covers.build())
                .about(results.build());
    }

    /** What an order's own reply says first, and what it warns of. */
    private static String line(Reply reply) {
        return reply.text()
                .lines()
                .filter(line -> line.startsWith(WARNING) || line.equals(firstLine(reply)))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String firstLine(Reply reply) {
        return reply.text().lines().findFirst().orElse("");
    }

    private Outcome<Order> find(String typed, Call call) {
        return service.find(call.actor(), typed);
    }

    private static String named(Outcome<Order> found, String typed) {
        return found.fold(order -> order.id().toString(), refusal -> Replies.quoted(typed));
    }
}
