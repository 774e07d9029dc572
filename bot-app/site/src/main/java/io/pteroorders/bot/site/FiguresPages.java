package io.pteroorders.bot.site;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Chart;
import io.pteroorders.bot.site.view.Chart.Bar;
import io.pteroorders.bot.site.view.Ending;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.OrderRow;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.Cash;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** How the shop does, and what ends soon. */
final class FiguresPages {

    private static final OrderStatistics.Point NOTHING = new OrderStatistics.Point(
            0,
            new Cash(
                    ImmutableSortedMap.of(),
                    ImmutableSortedMap.of(),
                    ImmutableSortedMap.of(),
                    ImmutableSortedMap.of()));

    private static final int DAYS_AHEAD = 30;
    private static final int MOST = 100;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;

    FiguresPages(PageShop shop, Pages pages, OrderViews views) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/dashboard/statistics", Access.ADMIN, this::statistics),
                SiteRoute.get("/dashboard/subscriptions", Access.ADMIN, this::subscriptions));
    }

    // How the shop does.

    private Answer statistics(Visit visit) {
        Unit unit = visit.field("period").flatMap(FiguresPages::unit).orElse(Unit.MONTH);
        OrderStatistics figures =
                shop.service().statistics(visit.person().actor(), unit).get();
        Speech speech = pages.speech(visit);
        return pages.page(
                "statistics",
                visit,
                ImmutableMap.of(
                        "period",
                        Ascii.toLowerCase(unit.name()),
                        "periods",
                        Arrays.stream(Unit.values())
                                .map(each -> Ascii.toLowerCase(each.name()))
                                .map(each -> new Fact(each, speech.word("period." + each)))
                                .collect(ImmutableList.toImmutableList()),
                        "facts",
                        facts(figures, speech),
                        "statuses",
                        Arrays.stream(OrderStatus.values())
                                .map(status -> new Fact(
                                        speech.icon(status) + " " + speech.status(status),
                                        String.valueOf(figures.byStatus().count(status))))
                                .collect(ImmutableList.toImmutableList()),
                        "charts",
                        charts(figures, speech)));
    }

    private static Optional<Unit> unit(String text) {
        return Arrays.stream(Unit.values())
                .filter(unit -> Ascii.toLowerCase(unit.name()).equals(text))
                .findFirst();
    }

    private static ImmutableList<Fact> facts(OrderStatistics figures, Speech speech) {
        return ImmutableList.of(
                new Fact(speech.word("figures.orders"), String.valueOf(figures.totalOrders())),
                new Fact(speech.word("figures.revenue"), money(figures.revenue(), speech)),
                new Fact(speech.word("figures.gross"), money(figures.cash().gross(), speech)),
                new Fact(speech.word("figures.refunded"), money(figures.cash().refunded(), speech)),
                new Fact(
                        speech.word("figures.customers"),
                        String.valueOf(figures.customers().total())));
    }

    private static String money(SortedMap<CurrencyUnit, Money> amounts, Speech speech) {
        return amounts.isEmpty()
                ? "0"
                : amounts.values().stream().map(speech::money).collect(Collectors.joining(", "));
    }

    /** Every day of the period until now, or every month of all time; money of each currency by itself. */
    private static ImmutableList<Chart> charts(OrderStatistics figures, Speech speech) {
        ImmutableMap<String, OrderStatistics.Point> points =
                figures.period().unit() == Unit.ALL ? months(figures) : days(figures, speech);
        Chart orders = new Chart(
                speech.word("figures.orders"),
                points.entrySet().stream()
                        .map(point -> new Bar(
                                point.getKey(),
                                point.getValue().created(),
                                String.valueOf(point.getValue().created())))
                        .collect(ImmutableList.toImmutableList()));
        Stream<Chart> gross = figures.cash().gross().keySet().stream().map(currency -> gross(points, currency, speech));
        return Stream.concat(Stream.of(orders), gross)
                .filter(chart -> !chart.bars().isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableMap<String, OrderStatistics.Point> days(OrderStatistics figures, Speech speech) {
        LocalDate end = LocalDate.ofInstant(figures.asOf(), figures.zone()).plusDays(1);
        return figures.period()
                .first()
                .datesUntil(end)
                .collect(ImmutableMap.toImmutableMap(
                        speech::day,
                        day -> Optional.ofNullable(figures.days().get(day)).orElse(NOTHING)));
    }

    private static ImmutableMap<String, OrderStatistics.Point> months(OrderStatistics figures) {
        return figures.months().entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(month -> month.getKey().toString(), month -> month.getValue()));
    }

    private static Chart gross(
            ImmutableMap<String, OrderStatistics.Point> points, CurrencyUnit currency, Speech speech) {
        return new Chart(
                speech.word("figures.gross") + " (" + currency.getCode() + ")",
                points.entrySet().stream()
                        .map(point -> bar(
                                point.getKey(),
                                point.getValue().cash().gross().getOrDefault(currency, Money.zero(currency)),
                                speech))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Bar bar(String name, Money amount, Speech speech) {
        return new Bar(name, amount.getAmount().doubleValue(), speech.money(amount));
    }

    // What ends soon.

    private Answer subscriptions(Visit visit) {
        Speech speech = pages.speech(visit);
        SubscriptionQuery ending = SubscriptionQuery.byPaidUntil(visit.time())
                .endingBy(speech.formats().dayOf(visit.time()).plusDays(DAYS_AHEAD))
                .tracked()
                .limit(MOST)
                .build();
        ImmutableList<Ending> rows = shop.subscriptions().query(ending).found().stream()
                .flatMap(standing -> row(standing, visit, speech))
                .collect(ImmutableList.toImmutableList());
        if (!visit.isGlance()) {
            shop.commands().looked(visit.person(), "subscriptions", Optional.empty());
        }
        return pages.page(
                "subscriptions",
                visit,
                ImmutableMap.of(
                        "rows",
                        rows,
                        "days",
                        DAYS_AHEAD,
                        "count",
                        shop.subscriptions().count(ending)));
    }

    private Stream<Ending> row(Standing standing, Visit visit, Speech speech) {
        Optional<Order> first =
                shop.service().get(visit.person().actor(), standing.first()).value();
        return first.stream().map(order -> {
            OrderRow row = views.row(order, visit.person(), speech);
            return new Ending(
                    row, speech.day(standing.paidUntil()), shop.replies().word(standing.state(), visit.language()));
        });
    }
}
