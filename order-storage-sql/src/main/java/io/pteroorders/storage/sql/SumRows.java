package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.OrderStatistics.CustomerFrequency;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.statistics.StatisticsSums;
import io.pteroorders.core.statistics.StatisticsSums.Kind;
import io.pteroorders.core.statistics.StatisticsSums.Sum;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of sums behind the statistics: {@code totals}, and {@code daily}. Thread-safe. */
final class SumRows {

    private static final String INSERT_TOTALS = "INSERT INTO totals (kind, subject, amount) VALUES ";
    private static final String INSERT_DAILY = "INSERT INTO daily (kind, day, subject, amount) VALUES ";

    /** The kind of the totals that say how many customers have so many orders; {@value #OFTEN} is that or more. */
    private static final String CUSTOMERS = "CUSTOMERS";

    private static final int OFTEN = 6;
    private static final int ROWS_AT_ONCE = 1000;
    private static final Set<Kind> SERIES = EnumSet.of(Kind.STATUS, Kind.GROSS, Kind.REFUNDED, Kind.RECEIVED, Kind.FEE);

    private final Dialect dialect;
    private final ZoneId zone;

    SumRows(Dialect dialect, ZoneId zone) {
        this.dialect = dialect;
        this.zone = zone;
    }

    /** Takes a change over that the table of orders has already. */
    void changed(Session session, Optional<Order> before, Optional<Order> after) throws SQLException {
        add(session, sums(after).minus(sums(before)));
        if (before.isEmpty() || after.isEmpty()) {
            PersonId customer = after.or(() -> before).orElseThrow().customer().id();
            int now = ordersOf(session, customer);
            addCustomer(session, after.isPresent() ? now - 1 : now + 1, now);
        }
    }

    private StatisticsSums sums(Optional<Order> order) {
        return order.map(it -> StatisticsSums.of(it, zone)).orElse(StatisticsSums.NONE);
    }

    /** Makes all sums anew, of all orders. */
    void countAnew(Session session, OrderRows orders) throws SQLException {
        session.change("DELETE FROM daily");
        session.change("DELETE FROM totals");
        StatisticsCollector collector = new StatisticsCollector(zone);
        orders.forEach(session, stored -> collector.add(stored.order()));
        add(session, collector.sums());
        session.change("INSERT INTO totals (kind, subject, amount) SELECT '" + CUSTOMERS
                + "', CAST(often AS char(1)), count(*) FROM (SELECT LEAST(count(*), " + OFTEN
                + ") AS often FROM orders GROUP BY customer) AS customers GROUP BY often");
    }

    private void add(Session session, StatisticsSums sums) throws SQLException {
        List<Object> totals = new ArrayList<>();
        List<Object> daily = new ArrayList<>();
        sums.amounts().forEach((sum, amount) -> sum.day()
                .ifPresentOrElse(
                        day -> Collections.addAll(daily, sum.kind().name(), (int) day.toEpochDay(), sum.of(), amount),
                        () -> Collections.addAll(totals, sum.kind().name(), sum.of(), amount)));
        addTotals(session, totals);
        addUp(session, INSERT_DAILY, daily, 4, dialect.addUp("daily", "kind, day, subject"));
    }

    private void addTotals(Session session, List<Object> rows) throws SQLException {
        addUp(session, INSERT_TOTALS, rows, 3, dialect.addUp("totals", "kind, subject"));
    }

    private static void addUp(Session session, String insert, List<Object> rows, int columns, String addUp)
            throws SQLException {
        String row = "(" + Session.marks("?", columns) + ")";
        for (List<Object> some : Lists.partition(rows, columns * ROWS_AT_ONCE)) {
            String all = Session.marks(row, some.size() / columns);
            session.change(insert + all + addUp, some);
        }
    }

    /** How many orders a customer has; more than {@value #OFTEN} count as one more. */
    private static int ordersOf(Session session, PersonId customer) throws SQLException {
        return session.first(
                        row -> row.getInt(1),
                        "SELECT count(*) FROM (SELECT 1 FROM orders WHERE customer = ? LIMIT " + (OFTEN + 1)
                                + ") AS few",
                        customer.text())
                .orElse(0);
    }

