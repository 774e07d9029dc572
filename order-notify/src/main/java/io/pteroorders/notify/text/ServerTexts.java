package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import java.util.Optional;

/** The servers of orders as values for templates. Immutable and thread-safe. */
final class ServerTexts {

    /** The names of the values. */
    static final ImmutableSet<String> VARIABLES =
            ImmutableSet.of("automatic", "panel", "address", "panelUser", "trouble", "toDo");

    private static final ImmutableSet<String> OF_A_TROUBLE = ImmutableSet.of("detail", "prefix", "orderId");

    private final Texts texts;
    private final Shop shop;

    ServerTexts(Texts texts, Shop shop) {
        this.texts = texts;
        this.shop = shop;
    }

    /** The values of an order. */
    Variables of(Order order, Language language) {
        Optional<Server> server = order.server();
        Optional<ServerTrouble> trouble = server.flatMap(Server::trouble);
        return Variables.builder()
                .flag("automatic", isAutomatic(order))
                .put("panel", server.flatMap(any -> shop.panel()))
                .put("address", server.flatMap(Server::address))
                .put("panelUser", server.flatMap(Server::user).map(ServerUser::name))
                .put("trouble", trouble.map(why -> words("trouble.", why, order, language)))
                .put("toDo", trouble.map(why -> words("todo.", why, order, language)))
                .build();
    }

    /** Whether an order gets to a status without anybody's command: its server is made by itself, and has not failed. */
    boolean movesBySelf(Order order, OrderStatus next) {
        boolean made = next == OrderStatus.PROCESSING || next == OrderStatus.COMPLETED;
        return made
                && isAutomatic(order)
                && order.server()
                        .filter(server -> server.state() == ServerState.FAILED)
                        .isEmpty();
    }

    private boolean isAutomatic(Order order) {
        boolean made = order.item().plan().filter(ServerPlan::automatic).isPresent();
        return shop.panel().isPresent() && (order.sequel().isEmpty() ? made : isBeingApplied(order));
    }

    /** Whether the server of another order follows an order that was paid. */
    private static boolean isBeingApplied(Order order) {
        return order.status() == OrderStatus.PROCESSING
                && StatusChange.isSystem(order.lastChange().updatedBy());
    }

    private String words(String prefix, ServerTrouble trouble, Order order, Language language) {
        Variables values = Variables.builder()
                .typed("detail", trouble.detail())
                .put("prefix", shop.prefix())
                .put("orderId", order.id())
                .build();
        return Texts.fill(texts.word(prefix + trouble.kind().word(), language), OF_A_TROUBLE, values);
    }
}
