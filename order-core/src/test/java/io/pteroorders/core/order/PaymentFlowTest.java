package io.pteroorders.core.order;

import static io.pteroorders.core.order.PaymentState.CANCELLED;
import static io.pteroorders.core.order.PaymentState.DISPUTED;
import static io.pteroorders.core.order.PaymentState.EXPIRED;
import static io.pteroorders.core.order.PaymentState.FAILED;
import static io.pteroorders.core.order.PaymentState.PAID;
import static io.pteroorders.core.order.PaymentState.PARTLY_REFUNDED;
import static io.pteroorders.core.order.PaymentState.REFUNDED;
import static io.pteroorders.core.order.PaymentState.REVERSED;
import static io.pteroorders.core.order.PaymentState.REVIEW;
import static io.pteroorders.core.order.PaymentState.WAITING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.Samples;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentFlowTest {

    private static Set<PaymentState> after(PaymentState from) {
        return switch (from) {
            case WAITING -> EnumSet.of(PAID, EXPIRED, FAILED, CANCELLED, REVIEW);
            case REVIEW -> EnumSet.of(PAID, FAILED);
            case EXPIRED, FAILED, CANCELLED -> EnumSet.of(PAID);
            case PAID, PARTLY_REFUNDED -> EnumSet.of(PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED);
            case DISPUTED -> EnumSet.of(PAID, REVERSED, REFUNDED);
            case REFUNDED, REVERSED -> EnumSet.noneOf(PaymentState.class);
        };
    }

    /** All hundred pairs. */
    @ParameterizedTest
    @EnumSource
    void aPaymentMovesAlongTheArrowsAndNoOther(PaymentState from) {
        assertEquals(after(from), PaymentFlow.next(from));
        Payment payment = SamplePayments.in(from);
        for (PaymentState to : PaymentState.values()) {
            assertEquals(after(from).contains(to), PaymentFlow.allows(from, to), from + " to " + to);
            if (after(from).contains(to)) {
                assertEquals(to, payment.moved(to, Samples.NOON).state());
            } else {
                assertThrows(IllegalArgumentException.class, () -> payment.moved(to, Samples.NOON));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void wordsReadBackInAnyCase(PaymentState state) {
        assertEquals(Optional.of(state), PaymentState.parse(state.word()));
        assertEquals(Optional.of(state), PaymentState.parse(state.word().toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void noOtherWordIsAState() {
        assertEquals(Optional.empty(), PaymentState.parse("partly_refunded"));
        assertEquals("partly-refunded", PARTLY_REFUNDED.word());
    }
}
