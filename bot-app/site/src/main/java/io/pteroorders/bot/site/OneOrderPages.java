package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.port.PictureFiles;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** One order, for admins: seen and led on. */
final class OneOrderPages {

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

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;
    private final Deeds deeds;
    private final PictureFiles proofs;

    OneOrderPages(PageShop shop, Pages pages, OrderViews views, Deeds deeds, PictureFiles proofs) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
        this.deeds = deeds;
        this.proofs = proofs;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(OrderListPages.PATH + "/{id}", Access.ADMIN, this::one),
                SiteRoute.post(OrderListPages.PATH + "/{id}", Access.ADMIN, visit -> deeds.toOrder(visit, COMMANDS)),
                SiteRoute.get(OrderListPages.PATH + "/{id}/proof", Access.ADMIN, this::proof));
    }

    private Optional<Order> order(Visit visit) {
        return OrderId.parse(visit.place("id"))
                .flatMap(id -> shop.service().get(visit.person().actor(), id).value());
    }

    private Answer one(Visit visit) {
        return order(visit).map(order -> one(order, visit)).orElseGet(() -> pages.missing(visit));
    }

    private Answer one(Order order, Visit visit) {
        pages.looked(visit, "order", Optional.of(order.id()));
        return pages.page(
                "order", visit, ImmutableMap.of("order", views.page(order, visit.person(), pages.speech(visit))));
    }

    /** The picture of a payment. Strangers sent it: it is shown as a picture, or kept as a file, and never as a page. */
    private Answer proof(Visit visit) {
        Optional<Order> order = order(visit);
        Optional<Path> file = order.flatMap(Order::paymentProof).flatMap(proofs::file);
        file.ifPresent(any -> pages.looked(visit, "proof", order.map(Order::id)));
        return file.map(OneOrderPages::picture).orElseGet(() -> pages.missing(visit));
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
