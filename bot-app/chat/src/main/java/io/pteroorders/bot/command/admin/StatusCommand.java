package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderReferences;
import io.pteroorders.bot.command.OrderResult;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.Occasion;
import io.pteroorders.notify.text.Variables;
import java.util.List;

/** Moves one order, or several with commas between their ids, to another status. */
public final class StatusCommand implements Command {

    private static final int MAX_ORDERS = 20;

    private final CommandInfo info;
    private final OrderStatus to;
    private final OrderService service;
    private final Replies replies;
    private final RefusalReplies refusals;

    public StatusCommand(String name, OrderStatus to, OrderService service, Replies replies, RefusalReplies refusals) {
        this.info = CommandInfo.of(name).forAdmins().changingOrders();
        this.to = to;
        this.service = service;
        this.replies = replies;
        this.refusals = refusals;
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        OrderReferences orders = call.references();
        OrderReferences all = orders.withFollowing(call.line());
        if (!orders.typed().isEmpty() && all.wordsUsed() > orders.wordsUsed()) {
            return Outcome.done(askForAll(all, call));
        }
        String typed = call.line().rest(orders.wordsUsed());
        String note = replies.isPlaceholder(typed) ? "" : typed;
        return switch (orders.typed().size()) {
            case 0 -> CommandNames.missingArgument(this, replies, call.language());
            case 1 -> find(orders.typed().get(0), call).flatMap(order -> move(order, note, call, 0));
            default ->
                Outcome.done(
                        orders.typed().size() > MAX_ORDERS
                                ? tooMany(orders.typed().size(), call)
                                : moveAll(orders.typed(), note, call));
        };
    }

    /** Ids without commas may be several orders, or one and a note about others; nothing is done by guess. */
    private Reply askForAll(OrderReferences all, Call call) {
        String line = info.name() + " " + String.join(",", all.typed()) + " "
                + call.line().rest(all.wordsUsed());
        return replies.say(
                        ReplyText.CONFIRM_SEVERAL,
                        call.language(),
                        Variables.builder().put("orders", Replies.quoted(String.join(", ", all.typed()))))
                .asking(line.strip(), replies.yesAndNo(call.language()));
    }

    private Outcome<Reply> move(Order order, String note, Call call, int place) {
        return service.move(call.actor(), to, new ChangeStatus(order.id(), note, call.requestId(place)))
                .map(moved -> StatusReplies.changed(moved, service.flow(), replies, call.language())
                        .tellingOf(moved));
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

    private Reply moveAll(List<String> typed, String note, Call call) {
        ImmutableList<String> ids = ImmutableSet.copyOf(typed).asList();
        ImmutableList.Builder<Variables> lines = ImmutableList.builder();
        ImmutableList.Builder<OrderResult> results = ImmutableList.builder();
        ImmutableList.Builder<Occasion> covers = ImmutableList.builder();
        for (int i = 0; i < ids.size(); i++) {
            int place = i;
            Outcome<Order> found = find(ids.get(i), call);
            Outcome<Reply> moved = found.flatMap(order -> move(order, note, call, place));
            Reply reply = moved.fold(done -> done, refusal -> refusals.word(refusal, call.person()));
            String line = reply.text().lines().findFirst().orElse("");
            lines.add(Variables.builder().put("line", line).build());
            covers.addAll(reply.account().covers());
            results.add(new OrderResult(named(found, ids.get(i)), reply.result()));
        }
        return replies.say(
                        ReplyText.SEVERAL, call.language(), Variables.builder().list("lines", lines.build()))
                .tellingOf(covers.build())
                .about(results.build());
    }

    private Outcome<Order> find(String typed, Call call) {
        return service.find(call.actor(), typed);
    }

    private static String named(Outcome<Order> found, String typed) {
        return found.fold(order -> order.id().toString(), refusal -> Replies.quoted(typed));
    }
}
