package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file of orders: a JSON array with one order a line. */
final class Snapshot {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_RECORD = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_RECORD)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // each record has the rest of the array behind it
            .build();

    private final Map<OrderId, Order> orders = new LinkedHashMap<>();
    private final Map<OrderId, ObjectNode> records = new LinkedHashMap<>();
    private final ImmutableList.Builder<Rejected> rejected = ImmutableList.builder();

    private Snapshot() {}

    /** A record that is not an order. */
    record Rejected(int position, String reason, JsonNode json) {}

    /**
     * Reads a file, record by record; records that break a rule are kept apart.
     *
     * @throws DataRefusedException if it is not a JSON array
     */
    static Snapshot read(Path file, OrderJson format) {
        Snapshot snapshot = new Snapshot();
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return snapshot;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(file, "is not a regular file", null);
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = MAPPER.createParser(in)) {
            snapshot.readAll(file, parser, format);
            return snapshot;
        } catch (JacksonException | IOException e) {
            throw refused(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void readAll(Path file, JsonParser parser, OrderJson format) {
        try {
            readRecords(file, parser, format);
        } catch (JacksonException e) {
            TokenStreamLocation place = Objects.requireNonNullElse(e.getLocation(), parser.currentLocation());
            throw notOrders(file, e.getOriginalMessage(), place, e);
        } catch (NumberFormatException e) {
            throw notOrders(file, e.getMessage(), parser.currentLocation(), e);
        }
    }

    private static DataRefusedException notOrders(
            Path file, @Nullable String problem, TokenStreamLocation place, Exception cause) {
        return refused(
                file,
                "is not a JSON array of orders: " + problem + ", at line " + place.getLineNr() + ", column "
                        + place.getColumnNr(),
                cause);
    }

    private static DataRefusedException refused(Path file, String problem, @Nullable Throwable cause) {
        return new DataRefusedException(
                file + " " + problem + ". Nothing was changed. Mend the file, put a backup in its place,"
                        + " or move it away to begin with no orders.",
                cause);
    }

    private void readRecords(Path file, JsonParser parser, OrderJson format) {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw refused(file, "is not a JSON array of orders", null);
        }
        for (int position = 1; parser.nextToken() != JsonToken.END_ARRAY; position++) {
            add(position, MAPPER.readTree(parser), format);
        }
        if (parser.nextToken() != null) {
            throw refused(file, "has something after the end of its array", null);
        }
    }

    private void add(int position, JsonNode json, OrderJson format) {
        try {
            Order order = format.read(json);
            if (orders.putIfAbsent(order.id(), order) != null) {
                throw new OrderFormatException("an earlier record has the same id");
            }
            records.put(order.id(), (ObjectNode) json);
        } catch (OrderFormatException e) {
            rejected.add(new Rejected(position, String.valueOf(e.getMessage()), json));
        }
    }

    /** The orders, in the order of the file. */
    Collection<Order> orders() {
        return orders.values();
    }

    /** The orders' records with all their fields. */
    Map<OrderId, ObjectNode> records() {
        return records;
    }

    ImmutableList<Rejected> rejected() {
        return rejected.build();
    }

    /** Writes records as an array, one a line. */
    static void write(OutputStream out, Iterable<? extends JsonNode> records) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
        String separator = "[\n";
        for (JsonNode record : records) {
            buffered.write(separator.getBytes(StandardCharsets.UTF_8));
            buffered.write(MAPPER.writeValueAsBytes(record));
            separator = ",\n";
        }
        String end = separator.startsWith("[") ? "[]\n" : "\n]\n";
        buffered.write(end.getBytes(StandardCharsets.UTF_8));
        buffered.flush();
    }
}
