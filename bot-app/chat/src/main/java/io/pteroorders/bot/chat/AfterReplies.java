package io.pteroorders.bot.chat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Keeps tasks until the replies are out, so that people hear the answer to their own message first. Thread-safe. */
final class AfterReplies implements Executor {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** Runs the tasks that wait, and those that they add. */
    void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
