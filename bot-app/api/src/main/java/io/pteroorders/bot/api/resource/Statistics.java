package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.Cash;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.PaymentFigures;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.subscription.RenewalRules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures about the orders of a day, a week, a month, or of all. Thread-safe. */
public final class Statistics {

    private final OrderService service;
    private final Clock clock;

    public Statistics(OrderService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(Route.get("/statistics", read(Resource.STATISTICS), this::figures));
    }

    private Answer figures(Ask ask) {
        Fields query = ask.query();
        Unit unit = query.parsed("period", "day, week, month or all", Statistics::unit)
                .orElse(Unit.ALL);
        Optional<LocalDate> day = query.day("day");
        if (day.filter(any -> any.getYear() < 1970 || any.getYear() > 9998).isPresent()) {
            query.wrong("day", "must be a day of the years 1970 to 9998");
        }
        query.check();
        RenewalRules rules = service.subscriptions().reader().rules();
        Instant asOf = day.map(rules::endOf).map(end -> end.minusMillis(1)).orElseGet(clock::instant);
        return service.statistics(ask.actor(), unit, asOf)
                .fold(figures -> JsonAnswer.ok(json(figures)), Orders::refused);
    }

    private static Optional<Unit> unit(String text) {
        return Arrays.stream(Unit.values())
                .filter(unit -> Ascii.toLowerCase(unit.name()).equals(text))
                .findFirst();
    }

    private static ObjectNode json(OrderStatistics figures) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        period(json, figures);
        json.put("orders", figures.totalOrders());
        ObjectNode statuses = json.putObject("byStatus");
        ObjectNode reached = json.putObject("reached");
        for (OrderStatus status : OrderStatus.values()) {
            statuses.put(status.word(), figures.byStatus().count(status));
            reached.put(status.word(), figures.reached().count(status));
        }
        packages(json, figures);
        json.putObject("recent")
                .put("today", figures.recent().today())
                .put("thisWeek", figures.recent().thisWeek())
                .put("thisMonth", figures.recent().thisMonth());
        money(json.putObject("revenue"), figures.revenue());
        averages(json, figures);
        cash(json.putObject("cash"), figures.cash());
        series(json, figures);
        times(json, figures);
        payments(json.putObject("payments"), figures.payments());
        customers(json.putObject("customers"), figures.customers());
        before(json, figures);
        return json;
    }

    private static void period(ObjectNode json, OrderStatistics figures) {
        StatisticsPeriod period = figures.period();
        ObjectNode shown = json.putObject("period")
                .put("unit", Ascii.toLowerCase(period.unit().name()));
        if (period.unit() != Unit.ALL) {
            shown.put("from", period.first().toString()).put("to", period.last().toString());
        }
        json.put("asOf", figures.asOf().toString()).put("zone", figures.zone().getId());
    }

    private static void packages(ObjectNode json, OrderStatistics figures) {
        ArrayNode packages = json.putArray("packages");
        figures.packagesByOrders().forEach(type -> {
            ObjectNode one = packages.addObject()
                    .put("packageType", type.code())
                    .put("orders", figures.byPackage().count(type));
            Optional.ofNullable(figures.revenueByPackage().get(type))
                    .ifPresent(revenue -> money(one.putObject("revenue"), revenue));
        });
    }

    private static void money(ObjectNode json, SortedMap<CurrencyUnit, Money> amounts) {
        amounts.forEach((currency, amount) -> json.put(currency.getCode(), MoneyJson.number(amount)));
    }

    private static void averages(ObjectNode json, OrderStatistics figures) {
        ObjectNode averages = json.putObject("averageOrderValue");
        figures.currencies().forEach(currency -> figures.averageOrderValue(currency)
                .ifPresent(average -> averages.put(currency.getCode(), MoneyJson.number(average))));
    }

    private static void cash(ObjectNode json, Cash cash) {
        money(json.putObject("gross"), cash.gross());
        money(json.putObject("refunded"), cash.refunded());
        byMethod(json.putObject("received"), cash.received());
        byMethod(json.putObject("fees"), cash.fees());
    }

    private static void byMethod(ObjectNode json, Map<String, ? extends SortedMap<CurrencyUnit, Money>> amounts) {
        amounts.forEach((method, of) -> money(json.putObject(method), of));
    }

    private static void series(ObjectNode json, OrderStatistics figures) {
        ArrayNode days = json.putArray("days");
        figures.days().forEach((day, point) -> point(days.addObject().put("day", day.toString()), point));
        ArrayNode months = json.putArray("months");
        figures.months().forEach((month, point) -> point(months.addObject().put("month", month.toString()), point));
    }

    private static void point(ObjectNode json, OrderStatistics.Point point) {
        json.put("created", point.created());
        cash(json.putObject("cash"), point.cash());
    }

    private static void times(ObjectNode json, OrderStatistics figures) {
        ArrayNode times = json.putArray("medianTimes");
        figures.medianTimes().forEach((step, time) -> times.addObject()
                .put("from", step.from().word())
                .put("to", step.to().word())
                .put("seconds", time.toSeconds()));
    }

    private static void payments(ObjectNode json, PaymentFigures figures) {
        ArrayNode attempts = json.putArray("attempts");
        for (Multiset.Entry<PaymentFigures.Attempt> entry : figures.attempts().entrySet()) {
            attempts.addObject()
                    .put("method", entry.getElement().method())
                    .put("state", entry.getElement().state().word())
                    .put("count", entry.getCount());
        }
        ObjectNode paid = json.putObject("paid");
        for (PaymentFigures.Paid time : PaymentFigures.Paid.values()) {
            paid.put(
                    Ascii.toLowerCase(time.name()).replace('_', '-'),
                    figures.paid().count(time));
        }
    }

    private static void customers(ObjectNode json, OrderStatistics.CustomerFrequency customers) {
        json.put("total", customers.total())
                .put("once", customers.once())
                .put("twice", customers.twice())
                .put("threeToFive", customers.threeToFive())
                .put("sixOrMore", customers.sixOrMore());
        put("repeatRate", customers.repeatRate(), json);
    }

    private static void put(String name, OptionalDouble value, ObjectNode json) {
        value.ifPresent(number -> json.put(name, number));
    }

    private static void before(ObjectNode json, OrderStatistics figures) {
        figures.before().ifPresent(before -> {
            ObjectNode shown = json.putObject("before").put("orders", before.totalOrders());
            cash(shown.putObject("cash"), before.cash());
        });
        put("ordersTrend", figures.ordersTrend(), json);
    }
}
