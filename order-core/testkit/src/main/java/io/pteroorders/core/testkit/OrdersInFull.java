package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.orderId;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Orders whose parts are as long, as short, as late, as exact or as odd as an order's parts can be; oldest first. */
final class OrdersInFull {

    private static final ServerSpecifications PLAIN =
            new ServerSpecifications("1GB", "1 CPU", "Unlimited SSD", "Unlimited");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Of the hour that clocks on a wall in Europe show twice. */
    private static final Instant IN_THE_SECOND_HOUR = Instant.parse("2026-10-25T01:30:00.001Z");

    /** Of the one in New York. */
    private static final Instant IN_THE_OTHER_SECOND_HOUR = Instant.parse("2026-11-01T06:30:00.987Z");

    private static final Instant LONG_AGO = Instant.parse("1999-12-31T23:59:59.999Z");
    private static final Instant AFTER_32_BITS = Instant.parse("2038-01-19T03:14:08.500Z");

    private OrdersInFull() {}

    static ImmutableList<Order> all() {
        return ImmutableList.of(bare(), odd(), exact(), plainWords(), full());
    }

    /** All that may be empty is empty, and all that may be equal is equal. */
    private static Order bare() {
        Customer customer = new Customer(PersonId.of("a"), "", "b");
        OrderItem item = new OrderItem(
                new PackageType("0"),
                "",
                OrderItem.MIN_MONTHS,
                Money.of(Fixtures.IDR, 0),
                new ServerSpecifications("", "", "", ""));
        return Order.restore(
                        orderId(1),
                        customer,
                        item,
                        EARLIEST,
                        List.of(
                                new StatusChange(OrderStatus.PENDING, EARLIEST, "a", ""),
                                new StatusChange(OrderStatus.CONFIRMED, EARLIEST, "a", ""),
                                new StatusChange(OrderStatus.CANCELLED, EARLIEST, "a", "")))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Has what quotes, patterns, tables, pages and shells take for theirs. */
    private static Order odd() {
        String odd = "O'Brien's \"gold\" \\ 100 % _*_ <b>&amp;</b> {0} ${x} #; -- é, ü; ß | 日本 🎮";
        Customer customer = new Customer(PersonId.of("O'Brien_%41\\x\"<Ab>@Lid"), odd, "Group-%2e'\\\"_Ab@g.us");
        OrderItem item = new OrderItem(
                new PackageType("g_o-l_d"),
                odd,
                2,
                Money.of(CurrencyUnit.JPY, 1_234_567_891),
                new ServerSpecifications(" 16 GB, DDR5 ", "4 \"cores\", 2'", odd, "\\N"));
        return Order.restore(orderId(2), customer, item, LONG_AGO, history(LONG_AGO, odd, OrderStatus.CONFIRMED))
                .updatedAt(IN_THE_SECOND_HOUR)
                .notes(Notes.parse("  before\n\n2026-01-01 no time\r\n\tafter \\n " + odd + "  \n "))
                .adminNotes(Notes.parse(odd))
                .serverId("007")
                .paymentProof("file:///%41/%2F+x?a=b&c='d'\\\"$s")
                .username("0.0")
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Its amount and its times lose something if they lose anything. */
    private static Order exact() {
        OrderItem item = new OrderItem(
                PackageType.GOLD, "Emas", 3, Money.of(CurrencyUnit.of("KWD"), new BigDecimal("16777217.125")), PLAIN);
        Instant created = Instant.parse("2026-03-29T01:00:00.501Z");
        List<StatusChange> history = List.of(
                new StatusChange(OrderStatus.PENDING, created, "system", "made"),
                new StatusChange(OrderStatus.CONFIRMED, IN_THE_SECOND_HOUR, "6281@lid", "paid"),
                new StatusChange(OrderStatus.PROCESSING, IN_THE_OTHER_SECOND_HOUR, "B", "building"),
                new StatusChange(OrderStatus.COMPLETED, AFTER_32_BITS, "b", "there"));
        return Order.restore(orderId(3), Fixtures.siti(), item, created, history)
                .updatedAt(AFTER_32_BITS.plusMillis(1))
                .serverId("Srv-1.A_b")
                .claims(List.of(
                        new Claim("Slots", "1", AFTER_32_BITS.plusMillis(1)), new Claim("slots", "001", LATEST)))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Has words that mean something to readers of files. */
    private static Order plainWords() {
        Customer customer = new Customer(PersonId.of("085123456789@s.whatsapp.net"), "null", "1E5");
        OrderItem item = new OrderItem(
                new PackageType("null"),
                "true",
                10,
                Money.of(CurrencyUnit.USD, new BigDecimal("0.01")),
                new ServerSpecifications("NULL", "0x10", "1.50", "-0"));
        Instant created = IN_THE_OTHER_SECOND_HOUR;
        return Order.restore(orderId(4), customer, item, created, history(created, "NaN", OrderStatus.CANCELLED))
                .notes(Notes.parse("[]"))
                .serverId("1e5")
                .paymentProof("null")
                .username("123")
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Has no room for anything more. */
    private static Order full() {
        String name = "🎮".repeat(100);
        String text = "🎮é".repeat(250);
        Customer customer =
                new Customer(PersonId.of("Aa".repeat(98) + "@Lid"), name, "Chat" + "x".repeat(192) + "@LID");
        OrderItem item = new OrderItem(
                new PackageType("gold-plus_".repeat(3) + "x9"),
                name,
                OrderItem.MAX_MONTHS,
                Money.of(CurrencyUnit.USD, new BigDecimal("999999999999999.99")),
                new ServerSpecifications(text, text, text, text));
        Instant created = AFTER_32_BITS;
        return Order.restore(orderId(5), customer, item, created, history(created, text, OrderStatus.REFUNDED))
                .updatedAt(LATEST)
                .notes(notes(text))
                .adminNotes(notes(text))
                .serverId("S".repeat(64))
                .paymentProof("P" + "p".repeat(299))
                .username("u".repeat(32))
                .claims(IntStream.range(0, Order.MAX_CLAIMS)
                        .mapToObj(number ->
                                new Claim("S".repeat(64), "k".repeat(62) + (10 + number), LATEST.minusMillis(number)))
                        .toList())
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    private static Notes notes(String text) {
        String note = "2026-01-15T05:00:00.001Z " + "a".repeat(200) + " " + text;
        return Notes.parse(Collections.nCopies(Notes.MAX_COUNT, note).stream().collect(Collectors.joining("\n")));
    }

    /** Up to a status, by the shortest way, a millisecond a step. */
    private static List<StatusChange> history(Instant created, String note, OrderStatus to) {
        List<StatusChange> plain = Fixtures.anOrder(0).in(to).statusHistory();
        return IntStream.range(0, plain.size())
                .mapToObj(i -> new StatusChange(plain.get(i).status(), created.plusMillis(i), "Admin " + i, note))
                .toList();
    }
}
