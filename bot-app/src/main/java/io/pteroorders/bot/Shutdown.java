package io.pteroorders.bot;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.bot.cli.ExitCodes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The end of the program when the system asks for it: what was started is ended in order, the last first. An end of the
 * program's own goes its own way; whoever comes first ends everything. Thread-safe.
 */
final class Shutdown {

    @GuardedBy("this")
    private final Deque<Runnable> started = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean ending;

    /** Ends what was started when the system asks for it. */
    static Shutdown onSignal() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::end, "end-on-signal"));
        return shutdown;
    }

    /** Something was started, which is ended so. */
    synchronized void add(Runnable end) {
        started.push(end);
    }

    /** The program has come to its end by itself: whoever started something ends it. */
    synchronized void endByItself() {
        ending = true;
    }

    /** Ends the program with this code, whatever still runs. */
    void exit(int exitCode) {
        endByItself();
        System.exit(exitCode);
    }

    private synchronized void end() {
        if (!ending) {
            started.forEach(Runnable::run);
            Runtime.getRuntime().halt(ExitCodes.DONE);
        }
    }
}
