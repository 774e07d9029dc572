package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.OrderResult;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.Occasion;
import io.pteroorders.notify.text.Variables;
import java.util.stream.Collectors;

/** Does the same to each of several orders, and answers with a line or two for each. Thread-safe. */
public final class EachOrder {

    /** The most orders of one command. */
    static final int MAX_ORDERS = 20;

    private static final String WARNING = "⚠️";

    private final OrderService service;
    private final Replies replies;
    private final RefusalReplies refusals;

    public EachOrder(OrderService service, Replies replies, RefusalReplies refusals) {
        this.service = service;
        this.replies = replies;
        this.refusals = refusals;
    }

    /** What is done to an order. */
    interface Action {

        /**
         * Does it.
         *
         * @param place tells the orders of one command apart
         */
        Outcome<Reply> run(Order order, int place);
    }

    /**
     * Does it to one order, or to each of several.
     *
     * @param typed the orders, as they were typed; at least one
     */
    Outcome<Reply> run(ImmutableList<String> typed, Call call, Action action) {
        return typed.size() == 1
                ? find(typed.get(0), call).flatMap(order -> action.run(order, 0))
                : Outcome.done(runAll(typed, call, action));
    }

    private Reply runAll(ImmutableList<String> typed, Call call, Action action) {
        ImmutableList.Builder<Variables> lines = ImmutableList.builder();
        ImmutableList.Builder<OrderResult> results = ImmutableList.builder();
        ImmutableList.Builder<Occasion> covers = ImmutableList.builder();
        for (int i = 0; i < typed.size(); i++) {
            int place = i;
            Outcome<Order> found = find(typed.get(i), call);
            Outcome<Reply> done = found.flatMap(order -> action.run(order, place));
            Reply reply = done.fold(said -> said, refusal -> refusals.word(refusal, call.person()));
            lines.add(Variables.builder().put("line", line(reply)).build());
            covers.addAll(reply.account().covers());
            results.add(new OrderResult(named(found, typed.get(i)), reply.result()));
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

    Outcome<Order> find(String typed, Call call) {
        return service.find(call.actor(), typed);
    }

    private static String named(Outcome<Order> found, String typed) {
        return found.fold(order -> order.id().toString(), refusal -> Replies.quoted(typed));
    }
}
