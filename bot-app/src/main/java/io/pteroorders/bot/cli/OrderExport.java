package io.pteroorders.bot.cli;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/** Formats in which orders are given to other programs. */
enum OrderExport {
    /** One row an order, in UTF-8, every cell quoted. A cell that a spreadsheet would take for a formula is text. */
    CSV {
        @Override
        long write(Iterable<StoredOrder> orders, ZoneId zone, OutputStream out) throws IOException {
            return table(orders, SCHEMA, time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone)), out);
        }
    },

    /** The same as Excel opens it by a double click where decimals have commas, in Indonesia for example. */
    EXCEL {
        @Override
        long write(Iterable<StoredOrder> orders, ZoneId zone, OutputStream out) throws IOException {
            out.write(BYTE_ORDER_MARK);
            DateTimeFormatter times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(zone);
            return table(orders, SCHEMA.withColumnSeparator(';'), times::format, out);
        }
    },

    /** The format of {@code orders.json}. */
    JSON {
        @Override
        long write(Iterable<StoredOrder> orders, ZoneId zone, OutputStream out) throws IOException {
            OutputStream buffered = new BufferedOutputStream(out);
            long written = 0;
            for (StoredOrder stored : orders) {
                buffered.write(ascii(written++ == 0 ? "[\n" : ",\n"));
                buffered.write(OrderJson.encode(stored));
            }
            buffered.write(ascii(written == 0 ? "[]\n" : "\n]\n"));
            buffered.flush();
            return written;
        }
    };

    private static final CharMatcher FORMULA = CharMatcher.anyOf("=+-@\t\r\n");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The cell of an order, for which times are written in some way. */
    private interface Column {
        String cell(Order order, Function<Instant, String> times);
    }

    private static final ImmutableMap<String, Column> COLUMNS = ImmutableMap.<String, Column>builder()
            .put("id", (order, times) -> order.id().toString())
            .put("status", (order, times) -> order.status().word())
            .put("createdAt", (order, times) -> times.apply(order.createdAt()))
            .put("updatedAt", (order, times) -> times.apply(order.updatedAt()))
            .put("paidAt", (order, times) -> since(order, OrderStatus.CONFIRMED, times))
            .put("completedAt", (order, times) -> since(order, OrderStatus.COMPLETED, times))
            .put("refundedAt", (order, times) -> since(order, OrderStatus.REFUNDED, times))
            .put("phoneNumber", (order, times) -> order.customer().id().text())
            .put("displayName", (order, times) -> order.customer().displayName())
            .put("packageType", (order, times) -> order.item().packageType().code())
            .put("packageName", (order, times) -> order.item().packageName())
            .put("duration", (order, times) -> Integer.toString(order.item().durationMonths()))
            .put("price", (order, times) -> amount(order.item().pricePerMonth()))
            .put("totalAmount", (order, times) -> amount(order.totalAmount()))
            .put(
                    "currency",
                    (order, times) -> order.totalAmount().getCurrencyUnit().getCode())
            .put("serverId", (order, times) -> order.serverId().orElse(""))
            .put("username", (order, times) -> order.username().orElse(""))
            .put("paymentProof", (order, times) -> order.paymentProof().orElse(""))
            .put("notes", (order, times) -> order.notes().toString())
            .put("adminNotes", (order, times) -> order.adminNotes().toString())
            .put("history", OrderExport::history)
            .buildOrThrow();

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS).build();

    private static final CsvSchema SCHEMA = CsvSchema.builder()
            .addColumns(COLUMNS.keySet(), CsvSchema.ColumnType.STRING)
            .build();

    /** Writes orders, with times as people in a zone read them, and returns how many. */
    abstract long write(Iterable<StoredOrder> orders, ZoneId zone, OutputStream out) throws IOException;

    private static long table(
            Iterable<StoredOrder> orders, CsvSchema schema, Function<Instant, String> times, OutputStream out)
            throws IOException {
        long written = 0;
        try (SequenceWriter rows = MAPPER.writer(schema).writeValues(out)) {
            rows.write(COLUMNS.keySet().toArray(String[]::new));
            for (StoredOrder stored : orders) {
                rows.write(COLUMNS.values().stream()
                        .map(column -> defused(column.cell(stored.order(), times)))
                        .toArray(String[]::new));
                written++;
            }
        }
        return written;
    }

    /** When it came to a status last; empty if it never did. */
    private static String since(Order order, OrderStatus status, Function<Instant, String> times) {
        return order.statusHistory().reverse().stream()
                .filter(change -> change.status() == status)
                .findFirst()
                .map(change -> times.apply(change.timestamp()))
                .orElse("");
    }

    /** The cell with an apostrophe before it if a spreadsheet would take it for a formula. */
    static String defused(String cell) {
        return !cell.isEmpty() && FORMULA.matches(cell.charAt(0)) ? "'" + cell : cell;
    }

    private static String amount(Money money) {
        return money.getAmount()
                .setScale(Amounts.decimals(money.getCurrencyUnit()))
                .toPlainString();
    }

    private static String history(Order order, Function<Instant, String> times) {
        return order.statusHistory().stream()
                .map(change -> change.status().word() + " " + times.apply(change.timestamp()))
                .collect(Collectors.joining(", "));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
