package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.chat.WaitingOrders;
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
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import java.util.Optional;

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
        pages.looked(visit, "today", Optional.empty());
        Page paid = page(visit, OrderStatus.CONFIRMED);
        Page processing = page(visit, OrderStatus.PROCESSING);
        WaitingOrders.Waiting shown = shop.records().waiting().of(WaitingOrders.Why.PROOF_SHOWN, MOST);
        WaitingOrders.Waiting failed = shop.records().waiting().of(WaitingOrders.Why.SERVER_FAILED, MOST);
        return pages.page(
                "today",
                visit,
                ImmutableMap.<String, Object>builder()
                        .put("shown", rows(shown.oldest(), visit, speech))
                        .put("shownCount", shown.count())
                        .put("paid", rows(paid.orders(), visit, speech))
                        .put("paidCount", (int)
                                paid.total().orElse(paid.orders().size()))
                        .put("processing", rows(processing.orders(), visit, speech))
                        .put("processingCount", (int)
                                processing.total().orElse(processing.orders().size()))
                        .put("servers", rows(failed.oldest(), visit, speech))
                        .put("serversCount", failed.count())
                        .put("money", money(speech))
                        .put("messages", deadMessages(speech))
                        .put("privacy", privacy(visit, speech))
                        .put("owner", visit.person().role() == Actor.Role.OWNER)
                        .buildOrThrow());
    }

    private Page page(Visit visit, OrderStatus status) {
        return shop.service()
                .list(
                        visit.person().actor(),
                        OrderQuery.oldestFirst().status(status).limit(MOST).build())
                .get();
    }

    private ImmutableList<OrderRow> rows(ImmutableList<Order> orders, Visit visit, Speech speech) {
        return orders.stream()
                .map(order -> views.row(order, visit.person(), speech))
                .collect(ImmutableList.toImmutableList());
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
