package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.RenewalStep.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalStepTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 15);

    @ParameterizedTest
    @EnumSource
    void everyStepIsFoundByItsWord(Kind kind) {
        for (int number : new int[] {0, 1, 9, 10, 999}) {
            RenewalStep step = new RenewalStep(kind, number);
            assertEquals(Optional.of(step), RenewalStep.parse(step.word()));
            assertEquals(step.word(), step.toString());
        }
        assertEquals(new RenewalStep(kind, 0), RenewalStep.of(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "REMINDER, 7, reminder-7",
        "OVERDUE, 0, overdue-0",
        "LAST_WARNING, 0, last-warning-0",
        "PUT_OFF, 2, put-off-2",
        "SUSPENSION, 0, suspension-0",
        "DELETION_WARNING, 999, deletion-warning-999",
        "DELETION_DUE, 0, deletion-due-0"
    })
    void theWordsOfFilesStayAsTheyAre(Kind kind, int number, String word) {
        assertEquals(word, new RenewalStep(kind, number).word());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reminder",
                "reminder-",
                "reminder-07",
                "reminder--7",
                "reminder-1000",
                "reminder-7 ",
                "Reminder-7",
                "reminder_7",
                "last_warning-0",
                "last-7",
                "7",
                "-7",
                "reminder-٧"
            })
    void noOtherWordIsAStep(String word) {
        assertEquals(Optional.empty(), RenewalStep.parse(word));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void theNumberOfAStepHasThreeDigitsAtMost(int number) {
        assertEquals(
                "the number of a step is 0 to 999",
                assertThrows(IllegalArgumentException.class, () -> new RenewalStep(Kind.REMINDER, number))
                        .getMessage());
    }

    @Test
    void aStepIsTakenAtATimeAndForADayThatARecordCanHold() {
        RenewalStep step = RenewalStep.of(Kind.OVERDUE);
        assertEquals(Samples.NOON, new TakenStep(DAY, step, Samples.NOON.plusNanos(1), false).at());
        for (LocalDate day : new LocalDate[] {LocalDate.of(1969, 12, 31), LocalDate.of(10_000, 1, 1)}) {
            assertEquals(
                    "paidUntil lies outside the years 1970 to 9999",
                    assertThrows(IllegalArgumentException.class, () -> new TakenStep(day, step, Samples.NOON, false))
                            .getMessage());
        }
        Instant tooEarly = Instant.EPOCH.minusMillis(1);
        assertEquals(
                "at lies outside the years 1970 to 9999",
                assertThrows(IllegalArgumentException.class, () -> new TakenStep(DAY, step, tooEarly, false))
                        .getMessage());
    }
}
