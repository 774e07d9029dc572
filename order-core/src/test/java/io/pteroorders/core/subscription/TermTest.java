package io.pteroorders.core.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    private static final LocalDate EPOCH = LocalDate.of(2026, 1, 1);

    @ParameterizedTest
    @CsvSource({
        "2027-01-31, 1, 2027-02-28",
        "2027-01-31, 2, 2027-03-31",
        "2027-01-31, 3, 2027-04-30",
        "2027-01-31, 4, 2027-05-31",
        "2028-01-31, 1, 2028-02-29",
        "2028-01-31, 2, 2028-03-31",
        "2026-11-30, 3, 2027-02-28",
        "2026-11-30, 6, 2027-05-30",
        "2028-02-29, 12, 2029-02-28",
        "2028-02-29, 48, 2032-02-29",
        "2026-11-22, 1, 2026-12-22",
        "2027-02-01, 1, 2027-03-01"
    })
    void aTermLastsUntilTheSameDayOrTheLastOfTheMonth(LocalDate first, int months, LocalDate last) {
        assertEquals(last, Term.beginning(first, months).last());
    }

    @Test
    @DisplayName("B194 the day that is counted from never shrinks")
    void theDayThatIsCountedFromNeverShrinks() {
        Term february = Term.beginning(LocalDate.of(2027, 1, 31), 1);
        Term march = february.next(1);
        assertEquals(new Term(31, LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 31)), march);
        assertEquals(LocalDate.of(2027, 4, 30), march.next(1).last());
        assertEquals(LocalDate.of(2027, 5, 31), march.next(1).next(1).last());
        assertEquals(
                LocalDate.of(2027, 5, 30),
                Term.beginning(LocalDate.of(2026, 11, 30), 3).next(3).last());
        assertEquals(
                LocalDate.of(2032, 2, 29),
                Term.beginning(LocalDate.of(2028, 2, 29), 12)
                        .next(12)
                        .next(12)
                        .next(12)
                        .last());
    }

    @Test
    void daysMoreMoveTheDayThatIsCountedFrom() {
        Term december = Term.beginning(LocalDate.of(2026, 11, 22), 1).extended(9);
        assertEquals(new Term(31, LocalDate.of(2026, 11, 22), LocalDate.of(2026, 12, 31)), december);
        assertEquals(LocalDate.of(2027, 2, 28), december.next(2).last());
    }

    @Test
    void itsDaysAreCountedWithBothEnds() {
        Term term = Term.beginning(LocalDate.of(2026, 11, 22), 1);
        assertEquals(31, term.days());
        assertEquals(15, term.daysAfter(LocalDate.of(2026, 12, 7)));
        assertEquals(0, term.daysAfter(term.last()));
        assertEquals(0, term.daysAfter(LocalDate.of(2027, 5, 1)));
        assertEquals(31, term.daysAfter(LocalDate.of(2026, 1, 1)));
    }

    @Property
    void monthByMonthIsTheSameAsManyMonths(
            @ForAll @IntRange(max = 5_000) int day,
            @ForAll @IntRange(min = 1, max = 12) int first,
            @ForAll @IntRange(min = 1, max = 12) int more) {
        Term term = Term.beginning(EPOCH.plusDays(day), first);
        Term step = term;
        for (int month = 0; month < more; month++) {
            assertEquals(step.last().plusDays(1), step.next(1).first(), "no day between two terms");
            step = step.next(1);
        }
        assertEquals(term.next(more).last(), step.last());
        assertEquals(Term.beginning(EPOCH.plusDays(day), first + more).last(), step.last());
        assertTrue(step.days() >= 28 && step.days() <= 31, step::toString);
    }

    @Test
    void noMonthHasThirtyTwoDaysAndNoTermEndsBeforeItBegins() {
        assertThrows(IllegalArgumentException.class, () -> new Term(32, EPOCH, EPOCH));
        assertThrows(IllegalArgumentException.class, () -> new Term(0, EPOCH, EPOCH));
        assertThrows(IllegalArgumentException.class, () -> new Term(1, EPOCH, EPOCH.minusDays(1)));
    }
}
