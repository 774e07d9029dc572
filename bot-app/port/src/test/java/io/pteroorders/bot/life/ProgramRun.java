package io.pteroorders.bot.life;

import com.google.common.collect.ImmutableSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run of the program from its start to its end. It can be killed before and after each of its effects: from then on
 * nothing that it does has one. Thread-safe.
 */
public final class ProgramRun {

    /** It is not killed. */
    public static final int FOREVER = Integer.MAX_VALUE;

    /** The ports' operations that have an effect, or whose answer has. */
    private static final ImmutableSet<String> EFFECTS = ImmutableSet.of(
            "insert",
            "update",
            "remove",
            "append",
            "submit",
            "replace",
            "compact",
            "send",
            "create",
            "ask",
            "cancel",
            "refund",
            "findUser",
            "createUser",
            "setPassword",
            "adoptUser",
            "findServer",
            "createServer",
            "describe",
            "resize",
            "suspend",
            "unsuspend",
            "reinstall",
            "delete",
            "signal");

    private final int last;
    private final AtomicInteger moments = new AtomicInteger();

    /** The program is dead. */
    public static final class Killed extends Error {

        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** @param last so many moments it lives */
    public ProgramRun(int last) {
        this.last = last;
    }

    /** How many moments there were at which it could have been killed. */
    public int moments() {
        return moments.get();
    }

    public boolean isDead() {
        return moments.get() > last;
    }

    /**
     * Goes on if the program lives.
     *
     * @throws Killed if it is dead
     */
    public void checkAlive() {
        if (isDead()) {
            throw new Killed();
        }
    }

    /** A dead program may fail in any way, one that lives in none. */
    public void checkIsDeathOf(Throwable failure) {
        if (!isDead()) {
            throw new AssertionError("the program fails", failure);
        }
    }

    private void moment() {
        moments.incrementAndGet();
        checkAlive();
    }

    /** A port as the program uses it. */
    public <T> T uses(Class<T> port, T real) {
        return Around.port(port, real, (method, arguments, call) -> {
            if (!EFFECTS.contains(method)) {
                checkAlive();
                return call.make();
            }
            moment();
            Object result = call.make();
            moment();
            return result;
        });
    }
}
