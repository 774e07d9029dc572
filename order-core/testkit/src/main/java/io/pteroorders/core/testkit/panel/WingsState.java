package io.pteroorders.core.testkit.panel;

import io.pteroorders.core.provisioning.PowerState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a machine knows of one of its servers. */
final class WingsState {

    /** An install that goes on. */
    record Install(@Nullable Instant ends, InstallEnd end, boolean first) {}

    /** What the panel was told lately, which it repeats for a while. */
    record Told(PowerState power, Instant at) {}

    final Deque<PowerState> coming = new ArrayDeque<>();
    PowerState power = PowerState.OFFLINE;

    @Nullable
    Instant nextChange;

    @Nullable
    Install install;

    @Nullable
    Told told;

    /** It does not run, at once. */
    void kill() {
        coming.clear();
        power = PowerState.OFFLINE;
    }
}
