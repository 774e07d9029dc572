package io.pteroorders.core.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

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
        "2026-11-22, 0, 2026-11-22"
    })
    void aMonthLastsUntilTheSameDayOrTheLastOfTheMonth(LocalDate first, int months, LocalDate last) {
        assertEquals(last, Term.beginning(first).lastDay(months));
    }

    @Test
    void aTermBeginsOnTheDayInTheShopOnWhichTheServerWasThere() {
        Instant night = Instant.parse("2027-01-31T17:10:00Z");
        assertEquals(
                Optional.of(LocalDate.of(2027, 2, 1)),
                Term.of(completed(night), Samples.JAKARTA).map(Term::begins));
    }

    private static Order completed(Instant at) {
        Order order = Samples.pending(1, Samples.budi(), at);
        for (OrderStatus status : List.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)) {
            order = Samples.moved(order, status, at);
        }
        return order;
    }

    @Test
    void whatIsNotThereHasNoTerm() {
        assertEquals(Optional.empty(), Term.of(Samples.in(OrderStatus.PROCESSING), Samples.JAKARTA));
    }

    @Test
    void noMonthHasThirtyTwoDays() {
        assertThrows(IllegalArgumentException.class, () -> new Term(32, LocalDate.of(2027, 1, 1)));
    }
}
