package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private static final OrderId ORDER = Samples.orderId(1);
    private static final RequestId FIRST = RequestId.of("first");
    private static final RequestId SECOND = RequestId.of("second");
    private static final RequestId THIRD = RequestId.of("third");

    private final RequestLog log = new RequestLog();

    private void add(RequestId request, Instant time) {
        log.passed(time);
        log.add(request, ORDER);
    }

    @Test
    void aRequestIsForgottenAfterThirtyDays() {
        Instant thirtyDaysLater = Samples.NOON.plus(Duration.ofDays(30));
        add(FIRST, Samples.NOON);
        add(SECOND, thirtyDaysLater);
        assertEquals(Optional.of(ORDER), log.find(FIRST));
        add(THIRD, thirtyDaysLater.plusMillis(1));
        assertEquals(Optional.empty(), log.find(FIRST));
        assertEquals(Optional.of(ORDER), log.find(SECOND));
    }
}
