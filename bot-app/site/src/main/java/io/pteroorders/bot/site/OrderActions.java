package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.site.view.OrderPage.Action;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.ServerState;
import java.util.Optional;
import java.util.stream.Stream;

/** What people can do with orders: commands of the chat, as far as the order is in a state for them. Thread-safe. */
final class OrderActions {

    private final PageShop shop;

    OrderActions(PageShop shop) {
        this.shop = shop;
    }

    /** What a reader can do with an order. */
    ImmutableList<Action> of(Order order, Person reader, Speech speech) {
        return reader.isAdmin() ? adminActions(order, reader, speech) : customerActions(order, speech);
    }

    /** What a customer can do with the server of an order of theirs. */
    ImmutableList<Action> ofServer(Order order, Speech speech) {
        return Stream.concat(serverActions(order, speech), Stream.of(renewal(speech)))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Action> customerActions(Order order, Speech speech) {
        Stream<Action> always = Stream.of(typed("order-note", "action.note", speech));
        Stream<Action> now =
                switch (order.status()) {
                    case PENDING ->
                        Stream.of(typed("username", "action.username.field", speech), ending("cancel", speech));
                    case CONFIRMED, PROCESSING -> Stream.of(typed("username", "action.username.field", speech));
                    case COMPLETED -> Stream.concat(serverActions(order, speech), renewing(speech));
                    case CANCELLED, REFUNDED -> Stream.empty();
                };
        return Stream.concat(now, always).collect(ImmutableList.toImmutableList());
    }

    private Stream<Action> serverActions(Order order, Speech speech) {
        boolean runs = order.server()
                .filter(server -> server.state() == ServerState.READY)
                .isPresent();
        return runs && shop.servers().filter(ServerDesk::hasPower).isPresent()
                ? Stream.of("start", "restart", "stop", "password").map(name -> plain(name, speech))
                : Stream.empty();
    }

    private static Stream<Action> renewing(Speech speech) {
        return Stream.of(
                renewal(speech),
                new Action(
                        "upgrade",
                        speech.word("action.upgrade"),
                        Optional.of(speech.word("action.package")),
                        true,
                        false),
                new Action("berhenti", speech.word("action.stop-renewing"), Optional.empty(), false, true));
    }

    private static Action renewal(Speech speech) {
        return new Action("perpanjang", speech.word("action.renew"), Optional.of(speech.word("months")), false, false);
    }

    private static ImmutableList<Action> adminActions(Order order, Person admin, Speech speech) {
        Stream<Action> always =
                Stream.of(typed("order-note", "action.note", speech), typed("order-message", "action.message", speech));
        Stream<Action> now =
                switch (order.status()) {
                    case PENDING ->
                        Stream.of(
                                noted("order-confirm", speech),
                                ending("order-reject", speech),
                                ending("order-cancel", speech));
                    case CONFIRMED ->
                        Stream.of(
                                noted("order-process", speech),
                                typed("order-complete", "action.server", speech),
                                ending("order-cancel", speech));
                    case PROCESSING ->
                        Stream.of(typed("order-complete", "action.server", speech), ending("order-cancel", speech));
                    case COMPLETED -> Stream.of(ending("order-refund", speech));
                    case CANCELLED ->
                        Stream.concat(
                                order.owed().stream().map(owed -> ending("order-refund", speech)),
                                admin.actor().isOwner() ? Stream.of(ending("order-delete", speech)) : Stream.empty());
                    case REFUNDED -> Stream.empty();
                };
        return Stream.of(now, always).flatMap(some -> some).collect(ImmutableList.toImmutableList());
    }

    private static Action plain(String command, Speech speech) {
        return new Action(command, speech.word("action." + command), Optional.empty(), false, false);
    }

    private static Action noted(String command, Speech speech) {
        return new Action(
                command, speech.word("action." + command), Optional.of(speech.word("action.reason")), false, false);
    }

    private static Action typed(String command, String field, Speech speech) {
        return new Action(command, speech.word("action." + command), Optional.of(speech.word(field)), true, false);
    }

    private static Action ending(String command, Speech speech) {
        return new Action(
                command, speech.word("action." + command), Optional.of(speech.word("action.reason")), false, true);
    }
}