    private void addCustomer(Session session, int before, int now) throws SQLException {
        int from = Math.min(before, OFTEN);
        int to = Math.min(now, OFTEN);
        List<Object> rows = new ArrayList<>();
        if (from > 0 && from != to) {
            Collections.addAll(rows, CUSTOMERS, String.valueOf(from), BigDecimal.ONE.negate());
        }
        if (to > 0 && from != to) {
            Collections.addAll(rows, CUSTOMERS, String.valueOf(to), BigDecimal.ONE);
        }
        addTotals(session, rows);
    }

    /** One of the totals that count something; zero if there is none. */
    static long count(Session session, Kind kind, String of) throws SQLException {
        return session.first(
                        row -> row.getLong(1),
                        "SELECT amount FROM totals WHERE kind = ? AND subject = ?",
                        kind.name(),
                        of)
                .orElse(0L);
    }

    OrderStatistics statistics(Session session, Unit unit, Instant asOf) throws SQLException {
        StatisticsPeriod period = period(unit, asOf);
        Map<Sum, BigDecimal> sums = new HashMap<>();
        Map<String, Integer> customers = new HashMap<>();
        readTotals(session, sums, customers);
        if (unit == Unit.ALL) {
            readDaily(session, sums, SERIES, LocalDate.EPOCH.minusDays(1), LocalDate.of(10_000, 1, 2));
        } else {
            readDaily(session, sums, EnumSet.allOf(Kind.class), first(period, asOf), last(asOf));
        }
        StatisticsSums kept = new StatisticsSums(ImmutableMap.copyOf(sums));
        return StatisticsCollector.statistics(zone, kept, frequency(customers), period, asOf);
    }

    private StatisticsPeriod period(Unit unit, Instant asOf) {
        return StatisticsPeriod.containing(LocalDate.ofInstant(asOf, zone), unit);
    }

    /** The first day of those that figures are about: of the period before, or of the week or month of now. */
    private LocalDate first(StatisticsPeriod period, Instant asOf) {
        LocalDate before = period.previous().orElse(period).first();
        return Collections.min(List.of(
                before,
                period(Unit.WEEK, asOf).first(),
                period(Unit.MONTH, asOf).first()));
    }

    private LocalDate last(Instant asOf) {
        return Collections.max(
                List.of(period(Unit.WEEK, asOf).last(), period(Unit.MONTH, asOf).last()));
    }

    private static void readTotals(Session session, Map<Sum, BigDecimal> sums, Map<String, Integer> customers)
            throws SQLException {
        session.each(
                row -> {
                    if (row.getString(1).equals(CUSTOMERS)) {
                        customers.put(row.getString(2), row.getInt(3));
                    } else {
                        Sum sum = new Sum(Optional.empty(), Kind.valueOf(row.getString(1)), row.getString(2));
                        sums.put(sum, row.getBigDecimal(3));
                    }
                },
                "SELECT kind, subject, amount FROM totals WHERE amount <> 0",
                List.of());
    }

    private static void readDaily(
            Session session, Map<Sum, BigDecimal> sums, Set<Kind> kinds, LocalDate first, LocalDate last)
            throws SQLException {
        String names = kinds.stream().map(kind -> "'" + kind.name() + "'").collect(Collectors.joining(", "));
        session.each(
                row -> sums.put(
                        new Sum(
                                Optional.of(LocalDate.ofEpochDay(row.getInt(2))),
                                Kind.valueOf(row.getString(1)),
                                row.getString(3)),
                        row.getBigDecimal(4)),
                "SELECT kind, day, subject, amount FROM daily WHERE kind IN (" + names
                        + ") AND day BETWEEN ? AND ? AND amount <> 0",
                Arrays.asList((int) first.toEpochDay(), (int) last.toEpochDay()));
    }

    private static CustomerFrequency frequency(Map<String, Integer> customers) {
        int threeToFive =
                customers.getOrDefault("3", 0) + customers.getOrDefault("4", 0) + customers.getOrDefault("5", 0);
        return new CustomerFrequency(
                customers.getOrDefault("1", 0),
                customers.getOrDefault("2", 0),
                threeToFive,
                customers.getOrDefault("6", 0));
    }
}
