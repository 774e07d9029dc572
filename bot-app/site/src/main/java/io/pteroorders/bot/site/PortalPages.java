package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Offer;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.notify.Picture;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpStatus;

/** The pages of customers: what is for sale, and their own orders. */
final class PortalPages {

    /** What customers can do with an order. */
    private static final ImmutableSet<String> COMMANDS = ImmutableSet.of(
            "pay",
            "cancel",
            "order-note",
            "username",
            "start",
            "stop",
            "restart",
            "password",
            "perpanjang",
            "upgrade",
            "berhenti");

    private static final int ON_A_PAGE = 20;
    private static final int MOST_MONTHS = 12;

    private final PageShop shop;
    private final Pages pages;
    private final ChatLinks chat;
    private final OrderViews views;
    private final Deeds deeds;
    private final Receipts receipts;

    PortalPages(PageShop shop, Pages pages, ChatLinks chat, OrderViews views, Deeds deeds, Receipts receipts) {
        this.shop = shop;
        this.pages = pages;
        this.chat = chat;
        this.views = views;
        this.deeds = deeds;
        this.receipts = receipts;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/", Access.ANYBODY, this::catalogue),
                SiteRoute.get("/orders", Access.CUSTOMER, this::orders),
                SiteRoute.post("/orders", Access.CUSTOMER, this::order),
                SiteRoute.get("/orders/{id}", Access.CUSTOMER, this::one),
                SiteRoute.post("/orders/{id}", Access.CUSTOMER, visit -> deeds.toOrder(visit, COMMANDS)),
                SiteRoute.get("/orders/{id}/code.png", Access.CUSTOMER, this::code),
                SiteRoute.get("/orders/{id}/receipt.pdf", Access.CUSTOMER, this::receipt));
    }

    // What is for sale.

    private Answer catalogue(Visit visit) {
        Speech speech = pages.speech(visit);
        ImmutableList<Offer> offers =
                shop.service().catalog().on(speech.formats().dayOf(visit.time())).forSale().stream()
                        .map(sold -> offer(sold, speech))
                        .collect(ImmutableList.toImmutableList());
        return pages.page("catalogue", visit, ImmutableMap.of("offers", offers));
    }

    private Offer offer(PackageInfo sold, Speech speech) {
        String command = "order " + sold.type().code() + " 1";
        return new Offer(
                sold.type().code(),
                sold.emoji(),
                sold.name(),
                speech.money(sold.pricePerMonth()),
                IntStream.rangeClosed(1, MOST_MONTHS)
                        .mapToObj(months -> speech.money(sold.pricePerMonth().multipliedBy(months)))
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.of(
                        speech.word("offer.ram", sold.specifications().ram()),
                        speech.word("offer.cpu", sold.specifications().cpu()),
                        speech.word("offer.storage", sold.specifications().storage()),
                        speech.word("offer.bandwidth", sold.specifications().bandwidth())),
                chat.typed(command),
                chat.link(command));
    }

    private Answer order(Visit visit) {
        String line = "order " + visit.field("package").orElse("") + " "
                + visit.field("months").orElse("1");
        return deeds.order(visit, line);
    }

    // A person's orders.

    private Answer orders(Visit visit) {
        OrderQuery.Builder query =
                OrderQuery.newestFirst().customer(visit.person().id()).limit(ON_A_PAGE);
        visit.field("after").flatMap(OrderId::parse).ifPresent(query::after);
        Optional<Page> page =
                shop.service().list(visit.person().actor(), query.build()).value();
        return page.map(found -> orders(found, visit)).orElseGet(() -> Pages.see("/orders"));
    }

    private Answer orders(Page found, Visit visit) {
        Speech speech = pages.speech(visit);
        return pages.page(
                "orders",
                visit,
                ImmutableMap.of(
                        "orders",
                        found.orders().stream()
                                .map(order -> views.row(order, visit.person(), speech))
                                .collect(ImmutableList.toImmutableList()),
                        "next",
                        found.next().map(last -> "/orders?after=" + last)));
    }

    /** Another's order is as unknown as one that there never was. */
    private Optional<Order> own(Visit visit) {
        return OrderId.parse(visit.place("id"))
                .flatMap(id -> shop.service().get(visit.person().actor(), id).value())
                .filter(order -> order.customer().id().equals(visit.person().id()));
    }

    private Answer one(Visit visit) {
        return own(visit)
                .map(order ->
                        order.status() == OrderStatus.PENDING ? shop.payments().show(order, Duration.ZERO) : order)
                .map(order -> pages.page(
                        "order",
                        visit,
                        ImmutableMap.of("order", views.page(order, visit.person(), pages.speech(visit)))))
                .orElseGet(() -> pages.missing(visit));
    }

    private Answer code(Visit visit) {
        Optional<Picture> picture = own(visit).flatMap(order -> shop.pictures().of(order, visit.language()));
        return picture.map(one -> Answer.content(HttpStatus.OK_200, one.mediaType(), one.content()))
                .orElseGet(() -> pages.missing(visit));
    }

    private Answer receipt(Visit visit) {
        return own(visit)
                .filter(Receipts::isFor)
                .map(order -> Answer.content(
                                HttpStatus.OK_200, "application/pdf", receipts.of(order, pages.speech(visit)))
                        .withHeader("Content-Disposition", "inline; filename=\"" + order.id() + ".pdf\""))
                .orElseGet(() -> pages.missing(visit));
    }
}
