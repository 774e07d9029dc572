package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.UrlEscapers;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.OrderRow;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The pages of admins: what waits for them, and all orders. */
final class DashboardPages {

    /** What admins can do with an order. */
    private static final ImmutableSet<String> COMMANDS = ImmutableSet.of(
            "order-confirm",
            "order-process",
            "order-complete",
            "order-cancel",
            "order-refund",
            "order-note",
            "order-message",
            "order-delete");

    private static final int ON_A_PAGE = 30;
    private static final int MOST_WAITING = 50;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;
    private final Deeds deeds;

    DashboardPages(PageShop shop, Pages pages, OrderViews views, Deeds deeds) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
        this.deeds = deeds;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/dashboard", Access.ADMIN, this::today),
                SiteRoute.get("/dashboard/orders", Access.ADMIN, this::orders),
                SiteRoute.get("/dashboard/orders/{id}", Access.ADMIN, this::one),
                SiteRoute.post("/dashboard/orders/{id}", Access.ADMIN, visit -> deeds.toOrder(visit, COMMANDS)));
    }

    // What waits for a human, oldest first.

    private Answer today(Visit visit) {
        Speech speech = pages.speech(visit.language());
        return pages.page(
                "today",
                visit,
                ImmutableMap.<String, Object>builder()
                        .put("shown", proofs(visit, speech))
                        .put("paid", rows(visit, speech, OrderStatus.CONFIRMED))
                        .put("processing", rows(visit, speech, OrderStatus.PROCESSING))
                        .put("servers", failedServers(visit, speech))
                        .put("messages", deadMessages(speech))
                        .put("money", money(speech))
                        .buildOrThrow());
    }

    private ImmutableList<OrderRow> rows(Visit visit, Speech speech, OrderStatus status) {
        return found(visit, OrderQuery.oldestFirst().status(status).limit(MOST_WAITING)).orders().stream()
                .map(order -> views.row(order, visit.person(), speech))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whoever sent a picture says that they paid. */
    private ImmutableList<OrderRow> proofs(Visit visit, Speech speech) {
        return found(visit, OrderQuery.oldestFirst().status(OrderStatus.PENDING).limit(OrderQuery.MAX_LIMIT))
                .orders()
                .stream()
                .filter(order -> order.paymentProof().isPresent())
                .map(order -> views.row(order, visit.person(), speech))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<OrderRow> failedServers(Visit visit, Speech speech) {
        return shop.servers().map(desk -> desk.servers(Optional.of(ServerState.FAILED))).stream()
                .flatMap(List::stream)
                .map(order -> views.row(order, visit.person(), speech))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Fact> deadMessages(Speech speech) {
        return shop.outbox().deadLetters().stream()
                .map(letter -> fact(letter, speech))
                .collect(ImmutableList.toImmutableList());
    }

    private static Fact fact(TaskStatus<MessageKey> letter, Speech speech) {
        return new Fact(
                speech.time(letter.since()),
                letter.key().about().map(OrderId::toString).orElse("") + " "
                        + letter.key().text().file() + ": " + letter.reason());
    }

    private ImmutableList<Fact> money(Speech speech) {
        return shop.payments().rows().unmatched().stream()
                .map(row -> new Fact(
                        row.amount().map(speech::money).orElse("?") + " · " + speech.time(row.at()), row.text()))
                .collect(ImmutableList.toImmutableList());
    }

    // All orders.

    private Page found(Visit visit, OrderQuery.Builder query) {
        Outcome<Page> found = shop.service().list(visit.person().actor(), query.build());
        return found.get();
    }

    private Answer orders(Visit visit) {
        OrderQuery.Builder query = OrderQuery.newestFirst().limit(ON_A_PAGE);
        Optional<OrderStatus> status = visit.field("status").flatMap(OrderStatus::parse);
        status.ifPresent(query::status);
        Optional<String> sought = visit.field("q");
        sought.ifPresent(text -> seek(text, query));
        visit.field("after").flatMap(OrderId::parse).ifPresent(query::after);
        Page page = found(visit, query);
        Speech speech = pages.speech(visit.language());
        String more = status.map(word -> "&status=" + word.word()).orElse("")
                + sought.map(text ->
                                "&q=" + UrlEscapers.urlFormParameterEscaper().escape(text))
                        .orElse("");
        return pages.page(
                "all-orders",
                visit,
                ImmutableMap.of(
                        "orders",
                        page.orders().stream()
                                .map(order -> views.row(order, visit.person(), speech))
                                .collect(ImmutableList.toImmutableList()),
                        "next",
                        page.next().map(last -> "/dashboard/orders?after=" + last + more),
                        "statuses",
                        Arrays.stream(OrderStatus.values())
                                .map(each -> new Fact(each.word(), speech.status(each)))
                                .collect(ImmutableList.toImmutableList()),
                        "status",
                        status.map(OrderStatus::word).orElse(""),
                        "sought",
                        sought.orElse("")));
    }

    /** Digits are looked for in phone numbers, anything else in the ids of orders. */
    private static void seek(String text, OrderQuery.Builder query) {
        if (OrderQuery.isPhoneSearch(text)) {
            query.phoneDigits(text);
        } else {
            query.idPart(text);
        }
    }

    private Optional<Order> order(Visit visit) {
        return OrderId.parse(visit.place("id"))
                .flatMap(id -> shop.service().get(visit.person().actor(), id).value());
    }

    private Answer one(Visit visit) {
        return order(visit)
                .map(order -> pages.page(
                        "order",
                        visit,
                        ImmutableMap.of("order", views.page(order, visit.person(), pages.speech(visit.language())))))
                .orElseGet(() -> pages.of(HttpStatus.NOT_FOUND_404, Optional.empty(), visit.language()));
    }
}
