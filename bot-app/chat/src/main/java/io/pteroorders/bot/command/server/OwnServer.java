package io.pteroorders.bot.command.server;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import java.util.function.Function;

/** Finds the server that a customer means: that of the order they name, or else their only one. Thread-safe. */
public final class OwnServer {

    private final OneOrder orders;

    public OwnServer(OneOrder orders) {
        this.orders = orders;
    }

    /** What is answered about an order whose server is ready; nobody reaches those of others but admins. */
    Outcome<Reply> reply(Command command, Call call, ServerDesk desk, Function<Order, Outcome<Reply>> about) {
        ImmutableList<Order> own = desk.own(call.person().id());
        return call.line().words().isEmpty() && own.size() == 1
                ? ready(own.get(0), about)
                : orders.reply(command, call, Own.ALL, order -> ready(order, about));
    }

    private static Outcome<Reply> ready(Order order, Function<Order, Outcome<Reply>> about) {
        if (order.server().flatMap(Server::identifier).isEmpty()) {
            return Outcome.refused(new Refusal.NoServer(order.id()));
        }
        ServerState state = order.server().get().state();
        return state == ServerState.READY
                ? about.apply(order)
                : Outcome.refused(new Refusal.ServerNot(order.id(), state, ServerState.READY));
    }
}
