package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.log.RealDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of unclean ends are kept as evidence, and do not fill the disk. */
class UncleanJournalsTest {

    private static final long SMALL = 10;
    private static final long LARGE = 100L << 20;

    @TempDir
    Path data;

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);

    private Quarantine quarantine() throws IOException {
        return new Quarantine(RealDisk.in(data), clock);
    }

    private void keep(long size) throws IOException {
        Path journal = Files.createFile(data.resolve("journal.log"));
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(size);
        }
        quarantine().keepJournal("journal.log");
        Files.delete(journal);
    }

    private int forgotten() throws IOException {
        return quarantine().forgetOldJournals();
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("quarantine"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void oldOnesGoButForTheNewest() throws IOException {
        for (int i = 0; i < 5; i++) {
            keep(SMALL);
            clock.advance(Duration.ofDays(1));
        }
        clock.advance(Duration.ofDays(20));
        assertEquals(0, forgotten());
        clock.advance(Duration.ofDays(365));
        assertEquals(2, forgotten());
        assertEquals(
                List.of(
                        "journal-2026-01-17T05-00-00-unclean.log",
                        "journal-2026-01-18T05-00-00-unclean.log",
                        "journal-2026-01-19T05-00-00-unclean.log"),
                kept());
    }

    @Test
    void largeOnesGoButForTheNewest() throws IOException {
        for (int i = 0; i < 5; i++) {
            keep(LARGE);
        }
        assertEquals(2, forgotten());
        assertEquals(3, kept().size());
    }

    @Test
    void whatElseWasSetAsideStaysForEver() throws IOException {
        for (int i = 0; i < 9; i++) {
            quarantine()
                    .keep(
                            Files.writeString(data.resolve("a" + i), "x")
                                    .getFileName()
                                    .toString(),
                            "orders",
                            "-edited.json");
        }
        clock.advance(Duration.ofDays(3650));
        assertEquals(0, forgotten());
        assertEquals(9, kept().size());
    }
}
