package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.RequestLog;
import io.pteroorders.storage.json.log.Journal.Entry;
import io.pteroorders.storage.json.log.JournalRecords;
import io.pteroorders.storage.json.log.LineBuffer;
import io.pteroorders.storage.json.table.Tombstone;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the records of orders in a journal say, by their types. */
final class OrderRecords {

    /** An order as it is now, and the request that made it so. */
    static final char PUT = 'O';
    /** An order is gone. */
    static final char REMOVED = 'D';
    /** A person was taken out of all their orders. */
    static final char ERASED = 'E';
    /** A number for the feed, which an {@link #ERASED} that follows uses for one of its orders. */
    static final char NUMBER = 'n';
    /** Requests that were carried out before this file. */
    static final char REQUESTS = 'q';
    /** Orders that were removed before this file. */
    static final char TOMBSTONES = 'x';

    /** Those that a reader must know. */
    static final String REQUIRED = "" + PUT + REMOVED + ERASED;

    private static final int CARRIED_IN_A_RECORD = 5_000;
    private static final byte[] ORDER = utf8("{\"order\":");
    private static final byte[] REQUEST = utf8("{\"request\":\"");
    private static final byte[] REQUEST_ORDER = utf8("\",\"order\":");
    private static final int REQUEST_DIGITS = 32;

    private OrderRecords() {}

    /** Where in a {@link #PUT} record the order is. */
    record Put(Optional<RequestId> request, int offset, int length) {}

    /** What a {@link #REMOVED} record says. */
    record Removed(Optional<RequestId> request, OrderId id, Instant createdAt, Instant at) {}

    static byte[] put(Optional<RequestId> request, byte[] order) {
        LineBuffer json = new LineBuffer(order.length + 64);
        if (request.isPresent()) {
            json.put(REQUEST);
            json.put(utf8(request.get().hex()));
            json.put(REQUEST_ORDER);
        } else {
            json.put(ORDER);
        }
        json.put(order);
        json.put((byte) '}');
        return json.toArray();
    }

    static Put readPut(byte[] json) throws OrderFormatException {
        if (startsWith(json, ORDER)) {
            return new Put(Optional.empty(), ORDER.length, json.length - ORDER.length - 1);
        }
        int begin = REQUEST.length + REQUEST_DIGITS + REQUEST_ORDER.length;
        if (!startsWith(json, REQUEST) || json.length <= begin) {
            throw new OrderFormatException("the record is not one of an order");
        }
        String hex = new String(json, REQUEST.length, REQUEST_DIGITS, StandardCharsets.US_ASCII);
        return new Put(Optional.of(new RequestId(hex)), begin, json.length - begin - 1);
    }

    private static boolean startsWith(byte[] json, byte[] prefix) {
        return json.length > prefix.length && Arrays.equals(json, 0, prefix.length, prefix, 0, prefix.length);
    }

    static byte[] removed(Removed removed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        removed.request().ifPresent(request -> json.put("request", request.hex()));
        json.put("id", removed.id().toString());
        json.put("createdAt", removed.createdAt().toString());
        json.put("at", removed.at().toString());
        return JournalRecords.entry(REMOVED, json).json();
    }

    static Removed readRemoved(byte[] bytes) {
        JsonNode json = JournalRecords.read(bytes);
        return new Removed(
                json.has("request")
                        ? Optional.of(new RequestId(json.path("request").asString()))
                        : Optional.empty(),
                OrderId.of(json.path("id").asString()),
                Instant.parse(json.path("createdAt").asString()),
                Instant.parse(json.path("at").asString()));
    }

    /** What an erasure of so many orders writes: its record, and before it a number for each order but one. */
    static ImmutableList<Entry> erased(Erasure erasure, int orders) {
        ImmutableList.Builder<Entry> records = ImmutableList.builder();
        for (int i = 1; i < orders; i++) {
            records.add(JournalRecords.entry(NUMBER, JsonNodeFactory.instance.objectNode()));
        }
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("person", erasure.person().text())
                .put("pseudonym", erasure.pseudonym().text())
                .put("before", erasure.before().toString());
        return records.add(JournalRecords.entry(ERASED, json)).build();
    }

    /** Those of a person's orders that an erasure is about. */
    static ImmutableList<StoredOrder> concerned(Erasure erasure, List<StoredOrder> orders) {
        return orders.stream()
                .filter(stored -> erasure.concerns(stored.order()))
                .collect(ImmutableList.toImmutableList());
    }

    /** What an erasure makes of an order's record. */
    static UnaryOperator<StoredOrder> change(Erasure erasure) {
        return stored -> StoredOrder.of(erasure.in(stored.order()));
    }

    static Erasure readErased(byte[] bytes) {
        JsonNode json = JournalRecords.read(bytes);
        return new Erasure(
                PersonId.of(json.path("person").asString()),
                PersonId.of(json.path("pseudonym").asString()),
                Instant.parse(json.path("before").asString()));
    }

    /** The requests that are remembered, in as many records as it takes. */
    static ImmutableList<Entry> requests(RequestLog log) {
        ImmutableList.Builder<Entry> records = ImmutableList.builder();
        for (List<RequestLog.Remembered> some : Iterables.partition(log.remembered(), CARRIED_IN_A_RECORD)) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("passed", log.passed().toMillis())
                    .put("latest", log.latest().toString());
            ArrayNode requests = json.putArray("requests");
            for (RequestLog.Remembered request : some) {
                requests.addArray()
                        .add(request.id().hex())
                        .add(request.order().toString())
                        .add(request.at().toMillis());
            }
            records.add(JournalRecords.entry(REQUESTS, json));
        }
        return records.build();
    }

    static void readRequests(byte[] bytes, RequestLog log) {
        JsonNode json = JournalRecords.read(bytes);
        for (JsonNode request : json.path("requests")) {
            log.restore(new RequestLog.Remembered(
                    new RequestId(request.path(0).asString()),
                    OrderId.of(request.path(1).asString()),
                    Duration.ofMillis(request.path(2).asLong())));
        }
        log.restoreTime(
                Duration.ofMillis(json.path("passed").asLong()),
                Instant.parse(json.path("latest").asString()));
    }

    /** The orders that were removed, in as many records as it takes. */
    static ImmutableList<Entry> tombstones(Iterable<Tombstone> tombstones) {
        ImmutableList.Builder<Entry> records = ImmutableList.builder();
        for (List<Tombstone> some : Iterables.partition(tombstones, CARRIED_IN_A_RECORD)) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            for (Tombstone removed : some) {
                json.addArray()
                        .add(removed.id().toString())
                        .add(removed.createdAt().toString())
                        .add(removed.sequence());
            }
            records.add(JournalRecords.entry(TOMBSTONES, json));
        }
        return records.build();
    }

    static ImmutableList<Tombstone> readTombstones(byte[] bytes) {
        ImmutableList.Builder<Tombstone> tombstones = ImmutableList.builder();
        for (JsonNode removed : JournalRecords.read(bytes)) {
            tombstones.add(new Tombstone(
                    OrderId.of(removed.path(0).asString()),
                    Instant.parse(removed.path(1).asString()),
                    removed.path(2).asLong()));
        }
        return tombstones.build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
