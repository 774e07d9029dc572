package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Session;
import io.pteroorders.bot.site.http.Doorkeeper;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Offer;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.text.Language;
import java.nio.charset.StandardCharsets;
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
    private final Doorkeeper doorkeeper;

    PortalPages(
            PageShop shop,
            Pages pages,
            ChatLinks chat,
            OrderViews views,
            Deeds deeds,
            Receipts receipts,
            Doorkeeper doorkeeper) {
        this.shop = shop;
        this.pages = pages;
        this.chat = chat;
        this.views = views;
        this.deeds = deeds;
        this.receipts = receipts;
        this.doorkeeper = doorkeeper;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/", Access.ANYBODY, this::catalogue),
                SiteRoute.get("/orders", Access.CUSTOMER, this::orders),
                SiteRoute.post("/orders", Access.CUSTOMER, this::order),
                SiteRoute.get("/orders/{id}", Access.CUSTOMER, this::one),
                SiteRoute.post("/orders/{id}", Access.CUSTOMER, visit -> deeds.toOrder(visit, COMMANDS)),
                SiteRoute.get("/orders/{id}/code.png", Access.CUSTOMER, this::code),
                SiteRoute.get("/orders/{id}/receipt.pdf", Access.CUSTOMER, this::receipt),
                SiteRoute.get("/account", Access.ANYBODY, this::account),
                SiteRoute.get("/account/data.json", Access.CUSTOMER, this::data),
                SiteRoute.post("/account/language", Access.ANYBODY, this::language),
                SiteRoute.post("/account/sign-out", Access.ANYBODY, this::signOut),
                SiteRoute.post("/account/sign-out-everywhere", Access.ANYBODY, this::signOutEverywhere),
                SiteRoute.post("/confirm", Access.ANYBODY, this::confirm));
    }

    // What is for sale.

    private Answer catalogue(Visit visit) {
        Speech speech = pages.speech(visit.language());
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
        Speech speech = pages.speech(visit.language());
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
                        ImmutableMap.of("order", views.page(order, visit.person(), pages.speech(visit.language())))))
                .orElseGet(() -> missing(visit.language()));
    }

    private Answer missing(Language language) {
        return pages.of(HttpStatus.NOT_FOUND_404, Optional.empty(), language);
    }

    private Answer code(Visit visit) {
        Optional<Picture> picture = own(visit).flatMap(order -> shop.pictures().of(order, visit.language()));
        return picture.map(one -> Answer.content(HttpStatus.OK_200, one.mediaType(), one.content()))
                .orElseGet(() -> missing(visit.language()));
    }

    private Answer receipt(Visit visit) {
        return own(visit)
                .filter(Receipts::isFor)
                .map(order -> Answer.content(
                                HttpStatus.OK_200,
                                "application/pdf",
                                receipts.of(order, pages.speech(visit.language())))
                        .withHeader("Content-Disposition", "inline; filename=\"" + order.id() + ".pdf\""))
                .orElseGet(() -> missing(visit.language()));
    }

    // A person's account.

    private Answer account(Visit visit) {
        if (visit.signedIn().isEmpty()) {
            return pages.signIn(Area.PORTAL);
        }
        Speech speech = pages.speech(visit.language());
        ImmutableList<Fact> sessions = shop.sessions().of(visit.person().id(), visit.time()).stream()
                .map(session -> fact(session, speech))
                .collect(ImmutableList.toImmutableList());
        return pages.page("account", visit, ImmutableMap.of("sessions", sessions));
    }

    /** Whoever finds a phone is not to carry all of it away. */
    private Answer data(Visit visit) {
        SignedIn who = visit.signedIn().orElseThrow();
        if (!who.session().isFresh(visit.time())) {
            pages.sayings().put(who, Said.no(pages.speech(visit.language()).word("fresh.data")));
            return Pages.see("/account");
        }
        return Answer.content(
                        HttpStatus.OK_200,
                        "application/json",
                        shop.personal()
                                .of(visit.person().id(), visit.time())
                                .toPrettyString()
                                .getBytes(StandardCharsets.UTF_8))
                .withHeader("Content-Disposition", "attachment; filename=\"data.json\"");
    }

    private static Fact fact(Session session, Speech speech) {
        String area = session.area() == Area.DASHBOARD ? " · " + speech.word("nav.dashboard") : "";
        return new Fact(session.device() + area, speech.time(session.created()));
    }

    private Answer language(Visit visit) {
        visit.signedIn().ifPresent(one -> visit.field("language")
                .flatMap(Language::parse)
                .ifPresent(wanted -> shop.languages().choose(one.person().id(), wanted)));
        return Pages.see("/account");
    }

    private Answer signOut(Visit visit) {
        Answer home = Pages.see("/");
        return visit.signedIn().map(one -> doorkeeper.end(home, one)).orElse(home);
    }

    private Answer signOutEverywhere(Visit visit) {
        visit.signedIn().ifPresent(one -> {
            shop.links().end(one.person().id());
            shop.sessions().endAll(one.person().id());
        });
        return signOut(visit);
    }

    private Answer confirm(Visit visit) {
        return visit.signedIn().isEmpty() ? pages.signIn(Area.PORTAL) : deeds.confirm(visit);
    }
}
