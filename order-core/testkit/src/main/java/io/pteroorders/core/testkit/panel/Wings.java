package io.pteroorders.core.testkit.panel;

import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The machines: they install servers and let them run, while the clock goes on. Under the lock of the tables. */
final class Wings {

    private static final Duration REPEATED = Duration.ofSeconds(20);

    private final Tables tables;
    private final Clock clock;
    private final Deque<InstallEnd> ends = new ArrayDeque<>();
    private Optional<Duration> installTime = Optional.empty();
    private Duration powerTime = Duration.ZERO;
    private boolean runsSuspended;

    Wings(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    void setInstallTime(Duration time) {
        installTime = Optional.of(time);
    }

    void setPowerTime(Duration time) {
        powerTime = time;
    }

    void setRunsSuspended() {
        runsSuspended = true;
    }

    void endNextInstalls(InstallEnd... next) {
        Collections.addAll(ends, next);
    }

    /** Begins to put a program there. */
    void install(ServerRow server, boolean first) {
        InstallEnd end = Optional.ofNullable(ends.poll()).orElse(InstallEnd.WORKS);
        Instant ended = end == InstallEnd.DIES
                ? null
                : installTime.map(clock.instant()::plus).orElse(null);
        server.status = "installing";
        server.wings.kill();
        server.wings.install = new WingsState.Install(ended, end, first);
    }

    /** Ends an install, however it was to end. */
    void finish(ServerRow server, boolean works) {
        WingsState.Install install = Optional.ofNullable(server.wings.install)
                .orElseThrow(() -> new IllegalStateException("server " + server.id + " is not being installed"));
        server.wings.install = null;
        if (!server.isSuspended()) {
            server.status = works ? null : install.first() ? "install_failed" : "reinstall_failed";
            if (works && server.startOnCompletion) {
                signal(server, PowerSignal.START);
            }
        }
    }

    /** Lets happen what is due by now. */
    void settle() {
        tables.servers.all().forEach(this::settle);
    }

    private void settle(ServerRow server) {
        WingsState.Install install = server.wings.install;
        if (install != null && install.ends() != null && !install.ends().isAfter(clock.instant())) {
            finish(server, install.end() == InstallEnd.WORKS);
        }
        while (server.wings.nextChange != null
                && !server.wings.coming.isEmpty()
                && !server.wings.nextChange.isAfter(clock.instant())) {
            server.wings.power = server.wings.coming.remove();
            server.wings.nextChange = server.wings.nextChange.plus(powerTime);
        }
    }

    /** Does what is asked for, later; while a server starts nothing but its end at once is done, and that neither. */
    void signal(ServerRow server, PowerSignal signal) {
        if (server.wings.power == PowerState.STARTING) {
            return;
        }
        boolean isOff = server.wings.power == PowerState.OFFLINE;
        switch (signal) {
            case START -> become(server, isOff ? List.of(PowerState.STARTING, PowerState.RUNNING) : List.of());
            case STOP -> become(server, isOff ? List.of() : List.of(PowerState.STOPPING, PowerState.OFFLINE));
            case RESTART -> become(server, List.of(PowerState.STARTING, PowerState.RUNNING));
            case KILL -> server.wings.kill();
        }
    }

    private void become(ServerRow server, List<PowerState> states) {
        if (!states.isEmpty()) {
            server.wings.power = states.get(0);
            server.wings.coming.clear();
            server.wings.coming.addAll(states.subList(1, states.size()));
            server.wings.nextChange = clock.instant().plus(powerTime);
        }
    }

    /** A server is suspended: it is stopped, by machines that are not too old. */
    void suspended(ServerRow server) {
        if (!runsSuspended) {
            server.wings.kill();
        }
    }

    /** What a server is doing, as the panel says it: for a while it repeats what it said. */
    PowerState told(ServerRow server) {
        WingsState.Told told = server.wings.told;
        if (told == null || !told.at().plus(REPEATED).isAfter(clock.instant())) {
            told = new WingsState.Told(server.wings.power, clock.instant());
            server.wings.told = told;
        }
        return told.power();
    }
}
