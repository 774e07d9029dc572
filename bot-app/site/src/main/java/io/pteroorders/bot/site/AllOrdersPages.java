package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.net.UrlEscapers;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.port.PictureFiles;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** All orders, for admins: found, seen and led on. */
final class AllOrdersPages {

    private static final String LIST = "/dashboard/orders";

    /** What admins can do with an order. */
    private static final ImmutableSet<String> COMMANDS = ImmutableSet.of(
            "order-confirm",
            "order-reject",
            "order-process",
            "order-complete",
            "order-cancel",
            "order-refund",
            "order-note",
            "order-message",
            "order-delete");

    private static final ImmutableMap<String, String> PICTURE_TYPES =
            ImmutableMap.of("jpg", "image/jpeg", "png", "image/png", "pdf", "application/pdf");

    private static final int ON_A_PAGE = 30;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;
    private final Deeds deeds;
    private final PictureFiles proofs;

    AllOrdersPages(PageShop shop, Pages pages, OrderViews views, Deeds deeds, PictureFiles proofs) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
        this.deeds = deeds;
        this.proofs = proofs;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(LIST, Access.ADMIN, this::list),
                SiteRoute.get(LIST + "/{id}", Access.ADMIN, this::one),
                SiteRoute.post(LIST + "/{id}", Access.ADMIN, visit -> deeds.toOrder(visit, COMMANDS)),
                SiteRoute.get(LIST + "/{id}/proof", Access.ADMIN, this::proof));
    }

    private Answer list(Visit visit) {
        OrderQuery.Builder query = OrderQuery.newestFirst().limit(ON_A_PAGE);
        Optional<OrderStatus> status = visit.field("status").flatMap(OrderStatus::parse);
        status.ifPresent(query::status);
        Optional<String> sought = visit.field("q");
        sought.ifPresent(text -> seek(text, query));
        visit.field("after").flatMap(OrderId::parse).ifPresent(query::after);
        return shop.service()
                .list(visit.person().actor(), query.build())
                .value()
                .map(page -> list(page, status, sought, visit))
                .orElseGet(() -> Pages.see(LIST));
    }

    private Answer list(Page page, Optional<OrderStatus> status, Optional<String> sought, Visit visit) {
        looked(visit, "orders", Optional.empty());
        Speech speech = pages.speech(visit);
        return pages.page(
                "all-orders",
                visit,
                ImmutableMap.of(
                        "orders",
                        page.orders().stream()
                                .map(order -> views.row(order, visit.person(), speech))
                                .collect(ImmutableList.toImmutableList()),
                        "next",
                        page.next().map(last -> LIST + "?after=" + last + filters(status, sought)),
                        "statuses",
                        Arrays.stream(OrderStatus.values())
                                .map(each -> new Fact(each.word(), speech.status(each)))
                                .collect(ImmutableList.toImmutableList()),
                        "status",
                        status.map(OrderStatus::word).orElse(""),
                        "sought",
                        sought.orElse("")));
    }

    private static String filters(Optional<OrderStatus> status, Optional<String> sought) {
        return status.map(one -> "&status=" + one.word()).orElse("")
                + sought.map(text ->
                                "&q=" + UrlEscapers.urlFormParameterEscaper().escape(text))
                        .orElse("");
    }

    /** Digits are looked for in phone numbers, anything else in the ids of orders. */
    private static void seek(String text, OrderQuery.Builder query) {
        if (OrderQuery.isPhoneSearch(text)) {
            query.phoneDigits(text);
        } else {
            query.idPart(text);
        }
    }

    /** A page that a script looks at again was looked at before. */
    private void looked(Visit visit, String what, Optional<Order> order) {
        if (!visit.isGlance()) {
            shop.commands()
                    .looked(visit.person(), what, order.map(one -> one.id().toString()));
        }
    }

    private Optional<Order> order(Visit visit) {
        return OrderId.parse(visit.place("id"))
                .flatMap(id -> shop.service().get(visit.person().actor(), id).value());
    }

    private Answer one(Visit visit) {
        return order(visit).map(order -> one(order, visit)).orElseGet(() -> pages.missing(visit));
    }

    private Answer one(Order order, Visit visit) {
        looked(visit, "order", Optional.of(order));
        return pages.page(
                "order", visit, ImmutableMap.of("order", views.page(order, visit.person(), pages.speech(visit))));
    }

    /** The picture of a payment. Strangers sent it: it is shown as a picture, or kept as a file, and never as a page. */
    private Answer proof(Visit visit) {
        Optional<Order> order = order(visit);
        Optional<Path> file = order.flatMap(Order::paymentProof).flatMap(proofs::file);
        file.ifPresent(any -> looked(visit, "proof", order));
        return file.map(AllOrdersPages::picture).orElseGet(() -> pages.missing(visit));
    }

    private static Answer picture(Path file) {
        String kind = MoreFiles.getFileExtension(file);
        try {
            Answer answer = Answer.content(
                    HttpStatus.OK_200,
                    PICTURE_TYPES.getOrDefault(kind, "application/octet-stream"),
                    Files.readAllBytes(file));
            return kind.equals("pdf") ? answer.withHeader("Content-Disposition", "attachment") : answer;
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be read", e);
        }
    }
}
