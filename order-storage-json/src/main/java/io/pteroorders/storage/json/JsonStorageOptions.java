package io.pteroorders.storage.json;

import io.pteroorders.core.order.OrderFlow;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;

/** The options of a {@link JsonOrderStorage}. Immutable and thread-safe. */
public final class JsonStorageOptions {

    private static final int EXTENSION = 1 << 16;
    private static final long SIDECAR_FROM = 4 << 20;

    private final ZoneId zone;
    private final OrderFlow flow;
    private final Clock clock;
    private final BackupPolicy backups;
    private final int extension;
    private final boolean automatic;
    private final long sidecarFrom;

    /**
     * Options with backups beside the data and checkpoints as they fall due.
     *
     * @param zone in which the days of its statistics begin
     * @param flow that the history of every order must follow, also of one that is written
     * @param clock for the names of files; the order of changes does not depend on it
     */
    public JsonStorageOptions(ZoneId zone, OrderFlow flow, Clock clock) {
        this(zone, flow, clock, BackupPolicy.BESIDE_THE_DATA, EXTENSION, true, SIDECAR_FROM);
    }

    /**
     * All options.
     *
     * @param extension bytes by which a journal grows at least
     * @param automatic whether checkpoints are made as they fall due
     * @param sidecarFrom bytes from which {@code orders.json} has a sidecar, which makes opening fast
     */
    JsonStorageOptions(
            ZoneId zone,
            OrderFlow flow,
            Clock clock,
            BackupPolicy backups,
            int extension,
            boolean automatic,
            long sidecarFrom) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.flow = Objects.requireNonNull(flow, "flow");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.backups = Objects.requireNonNull(backups, "backups");
        this.extension = extension;
        this.automatic = automatic;
        this.sidecarFrom = sidecarFrom;
    }

    /** Days in Jakarta, the flow of the shop. */
    public static JsonStorageOptions defaults(Clock clock) {
        return new JsonStorageOptions(ZoneId.of("Asia/Jakarta"), OrderFlow.ORDER_STATUS_FLOW, clock);
    }

    /** The same with checkpoints only when asked for and at closing. */
    public JsonStorageOptions onlyWhenAsked() {
        return new JsonStorageOptions(zone, flow, clock, backups, extension, false, sidecarFrom);
    }

    /** The same with other backups. */
    public JsonStorageOptions withBackups(BackupPolicy policy) {
        return new JsonStorageOptions(zone, flow, clock, policy, extension, automatic, sidecarFrom);
    }

    /** In which the days of its statistics begin. */
    public ZoneId zone() {
        return zone;
    }

    /** What the history of every order must follow. */
    public OrderFlow flow() {
        return flow;
    }

    /** For the names of files. */
    public Clock clock() {
        return clock;
    }

    /** Where backups go and which are kept. */
    public BackupPolicy backups() {
        return backups;
    }

    int extension() {
        return extension;
    }

    boolean automatic() {
        return automatic;
    }

    long sidecarFrom() {
        return sidecarFrom;
    }
}
