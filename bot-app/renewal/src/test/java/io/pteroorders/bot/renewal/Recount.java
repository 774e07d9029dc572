package io.pteroorders.bot.renewal;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How a server is paid for, counted anew by the written rules from what was done about it: nothing of the program is used.
 * Not thread-safe.
 */
final class Recount {

    private static final int GRACE = 3;
    private static final int KEPT = 7;
    private static final int MOST_HELD = 14;
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    static final String BILLING = "BILLING";
    static final String PAUSE = "PAUSE";

    /** Days that were paid for. */
    record Days(LocalDate first, LocalDate last, int months, String pack, long price) {

        long count() {
            return ChronoUnit.DAYS.between(first, last) + 1;
        }

        long after(LocalDate today) {
            return Math.max(0, Math.min(count(), ChronoUnit.DAYS.between(today, last)));
        }

        Days with(String otherPack, long otherPrice) {
            return new Days(first, last, months, otherPack, otherPrice);
        }
    }

    /**
     * Something that happened.
     *
     * @param rank payments come before what people say at the same time, and money back after it
     * @param name tells equal ones apart
     */
    record Fact(Instant at, int rank, String name, Consumer<Recount> effect) {

        static final Comparator<Fact> ORDER =
                Comparator.comparing(Fact::at).thenComparing(Fact::rank).thenComparing(Fact::name);
    }

    private final ZoneId zone;
    private final List<Days> paid = new ArrayList<>();
    private final Map<String, Instant> reasons = new TreeMap<>();
    private int anchor;
    private Optional<LocalDate> held = Optional.empty();
    private boolean wished = true;
    private Optional<String> changing = Optional.empty();

    /** The renewal that changed the last day last, when it was paid, and what was paid for before. */
    private Optional<String> newest = Optional.empty();

    private LocalDate newestOn = LocalDate.MIN;
    private List<Days> before = List.of();
    private Optional<String> changingBefore = Optional.empty();
    private int anchorBefore;

    private Recount(ZoneId zone) {
        this.zone = zone;
    }

    /** One whose server was there at a time, after what happened. */
    static Recount of(ZoneId zone, Instant live, int months, String pack, List<Fact> facts) {
        Recount count = new Recount(zone);
        LocalDate first = count.day(live);
        count.anchor = first.getDayOfMonth();
        count.paid.add(new Days(first, count.monthsOn(first, months), months, pack, RenewalTruth.price(pack)));
        facts.stream().sorted(Fact.ORDER).forEach(fact -> fact.effect().accept(count));
        return count;
    }

    LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private LocalDate monthsOn(LocalDate from, int months) {
        YearMonth month = YearMonth.of(from.getYear(), from.getMonthValue()).plusMonths(months);
        return month.lengthOfMonth() < anchor ? month.atEndOfMonth() : month.atDay(anchor);
    }

    // What there is.

    List<Days> paid() {
        return paid;
    }

    private Days last() {
        return paid.get(paid.size() - 1);
    }

    LocalDate paidUntil() {
        return last().last();
    }

    Map<String, Instant> reasons() {
        return reasons;
    }

    /** What it is renewed with. */
    String next() {
        return changing.orElse(last().pack());
    }

    int lastMonths() {
        return last().months();
    }

    String packOn(LocalDate day) {
        return paid.stream()
                .filter(days -> !days.last().isBefore(day))
                .findFirst()
                .orElse(last())
                .pack();
    }

    boolean isPaid(Instant at) {
        return !day(at).isAfter(paidUntil());
    }

    // What happens.

    void renewed(String order, Instant at, int months, String pack) {
        LocalDate day = day(at);
        before = List.copyOf(paid);
        changingBefore = changing;
        anchorBefore = anchor;
        newest = Optional.of(order);
        newestOn = day;
        LocalDate from = paidUntil().plusDays(1);
        LocalDate until = monthsOn(paidUntil(), months);
        Instant stopped = reasons.get(BILLING);
        if (stopped != null) {
            long used = Math.max(0, ChronoUnit.DAYS.between(paidUntil(), day(stopped)) - 1);
            from = day.minusDays(used);
            anchor = from.getDayOfMonth();
            until = monthsOn(from, months);
        }
        if (!until.isAfter(day)) {
            from = day.minusDays(GRACE);
            anchor = from.getDayOfMonth();
            until = monthsOn(from, months);
        }
        paid.add(new Days(from, until, months, pack, RenewalTruth.price(pack)));
        reasons.remove(BILLING);
        wished = true;
        changing = changing.filter(other -> !other.equals(pack));
    }

    void takenBack(String order, Instant at) {
        boolean counts = newest.filter(order::equals).isPresent()
                && newestOn.equals(day(at))
                && last().first().isAfter(day(at));
        if (counts) {
            paid.clear();
            paid.addAll(before);
            anchor = anchorBefore;
            changing = changing.or(() -> changingBefore);
            newest = Optional.empty();
        }
    }

    void changed(Instant at, String pack) {
        LocalDate today = day(at);
        paid.replaceAll(days -> days.last().isBefore(today) ? days : days.with(pack, RenewalTruth.price(pack)));
        changing = changing.filter(other -> !other.equals(pack));
        newest = Optional.empty();
    }

