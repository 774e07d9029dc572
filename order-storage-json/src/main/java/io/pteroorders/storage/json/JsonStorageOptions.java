package io.pteroorders.storage.json;

import io.pteroorders.core.order.OrderFlow;
import java.time.Clock;
import java.time.ZoneId;

/**
 * How a {@link JsonOrderStorage} works. Immutable and thread-safe.
 *
 * @param zone in which the days of its statistics begin
 * @param flow that the history of every order must follow
 * @param clock for the names of files that are set aside
 */
public record JsonStorageOptions(ZoneId zone, OrderFlow flow, Clock clock) {

    /** Days in Jakarta, the flow of the shop. */
    public static JsonStorageOptions defaults(Clock clock) {
        return new JsonStorageOptions(ZoneId.of("Asia/Jakarta"), OrderFlow.ORDER_STATUS_FLOW, clock);
    }
}
