package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.ServerRow;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A person's servers on pages: those that are paid for, and those that a panel is about to make. Thread-safe. */
final class ServerViews {

    private final PageShop shop;
    private final OrderActions actions;

    ServerViews(PageShop shop, OrderActions actions) {
        this.shop = shop;
        this.actions = actions;
    }

    /** Those of a customer, what ends first before the others. */
    ImmutableList<ServerRow> of(PersonId customer, Visit visit, Speech speech) {
        Map<OrderId, ServerRow> rows = new LinkedHashMap<>();
        SubscriptionQuery all = SubscriptionQuery.byPaidUntil(visit.time())
                .customer(customer)
                .limit(OrderQuery.MAX_LIMIT)
                .build();
        for (Standing standing : shop.subscriptions().query(all).found()) {
            shop.service()
                    .get(visit.person().actor(), standing.first())
                    .value()
                    .ifPresent(order -> rows.put(order.id(), row(order, Optional.of(standing), visit, speech)));
        }
        shop.servers().map(desk -> coming(desk, customer)).orElse(ImmutableList.of()).stream()
                .filter(order -> !rows.containsKey(order.id()))
                .forEach(order -> rows.put(order.id(), row(order, Optional.empty(), visit, speech)));
        return ImmutableList.copyOf(rows.values());
    }

    private static ImmutableList<Order> coming(ServerDesk desk, PersonId customer) {
        return desk.own(customer).stream()
                .filter(order -> order.status() == OrderStatus.CONFIRMED || order.status() == OrderStatus.PROCESSING)
                .collect(ImmutableList.toImmutableList());
    }

    private ServerRow row(Order order, Optional<Standing> standing, Visit visit, Speech speech) {
        boolean own = !visit.person().isAdmin();
        return new ServerRow(
                order.id().toString(),
                (own ? "/orders/" : "/dashboard/orders/") + order.id(),
                standing.flatMap(one -> shop.service().catalog().find(one.packageType()))
                        .map(sold -> sold.name())
                        .orElseGet(() -> order.item().packageName()),
                state(order, standing, speech),
                standing.map(Standing::paidUntil).map(speech::day),
                order.server().flatMap(Server::address),
                own && standing.isPresent() ? actions.ofServer(order, speech) : ImmutableList.of());
    }

    /** While it is paid for, what the panel says of it; how it stands otherwise. */
    private String state(Order order, Optional<Standing> standing, Speech speech) {
        String paid = standing.map(one -> shop.replies().word(one.state(), speech.language()))
                .orElse("");
        String server = order.server()
                .map(Server::state)
                .filter(state -> state != ServerState.DELETED)
                .map(state -> shop.replies().word("server." + state.word(), speech.language()))
                .orElse("");
        return paid.isEmpty() || server.isEmpty() ? paid + server : paid + " · " + server;
    }
}
