package io.pteroorders.core.testkit;

import com.google.common.util.concurrent.UncheckedExecutionException;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that is done in a thread of its own, so that nobody waits for it for ever. */
final class Watched<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    private Watched(Callable<T> action, String name) {
        this.task = new FutureTask<>(action);
        this.thread = new Thread(task, name);
        thread.setDaemon(true);
    }

    /** Begins. */
    static <T> Watched<T> start(String name, Callable<T> action) {
        Watched<T> started = new Watched<>(action, name);
        started.thread.start();
        return started;
    }

    /**
     * What it came to.
     *
     * @throws Hanging if it is not done after that time; it goes on
     * @throws UncheckedExecutionException if it threw; its cause is what
     */
    T await(Duration patience) {
        try {
            return Uninterruptibles.getUninterruptibly(task, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Hanging(patience, thread.getStackTrace());
        } catch (ExecutionException e) {
            throw new UncheckedExecutionException(e.getCause());
        }
    }

    /** The same, and throws what it threw. */
    T awaitThrowing(Duration patience) throws Throwable {
        try {
            return await(patience);
        } catch (UncheckedExecutionException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** That something does not come to an end; its stack is where it stays. */
    static final class Hanging extends AssertionError {

        private static final long serialVersionUID = 1;

        private final String words;

        private Hanging(Duration patience, StackTraceElement[] where) {
            this("nothing came back in " + patience.toSeconds() + " s; the stack says where it stays", where);
        }

        /** The same, in other words. */
        Hanging(String words, Hanging same) {
            this(words, same.getStackTrace());
        }

        private Hanging(String words, StackTraceElement[] where) {
            super(words);
            this.words = words;
            setStackTrace(where);
        }

        /** The message. */
        String words() {
            return words;
        }
    }
}
