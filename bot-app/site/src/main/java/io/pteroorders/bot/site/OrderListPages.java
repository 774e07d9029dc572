package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.admin.OrderSearch;
import io.pteroorders.bot.command.admin.OrderSearch.Found;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderQuery;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All orders, for admins: searched as in the chat, filtered, and several led on at once. */
final class OrderListPages {

    static final String PATH = "/dashboard/orders";

    /** What can be done with several at once; what each command then says is that of the chat. */
    private static final ImmutableList<String> COMMANDS =
            ImmutableList.of("order-confirm", "order-process", "order-cancel", "order-refund");

    private static final ImmutableList<String> OWNERS_COMMANDS = ImmutableList.of("order-delete");

    /** The most orders that are led on at once. */
    static final int MOST = 50;

    private static final int ON_A_PAGE = 30;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;
    private final Deeds deeds;

    OrderListPages(PageShop shop, Pages pages, OrderViews views, Deeds deeds) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
        this.deeds = deeds;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(PATH, Access.ADMIN, this::list), SiteRoute.post(PATH, Access.ADMIN, this::several));
    }

    private Answer list(Visit visit) {
        OrderFilters filters = OrderFilters.of(visit);
        OrderQuery query = filters.query(shop.replies().formats(), ON_A_PAGE);
        Outcome<Found> found = filters.sought()
                .map(typed -> shop.records().search().find(visit.person(), typed, query))
                .orElseGet(() -> shop.service()
                        .list(visit.person().actor(), query)
                        .map(page -> new Found(page, Optional.empty())));
        return found.value().map(page -> list(page, filters, visit)).orElseGet(() -> Pages.see(PATH));
    }

    private Answer list(Found found, OrderFilters filters, Visit visit) {
        pages.looked(visit, "orders", Optional.empty());
        Speech speech = pages.speech(visit);
        return pages.page(
                "all-orders",
                visit,
                ImmutableMap.<String, Object>builder()
                        .put(
                                "orders",
                                found.page().orders().stream()
                                        .map(order -> views.row(order, visit.person(), speech))
                                        .collect(ImmutableList.toImmutableList()))
                        .put(
                                "next",
                                found.page()
                                        .next()
                                        .map(last -> PATH + "?"
                                                + filters.goingOnAfter(last).address()))
                        .put("nothing", speech.word("search." + nothing(found)))
                        .put("statuses", statuses(speech))
                        .put("status", filters.status().map(OrderStatus::word).orElse(""))
                        .put("packages", packages())
                        .put(
                                "packageType",
                                filters.packageType().map(type -> type.code()).orElse(""))
                        .put("from", filters.from().map(Object::toString).orElse(""))
                        .put("to", filters.to().map(Object::toString).orElse(""))
                        .put("sought", filters.sought().orElse(""))
                        .put("tickAll", PATH + "?ticked=on&" + filters.address())
                        .put("ticked", visit.field("ticked").isPresent())
                        .put("commands", commands(visit, speech))
                        .buildOrThrow());
    }

    private static String nothing(Found found) {
        return found.trouble().map(OrderListPages::word).orElse("nothing");
    }

    /** Why a search found nothing, as texts name it. */
    static String word(OrderSearch.Trouble why) {
        return switch (why) {
            case TOO_MANY_PARTS -> "too-many";
            case NOT_UNDERSTOOD -> "not-understood";
        };
    }

    private static ImmutableList<Fact> statuses(Speech speech) {
        return Arrays.stream(OrderStatus.values())
                .map(each -> new Fact(each.word(), speech.status(each)))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Fact> packages() {
        return shop.service().catalog().all().stream()
                .map(sold -> new Fact(sold.type().code(), sold.name()))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Fact> commands(Visit visit, Speech speech) {
        return allowed(visit)
                .map(command -> new Fact(command, speech.word("action." + command)))
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<String> allowed(Visit visit) {
        return Stream.concat(
                COMMANDS.stream(),
                OWNERS_COMMANDS.stream().filter(any -> visit.person().actor().isOwner()));
    }

    /** One question for all that were ticked; a yes runs the command of the chat for each. */
    private Answer several(Visit visit) {
        Speech speech = pages.speech(visit);
        String command = visit.field("do")
                .filter(typed -> allowed(visit).anyMatch(typed::equals))
                .orElseThrow(() -> new BadFormException("the page does no such thing"));
        ImmutableSet<OrderId> ids = visit.fields().get("order").stream()
                .map(text -> OrderId.parse(text).orElseThrow(() -> new BadFormException("no order is like that")))
                .collect(ImmutableSet.toImmutableSet());
        if (ids.isEmpty() || ids.size() > MOST) {
            pages.sayings().put(visit.signedIn().orElseThrow(), Said.no(speech.word("several.how-many", MOST)));
            return Pages.see(PATH);
        }
        String note = visit.field("words").map(Deeds::note).orElse("");
        return deeds.ask(
                visit,
                speech.word("action." + command) + "? (" + ids.size() + ")\n"
                        + ids.stream().map(OrderId::toString).collect(Collectors.joining("\n")),
                ids.stream()
                        .map(id -> (command + " " + id + " " + note).strip())
                        .collect(ImmutableList.toImmutableList()),
                PATH);
    }
}
