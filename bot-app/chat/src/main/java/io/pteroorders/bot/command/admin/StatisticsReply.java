package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.OrderStatistics.CustomerFrequency;
import io.pteroorders.core.statistics.OrderStatistics.Point;
import io.pteroorders.core.statistics.OrderStatistics.Step;
import io.pteroorders.core.statistics.PaymentFigures;
import io.pteroorders.core.statistics.PaymentFigures.Paid;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Words statistics as one chat message, with bars drawn in text. */
final class StatisticsReply {

    private static final int BAR = 10;
    private static final int PACKAGES_SHOWN = 5;
    private static final int DAYS_SHOWN = 7;

    private static final ImmutableSet<PaymentState> UNPAID = Sets.immutableEnumSet(
            PaymentState.WAITING,
            PaymentState.REVIEW,
            PaymentState.EXPIRED,
            PaymentState.FAILED,
            PaymentState.CANCELLED,
            PaymentState.DISPUTED,
            PaymentState.REVERSED);

    private final Replies replies;

    StatisticsReply(Replies replies) {
        this.replies = replies;
    }

    /**
     * The figures in words.
     *
     * @param today the day on which they are asked for
     */
    Reply word(OrderStatistics figures, LocalDate today, Language language) {
        List<Variables> days = days(figures, language);
        PaymentFigures payments = figures.payments();
        List<Variables> received = PaidRows.of(figures.cash(), replies, language);
        return replies.say(
                ReplyText.STATISTICS,
                language,
                Variables.builder()
                        .put("title", title(figures.period(), today, language))
                        .flag("isOver", figures.period().last().isBefore(today))
                        .flag("isPeriod", figures.period().unit() != Unit.ALL)
                        .put("totalOrders", figures.totalOrders())
                        .put("today", figures.recent().today())
                        .put("thisWeek", figures.recent().thisWeek())
                        .put("thisMonth", figures.recent().thisMonth())
                        .put("ordersTrend", percentChange(figures.ordersTrend()))
                        .flag("noEarlierData", figures.ordersTrend().isEmpty())
                        .list("statuses", statuses(figures, language))
                        .list("packages", packages(figures, language))
                        .list(
                                "money",
                                figures.currencies().stream()
                                        .map(c -> money(figures, c, language))
                                        .toList())
                        .list("received", received)
                        .flag("hasReceived", !received.isEmpty())
                        .flag("hasAttempts", !payments.paid().isEmpty())
                        .put("withinMinutes", percent(payments.share(Paid.WITHIN_MINUTES)))
                        .put("withinHour", percent(payments.share(Paid.WITHIN_HOUR)))
                        .put("withinDay", percent(payments.share(Paid.WITHIN_DAY)))
                        .list("states", states(payments, language))
                        .list("conversions", conversions(figures, language))
                        .list("medians", medians(figures, language))
                        .list("days", days)
                        .flag("hasOrders", figures.totalOrders() > 0)
                        .flag("hasMedians", !figures.medianTimes().isEmpty())
                        .flag("hasDays", !days.isEmpty())
                        .list("customers", customers(figures.customers())));
    }

    private String title(StatisticsPeriod period, LocalDate today, Language language) {
        StatisticsPeriod current = StatisticsPeriod.containing(today, period.unit());
        String unit = Ascii.toLowerCase(period.unit().name());
        if (period.equals(current)) {
            return replies.word("period." + unit, language);
        }
        return current.previous().filter(period::equals).isPresent()
                ? replies.word("period.last-" + unit, language)
                : replies.formats().day(period.first(), language);
    }

    private List<Variables> statuses(OrderStatistics figures, Language language) {
        return Arrays.stream(OrderStatus.values())
                .filter(figures.byStatus()::contains)
                .map(status -> Variables.builder()
                        .put("icon", Formats.icon(status))
                        .put("status", replies.formats().status(status, language))
                        .put("count", figures.byStatus().count(status))
                        .put("bar", bar(figures.byStatus().count(status), figures.totalOrders()))
                        .build())
                .toList();
    }

    private List<Variables> packages(OrderStatistics figures, Language language) {
        return figures.packagesByOrders().stream()
                .limit(PACKAGES_SHOWN)
                .map(type -> Variables.builder()
                        .put("packageType", type)
                        .put("count", figures.byPackage().count(type))
                        .put("bar", bar(figures.byPackage().count(type), figures.totalOrders()))
                        .put("revenue", revenue(figures, type, language))
                        .build())
                .toList();
    }

