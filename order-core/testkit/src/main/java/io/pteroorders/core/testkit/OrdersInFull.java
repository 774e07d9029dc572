package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.orderId;
import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
    private static final LocalDate LEAP_DAY = LocalDate.of(2028, 2, 29);

    private OrdersInFull() {}

    static ImmutableList<Order> all() {
        return ImmutableList.of(bare(), odd(), exact(), plainWords(), upgrading(), renewing(), full());
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
                .payments(Payments.of(List.of(
                        begun(orderId(1), 1, "a", Fixtures.rupiah(1), EARLIEST).build())))
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
                new ServerSpecifications(" 16 GB, DDR5 ", "4 \"cores\", 2'", odd, "\\N"),
                Optional.of(oddPlan(odd)));
        return Order.restore(orderId(2), customer, item, LONG_AGO, history(LONG_AGO, odd, OrderStatus.CONFIRMED))
                .updatedAt(IN_THE_SECOND_HOUR)
                .notes(Notes.parse("  before\n\n2026-01-01 no time\r\n\tafter \\n " + odd + "  \n "))
                .adminNotes(Notes.parse(odd))
                .serverId("007")
                .paymentProof("file:///%41/%2F+x?a=b&c='d'\\\"$s")
                .username("0.0")
                .payments(Payments.of(List.of(begun(
                                orderId(2), 1, "x-1", Money.of(CurrencyUnit.JPY, 1_234_567_891), LONG_AGO)
                        .expiresAt(IN_THE_SECOND_HOUR)
                        .reference("%41\\'\"$_<b>{0}null")
                        .payBy(new PayBy(PayBy.Kind.QR, " " + odd + " "))
                        .build()
                        .with(new PaymentArrival(
                                Money.ofMajor(CurrencyUnit.JPY, 1), LONG_AGO, odd, Optional.of("Report-%41\\'_")))
                        .moved(PaymentState.PAID, IN_THE_SECOND_HOUR)
                        .withRefund(Money.ofMajor(CurrencyUnit.JPY, 1), IN_THE_SECOND_HOUR, odd, odd))))
                .server(Server.wanted("007", IN_THE_SECOND_HOUR)
                        .withUser(new ServerUser(1, "O'Brien_%41\\x\"<Ab>", false))
                        .withTrouble(new ServerTrouble(ServerTrouble.Kind.NO_ROOM, odd)))
                .subscription(oddLog(odd))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    private static SubscriptionLog oddLog(String odd) {
        return SubscriptionLog.of(
                List.of(
                        new SubscriptionEntry.Renewing(LONG_AGO, odd, true),
                        new SubscriptionEntry.Lifted(LONG_AGO, "O'Brien_%41\\x", SuspensionReason.ABUSE, odd),
                        new SubscriptionEntry.Suspended(LONG_AGO, "'", SuspensionReason.PAUSE, "\\N"),
                        new SubscriptionEntry.Held(IN_THE_SECOND_HOUR, "null", LEAP_DAY, "null"),
                        new SubscriptionEntry.Given(IN_THE_SECOND_HOUR, odd, 1, ""),
                        new SubscriptionEntry.Changing(IN_THE_SECOND_HOUR, odd, Optional.of(new PackageType("0_-0"))),
                        new SubscriptionEntry.Credited(
                                IN_THE_SECOND_HOUR, "\\N", Money.of(CurrencyUnit.JPY, 1_234_567_891), odd),
                        new SubscriptionEntry.Ended(IN_THE_SECOND_HOUR, odd, "\\x")),
                List.of());
    }

    private static ServerPlan oddPlan(String odd) {
        return new ServerPlan(
                7,
                Optional.empty(),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(10, 9),
                new ServerLimits(0, -1, 0, 10, 0),
                ServerFeatures.NONE,
                new ServerStartup(
                        ImmutableSortedMap.of("A", odd, "_b", "", "a", "null"),
                        Optional.of("~a/b:c@d e"),
                        Optional.of(" " + odd + " ")),
                false);
    }

    /** Its amount and its times lose something if they lose anything. */
    private static Order exact() {
        OrderItem item = new OrderItem(
                PackageType.GOLD,
                "Emas",
                3,
                Money.of(CurrencyUnit.of("KWD"), new BigDecimal("16777217.125")),
                PLAIN,
                Optional.of(exactPlan()));
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
                .payments(Payments.of(List.of(exactPayment())))
                .server(exactServer())
                .subscription(exactLog())
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    private static ServerPlan exactPlan() {
        return new ServerPlan(
                Integer.MAX_VALUE,
                Optional.of(65_536),
                ImmutableSortedSet.of(32_768, 16_777_217),
                ImmutableSortedSet.of(),
                new ServerLimits(16_777_217, 65_537, 99_999_999, 501, 32_769),
                new ServerFeatures(257, 258, 259),
                ServerStartup.with(ImmutableSortedMap.of("PORT", "007", "SIZE", "1e5")),
                true);
    }

    private static Server exactServer() {
        return Server.restore("Shop-1.A_b", ServerState.SUSPENDED, IN_THE_OTHER_SECOND_HOUR)
                .round(2)
                .attempts(129)
                .reinstalls(1)
                .user(new ServerUser(9_007_199_254_740_993L, "0.0", true))
                .id(9_007_199_254_740_995L)
                .identifier("Srv-1.A_b")
                .node(4_294_967_297L)
                .address("[2001:DB8::1]:25565")
                .trouble(ServerTrouble.of(ServerTrouble.Kind.GONE))
                .deletionAsked(AFTER_32_BITS)
                .build();
    }

    /** Of every kind, those of one time not in the order of the kinds; steps not in theirs either. */
    private static SubscriptionLog exactLog() {
        LocalDate firstDay = LocalDate.EPOCH;
        LocalDate lastDay = LocalDate.of(9999, 12, 31);
        return SubscriptionLog.of(
                List.of(
                        new SubscriptionEntry.PaidUntil(IN_THE_SECOND_HOUR, "b", LEAP_DAY, "as before"),
                        new SubscriptionEntry.Lifted(IN_THE_SECOND_HOUR, "B", SuspensionReason.PAUSE, ""),
                        new SubscriptionEntry.Given(IN_THE_SECOND_HOUR, "a", SubscriptionEntry.MAX_DAYS, "down"),
                        new SubscriptionEntry.Suspended(
                                IN_THE_OTHER_SECOND_HOUR, "system", SuspensionReason.BILLING, "not paid"),
                        new SubscriptionEntry.Suspended(AFTER_32_BITS, "b", SuspensionReason.ADMIN, "asked"),
                        new SubscriptionEntry.Lifted(AFTER_32_BITS, "b", SuspensionReason.BILLING, "paid"),
                        new SubscriptionEntry.PaidUntil(AFTER_32_BITS, "b", firstDay, ""),
                        new SubscriptionEntry.Held(AFTER_32_BITS, "b", lastDay, "promised"),
                        new SubscriptionEntry.Renewing(AFTER_32_BITS, "6281@lid", false),
                        new SubscriptionEntry.Renewing(AFTER_32_BITS, "6281@lid", true),
                        new SubscriptionEntry.Changing(AFTER_32_BITS, "6281@lid", Optional.of(PackageType.SILVER)),
                        new SubscriptionEntry.Changing(AFTER_32_BITS, "6281@lid", Optional.empty()),
                        new SubscriptionEntry.Credited(
                                AFTER_32_BITS,
                                "b",
                                Money.of(CurrencyUnit.of("KWD"), new BigDecimal("16777217.125")),
                                "down"),
                        new SubscriptionEntry.Ended(AFTER_32_BITS, "b", "as agreed"),
                        new SubscriptionEntry.Ended(AFTER_32_BITS, "b", "")),
                List.of(
                        new TakenStep(LEAP_DAY, reminder(7), IN_THE_OTHER_SECOND_HOUR, false),
                        new TakenStep(LEAP_DAY, reminder(10), IN_THE_SECOND_HOUR, true),
                        new TakenStep(LEAP_DAY, reminder(1), AFTER_32_BITS, true),
                        new TakenStep(LEAP_DAY, RenewalStep.of(RenewalStep.Kind.LAST_WARNING), AFTER_32_BITS, false),
                        new TakenStep(LEAP_DAY, new RenewalStep(RenewalStep.Kind.PUT_OFF, 2), AFTER_32_BITS, false)));
    }

    private static RenewalStep reminder(int days) {
        return new RenewalStep(RenewalStep.Kind.REMINDER, days);
    }

    private static Payment exactPayment() {
        CurrencyUnit dinar = CurrencyUnit.of("KWD");
        Money least = Money.of(dinar, new BigDecimal("0.001"));
        return begun(orderId(3), 1, "midtrans", Money.of(dinar, new BigDecimal("999999999999999.999")), LONG_AGO)
                .fee(Money.of(dinar, new BigDecimal("16777217.125")))
                .build()
                .with(new PaymentArrival(
                        Money.of(dinar, new BigDecimal("123456789012345.679")),
                        IN_THE_SECOND_HOUR,
                        "system:midtrans",
                        Optional.empty()))
                .with(new PaymentArrival(least, IN_THE_OTHER_SECOND_HOUR, "b", Optional.of("r-1")))
                .moved(PaymentState.PAID, AFTER_32_BITS)
                .withMoneyBack(least, AFTER_32_BITS.plusMillis(1), "B", "back-1")
                .withRefund(least, AFTER_32_BITS.plusMillis(2), "b", "");
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
                .payments(Payments.of(List.of(
                        begun(orderId(4), 1, "null", Money.of(CurrencyUnit.USD, new BigDecimal("0.01")), created)
                                .reference("1e5")
                                .payBy(new PayBy(PayBy.Kind.ACCOUNT, "007"))
                                .build()
                                .moved(PaymentState.FAILED, created),
                        begun(orderId(4), 2, "credit", Money.of(CurrencyUnit.USD, new BigDecimal("1.50")), created)
                                .from(new PaymentId(orderId(9), 20))
                                .build()
                                .with(new PaymentArrival(
                                        Money.of(CurrencyUnit.USD, new BigDecimal("1.5")),
                                        created,
                                        "true",
                                        Optional.of("null")))
                                .moved(PaymentState.PAID, created)
                                .usedBy(orderId(8)))))
                .sequel(new Sequel.Renewal(OrderId.of("ORD-0000-1E5")))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Goes on with the subscription of another for nothing, at a price that loses something if it loses anything. */
    private static Order upgrading() {
        CurrencyUnit dinar = CurrencyUnit.of("KWD");
        OrderItem item = new OrderItem(PackageType.GOLD, "Emas", 1, Money.zero(dinar), PLAIN);
        Instant created = Instant.parse("2028-02-29T23:59:59.999Z");
        return Order.restore(orderId(7), Fixtures.siti(), item, created, history(created, "", OrderStatus.CONFIRMED))
                .sequel(new Sequel.Upgrade(orderId(9), Money.of(dinar, new BigDecimal("16777217.125"))))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Goes on for one month, as an upgrade does. */
    private static Order renewing() {
        OrderItem item = new OrderItem(PackageType.GOLD, "Emas", 1, Fixtures.rupiah(85_000), PLAIN);
        Instant created = Instant.parse("2029-12-31T23:59:59.999Z");
        return Order.restore(orderId(8), Fixtures.siti(), item, created, history(created, "", OrderStatus.COMPLETED))
                .serverId("Srv-1.A_b")
                .sequel(new Sequel.Renewal(orderId(9)))
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
                new ServerSpecifications(text, text, text, text),
                Optional.of(fullPlan()));
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
                .payments(Payments.of(IntStream.rangeClosed(1, Payments.MAX_COUNT)
                        .mapToObj(number -> fullPayment(number, text))
                        .toList()))
                .server(fullServer())
                .subscription(fullLog(text))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    private static ServerPlan fullPlan() {
        return new ServerPlan(
                1,
                Optional.of(Integer.MAX_VALUE),
                IntStream.rangeClosed(1, 100).boxed().collect(ImmutableSortedSet.toImmutableSortedSet(naturalOrder())),
                ImmutableSortedSet.of(),
                new ServerLimits(ServerLimits.MOST, ServerLimits.MOST, ServerLimits.MOST, 1_000, ServerLimits.MOST),
                new ServerFeatures(1_000, 1_000, 1_000),
                new ServerStartup(
                        IntStream.range(0, 100)
                                .boxed()
                                .collect(ImmutableSortedMap.toImmutableSortedMap(
                                        naturalOrder(), number -> "N".repeat(97) + (100 + number), number -> "🎮"
                                                .repeat(number == 0 ? 1_000 : 10))),
                        Optional.of("i".repeat(190)),
                        Optional.of("é".repeat(2_000))),
                false);
    }

    /** All entries with the longest reason would not fit into a record. */
    private static SubscriptionLog fullLog(String reason) {
        LocalDate lastDay = LocalDate.of(9999, 12, 31);
        String by = "Admin " + "é".repeat(94);
        return SubscriptionLog.of(
                IntStream.range(0, SubscriptionLog.MAX_ENTRIES)
                        .<SubscriptionEntry>mapToObj(number -> new SubscriptionEntry.PaidUntil(
                                LATEST, by, lastDay.minusDays(number), number % 5 == 0 ? reason : ""))
                        .toList(),
                IntStream.range(0, SubscriptionLog.MAX_ENTRIES)
                        .mapToObj(number -> new TakenStep(
                                lastDay,
                                new RenewalStep(RenewalStep.Kind.DELETION_WARNING, 999 - number),
                                LATEST,
                                true))
                        .toList());
    }

    private static Server fullServer() {
        return Server.restore("X".repeat(191), ServerState.READY, LATEST)
                .round(Server.MAX_COUNT)
                .attempts(Server.MAX_COUNT)
                .reinstalls(Server.MAX_COUNT)
                .user(new ServerUser(Long.MAX_VALUE, "~".repeat(191), true))
                .id(Long.MAX_VALUE)
                .identifier("S".repeat(64))
                .node(Long.MAX_VALUE)
                .address("a".repeat(260))
                .trouble(new ServerTrouble(ServerTrouble.Kind.INSTALL_FAILED, "🎮".repeat(200)))
                .deletionAsked(LATEST)
                .build();
    }

    /** The last has as much money that came in and went back as can be. */
    private static Payment fullPayment(int number, String reason) {
        Money most = Money.of(CurrencyUnit.USD, new BigDecimal("999999999999999.99"));
        Money least = Money.of(CurrencyUnit.USD, new BigDecimal("0.01"));
        String by = "Admin " + "é".repeat(194);
        Payment payment = begun(orderId(5), number, "m" + "-".repeat(31), most, LATEST)
                .expiresAt(LATEST)
                .reference("R".repeat(128))
                .fee(most)
                .payBy(new PayBy(PayBy.Kind.LINK, "🎮".repeat(1_000)))
                .build();
        int count = number == Payments.MAX_COUNT ? Payment.MAX_ARRIVALS : 1;
        for (int i = 1; i <= count; i++) {
            payment = payment.with(new PaymentArrival(most, LATEST, by, Optional.of("r".repeat(125) + (100 + i))));
        }
        payment = payment.moved(PaymentState.PAID, LATEST);
        for (int i = 1; i <= count; i++) {
            payment = payment.withRefund(least, LATEST, by, i == 1 ? reason : "");
        }
        return payment;
    }

    private static Payment.Builder begun(OrderId order, int number, String method, Money due, Instant now) {
        return Payment.begin(new PaymentId(order, number), method, due, now);
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
