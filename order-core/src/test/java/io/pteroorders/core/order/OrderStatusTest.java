package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStatusTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING, pending", "CONFIRMED, confirmed", "PROCESSING, processing",
        "COMPLETED, completed", "CANCELLED, cancelled", "REFUNDED, refunded"
    })
    void aStatusIsOneLowerCaseWordInEveryLocale(OrderStatus status, String word) {
        assertEquals(word, status.word());
        assertEquals(Optional.of(status), OrderStatus.parse(word));
        assertEquals(Optional.of(status), OrderStatus.parse(status.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pendng", " pending", "pend\u0131ng", "PEND\u0130NG", "рending"})
    void otherWordsAreNoStatus(String word) {
        assertEquals(Optional.empty(), OrderStatus.parse(word));
    }
}
