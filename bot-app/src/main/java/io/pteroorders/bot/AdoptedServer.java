package io.pteroorders.bot;

import com.google.common.hash.Hashing;
import io.pteroorders.bot.panel.PanelIdentity;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.provisioning.PanelServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * A server that a panel has already, and what it is to be in the shop.
 *
 * @param shop by which the panel is to know it
 * @param zone in which days are counted
 * @param person whose it is
 * @param sold as which package it counts
 * @param term how long it is paid
 * @param isUsers whether its user at the panel has no servers but this person's
 */
record AdoptedServer(
        String shop,
        ZoneId zone,
        PanelServer server,
        PersonId person,
        PackageInfo sold,
        AdoptedTerm term,
        LocalDate paidUntil,
        boolean isUsers) {

    private static final String BY = "system:adopt";
    private static final String ADOPTED = "adopted";

    /** The same server has the same order, whenever it is asked for. */
    static OrderId order(String shop, PanelServer server) {
        long seed = Hashing.sha256()
                .hashString(shop + ":" + server.identifier(), StandardCharsets.UTF_8)
                .asLong();
        return OrderId.random(new Random(seed));
    }

    OrderId id() {
        return order(shop, server);
    }

    /** By which the panel will know it. */
    String externalId() {
        return PanelIdentity.server(shop, id());
    }

    /**
     * A completed order, which costs nothing: what its customer paid was paid elsewhere.
     *
     * @param user whose the server is at the panel; empty if that is not the customer alone
     */
    Order order(Optional<ServerUser> user) {
        Instant begins = term.begins().atStartOfDay(zone).toInstant();
        OrderItem item = new OrderItem(
                sold.type(),
                sold.name(),
                term.months(),
                Money.zero(sold.pricePerMonth().getCurrencyUnit()),
                sold.specifications(),
                sold.plan());
        Order created = Order.create(id(), new Customer(person, "", person.text()), item, BY, begins);
        return Stream.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)
                .reduce(created, (order, status) -> moved(order, status, begins), (one, other) -> other)
                .withServerId(begins, server.identifier())
                .withServer(begins, made(begins, user));
    }

    private static Order moved(Order order, OrderStatus status, Instant now) {
        return order.transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(status, now, BY, ADOPTED))
                .value()
                .orElseThrow();
    }

    private Server made(Instant since, Optional<ServerUser> user) {
        boolean suspended = server.status() == PanelServer.Status.SUSPENDED;
        return Server.restore(externalId(), suspended ? ServerState.SUSPENDED : ServerState.READY, since)
                .user(user.orElse(null))
                .id(server.id())
                .identifier(server.identifier())
                .node(server.node())
                .address(server.address().orElse(null))
                .build();
    }

    /** For the operator. */
    String described() {
        String limits = server.limits().equals(sold.plan().map(plan -> plan.limits()))
                ? ""
                : "; its limits are not those of " + sold.type();
        String user = isUsers ? "" : "; its user " + server.user() + " has servers of others and stays as it is";
        return server.identifier() + " becomes " + id() + ": " + person + ", " + sold.type() + ", paid until "
                + paidUntil + limits + user;
    }
}
