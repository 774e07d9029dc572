package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.notify.OutboxCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The reasons why the program does not work as it should: the store, the disk, the way out, the outbox. Thread-safe. */
final class Readiness {

    static final long LEAST_SPACE = 100L << 20;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Path data;
    private final Supplier<Optional<String>> failure;
    private final Supplier<ImmutableList<String>> transport;
    private final Supplier<OutboxCounts> outbox;
    private final IntSupplier undeliveredToAdmins;
    private final Clock clock;

    /**
     * A look at the program.
     *
     * @param failure why the files take no more changes; empty while they do
     * @param transport why messages do not get through
     * @param undeliveredToAdmins how many messages to admins lie there
     */
    Readiness(
            Path data,
            Supplier<Optional<String>> failure,
            Supplier<ImmutableList<String>> transport,
            Supplier<OutboxCounts> outbox,
            IntSupplier undeliveredToAdmins,
            Clock clock) {
        this.data = data;
        this.failure = failure;
        this.transport = transport;
        this.outbox = outbox;
        this.undeliveredToAdmins = undeliveredToAdmins;
        this.clock = clock;
    }

    /** All that is wrong now, in plain English, without personal data. */
    ImmutableList<String> troubles() {
        ImmutableList.Builder<String> troubles = ImmutableList.builder();
        failure.get().ifPresent(why -> troubles.add("the store failed: " + why));
        disk().ifPresent(troubles::add);
        troubles.addAll(transport.get());
        outbox.get()
                .oldest()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> age.compareTo(LONGEST_WAIT) > 0)
                .ifPresent(age -> troubles.add("a message has waited for " + age.toMinutes() + " minutes"));
        int undelivered = undeliveredToAdmins.getAsInt();
        if (undelivered > 0) {
            troubles.add(
                    undelivered + " messages to admins could not be delivered: !outbox names them; whoever last wrote "
                            + "more than a day ago gets them by writing to the shop's number");
        }
        return troubles.build();
    }

    private Optional<String> disk() {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            return free < LEAST_SPACE
                    ? Optional.of("the disk of the data has only " + (free >> 20) + " MiB left")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "the disk of the data cannot be looked at: " + data + (Files.exists(data) ? "" : " is not there"));
        }
    }
}
