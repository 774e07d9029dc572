package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.life.Told;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.notify.OutgoingMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is true of a shop with a panel whatever it has lived through: a paid order has one server, or is shown as one that has
 * none; what has ended does not run; nothing is deleted too early; people can log in, and were told. It says what is not.
 */
final class ServerTruth {

    static final String READY = "order-completed-customer";
    private static final Pattern TRY = Pattern.compile("~[0-9]+$");

    private final ServerLife life;
    private final ImmutableList<Order> orders;
    private final ImmutableList<OutgoingMessage> sent;
    private final PanelBooks books;
    private final ImmutableList.Builder<String> wrong = ImmutableList.builder();

    private ServerTruth(ServerLife life) {
        this.life = life;
        this.orders = life.orders();
        this.sent = ImmutableList.copyOf(life.shop().sent);
        this.books = life.shop().panel.books();
    }

    /** What is wrong after a life. */
    static ImmutableList<String> wrong(ServerLife life) {
        ServerTruth truth = new ServerTruth(life);
        truth.wrong.addAll(life.seenWrong());
        truth.orders.forEach(truth::order);
        truth.users();
        truth.names();
        return truth.wrong.build();
    }

    private void check(boolean right, Object what, String otherwise) {
        if (!right) {
            wrong.add(what + " " + otherwise);
        }
    }

    private static Optional<ServerState> state(Order order) {
        return order.server().map(Server::state);
    }

    private void order(Order order) {
        check(life.made(order.id()) <= 1, order, "had " + life.made(order.id()) + " servers");
        switch (order.status()) {
            case PENDING -> check(life.server(order).isEmpty(), order, "has a server that nobody paid");
            case CONFIRMED, PROCESSING -> waiting(order);
            case COMPLETED -> completed(order);
            case CANCELLED, REFUNDED -> ended(order);
        }
    }

    private void waiting(Order order) {
        Optional<ServerTrouble.Kind> trouble =
                order.server().flatMap(Server::trouble).map(ServerTrouble::kind);
        boolean isShown = state(order)
                .filter(state -> state == ServerState.FAILED
                        || (state == ServerState.INSTALLING
                                && trouble.equals(Optional.of(ServerTrouble.Kind.INSTALL_SLOW)))
                        || (state == ServerState.WANTED && trouble.equals(Optional.of(ServerTrouble.Kind.NO_ROOM))))
                .isPresent();
        check(isShown, order, "has no server, and is " + order.server() + " " + trouble);
        check(isTold("server-trouble-admin", order), order, "does not get on, and no admin was told: " + trouble);
        check(sent.stream().noneMatch(message -> isReady(message, order)), order, "was said to be ready");
    }

    private static boolean isReady(OutgoingMessage message, Order order) {
        return message.template().equals(READY)
                && message.text().contains(order.id().toString());
    }

    private boolean isTold(String template, Order order) {
        return Told.isTold(sent, template, order.id().toString());
    }

    private void completed(Order order) {
        check(isTold(READY, order), order, "is ready, and its customer was not told");
        if (life.isDeletedByHand(order)) {
            check(isTold("server-trouble-admin", order), order, "lost its server, and no admin was told");
            return;
        }
        Server server = order.server().orElseThrow();
        Optional<PanelBooks.Server> seen = server.id().flatMap(books::server);
        check(server.state() == ServerState.READY, order, "is completed with a " + server);
        check(order.serverId().equals(server.identifier()), order, "has another id than its server");
        check(seen.isPresent(), order, "has no server at the panel");
        seen.ifPresent(there -> delivered(order, server, there));
    }

    private void delivered(Order order, Server server, PanelBooks.Server seen) {
        check(seen.status().isEmpty(), order, "cannot be used: " + seen.status());
        check(seen.limits().equals(life.shop().plan.limits()), order, "has other limits than were sold");
        check(
                server.user().map(ServerUser::id).equals(Optional.of(seen.user())),
                order,
                "has a server of somebody else");
        check(
                seen.externalId().isEmpty() || seen.externalId().equals(Optional.of("shop-" + order.id())),
                order,
                "has a server of another name");
    }

    private void ended(Order order) {
        life.server(order)
                .ifPresent(seen ->
                        check(seen.isSuspended() && !seen.isRunning(), order, "has ended, and its server has not"));
        boolean isOver = state(order)
                .filter(state -> state != ServerState.SUSPENDED && state != ServerState.DELETED)
                .isEmpty();
        check(isOver, order, "has ended with a " + order.server());
        check(
                state(order).filter(state -> state == ServerState.SUSPENDED).isEmpty()
                        || isTold("server-suspended-customer", order),
                order,
                "was suspended secretly");
    }

    /** Each person is one user, whose last password that was told holds. */
    private void users() {
        Map<Long, PersonId> owners = new HashMap<>();
        Map<PersonId, Long> users = new HashMap<>();
        for (Order order : orders) {
            PersonId person = order.customer().id();
            order.server().flatMap(Server::user).map(ServerUser::id).ifPresent(user -> {
                check(owners.merge(user, person, (first, second) -> first).equals(person), order, "is another's user");
                check(users.merge(person, user, (first, second) -> first).equals(user), order, "has another user");
            });
        }
        long ofShop = books.users().stream()
                .filter(user -> user.externalId().isPresent())
                .count();
        long people =
                orders.stream().map(order -> order.customer().id()).distinct().count();
        check(ofShop <= people, people + " people", "are " + ofShop + " users");
        books.users().stream().filter(user -> owners.containsKey(user.id())).forEach(this::password);
    }

    private void password(PanelBooks.User user) {
        Optional<String> told = sent.stream()
                .flatMap(message -> user.passwords().stream()
                        .filter(password -> message.text().contains(password)))
                .reduce((first, last) -> last);
        check(
                told.filter(last -> !last.equals(Iterables.getLast(user.passwords())))
                        .isEmpty(),
                user.username(),
                "cannot log in with the last password that was told");
        check(
                sent.stream().noneMatch(message -> isOf(user, message) && !hasPassword(user, message)),
                user.username(),
                "was told a password that was never set");
    }

    private static boolean isOf(PanelBooks.User user, OutgoingMessage message) {
        return message.text().contains("User: " + user.username() + "\n")
                && message.text().contains("Password: ")
                && message.text().contains("Ganti");
    }

    private static boolean hasPassword(PanelBooks.User user, OutgoingMessage message) {
        return user.passwords().stream().anyMatch(message.text()::contains);
    }

    /** What is told once has one name, however often it is sent. */
    private void names() {
        sent.stream()
                .filter(message -> message.template().startsWith("server-")
                        || message.template().equals(READY))
                .filter(message -> !message.template().equals("server-trouble-admin"))
                .collect(Collectors.groupingBy(
                        message -> message.template() + " " + message.to() + " " + order(message),
                        Collectors.mapping(message -> TRY.matcher(message.id()).replaceAll(""), Collectors.toSet())))
                .forEach((what, ids) -> check(ids.size() == 1, what, "has several names: " + ids));
    }

    private String order(OutgoingMessage message) {
        return orders.stream()
                .map(order -> order.id().toString())
                .filter(message.text()::contains)
                .findFirst()
                .orElse("");
    }
}
