package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.Samples;
import io.pteroorders.storage.record.StoredOrder;
import io.pteroorders.storage.record.StoredOrders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SnapshotFileTest {

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);

    /** What was read of a file. */
    private static final class Read implements SnapshotFile.Sink {

        private final List<StoredOrder> orders = new ArrayList<>();
        private final List<SnapshotFile.Rejected> rejected = new ArrayList<>();
        private final List<String> places = new ArrayList<>();

        @Override
        public void accept(StoredOrder order, RawRecord record) {
            orders.add(order);
            places.add(record.position() + " " + record.offset() + " " + record.line() + " " + record.length());
        }

        @Override
        public void reject(SnapshotFile.Rejected record) {
            rejected.add(record);
        }
    }

    private static byte[] written(Iterable<StoredOrder> orders) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SnapshotFile.Summary summary = SnapshotFile.write(file, orders);
        assertEquals(Hashing.sha256().hashBytes(file.toByteArray()), summary.sha256());
        assertEquals(file.size(), summary.length());
        return file.toByteArray();
    }

    private static String encoded(StoredOrder order) {
        return new String(OrderJson.encode(order), StandardCharsets.UTF_8);
    }

    private static StoredOrder order(int number) {
        return StoredOrder.of(anOrder(number).in(OrderStatus.CONFIRMED));
    }

    @Test
    void aFileIsAnArrayWithOneOrderALine() throws Exception {
        assertEquals("[]\n", new String(written(ImmutableList.of()), StandardCharsets.UTF_8));
        assertEquals(
                "[\n" + encoded(order(1)) + "\n]\n",
                new String(written(ImmutableList.of(order(1))), StandardCharsets.UTF_8));
        assertEquals(
                "[\n" + encoded(order(1)) + ",\n" + encoded(order(2)) + "\n]\n",
                new String(written(ImmutableList.of(order(1), order(2))), StandardCharsets.UTF_8));
    }

    @Property(tries = 50)
    void whatWasWrittenIsReadAgain(@ForAll("files") List<StoredOrder> orders) throws Exception {
        byte[] file = written(orders);
        Read read = new Read();
        SnapshotFile.Summary summary = SnapshotFile.read(new ByteArrayInputStream(file), FORMAT, read);
        assertEquals(orders, read.orders);
        assertEquals(SnapshotFile.write(OutputStream.nullOutputStream(), orders), summary);
        assertEquals(
                summary,
                SnapshotFile.content(new ByteArrayInputStream(file), FORMAT).orElseThrow());
    }

    @Property(tries = 50)
    void aReformattedFileHasTheSameContent(@ForAll("files") List<StoredOrder> orders, @ForAll Random random)
            throws Exception {
        byte[] file = written(orders);
        byte[] reformatted = Formatting.any(Samples.JSON.readTree(file), random).getBytes(StandardCharsets.UTF_8);
        Read read = new Read();
        SnapshotFile.Summary summary = SnapshotFile.read(new ByteArrayInputStream(reformatted), FORMAT, read);
        assertEquals(orders, read.orders);
        assertEquals(Hashing.sha256().hashBytes(reformatted), summary.sha256());
        assertEquals(reformatted.length, summary.length());
        assertEquals(
                Hashing.sha256().hashBytes(file),
                SnapshotFile.content(new ByteArrayInputStream(reformatted), FORMAT)
                        .orElseThrow()
                        .sha256());
    }

    @Provide
    Arbitrary<List<StoredOrder>> files() {
        return Arbitraries.lazyOf(StoredOrders::any).list().ofMaxSize(5);
    }

    @Test
    void aBadRecordIsRejectedAloneWithItsPlace() throws Exception {
        String good = encoded(order(1));
        String file =
                "[" + good + ",\n\n {\"id\":1,\"id\":2} ," + good.replace("25000", "1".repeat(51)) + ",\n" + good + "]";
        Read read = new Read();
        SnapshotFile.Summary summary = SnapshotFile.read(stream(file), FORMAT, read);
        assertEquals(4, summary.records());
        assertEquals(ImmutableList.of(order(1), order(1)), read.orders);
        assertEquals(
                ImmutableList.of("1 1 1 " + good.length(), "4 " + file.lastIndexOf(good) + " 4 " + good.length()),
                read.places);
        SnapshotFile.Rejected twice = read.rejected.get(0);
        assertEquals(
                "2 3 id must be text, is a whole number", twice.position() + " " + twice.line() + " " + twice.reason());
        assertEquals(file.indexOf("{\"id\":1"), twice.offset());
        assertArrayEquals("{\"id\":1,\"id\":2}".getBytes(StandardCharsets.UTF_8), twice.raw());
        assertEquals(
                "the record has a number longer than 40 characters",
                read.rejected.get(1).reason());
        assertEquals(Optional.empty(), SnapshotFile.content(stream(file), FORMAT));
    }

    @Test
    void aRecordTooLongIsRejectedAlone() throws Exception {
        String good = encoded(order(1));
        String longest = "{\"x\":\"" + "]\\\"".repeat(OrderJson.MAX_RECORD) + "\"}";
        Read read = new Read();
        SnapshotFile.read(stream("[" + longest + "," + good + "]"), FORMAT, read);
        assertEquals(ImmutableList.of(order(1)), read.orders);
        assertEquals("the record is longer than 1 MiB", read.rejected.get(0).reason());
        assertEquals(0, read.rejected.get(0).raw().length);
        assertEquals("2 " + (longest.length() + 2) + " 1 " + good.length(), read.places.get(0));
    }

    @Test
    void theLongestRecordIsReadWhereverItLies() throws Exception {
        String start = encoded(order(1)).replaceFirst("}$", ",\"x\":\"");
        String longest = start + "x".repeat(OrderJson.MAX_RECORD - start.length() - 2) + "\"}";
        for (int before = 0; before < 3; before++) {
            Read read = new Read();
            SnapshotFile.read(
                    stream("[" + (encoded(order(2)) + ",").repeat(50 * before) + longest + "," + longest + "]"),
                    FORMAT,
                    read);
            assertEquals(50 * before + 2, read.orders.size());
        }
        Read read = new Read();
        SnapshotFile.read(stream("[" + longest.replace("\"}", "x\"}") + "]"), FORMAT, read);
        assertEquals(1, read.rejected.size());
    }

    @Test
    void aSinkThatFailsEndsTheReading() {
        byte[] file = ("[" + (encoded(order(1)) + ",").repeat(2000) + "1]").getBytes(StandardCharsets.UTF_8);
        Read read = new Read();
        IllegalStateException failure = new IllegalStateException("no more");
        SnapshotFile.Sink sink = new SnapshotFile.Sink() {
            @Override
            public void accept(StoredOrder order, RawRecord record) {
                throw failure;
            }

            @Override
            public void reject(SnapshotFile.Rejected record) {
                read.reject(record);
            }
        };
        assertEquals(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> SnapshotFile.read(new ByteArrayInputStream(file), FORMAT, sink)));
        assertEquals(0, read.rejected.size());
    }

    @Test
    void aDiskThatFailsIsNotTakenForABadFile() {
        IOException failure = new IOException("bad sector");
        InputStream in = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw failure;
            }
        };
        assertEquals(failure, assertThrows(IOException.class, () -> SnapshotFile.read(in, FORMAT, new Read())));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
