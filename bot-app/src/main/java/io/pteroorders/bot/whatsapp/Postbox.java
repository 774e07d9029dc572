package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps the messages that came in until they are dealt with. Thread-safe. */
interface Postbox extends AutoCloseable {

    /** Meta tries for seven days; what is older was held back by somebody. */
    Duration OLDEST = Duration.ofDays(8);

    /** The next message to deal with, in the order in which they were stored; waits for one. Empty at the end. */
    Optional<ReceivedMessage> take() throws InterruptedException;

    /** Makes {@link #take} come to its end. */
    void end();

    /** A message is dealt with, and handed out no more. */
    void done(ReceivedMessage message);

    /** When each sender wrote last, as far as it may matter. */
    ImmutableMap<Sender, Instant> heard();

    /** How many messages wait or are being dealt with. */
    int waiting();

    /** Since when the oldest of them waits. */
    Optional<Instant> oldestWaiting();

    /** How many messages were too old to be dealt with, as far as they are remembered. */
    int parked();

    /** What opening found that the operator should know. */
    ImmutableList<String> notices();

    /** Why it takes no more messages; empty while it works, or may again by itself. */
    Optional<String> failure();

    @Override
    void close();
}
