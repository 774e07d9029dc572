package io.pteroorders.bot.cli;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.Order;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
        long write(Iterable<StoredOrder> orders, OutputStream out) throws IOException {
            long written = 0;
            try (SequenceWriter rows = MAPPER.writer(SCHEMA).writeValues(out)) {
                rows.write(COLUMNS.keySet().toArray(String[]::new));
                for (StoredOrder stored : orders) {
                    rows.write(COLUMNS.values().stream()
                            .map(column -> defused(column.apply(stored.order())))
                            .toArray(String[]::new));
                    written++;
                }
            }
            return written;
        }
    },

    /** The format of {@code orders.json}. */
    JSON {
        @Override
        long write(Iterable<StoredOrder> orders, OutputStream out) throws IOException {
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

    private static final ImmutableMap<String, Function<Order, String>> COLUMNS =
            ImmutableMap.<String, Function<Order, String>>builder()
                    .put("id", order -> order.id().toString())
                    .put("status", order -> order.status().word())
                    .put("createdAt", order -> order.createdAt().toString())
                    .put("updatedAt", order -> order.updatedAt().toString())
                    .put("phoneNumber", order -> order.customer().id().text())
                    .put("displayName", order -> order.customer().displayName())
                    .put("packageType", order -> order.item().packageType().code())
                    .put("packageName", order -> order.item().packageName())
                    .put("duration", order -> Integer.toString(order.item().durationMonths()))
                    .put("price", order -> amount(order.item().pricePerMonth()))
                    .put("totalAmount", order -> amount(order.totalAmount()))
                    .put(
                            "currency",
                            order -> order.totalAmount().getCurrencyUnit().getCode())
                    .put("serverId", order -> order.serverId().orElse(""))
                    .put("username", order -> order.username().orElse(""))
                    .put("paymentProof", order -> order.paymentProof().orElse(""))
                    .put("notes", order -> order.notes().toString())
                    .put("adminNotes", order -> order.adminNotes().toString())
                    .put("history", OrderExport::history)
                    .buildOrThrow();

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvWriteFeature.ALWAYS_QUOTE_STRINGS).build();

    private static final CsvSchema SCHEMA = CsvSchema.builder()
            .addColumns(COLUMNS.keySet(), CsvSchema.ColumnType.STRING)
            .build();

    /** Writes orders and returns how many. */
    abstract long write(Iterable<StoredOrder> orders, OutputStream out) throws IOException;

    /** The cell with an apostrophe before it if a spreadsheet would take it for a formula. */
    static String defused(String cell) {
        return !cell.isEmpty() && FORMULA.matches(cell.charAt(0)) ? "'" + cell : cell;
    }

    private static String amount(Money money) {
        return money.getAmount()
                .setScale(Amounts.decimals(money.getCurrencyUnit()))
                .toPlainString();
    }

    private static String history(Order order) {
        return order.statusHistory().stream()
                .map(change -> change.status().word() + " " + change.timestamp())
                .collect(Collectors.joining(", "));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
