package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.command.AuditTrail.Entry;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.json.DataRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFileTest {

    private static final PersonId ADMIN = PersonId.of("6281100000002");

    @TempDir
    Path data;

    private static Entry entry(String order) {
        return new Entry(Fixtures.NOON, ADMIN, "order-confirm", Optional.of(order), Result.DONE);
    }

    private Path file() {
        return data.resolve(AuditFile.NAME);
    }

    private void append(String... orders) {
        try (AuditFile audit = AuditFile.open(data)) {
            for (String order : orders) {
                audit.append(List.of(entry(order)));
            }
        }
    }

    private List<String> orders() throws IOException {
        return Files.readAllLines(file()).stream()
                .map(line -> line.replaceFirst(".*\"order\":\"(.*?)\".*", "$1"))
                .toList();
    }

    @Test
    void anEntryIsALineOfPlainJson() throws IOException {
        append("ORD-00000-00001");
        assertEquals(
                "{\"time\":\"" + Fixtures.NOON
                        + "\",\"who\":\"6281100000002@s.whatsapp.net\",\"command\":\"order-confirm\","
                        + "\"order\":\"ORD-00000-00001\",\"outcome\":\"done\"}\n",
                Files.readString(file()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void whatSomebodyTypedForgesNoLine() throws IOException {
        append("A\n{\"who\":\"x\"}\u2028\"");
        assertEquals(1, Files.readAllLines(file()).size());
    }

    @Test
    void aFileIsContinued() throws IOException {
        append("A", "B");
        append("C");
        assertEquals(List.of("A", "B", "C"), orders());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"time\":\"2026", "x", "\u0000\u0000\u0000"})
    void aLastLineThatACrashLeftUnfinishedIsCutOff(String torn) throws IOException {
        append("A", "B");
        Files.writeString(file(), torn, StandardOpenOption.APPEND);
        append("C");
        assertEquals(List.of("A", "B", "C"), orders());
    }

    @Test
    void aTornLineOfAnyLengthIsCutOffAndAFileWithNoOtherIsEmpty() throws IOException {
        Files.writeString(file(), "x".repeat(10_000));
        append("A");
        Files.writeString(file(), "x".repeat(10_000), StandardOpenOption.APPEND);
        append("B");
        assertEquals(List.of("A", "B"), orders());
    }

    @Test
    void entriesOfManyThreadsAreWholeLines() throws Exception {
        try (AuditFile audit = AuditFile.open(data)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = IntStream.range(0, 8)
                    .mapToObj(n -> new Thread(() -> {
                        try {
                            start.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        for (int i = 0; i < 25; i++) {
                            audit.append(List.of(entry("A" + n), entry("B" + n)));
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        List<String> orders = orders();
        assertEquals(400, orders.size());
        for (int i = 0; i < orders.size(); i += 2) {
            assertEquals(orders.get(i).substring(1), orders.get(i + 1).substring(1));
            assertTrue(orders.get(i).startsWith("A") && orders.get(i + 1).startsWith("B"));
        }
    }

    @Test
    void aClosedFileTakesNothingAndSaysSo() {
        AuditFile audit = AuditFile.open(data);
        audit.close();
        assertThrows(StorageException.class, () -> audit.append(List.of(entry("A"))));
    }

    @Test
    void aDirectoryInItsPlaceStopsTheStart() throws IOException {
        Files.createDirectory(file());
        assertThrows(DataRefusedException.class, () -> AuditFile.open(data));
    }
}