    void longer(Instant at, long days) {
        Days last = last();
        if (days > 0) {
            newest = Optional.empty();
        }
        paid.set(
                paid.size() - 1,
                new Days(last.first(), last.last().plusDays(days), last.months(), last.pack(), last.price()));
        anchor = paidUntil().getDayOfMonth();
        if (isPaid(at)) {
            reasons.remove(BILLING);
        }
    }

    void stopped(Instant at, String reason) {
        if (!reason.equals(BILLING) || !isPaid(at)) {
            reasons.putIfAbsent(reason, at);
        }
    }

    void lifted(Instant at, String reason) {
        Instant since = reasons.remove(reason);
        if (since != null && reason.equals(PAUSE)) {
            long days = ChronoUnit.DAYS.between(day(since), day(at));
            Instant unpaid = reasons.get(BILLING);
            longer(at, Math.min(30, days));
            if (unpaid != null) {
                reasons.put(BILLING, unpaid);
            }
        }
    }

    void held(LocalDate until) {
        held = Optional.of(until);
    }

    void wished(boolean renewal) {
        wished = renewal;
    }

    void changing(Optional<String> pack) {
        changing = pack.filter(other -> !other.equals(last().pack()));
    }

    // When what is due.

    /** The steps for the last day, by their words, with their times. */
    Map<String, Instant> steps(List<Instant> putOffs) {
        Map<String, Instant> steps = new LinkedHashMap<>();
        if (reasons.containsKey(PAUSE)) {
            steps.put(
                    "pause-over-0",
                    at(day(Objects.requireNonNull(reasons.get(PAUSE))).plusDays(30), NINE));
            return steps;
        }
        Instant stopped = reasons.get(BILLING);
        if (stopped != null) {
            steps.put("deletion-warning-3", at(day(stopped).plusDays(KEPT - 3), NINE));
            steps.put("deletion-warning-1", at(day(stopped).plusDays(KEPT - 1), NINE));
            steps.put("deletion-due-0", deletable(stopped));
            return steps;
        }
        for (int days : wished ? List.of(7, 3, 1, 0) : List.of(1)) {
            steps.put("reminder-" + days, at(paidUntil().minusDays(days), NINE));
        }
        if (wished) {
            steps.put("overdue-0", at(paidUntil().plusDays(1), EIGHT));
            steps.put("last-warning-0", at(paidUntil().plusDays(GRACE), NINE));
        }
        steps.put("suspension-0", suspension(putOffs));
        return steps;
    }

    /** @param putOffs when it was put off, each time to the next day */
    Instant suspension(List<Instant> putOffs) {
        ZonedDateTime planned = wished
                ? paidUntil().plusDays(GRACE + 1).atTime(NINE).atZone(zone)
                : paidUntil().plusDays(1).atTime(EIGHT).atZone(zone);
        LocalDate longest = paidUntil().plusDays(MOST_HELD);
        Optional<ZonedDateTime> hold = held.map(day -> (day.isBefore(longest) ? day : longest)
                        .plusDays(1)
                        .atTime(NINE)
                        .atZone(zone))
                .filter(planned::isBefore);
        ZonedDateTime due = hold.orElse(planned);
        for (Instant putOff : putOffs) {
            LocalDate from = day(putOff).isAfter(due.toLocalDate()) ? day(putOff) : due.toLocalDate();
            due = from.plusDays(1).atTime(due.toLocalTime()).atZone(zone);
        }
        return due.toInstant();
    }

    Instant deletable(Instant stopped) {
        return at(day(stopped).plusDays(KEPT), NINE);
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    // What a change costs.

    /** What a dearer package costs for the days after today: nothing if it is less than 1.000 rupiah. */
    long dearer(long price, LocalDate today) {
        long due = over(today, days -> price, true) - over(today, Days::price, false);
        return due < 1_000 ? 0 : due;
    }

    /** What is left over of a cheaper one. */
    long cheaper(long price, LocalDate today) {
        return over(today, days -> Math.max(0, days.price() - price), false);
    }

    private interface Price {
        long of(Days days);
    }

    private long over(LocalDate today, Price price, boolean up) {
        BigInteger over = BigInteger.ZERO;
        BigInteger under = BigInteger.ONE;
        for (Days days : paid) {
            BigInteger part = BigInteger.valueOf(price.of(days) * days.months() * days.after(today));
            BigInteger whole = BigInteger.valueOf(days.count());
            over = over.multiply(whole).add(part.multiply(under));
            under = under.multiply(whole);
        }
        BigInteger[] result = over.divideAndRemainder(under);
        return result[0].longValueExact() + (up && result[1].signum() > 0 ? 1 : 0);
    }

    /** The last day if it were renewed now. */
    LocalDate then(int months, Instant at) {
        Recount copy = new Recount(zone);
        copy.paid.addAll(paid);
        copy.anchor = anchor;
        copy.reasons.putAll(reasons);
        copy.renewed("", at, months, last().pack());
        return copy.paidUntil();
    }
}
