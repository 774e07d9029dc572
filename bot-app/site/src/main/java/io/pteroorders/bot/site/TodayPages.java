package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.payment.MoneyRow;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.DataWish;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.MoneyWaiting;
import io.pteroorders.bot.site.view.OrderRow;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What waits for an admin, oldest first. */
final class TodayPages {

    private static final int MOST = 50;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;
    private final Deeds deeds;

    TodayPages(PageShop shop, Pages pages, OrderViews views, Deeds deeds) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
        this.deeds = deeds;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/dashboard", Access.ADMIN, this::today),
                SiteRoute.post("/dashboard/privacy", Access.ADMIN, this::decide),
                SiteRoute.post("/dashboard/money", Access.ADMIN, this::match),
                SiteRoute.post("/dashboard/messages", Access.ADMIN, this::sendAgain));
    }

    private Answer today(Visit visit) {
        Speech speech = pages.speech(visit);
        if (!visit.isGlance()) {
            shop.commands().looked(visit.person(), "today", Optional.empty());
        }
        return pages.page(
                "today",
                visit,
                ImmutableMap.<String, Object>builder()
                        .put("shown", rows(shown(visit), visit, speech))
                        .put("paid", rows(orders(visit, OrderStatus.CONFIRMED, MOST), visit, speech))
                        .put("processing", rows(orders(visit, OrderStatus.PROCESSING, MOST), visit, speech))
                        .put("servers", rows(failedServers(), visit, speech))
                        .put("money", money(speech))
                        .put("messages", deadMessages(speech))
                        .put("privacy", privacy(visit, speech))
                        .put("owner", visit.person().role() == Actor.Role.OWNER)
                        .buildOrThrow());
    }

    private Stream<Order> orders(Visit visit, OrderStatus status, int most) {
        return shop
                .service()
                .list(
                        visit.person().actor(),
                        OrderQuery.oldestFirst().status(status).limit(most).build())
                .get()
                .orders()
                .stream();
    }

    /** Whoever sent a picture says that they paid. All that is unpaid is looked through, however much that is. */
    private Stream<Order> shown(Visit visit) {
        OrderQuery.Builder query =
                OrderQuery.oldestFirst().status(OrderStatus.PENDING).limit(OrderQuery.MAX_LIMIT);
        ImmutableList.Builder<Order> shown = ImmutableList.builder();
        Optional<OrderId> next;
        do {
            Page page =
                    shop.service().list(visit.person().actor(), query.build()).get();
            page.orders().stream()
                    .filter(order -> order.paymentProof().isPresent())
                    .forEach(shown::add);
            next = page.next();
            next.ifPresent(query::after);
        } while (next.isPresent());
        return shown.build().stream();
    }

    private Stream<Order> failedServers() {
        return shop.servers().map(desk -> desk.servers(Optional.of(ServerState.FAILED))).stream()
                .flatMap(List::stream);
    }

    private ImmutableList<OrderRow> rows(Stream<Order> orders, Visit visit, Speech speech) {
        return orders.map(order -> views.row(order, visit.person(), speech)).collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<MoneyWaiting> money(Speech speech) {
        return shop.payments().rows().unmatched().stream()
                .map(row -> waiting(row, speech))
                .collect(ImmutableList.toImmutableList());
    }

    private static MoneyWaiting waiting(MoneyRow row, Speech speech) {
        return new MoneyWaiting(
                row.number(), row.amount().map(speech::money).orElse("?"), speech.time(row.at()), row.text());
    }

    private ImmutableList<Fact> deadMessages(Speech speech) {
        return shop.outbox().deadLetters().stream()
                .map(letter -> fact(letter, speech))
                .collect(ImmutableList.toImmutableList());
    }

    /** What customers want done with their data is for owners to decide. */
    private ImmutableList<DataWish> privacy(Visit visit, Speech speech) {
        return visit.person().role() == Actor.Role.OWNER
                ? shop.privacy().waiting().stream()
                        .map(wish -> new DataWish(
                                wish.number(), wish.kind().word(), wish.person().masked(), speech.time(wish.at())))
                        .collect(ImmutableList.toImmutableList())
                : ImmutableList.of();
    }

    private static Fact fact(TaskStatus<MessageKey> letter, Speech speech) {
        return new Fact(
                speech.time(letter.since()),
                letter.key().about().map(OrderId::toString).orElse("") + " "
                        + letter.key().text().file() + ": " + letter.reason());
    }

    /** Books money for an order, or takes it off the list. */
    private Answer match(Visit visit) {
        String number = visit.field("number")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .orElseThrow(() -> new BadFormException("money has a number"));
        return deeds.run(
                visit, "payment-match " + number + " " + visit.field("words").orElse(""), "/dashboard");
    }

    /** Sees to what a customer wants done with their data; an erasure asks first. */
    private Answer decide(Visit visit) {
        String number = visit.field("number")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .orElseThrow(() -> new BadFormException("a wish has a number"));
        boolean export = visit.field("do").filter("export"::equals).isPresent();
        return deeds.run(visit, (export ? "data-export " : "erase ") + number, "/dashboard");
    }

    private Answer sendAgain(Visit visit) {
        return deeds.run(visit, "outbox retry", "/dashboard");
    }
}
