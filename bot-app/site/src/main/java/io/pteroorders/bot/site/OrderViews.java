package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.site.view.ChatMarks;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.OrderPage;
import io.pteroorders.bot.site.view.OrderPage.PayBox;
import io.pteroorders.bot.site.view.OrderPage.Step;
import io.pteroorders.bot.site.view.OrderRow;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.StatusChange;
import java.util.Optional;
import java.util.stream.Stream;

/** Orders as their readers see them on pages. Thread-safe. */
final class OrderViews {

    /** What every fact of an order's page is called in the texts of the chat, and on pages. */
    private static final ImmutableMap<String, String> FACTS = ImmutableMap.of(
            "until", "order.until",
            "serverId", "order.server",
            "address", "order.address",
            "panelUser", "order.panel-user",
            "panel", "order.panel",
            "username", "order.username",
            "trouble", "order.trouble");

    private static final ImmutableMap<String, String> FACTS_FOR_ADMINS =
            ImmutableMap.of("customerName", "order.customer", "customerPhone", "order.phone");

    /** Money comes, and servers are made, while people look. */
    private static final ImmutableSet<OrderStatus> LIVE =
            ImmutableSet.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PROCESSING);

    private final PageShop shop;
    private final OrderActions actions;
    private final MessageViews messages;

    OrderViews(PageShop shop, OrderActions actions, MessageViews messages) {
        this.shop = shop;
        this.actions = actions;
        this.messages = messages;
    }

    /** An order in one line. */
    OrderRow row(Order order, Person reader, Speech speech) {
        return row(order, reader, reader.isAdmin() ? values(order, reader, speech) : ImmutableMap.of(), speech);
    }

    /** @param values of the order, for admins */
    private static OrderRow row(Order order, Person reader, ImmutableMap<String, String> values, Speech speech) {
        return new OrderRow(
                order.id().toString(),
                (reader.isAdmin() ? "/dashboard/orders/" : "/orders/") + order.id(),
                order.item().packageName(),
                speech.months(order.item().durationMonths()),
                speech.icon(order.status()),
                speech.status(order.status()),
                speech.money(order.totalAmount()),
                speech.time(order.createdAt()),
                reader.isAdmin()
                        ? values.getOrDefault("customerName", "") + " · " + values.getOrDefault("customerPhone", "")
                        : "");
    }

    private ImmutableMap<String, String> values(Order order, Person reader, Speech speech) {
        var texts = shop.replies().orders();
        return (reader.isAdmin()
                        ? texts.forAdmin(order, speech.language())
                        : texts.forCustomer(order, speech.language()))
                .asText();
    }

    /** An order with all that its reader may know and do. */
    OrderPage page(Order order, Person reader, Speech speech) {
        ImmutableMap<String, String> values = values(order, reader, speech);
        boolean payable = order.status() == OrderStatus.PENDING && !reader.isAdmin();
        return new OrderPage(
                row(order, reader, values, speech),
                LIVE.contains(order.status()),
                reader.isAdmin() && order.paymentProof().isPresent(),
                !reader.isAdmin() && Receipts.isFor(order),
                payable ? Optional.of(payBox(order, values, speech)) : Optional.empty(),
                payable ? otherMethods(order) : ImmutableList.of(),
                facts(values, reader, speech),
                history(order, reader, speech),
                actions.of(order, reader, speech),
                reader.isAdmin() ? messages.about(order, speech) : ImmutableList.of());
    }

    private PayBox payBox(Order order, ImmutableMap<String, String> values, Speech speech) {
        Optional<PayBy> shown = order.payments().open().flatMap(Payment::payBy);
        return new PayBox(
                values.getOrDefault("payable", ""),
                ChatMarks.without(values.getOrDefault("howToPay", "")),
                shop.pictures().of(order, speech.language()).isPresent(),
                text(shown, PayBy.Kind.ACCOUNT),
                text(shown, PayBy.Kind.LINK),
                Optional.ofNullable(values.get("payUntil")).filter(text -> !text.isEmpty()));
    }

    private static Optional<String> text(Optional<PayBy> shown, PayBy.Kind kind) {
        return shown.filter(by -> by.kind() == kind).map(PayBy::text);
    }

    private ImmutableList<String> otherMethods(Order order) {
        Optional<String> open = order.payments().open().map(Payment::method);
        return shop.payments().service().methods().stream()
                .filter(method -> !open.equals(Optional.of(method)))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Fact> facts(ImmutableMap<String, String> values, Person reader, Speech speech) {
        return Stream.concat(
                        FACTS.entrySet().stream(),
                        FACTS_FOR_ADMINS.entrySet().stream().filter(fact -> reader.isAdmin()))
                .filter(fact -> !values.getOrDefault(fact.getKey(), "").isEmpty())
                .map(fact -> new Fact(speech.word(fact.getValue()), values.getOrDefault(fact.getKey(), "")))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Step> history(Order order, Person reader, Speech speech) {
        return order.statusHistory().stream()
                .map(change -> step(change, order, reader, speech))
                .collect(ImmutableList.toImmutableList());
    }

    /** What admins note is none of the customer's business, and who they are is not either. */
    private Step step(StatusChange change, Order order, Person reader, Speech speech) {
        return new Step(
                speech.icon(change.status()),
                speech.status(change.status()),
                speech.time(change.timestamp()),
                Optional.of(shop.replies().orders().by(change.updatedBy(), order, speech.language()))
                        .filter(by -> reader.isAdmin()),
                Optional.of(change.notes()).filter(note -> reader.isAdmin() && !note.isEmpty()));
    }
}
