package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.call.CustomerCall;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.admin.OrderSearch.Found;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.CustomerRow;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Customers, for admins: found as orders are, and all that concerns one of them. A customer is named by an order of theirs, so
 * that no number stands in an address.
 */
final class CustomerPages {

    private static final String PATH = "/dashboard/customers";

    /** Of so many orders the customers are listed, and so many of one customer's are shown. */
    private static final int ORDERS = OrderQuery.MAX_LIMIT;

    private static final int MOST_PAGES = 10;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;
    private final MessageViews messages;
    private final ServerViews servers;

    CustomerPages(PageShop shop, Pages pages, OrderViews views, MessageViews messages, ServerViews servers) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
        this.messages = messages;
        this.servers = servers;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(PATH, Access.ADMIN, this::list), SiteRoute.get(PATH + "/{id}", Access.ADMIN, this::one));
    }

    // Which customers there are.

    private Answer list(Visit visit) {
        OrderQuery newest = OrderQuery.newestFirst().limit(ORDERS).build();
        Outcome<Found> found = visit.field("q")
                .map(typed -> shop.records().search().find(visit.person(), typed, newest))
                .orElseGet(() -> shop.service()
                        .list(visit.person().actor(), newest)
                        .map(page -> new Found(page, Optional.empty())));
        return found.value().map(all -> list(all, visit)).orElseGet(() -> Pages.see(PATH));
    }

    private Answer list(Found found, Visit visit) {
        pages.looked(visit, "customers", Optional.empty());
        Speech speech = pages.speech(visit);
        return pages.page(
                "customers",
                visit,
                ImmutableMap.of(
                        "customers",
                        customers(found, speech),
                        "nothing",
                        speech.word("search."
                                + found.trouble().map(OrderListPages::word).orElse("nobody")),
                        "sought",
                        visit.field("q").orElse("")));
    }

    /** Each once, whoever ordered last first. */
    private static ImmutableList<CustomerRow> customers(Found found, Speech speech) {
        Map<PersonId, Order> newest = new LinkedHashMap<>();
        found.page()
                .orders()
                .forEach(order -> newest.putIfAbsent(order.customer().id(), order));
        return newest.values().stream().map(order -> row(order, speech)).collect(ImmutableList.toImmutableList());
    }

    private static CustomerRow row(Order newest, Speech speech) {
        return new CustomerRow(
                newest.customer().displayName(),
                newest.customer().id().masked(),
                PATH + "/" + newest.id(),
                speech.time(newest.createdAt()));
    }

    // One customer.

    private Answer one(Visit visit) {
        return OrderId.parse(visit.place("id"))
                .flatMap(id -> shop.service().get(visit.person().actor(), id).value())
                .map(order -> one(order, visit))
                .orElseGet(() -> pages.missing(visit));
    }

    private Answer one(Order named, Visit visit) {
        pages.looked(visit, "customer", Optional.of(named.id()));
        Speech speech = pages.speech(visit);
        PersonId customer = named.customer().id();
        ImmutableList<Order> orders = orders(customer, visit);
        return pages.page(
                "customer",
                visit,
                ImmutableMap.<String, Object>builder()
                        .put("customer", row(named, speech))
                        .put("facts", facts(customer, orders, speech))
                        .put(
                                "orders",
                                orders.stream()
                                        .limit(ORDERS)
                                        .map(order -> views.row(order, visit.person(), speech))
                                        .collect(ImmutableList.toImmutableList()))
                        .put("servers", servers.of(customer, visit, speech))
                        .put("calls", calls(customer, visit, speech))
                        .put("messages", messages.to(customer, speech))
                        .buildOrThrow());
    }

    /** Newest first; whoever has more than a thousand is no person, and their sums are those of the newest. */
    private ImmutableList<Order> orders(PersonId customer, Visit visit) {
        return io.pteroorders.bot.command.Pages.of(
                        shop.service(),
                        visit.person().actor(),
                        OrderQuery.newestFirst().customer(customer),
                        any -> true,
                        Integer.MAX_VALUE,
                        MOST_PAGES)
                .get();
    }

    private ImmutableList<Fact> facts(PersonId customer, ImmutableList<Order> orders, Speech speech) {
        ImmutableList.Builder<Fact> facts = ImmutableList.builder();
        facts.add(new Fact(speech.word("order.phone"), customer.masked()));
        facts.add(new Fact(
                speech.word("account.language"),
                shop.languages()
                        .of(customer)
                        .map(Language::code)
                        .map(code -> speech.word("language." + code))
                        .orElseGet(() -> speech.word("customer.no-language"))));
        facts.add(new Fact(
                speech.word("customer.broadcasts"),
                speech.word(
                        shop.records().optOuts().isOptedOut(customer)
                                ? "customer.broadcasts.no"
                                : "customer.broadcasts.yes")));
        facts.addAll(CustomerMoney.of(orders, speech));
        return facts.build();
    }

    private ImmutableList<Fact> calls(PersonId customer, Visit visit, Speech speech) {
        return shop.records().calls().allOf(customer).reverse().stream()
                .map(call -> new Fact(
                        "#" + call.number() + " · " + speech.time(call.at()),
                        speech.word("call." + (isAnswered(call) ? "answered" : open(call, visit)))))
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isAnswered(CustomerCall call) {
        return call.answered().isPresent();
    }

    private static String open(CustomerCall call, Visit visit) {
        return call.isOpen(visit.time()) ? "waits" : "over";
    }
}
