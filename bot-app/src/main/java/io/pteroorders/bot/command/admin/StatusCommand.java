package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderReferences;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Variables;
import java.util.List;

/** Moves one order, or several with commas between their ids, to another status. */
public final class StatusCommand implements Command {

    private static final int MAX_ORDERS = 20;

    private final String name;
    private final OrderStatus to;
    private final OrderService service;
    private final Replies replies;
    private final RefusalReplies refusals;

    public StatusCommand(String name, OrderStatus to, OrderService service, Replies replies, RefusalReplies refusals) {
        this.name = name;
        this.to = to;
        this.service = service;
        this.replies = replies;
        this.refusals = refusals;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Actor.Role role() {
        return Actor.Role.ADMIN;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        OrderReferences orders = call.references();
        String note = call.line().rest(orders.wordsUsed());
        return switch (orders.typed().size()) {
            case 0 -> CommandNames.missingArgument(this, replies, call.language());
            case 1 -> move(orders.typed().get(0), note, call, 0);
            default ->
                Outcome.done(
                        orders.typed().size() > MAX_ORDERS
                                ? tooMany(orders.typed().size(), call)
                                : moveAll(orders.typed(), note, call));
        };
    }

    private Outcome<Reply> move(String typed, String note, Call call, int place) {
        return service.find(call.actor(), typed)
                .flatMap(order -> moveOne(order, note, call, place))
                .map(order -> StatusReplies.changed(order, service.flow(), replies, call.language())
                        .tellingOf(order));
    }

    private Outcome<Order> moveOne(Order order, String note, Call call, int place) {
        ChangeStatus request = new ChangeStatus(order.id(), note, call.requestId(place));
        return service.moveAll(call.actor(), to, ImmutableList.of(request)).get(0);
    }

    private Reply tooMany(int typed, Call call) {
        return replies.say(
                ReplyText.INVALID_LIMIT,
                call.language(),
                Variables.builder()
                        .put("typed", typed)
                        .put("max", MAX_ORDERS)
                        .put("example", CommandNames.example(this, replies, call.language())));
    }

    private Reply moveAll(List<String> typed, String note, Call call) {
        List<Reply> each = Streams.mapWithIndex(
                        typed.stream().distinct(), (id, place) -> move(id, note, call, (int) place))
                .map(outcome -> outcome.fold(done -> done, refusal -> refusals.word(refusal, call.person())))
                .toList();
        List<Variables> lines = each.stream()
                .map(reply -> Variables.builder()
                        .put("line", reply.text().lines().findFirst().orElse(""))
                        .build())
                .toList();
        return replies.say(
                        ReplyText.SEVERAL, call.language(), Variables.builder().list("lines", lines))
                .tellingOf(each.stream()
                        .flatMap(reply -> reply.covers().stream())
                        .collect(ImmutableList.toImmutableList()));
    }
}
