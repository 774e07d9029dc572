package io.pteroorders.bot.port;

import com.google.common.collect.ImmutableList;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.notify.MessageSender;
import java.io.IOException;
import java.util.Optional;

/** A way for messages to come in and go out. Nothing above it knows its wire format. */
public interface Transport extends MessageSender, AutoCloseable {

    /**
     * Puts every message that comes in into the inbox, one after another, until there are no more and the inbox is
     * finished.
     *
     * @throws IOException if the way in breaks
     */
    void run(Inbox inbox) throws IOException;

    /** Lets nothing more in, so that {@link #run} comes to its end. */
    default void stop() {}

    /** What the operator should know of its files. */
    default ImmutableList<String> notices() {
        return ImmutableList.of();
    }

    /** Where it keeps something of people. */
    default ImmutableList<PersonalPlace> places() {
        return ImmutableList.of();
    }

    /**
     * Drops what it kept of messages that are dealt with.
     *
     * @throws io.pteroorders.core.storage.StorageException if that could not be; it can be done again
     */
    default void forgetDone() {}

    /** Why it can no longer do its work; empty while it can. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /** Why messages do not get through at present, in plain English, without personal data; empty if they do. */
    default ImmutableList<String> troubles() {
        return ImmutableList.of();
    }

    /** Shows its figures. */
    default void measure(MeterRegistry meters) {}

    /** Ends its files in order. */
    @Override
    default void close() {}
}
