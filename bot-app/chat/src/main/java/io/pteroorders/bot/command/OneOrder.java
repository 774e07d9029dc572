package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Finds the one order that a command is about: the one that its line names, or else the only one of the person's own that
 * it can be. Thread-safe.
 */
public final class OneOrder {

    private static final int MOST_TO_PICK = 10;

    private final OrderService service;
    private final Replies replies;

    public OneOrder(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    /** Which of their own orders somebody may mean who names none. */
    public enum Own {
        /** The order has to be named. */
        NONE,
        ALL,
        UNPAID,
        /** Those that gave a server, however often it was renewed since. */
        SERVERS
    }

    /**
     * What is answered about an order.
     *
     * @param about the answer for the order, which the person may see
     */
    public Outcome<Reply> reply(Command command, Call call, Own own, Function<Order, Outcome<Reply>> about) {
        return reply(command, call, own, (order, rest) -> about.apply(order), refusal -> Outcome.refused(refusal));
    }

    /**
     * The same for a command that takes words after the order. If the first of them names no order, all are meant for the
     * only one that there can be.
     *
     * @param about the answer for the order and the words after it
     */
    public Outcome<Reply> replyWithWords(
            Command command, Call call, Own own, BiFunction<Order, String, Outcome<Reply>> about) {
        return reply(
                command,
                call,
                own,
                about,
                refusal -> refusal instanceof Refusal.OrderNotFound missing
                                && OrderId.candidates(missing.asked()).isEmpty()
                        ? otherwise(refusal, call, own, about)
                        : Outcome.refused(refusal));
    }

    private Outcome<Reply> reply(
            Command command,
            Call call,
            Own own,
            BiFunction<Order, String, Outcome<Reply>> about,
            Function<Refusal, Outcome<Reply>> notFound) {
        NamedOrders named = NamedOrders.of(call, service);
        if (named.all().size() > 1) {
            return Outcome.done(oneAtATime(named, call));
        }
        return named.listed().isEmpty()
                ? unnamed(command, call, own, about)
                : service.find(call.actor(), named.listed().get(0))
                        .fold(order -> about.apply(order, named.rest()), notFound);
    }

    private Reply oneAtATime(NamedOrders named, Call call) {
        return CommandNames.oneAtATime(
                named.all().stream()
                        .map(typed -> (call.line().name() + " " + typed + " " + named.rest()).strip())
                        .collect(ImmutableList.toImmutableList()),
                replies,
                call.language());
    }

    /** What looks like no order is what the command takes after it, if only one order can be meant. */
    private Outcome<Reply> otherwise(
            Refusal refusal, Call call, Own own, BiFunction<Order, String, Outcome<Reply>> about) {
        ImmutableList<Order> orders = own(call, own);
        return orders.size() == 1 ? about.apply(orders.get(0), call.line().rest(0)) : Outcome.refused(refusal);
    }

    private Outcome<Reply> unnamed(
            Command command, Call call, Own own, BiFunction<Order, String, Outcome<Reply>> about) {
        ImmutableList<Order> orders = own(call, own);
        return switch (orders.size()) {
            case 0 ->
                own != Own.NONE && !call.person().isAdmin()
                        ? Outcome.done(none(call, own))
                        : CommandNames.missingArgument(command, replies, call.language());
            case 1 -> about.apply(orders.get(0), "");
            default ->
                Outcome.done(WhichOrder.ask(
                        ReplyText.WHICH_ORDER,
                        orders,
                        order -> command.info().name() + " " + order.id(),
                        call.person(),
                        replies));
        };
    }

    private ImmutableList<Order> own(Call call, Own own) {
        OrderQuery.Builder query = OrderQuery.newestFirst().limit(MOST_TO_PICK);
        return switch (own) {
            case NONE -> ImmutableList.of();
            case ALL -> OwnOrders.of(service, call.person(), query);
            case UNPAID -> OwnOrders.of(service, call.person(), query.status(OrderStatus.PENDING));
            case SERVERS ->
                OwnOrders.of(
                                service,
                                call.person(),
                                query.status(OrderStatus.COMPLETED).limit(OrderQuery.MAX_LIMIT))
                        .stream()
                        .filter(order -> order.sequel().isEmpty())
                        .limit(MOST_TO_PICK)
                        .collect(ImmutableList.toImmutableList());
        };
    }

    private Reply none(Call call, Own own) {
        return replies.refuse(
                ReplyText.NO_ORDERS,
                call.language(),
                Variables.builder()
                        .put("title", replies.word(own == Own.UNPAID ? "list.pending" : "list.mine", call.language()))
                        .flag("hint", true));
    }
}
