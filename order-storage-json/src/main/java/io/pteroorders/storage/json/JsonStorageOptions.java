package io.pteroorders.storage.json;

import io.pteroorders.core.order.OrderFlow;
import java.time.Clock;
import java.time.ZoneId;

/**
 * The options of a {@link JsonOrderStorage}. Immutable and thread-safe.
 *
 * @param zone in which the days of its statistics begin
 * @param flow that the history of every order must follow
 * @param clock for the names of files; the order of changes does not depend on it
 * @param backups where backups go and which are kept
 * @param extension bytes by which a journal grows at least
 * @param automatic whether checkpoints are made as they fall due; otherwise only when asked for and at closing
 * @param sidecarFrom bytes from which {@code orders.json} has a sidecar, which makes opening fast
 */
public record JsonStorageOptions(
        ZoneId zone,
        OrderFlow flow,
        Clock clock,
        BackupPolicy backups,
        int extension,
        boolean automatic,
        long sidecarFrom) {

    private static final int EXTENSION = 1 << 16;
    private static final long SIDECAR_FROM = 4 << 20;

    /** Options with backups beside the data and checkpoints as they fall due. */
    public JsonStorageOptions(ZoneId zone, OrderFlow flow, Clock clock) {
        this(zone, flow, clock, BackupPolicy.BESIDE_THE_DATA, EXTENSION, true, SIDECAR_FROM);
    }

    /** Days in Jakarta, the flow of the shop. */
    public static JsonStorageOptions defaults(Clock clock) {
        return new JsonStorageOptions(ZoneId.of("Asia/Jakarta"), OrderFlow.ORDER_STATUS_FLOW, clock);
    }

    /** The same with checkpoints only when asked for and at closing. */
    JsonStorageOptions onlyWhenAsked() {
        return new JsonStorageOptions(zone, flow, clock, backups, extension, false, sidecarFrom);
    }

    /** The same with other backups. */
    public JsonStorageOptions withBackups(BackupPolicy policy) {
        return new JsonStorageOptions(zone, flow, clock, policy, extension, automatic, sidecarFrom);
    }
}
