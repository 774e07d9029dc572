package io.pteroorders.bot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.record.StoredOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

class OrderExportTest {

    private static String export(OrderExport format, Order... orders) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(
                orders.length,
                format.write(List.of(orders).stream().map(StoredOrder::of).toList(), Fixtures.JAKARTA, out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> rows(String csv) throws IOException {
        return new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .with(CsvReadFeature.FAIL_ON_MISSING_COLUMNS)
                .<Map<String, String>>readValues(csv)
                .readAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil\")",
                "+62 812",
                "-1+1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
            })
    void aCellThatASpreadsheetWouldCalculateIsText(String cell) {
        assertEquals("'" + cell, OrderExport.defused(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Budi", "a=b", "'=1", " =1", "25000", "🌸"})
    void anyOtherCellIsAsItWas(String cell) {
        assertEquals(cell, OrderExport.defused(cell));
    }

    @Test
    void csvReadsBackAsWhatTheOrdersSay() throws IOException {
        Order order = Fixtures.anOrder(7)
                .months(3)
                .in(OrderStatus.COMPLETED)
                .withNote(Fixtures.NOON.plusSeconds(99_999), "6281234567890", "=1+1, \"quoted\"; semicolon");
        Map<String, String> row = rows(export(
                        OrderExport.CSV, order, Fixtures.anOrder(8).pending()))
                .get(0);
        assertEquals(order.id().toString(), row.get("id"));
        assertEquals("completed", row.get("status"));
        assertEquals("3", row.get("duration"));
        assertEquals("75000", row.get("totalAmount"));
        assertEquals(order.customer().displayName(), row.get("displayName"));
        assertEquals(order.notes().toString(), row.get("notes"));
        assertEquals(4, row.getOrDefault("history", "").split(", ").length);
    }

    @Test
    void theBookkeeperReadsWhenMoneyCameAndWentInTheShopsTime() throws IOException {
        Order order = Fixtures.anOrder(7).in(OrderStatus.REFUNDED);
        Map<String, String> row = rows(export(
                        OrderExport.CSV, order, Fixtures.anOrder(8).pending()))
                .get(0);
        assertEquals("2026-01-15T12:07:00+07:00", row.get("createdAt"));
        for (String column : List.of("paidAt", "completedAt", "refundedAt", "updatedAt")) {
            assertTrue(row.getOrDefault(column, "").matches("2026-01-15T.*\\+07:00"), column + " " + row);
        }
        Map<String, String> pending =
                rows(export(OrderExport.CSV, Fixtures.anOrder(8).pending())).get(0);
        assertEquals("", pending.get("paidAt"));
    }

    @Test
    void excelGetsItsMarkItsSemicolonsAndTimesThatItKnows() throws IOException {
        String table = export(OrderExport.EXCEL, Fixtures.anOrder(7).in(OrderStatus.CONFIRMED));
        assertTrue(table.startsWith("\uFEFF\"id\";\"status\";"), table);
        assertTrue(table.contains("\";\"2026-01-15 12:07:00\";\""), table);
    }

    @Test
    void everyCellIsQuoted() throws IOException {
        String csv = export(OrderExport.CSV, Fixtures.anOrder(1).pending());
        csv.lines().forEach(line -> assertEquals(21, line.split("\",\"").length, line));
        assertEquals(2, csv.lines().filter(line -> line.matches("\".*\"")).count());
    }

    @Test
    void noOrdersAreAnEmptyTableAndAnEmptyArray() throws IOException {
        assertEquals(1, export(OrderExport.CSV).lines().count());
        assertEquals("[]\n", export(OrderExport.JSON));
    }
}
