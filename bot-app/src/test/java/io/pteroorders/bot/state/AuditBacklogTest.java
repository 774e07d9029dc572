package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditBacklogTest {

    private final List<AuditTrail.Entry> kept = new ArrayList<>();
    private boolean full;
    private final AuditBacklog backlog = new AuditBacklog(entries -> {
        if (full) {
            throw StorageException.retryable("no space", null);
        }
        kept.addAll(entries);
    });

    private static AuditTrail.Entry entry(int number) {
        return new AuditTrail.Entry(
                Fixtures.NOON, PersonId.phone("6281100000002"), "cancel", Optional.of("" + number), Result.DONE);
    }

    private List<String> orders() {
        return kept.stream().map(entry -> entry.order().orElseThrow()).toList();
    }

    @Test
    void entriesThatCannotBeKeptFollowInTheirOrder() {
        full = true;
        backlog.keep(List.of(entry(1), entry(2)));
        backlog.keep(List.of(entry(3)));
        assertEquals(Optional.of("3 entries wait because the audit trail takes none"), backlog.trouble());
        full = false;
        backlog.keep(List.of(entry(4)));
        assertEquals(List.of(), orders(), "whoever keeps more waits for nothing");
        backlog.catchUp();
        assertEquals(List.of("1", "2", "3", "4"), orders());
        assertEquals(Optional.empty(), backlog.trouble());
    }

    @Test
    void theyFollowAlsoWhenNothingMoreIsDone() {
        full = true;
        backlog.keep(List.of(entry(1)));
        backlog.catchUp();
        assertEquals(List.of(), orders());
        full = false;
        backlog.catchUp();
        backlog.catchUp();
        assertEquals(List.of("1"), orders());
    }

    @Test
    void whatHasToBeThereFirstIsRefusedAndDoesNotWait() {
        full = true;
        assertThrows(StorageException.class, () -> backlog.append(List.of(entry(1))));
        full = false;
        backlog.append(List.of(entry(2)));
        assertEquals(List.of("2"), orders());
    }

    @Test
    void soManyWaitAndNoMore() {
        full = true;
        for (int number = 0; number < AuditBacklog.MOST + 5; number++) {
            backlog.keep(List.of(entry(number)));
        }
        full = false;
        backlog.close();
        assertEquals(AuditBacklog.MOST, kept.size());
    }

    @Test
    void whatWaitsAtTheEndIsWrittenThen() {
        full = true;
        backlog.keep(List.of(entry(1)));
        full = false;
        backlog.close();
        assertEquals(List.of("1"), orders());
    }
}