    private Optional<String> revenue(OrderStatistics figures, PackageType type, Language language) {
        return Optional.ofNullable(figures.revenueByPackage().get(type))
                .map(amounts -> PaidRows.sum(amounts, replies, language));
    }

    private Variables money(OrderStatistics figures, CurrencyUnit currency, Language language) {
        Money zero = Money.zero(currency);
        Formats formats = replies.formats();
        return Variables.builder()
                .put("average", figures.averageOrderValue(currency).map(a -> formats.money(a, language)))
                .put("gross", formats.money(figures.cash().gross().getOrDefault(currency, zero), language))
                .put("refunded", formats.money(figures.cash().refunded().getOrDefault(currency, zero), language))
                .put("net", formats.money(figures.cash().net(currency), language))
                .put("trend", percentChange(figures.netTrend(currency)))
                .build();
    }

    private List<Variables> states(PaymentFigures payments, Language language) {
        return UNPAID.stream()
                .filter(state -> payments.count(state) > 0)
                .map(state -> Variables.builder()
                        .put("state", replies.word("payment." + state.word(), language))
                        .put("count", payments.count(state))
                        .put("methods", methods(payments, state))
                        .build())
                .toList();
    }

    private static String methods(PaymentFigures payments, PaymentState state) {
        return payments.attempts().entrySet().stream()
                .filter(entry -> entry.getElement().state() == state)
                .map(entry -> entry.getElement().method() + " " + entry.getCount())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<Variables> conversions(OrderStatistics figures, Language language) {
        return Arrays.stream(OrderStatus.values())
                .filter(status -> status != OrderStatus.PENDING && figures.totalOrders() > 0)
                .map(status -> Variables.builder()
                        .put("icon", Formats.icon(status))
                        .put("status", replies.formats().status(status, language))
                        .put("share", percent(figures.conversion(status)))
                        .build())
                .toList();
    }

    private List<Variables> medians(OrderStatistics figures, Language language) {
        return figures.medianTimes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Step::from).thenComparing(Step::to)))
                .map(entry -> Variables.builder()
                        .put("from", replies.formats().status(entry.getKey().from(), language))
                        .put("to", replies.formats().status(entry.getKey().to(), language))
                        .put("time", replies.formats().duration(entry.getValue(), language))
                        .build())
                .toList();
    }

    private List<Variables> days(OrderStatistics figures, Language language) {
        LocalDate today = figures.asOf().atZone(figures.zone()).toLocalDate();
        List<LocalDate> days =
                today.minusDays(DAYS_SHOWN - 1L).datesUntil(today.plusDays(1)).toList();
        int most = days.stream().mapToInt(day -> created(figures, day)).max().orElse(0);
        return most == 0
                ? List.of()
                : days.stream()
                        .map(day -> Variables.builder()
                                .put("day", replies.formats().day(day, language))
                                .put("count", created(figures, day))
                                .put("bar", bar(created(figures, day), most))
                                .build())
                        .toList();
    }

    private static int created(OrderStatistics figures, LocalDate day) {
        Point point = figures.days().get(day);
        return point == null ? 0 : point.created();
    }

    private static ImmutableList<Variables> customers(CustomerFrequency customers) {
        return customers.total() == 0
                ? ImmutableList.of()
                : ImmutableList.of(Variables.builder()
                        .put("count", customers.total())
                        .put("once", customers.once())
                        .put("twice", customers.twice())
                        .put("threeToFive", customers.threeToFive())
                        .put("sixOrMore", customers.sixOrMore())
                        .put("repeatRate", percent(customers.repeatRate()))
                        .build());
    }

    private static String bar(int part, int whole) {
        int filled = whole == 0 ? 0 : Math.max(part == 0 ? 0 : 1, Math.round((float) BAR * part / whole));
        return "▓".repeat(filled) + "░".repeat(BAR - filled);
    }

    private static String percent(OptionalDouble share) {
        return Math.round(share.orElse(0) * 100) + "%";
    }

    private static Optional<String> percentChange(OptionalDouble change) {
        return change.isEmpty()
                ? Optional.empty()
                : Optional.of((change.getAsDouble() >= 0 ? "▲ +" : "▼ ") + Math.round(change.getAsDouble()) + "%");
    }
}
