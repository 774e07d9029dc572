package io.pteroorders.storage.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class OrderJsonRoundTripTest {

    private static final OrderFlow FLOW = OrderFlow.ORDER_STATUS_FLOW;
    private static final ImmutableList<Claim> CLAIMS = ImmutableList.of(
            new Claim("slots", "1", Instant.EPOCH), new Claim("amounts", "24863", Instant.ofEpochMilli(1)));
    private static final OrderId ID = OrderId.of("ORD-J1U15J-8N");
    private static final OrderJson FORMAT = new OrderJson(FLOW);

    @Property
    void anOrderReadFromItsRecordIsTheSameOrder(@ForAll("orders") Order order) throws Exception {
        StoredOrder stored = StoredOrder.of(order);
        assertEquals(stored, FORMAT.decode(OrderJson.encode(stored)));
    }

    @Property(tries = 200)
    void writingWhatWasReadChangesNothing(@ForAll("orders") Order order) throws Exception {
        byte[] written = OrderJson.encode(StoredOrder.of(order));
        assertArrayEquals(written, OrderJson.encode(FORMAT.decode(written)));
    }

    @Provide
    Arbitrary<Order> orders() {
        return Combinators.combine(customers(), items(), histories(), notes(), optionals())
                .as((customer, item, history, notes, optional) -> Order.restore(
                                ID, customer, item, history.get(0).timestamp(), history)
                        .updatedAt(history.get(history.size() - 1).timestamp())
                        .notes(notes)
                        .adminNotes(notes)
                        .serverId(optional ? "SERVER-1.x_y" : null)
                        .paymentProof(optional ? "media:~!{}" : null)
                        .username(optional ? "budi.panel" : null)
                        .claims(optional ? CLAIMS : ImmutableList.of())
                        .payments(optional ? payments(item) : Payments.NONE)
                        .build(FLOW));
    }

    private static Arbitrary<Customer> customers() {
        Arbitrary<String> people = Arbitraries.of(
                "6281234567890", "628123456789:12@s.whatsapp.net", "628123456789@c.us", "4711@lid", "12345", "a'b\"c");
        Arbitrary<PersonId> identities = Arbitraries.oneOf(people.map(PersonId::of), people.map(PersonId::whatsApp));
        return Combinators.combine(identities, Arbitraries.strings().all().ofMaxLength(120), people)
                .as(Customer::new);
    }

    private static Arbitrary<OrderItem> items() {
        Arbitrary<String> words = Arbitraries.strings().all().ofMaxLength(20);
        Arbitrary<ServerSpecifications> specifications =
                Combinators.combine(words, words, words, words).as(ServerSpecifications::new);
        return Combinators.combine(
                        Arbitraries.of("bronze", "nodejs-1", "x_9"),
                        words,
                        Arbitraries.integers().between(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS),
                        prices(),
                        specifications)
                .as((type, name, months, price, specs) ->
                        new OrderItem(new PackageType(type), name, months, price, specs));
    }

    private static Arbitrary<Money> prices() {
        return Combinators.combine(
                        Arbitraries.of("IDR", "USD", "JPY", "KWD"),
                        Arbitraries.longs().between(0, 999_999_999_999L))
                .as((code, digits) -> {
                    CurrencyUnit currency = CurrencyUnit.of(code);
                    return Amounts.of(currency, BigDecimal.valueOf(digits * 1000 + 500, Amounts.decimals(currency)));
                });
    }

    private static Arbitrary<List<StatusChange>> histories() {
        Arbitrary<Instant> starts = Arbitraries.longs()
                .between(0, Instant.parse("9998-01-01T00:00:00Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        starts,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.strings().all().ofMaxLength(30),
                        Arbitraries.of("system", "6281234567890@s.whatsapp.net", "Admin Andi"))
                .as(OrderJsonRoundTripTest::history);
    }

    private static List<StatusChange> history(Instant start, int steps, String said, String by) {
        List<StatusChange> history = new ArrayList<>();
        history.add(new StatusChange(OrderStatus.PENDING, start, "system", StatusChange.CREATED_NOTE));
        for (int step = 1; step <= steps; step++) {
            OrderStatus from = history.get(step - 1).status();
            if (!FLOW.isFinal(from)) {
                history.add(new StatusChange(FLOW.next(from).asList().get(0), start.plusMillis(step), by, said));
            }
        }
        return history;
    }

    private static Arbitrary<Notes> notes() {
        return Arbitraries.strings().all().ofMaxLength(40).map(Notes::parse);
    }

    private static Payments payments(OrderItem item) {
        Money due = Amounts.of(item.pricePerMonth().getCurrencyUnit(), 24_863);
        return Payments.of(List.of(Payment.begin(new PaymentId(ID, 1), "qris-static", due, Instant.EPOCH)
                .build()));
    }

    private static Arbitrary<Boolean> optionals() {
        return Arbitraries.of(true, false);
    }
}
