package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.storage.json.table.Dictionary.Frozen;
import io.pteroorders.storage.record.OtherFields;
import io.pteroorders.storage.record.StoredOrder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/**
 * Unpacks what a {@link Packer} had packed when it gave this. Immutable and thread-safe.
 *
 * @param flow that the orders follow
 * @param customers by number
 * @param items by number
 * @param words by number
 */
record Unpacker(OrderFlow flow, Frozen<Customer> customers, Frozen<OrderItem> items, Frozen<String> words) {

    StoredOrder stored(byte[] packed, long createdAt) {
        PackedReader in = PackedOrder.afterId(packed);
        Order.Builder order = readRequired(packed, in, createdAt);
        int parts = readOptional(packed, in, order);
        Order built = order.build(flow);
        return new StoredOrder(
                built,
                (parts & Packer.HAS_OTHER_FIELDS) == 0
                        ? Optional.empty()
                        : Optional.of(OtherFields.fromBytes(in.readBytes())));
    }

    /** The order without the fields that the program does not know. */
    Order order(byte[] packed, long createdAt) {
        PackedReader in = PackedOrder.afterId(packed);
        Order.Builder order = readRequired(packed, in, createdAt);
        readOptional(packed, in, order);
        return order.build(flow);
    }

    private Order.Builder readRequired(byte[] packed, PackedReader in, long createdAt) {
        Customer customer = customers.get((int) in.readNumber());
        OrderItem item = items.get((int) in.readNumber());
        Sequel sequel = PackedOrder.isSequel(packed)
                ? PackedSequel.read(in, item.pricePerMonth().getCurrencyUnit())
                : null;
        int changes = (int) in.readNumber();
        Objects.checkIndex(changes, Order.MAX_HISTORY + 1);
        ImmutableList.Builder<StatusChange> history = ImmutableList.builderWithExpectedSize(changes);
        long time = createdAt;
        for (int i = 0; i < changes; i++) {
            int head = in.readByte();
            time += in.readSigned();
            String by = (head & Packer.BY_CUSTOMER) != 0 ? customer.id().text() : in.readText(words);
            String notes = (head & Packer.WITHOUT_NOTE) != 0 ? "" : in.readText(words);
            history.add(new StatusChange(
                    PackedOrder.status(head & Packer.STATUS_BITS), Instant.ofEpochMilli(time), by, notes));
        }
        Instant updatedAt = Instant.ofEpochMilli(time + in.readSigned());
        OrderId id = OrderId.of(PackedOrder.idText(packed));
        return Order.restore(id, customer, item, Instant.ofEpochMilli(createdAt), history.build())
                .updatedAt(updatedAt)
                .sequel(sequel);
    }

    private int readOptional(byte[] packed, PackedReader in, Order.Builder order) {
        int parts = (int) in.readNumber();
        if ((parts & Packer.HAS_NOTES) != 0) {
            order.notes(Notes.parse(in.readText(words)));
        }
        if ((parts & Packer.HAS_ADMIN_NOTES) != 0) {
            order.adminNotes(Notes.parse(in.readText(words)));
        }
        if ((parts & Packer.HAS_SERVER_ID) != 0) {
            order.serverId(in.readText(words));
        }
        if ((parts & Packer.HAS_PAYMENT_PROOF) != 0) {
            order.paymentProof(in.readText(words));
        }
        if ((parts & Packer.HAS_USERNAME) != 0) {
            order.username(in.readText(words));
        }
        if ((parts & Packer.HAS_CLAIMS) != 0) {
            order.claims(readClaims(in));
        }
        if ((parts & Packer.HAS_PAYMENTS) != 0) {
            order.payments(readPayments(packed, in));
        }
        if (items.get(PackedOrder.item(packed)).plan().isPresent()) {
            order.server(PackedServer.read(in, words));
        }
        if ((parts & Packer.HAS_SUBSCRIPTION) != 0) {
            order.subscription(PackedSubscription.read(in, words, currency(packed)));
        }
        return parts;
    }

    private Payments readPayments(byte[] packed, PackedReader in) {
        return PackedPayments.read(in, words, OrderId.of(PackedOrder.idText(packed)), currency(packed));
    }

    private CurrencyUnit currency(byte[] packed) {
        return items.get(PackedOrder.item(packed)).pricePerMonth().getCurrencyUnit();
    }

    private ImmutableList<Claim> readClaims(PackedReader in) {
        int count = (int) in.readNumber();
        Objects.checkIndex(count, Order.MAX_CLAIMS + 1);
        ImmutableList.Builder<Claim> claims = ImmutableList.builderWithExpectedSize(count);
        for (int i = 0; i < count; i++) {
            claims.add(new Claim(in.readText(words), in.readText(words), Instant.ofEpochMilli(in.readNumber())));
        }
        return claims.build();
    }
}
