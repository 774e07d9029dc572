package io.pteroorders.bot.cli;

import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.storage.json.Backup;
import io.pteroorders.storage.json.Maintenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The words that the commands of the jar print. */
final class CommandOutput {

    private static final int NAMED = 20;

    private CommandOutput() {}

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    static String backup(Backup backup) {
        return backup.file() + " (" + count(backup.orders(), "order") + ", " + count(backup.bytes(), "byte") + ")";
    }

    /** Figures about orders, line by line. */
    static List<String> figures(OrderStatistics figures) {
        List<String> lines = new ArrayList<>();
        lines.add(count(figures.totalOrders(), "order") + ": today "
                + figures.recent().today() + ", this week " + figures.recent().thisWeek() + ", this month "
                + figures.recent().thisMonth() + ".");
        for (OrderStatus status : OrderStatus.values()) {
            lines.add(line(status.word(), figures.byStatus().count(status)));
        }
        for (CurrencyUnit currency : figures.currencies()) {
            Money zero = Money.zero(currency);
            lines.add("revenue " + amount(figures.cash().net(currency)) + ": handed over "
                    + amount(figures.cash().gross().getOrDefault(currency, zero)) + ", refunded "
                    + amount(figures.cash().refunded().getOrDefault(currency, zero)) + ".");
        }
        figures.cash()
                .received()
                .forEach((method, amounts) -> lines.add("paid by " + method + " " + amounts(amounts)
                        + Optional.ofNullable(figures.cash().fees().get(method))
                                .map(fees -> ", fees " + amounts(fees))
                                .orElse("")
                        + "."));
        for (PackageType type : figures.packagesByOrders()) {
            lines.add(line(type.code(), figures.byPackage().count(type)));
        }
        lines.add(count(figures.customers().total(), "customer") + ": 1 order "
                + figures.customers().once() + ", 2 "
                + figures.customers().twice() + ", 3-5 " + figures.customers().threeToFive() + ", 6+ "
                + figures.customers().sixOrMore() + ".");
        return lines;
    }

    private static String line(String name, int count) {
        return String.format(Locale.ROOT, "  %-12s %,d", name, count);
    }

    private static String amounts(Map<CurrencyUnit, Money> amounts) {
        return amounts.values().stream().map(CommandOutput::amount).collect(Collectors.joining(" + "));
    }

    private static String amount(Money money) {
        CurrencyUnit currency = money.getCurrencyUnit();
        return String.format(
                Locale.ROOT, "%s %,." + Amounts.decimals(currency) + "f", currency.getCode(), money.getAmount());
    }

    /** The first of many, a line each, and how many more there are. */
    private static Stream<String> named(String what, List<?> all) {
        Stream<String> first = all.stream().limit(NAMED).map(each -> what + each);
        return all.size() <= NAMED ? first : Stream.concat(first, Stream.of("and " + (all.size() - NAMED) + " more"));
    }

    /** What a restore, adoption or import did, line by line. */
    static List<String> report(Maintenance.Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(count(report.orders(), "order") + " now: " + report.added() + " new, "
                + report.gone().size() + " gone"
                + (report.changed().isEmpty() ? "" : ", " + report.changed().size() + " changed") + ".");
        named("gone: ", report.gone()).forEach(lines::add);
        named("changed: ", report.changed()).forEach(lines::add);
        report.safety().ifPresent(safety -> lines.add("What there was before is in " + backup(safety) + "."));
        lines.addAll(report.notices());
        return lines;
    }
}
