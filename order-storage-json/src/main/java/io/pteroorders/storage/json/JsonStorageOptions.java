package io.pteroorders.storage.json;

import io.pteroorders.core.order.OrderFlow;
import java.time.Clock;
import java.time.ZoneId;

/**
 * How a {@link JsonOrderStorage} works. Immutable and thread-safe.
 *
 * @param zone in which the days of its statistics begin
 * @param flow that the history of every order must follow
 * @param clock for the names of files
 * @param extension bytes by which a journal grows at least
 * @param automatic whether checkpoints are made as they fall due; otherwise only at closing
 */
public record JsonStorageOptions(ZoneId zone, OrderFlow flow, Clock clock, int extension, boolean automatic) {

    private static final int EXTENSION = 1 << 16;

    /** Options with checkpoints as they fall due. */
    public JsonStorageOptions(ZoneId zone, OrderFlow flow, Clock clock) {
        this(zone, flow, clock, EXTENSION, true);
    }

    /** Days in Jakarta, the flow of the shop. */
    public static JsonStorageOptions defaults(Clock clock) {
        return new JsonStorageOptions(ZoneId.of("Asia/Jakarta"), OrderFlow.ORDER_STATUS_FLOW, clock);
    }
}
