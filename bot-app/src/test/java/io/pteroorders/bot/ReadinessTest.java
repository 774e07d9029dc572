package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.OutboxCounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {

    @TempDir
    Path data;

    private Optional<String> failure = Optional.empty();
    private ImmutableList<String> transport = ImmutableList.of();
    private Optional<Instant> oldest = Optional.empty();
    private int toAdmins;

    private ImmutableList<String> troubles(Path directory) {
        return new Readiness(
                        directory,
                        () -> failure,
                        () -> transport,
                        () -> new OutboxCounts(3, 0, oldest),
                        () -> toAdmins,
                        ManualClock.at(Fixtures.NOON))
                .troubles();
    }

    @Test
    void aProgramThatWorksHasNoTroubles() {
        oldest = Optional.of(Fixtures.NOON.minus(Readiness.LONGEST_WAIT));
        assertEquals(ImmutableList.of(), troubles(data));
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        failure = Optional.of("no space");
        transport = ImmutableList.of("nothing is sent: error 190");
        oldest = Optional.of(Fixtures.NOON.minus(Readiness.LONGEST_WAIT).minusSeconds(60));
        toAdmins = 2;
        assertEquals(
                ImmutableList.of(
                        "the store failed: no space",
                        "nothing is sent: error 190",
                        "a message has waited for 16 minutes",
                        "2 messages to admins could not be delivered: !outbox names them; whoever last wrote more than a"
                                + " day ago gets them by writing to the shop's number"),
                troubles(data));
    }

    @Test
    void aDiskThatIsGoneIsATrouble() {
        String trouble = troubles(data.resolve("gone")).get(0);
        assertTrue(trouble.startsWith("the disk of the data cannot be looked at"), trouble);
    }
}
