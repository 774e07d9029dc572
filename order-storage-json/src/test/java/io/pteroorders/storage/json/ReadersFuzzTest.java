package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.DamageException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Journal;
import io.pteroorders.storage.json.log.JournalLine;
import io.pteroorders.storage.json.log.JournalScan;
import io.pteroorders.storage.json.log.LineBuffer;
import io.pteroorders.storage.json.table.OrderTable;
import io.pteroorders.storage.json.table.Sidecar;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whatever bytes a reader is given, it takes them for what they are or refuses them in its own way. In the build the
 * inputs are tried that are kept beside the tests; with {@code -Pfuzz} new ones are looked for.
 */
class ReadersFuzzTest {

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);

    @FuzzTest
    void aRecordIsAnOrderOrIsRefused(byte[] bytes) {
        StoredOrder order;
        try {
            order = FORMAT.decode(bytes);
        } catch (OrderFormatException refused) {
            return;
        }
        byte[] written = OrderJson.encode(order);
        StoredOrder again = decoded(written);
        assertEquals(order, again);
        assertArrayEquals(written, OrderJson.encode(again));
    }

    private static StoredOrder decoded(byte[] written) {
        try {
            return FORMAT.decode(written);
        } catch (OrderFormatException e) {
            throw new AssertionError("what was written is not read", e);
        }
    }

    @FuzzTest
    void aFileIsAnArrayOfRecordsOrIsRefused(byte[] bytes) throws IOException {
        Records read = new Records();
        SnapshotFile.Summary summary;
        try {
            summary = SnapshotFile.read(new ByteArrayInputStream(bytes), FORMAT, read);
        } catch (SnapshotFormatException refused) {
            return;
        }
        assertEquals(bytes.length, summary.length());
        assertEquals(read.orders.size() + read.rejected, summary.records());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        SnapshotFile.Summary canonical = SnapshotFile.write(written, read.orders);
        Records again = new Records();
        assertEquals(canonical, reread(written.toByteArray(), again));
        assertEquals(read.orders, again.orders);
    }

    private static SnapshotFile.Summary reread(byte[] written, Records sink) throws IOException {
        try {
            return SnapshotFile.read(new ByteArrayInputStream(written), FORMAT, sink);
        } catch (SnapshotFormatException e) {
            throw new AssertionError("what was written is not read", e);
        }
    }

    private static final class Records implements SnapshotFile.Sink {
        private final List<StoredOrder> orders = new ArrayList<>();
        private int rejected;

        @Override
        public void accept(StoredOrder order, RawRecord record) {
            orders.add(order);
        }

        @Override
        public void reject(SnapshotFile.Rejected record) {
            assertTrue(record.raw().length <= OrderJson.MAX_RECORD);
            rejected++;
        }
    }

    @FuzzTest
    void aJournalHasAnEndOrIsDamaged(byte[] bytes) throws IOException {
        List<JournalLine> lines = new ArrayList<>();
        JournalScan.End end;
        try (Disk.OpenFile file = directory(bytes).openToRead(Journal.name(1))) {
            end = new JournalScan("journal", file).run(1, OptionalLong.of(0), 0, lines::add);
        } catch (DamageException damage) {
            return;
        }
        assertEquals(lines.size(), end.sequence());
        assertEquals(lines.stream().mapToLong(JournalLine::length).sum(), end.position());
        boolean onlyZeros = true;
        for (int i = (int) end.position(); i < bytes.length; i++) {
            onlyZeros &= bytes[i] == 0;
        }
        assertEquals(!onlyZeros, end.torn());
    }

    private static SimulatedDisk directory(byte[] journal) {
        return SimulatedDisk.holding(DiskImage.EMPTY.with(Journal.name(1), journal));
    }

    /** Each line of the input is the type and JSON of a record, which gets what else a line has. */
    @FuzzTest
    void aJournalWithRightChecksumsIsTakenOrRefused(byte[] bytes) throws IOException {
        LineBuffer journal = new LineBuffer(bytes.length + 100);
        int crc = 0;
        long sequence = 0;
        for (byte[] record : lines(bytes)) {
            if (record.length > 0 && Character.isLetter(record[0]) && record[0] > 0) {
                byte[] json = Arrays.copyOfRange(record, 1, record.length);
                crc = JournalLine.write(journal, ++sequence, sequence - 1, crc, (char) record[0], json);
            }
        }
        if (sequence == 0) {
            return;
        }
        SimulatedDisk disk = directory(journal.toArray());
        try {
            Recovery.Found found = Recovery.read(disk, Workload.OPTIONS);
            assertEquals(sequence, found.survey().end().sequence());
        } catch (BadFileException refused) {
            assertTrue(String.valueOf(refused.getMessage()).contains(" "), refused::toString);
        }
    }

    private static ImmutableList<byte[]> lines(byte[] bytes) {
        ImmutableList.Builder<byte[]> lines = ImmutableList.builder();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return lines.build();
    }

    @FuzzTest
    void aSidecarIsATableOrIsDamaged(byte[] bytes) {
        List<StoredOrder> orders = new ArrayList<>();
        OrderTable table;
        try {
            table = Sidecar.read(new ByteArrayInputStream(bytes), OrderFlow.ORDER_STATUS_FLOW, orders::add);
        } catch (IOException damaged) {
            return;
        }
        assertEquals(ImmutableMultiset.copyOf(orders), ImmutableMultiset.copyOf(table.freeze()));
    }
}
