package io.pteroorders.bot.command.admin;

import com.google.common.base.Splitter;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.OrderService;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Tells the id of an order's server, with notes: of one that is handed over, or of one that has another id. */
public final class CompleteCommand implements Command {

    private static final Splitter SERVER_AND_NOTE = Splitter.on(' ').limit(2);

    private final CommandInfo info;
    private final Replies replies;
    private final OneOrder orders;
    private final BiFunction<Call, CompleteOrder, Outcome<Reply>> change;

    private CompleteCommand(
            CommandInfo info,
            Replies replies,
            OneOrder orders,
            BiFunction<Call, CompleteOrder, Outcome<Reply>> change) {
        this.info = info.forAdmins().changingOrders();
        this.replies = replies;
        this.orders = orders;
        this.change = change;
    }

    /** Hands a server over. */
    public static Command completing(OrderService service, Replies replies, OneOrder orders) {
        return new CompleteCommand(
                CommandInfo.of("order-complete", "done", "selesai", "jadi"),
                replies,
                orders,
                (call, request) -> service.complete(call.actor(), request)
                        .map(order -> StatusReplies.changed(order, service.flow(), replies, call.language())
                                .tellingOf(order)));
    }

    /** Corrects the id of a server that was handed over, and tells the customer. */
    public static Command correcting(OrderService service, Replies replies, OneOrder orders, CustomerNews news) {
        return new CompleteCommand(
                CommandInfo.of("order-server"), replies, orders, (call, request) -> service.correctServerId(
                                call.actor(), request)
                        .map(order -> {
                            news.serverCorrected(order, call);
                            return StatusReplies.changed(order, service.flow(), replies, call.language())
                                    .about(order);
                        }));
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call, Own.NONE, (order, rest) -> change(order, rest, call));
    }

    private Outcome<Reply> change(Order order, String rest, Call call) {
        List<String> words = SERVER_AND_NOTE.splitToList(rest);
        String server = words.get(0);
        if (server.isEmpty() && order.sequel().isPresent() && order.serverId().isPresent()) {
            return change.apply(call, new CompleteOrder(order.id(), order.serverId(), "", call.requestId()));
        }
        if (server.isEmpty() || replies.isPlaceholder(server)) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        String note = words.size() > 1 ? words.get(1) : "";
        return change.apply(call, new CompleteOrder(order.id(), Optional.of(server), note, call.requestId()));
    }
}
