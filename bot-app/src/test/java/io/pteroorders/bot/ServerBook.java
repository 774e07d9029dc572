package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a seller would write into a notebook about one server: until when it is paid, what its customer was told, and whether
 * it was stopped. It counts days by itself, so that the program can be held against it. Not thread-safe.
 */
final class ServerBook {

    private static final int GRACE_DAYS = 3;
    private static final int REMINDERS = 4;

    /** So often a stop is put off for a customer whom nothing reaches. */
    private static final int MOST_PUT_OFFS = 3;

    private LocalDate paidUntil;
    private int anchor;
    private boolean renewing = true;
    private Optional<LocalDate> stopped = Optional.empty();

    /** What was told for this last day, and by which message. */
    private final Map<String, String> told = new HashMap<>();

    private boolean warned;
    private int putOffs;

    ServerBook(LocalDate handedOver, int months) {
        this.anchor = handedOver.getDayOfMonth();
        this.paidUntil = after(handedOver, months);
    }

    private LocalDate after(LocalDate day, int months) {
        YearMonth month =
                YearMonth.of(day.getYear() + months / 12, day.getMonth()).plusMonths(months % 12);
        return month.atDay(Math.min(anchor, month.lengthOfMonth()));
    }

    LocalDate paidUntil() {
        return paidUntil;
    }

    boolean isStopped() {
        return stopped.isPresent();
    }

    void paid(int months, LocalDate day) {
        if (stopped.isPresent()) {
            beginAt(day.minusDays(Math.max(0, ChronoUnit.DAYS.between(paidUntil, stopped.get()) - 1)), months);
        } else if (after(paidUntil, months).isAfter(day)) {
            paidUntil = after(paidUntil, months);
        } else {
            beginAt(day.minusDays(GRACE_DAYS), months);
        }
        stopped = Optional.empty();
        renewing = true;
        anew();
    }

    private void beginAt(LocalDate day, int months) {
        anchor = day.getDayOfMonth();
        paidUntil = after(day, months);
    }

    void given(int days, LocalDate today) {
        paidUntil = paidUntil.plusDays(days);
        anchor = paidUntil.getDayOfMonth();
        stopped = stopped.filter(since -> paidUntil.isBefore(today));
        anew();
    }

    private void anew() {
        told.clear();
        warned = false;
        putOffs = 0;
    }

    void notRenewing() {
        renewing = false;
    }

    void stopped(LocalDate day) {
        assertTrue(paidUntil.isBefore(day), () -> "stopped on " + day + " and paid until " + paidUntil);
        stopped = stopped.or(() -> Optional.of(day));
    }

    /**
     * A message about the end: a warning comes once for each last day, reminders four times at most, and two of one day only
     * where the first of them was late.
     */
    void told(String kind, String messageId, LocalDateTime now, boolean reached) {
        LocalDate today = now.toLocalDate();
        String once = kind.equals("reminder") ? kind + " of " + now : kind;
        String before = told.putIfAbsent(once, messageId);
        assertTrue(before == null || before.equals(messageId), () -> once + " was told twice until " + paidUntil);
        assertTrue(
                told.keySet().stream()
                                .filter(each -> each.startsWith("reminder"))
                                .count()
                        <= REMINDERS,
                () -> told + " until " + paidUntil);
        assertTrue(
                (!kind.equals("overdue") && !kind.equals("last warning")) || paidUntil.isBefore(today),
                () -> once + " on " + today + ", and paid until " + paidUntil);
        warned |= reached && (!kind.equals("reminder") || ChronoUnit.DAYS.between(today, paidUntil) <= 1);
    }

    void putOff() {
        putOffs++;
    }

    /** Admins are asked to stop it. */
    void stopAsked(String messageId, LocalDateTime now) {
        LocalDate today = now.toLocalDate();
        LocalDate last = paidUntil.plusDays(renewing ? GRACE_DAYS : 0);
        assertTrue(last.isBefore(today), () -> "to be stopped on " + today + ", and paid until " + paidUntil);
        assertTrue(warned || putOffs >= MOST_PUT_OFFS, () -> "to be stopped on " + today + ", and nobody was warned");
        told("stop", messageId, now, false);
    }
}
