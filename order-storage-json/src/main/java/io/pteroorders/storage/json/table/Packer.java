package io.pteroorders.storage.json.table;

import com.google.common.base.Preconditions;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.storage.record.OtherFields;
import io.pteroorders.storage.record.StoredOrder;
import java.util.List;
import java.util.Optional;

/**
 * Packs orders into bytes. What repeats is kept once and numbered: customers, items, and texts that come a second time.
 * Not thread-safe.
 */
final class Packer {

    /** Bits of the number before the optional parts of an order, and which of them are there; it has a byte for most. */
    static final int HAS_NOTES = 1;

    static final int HAS_ADMIN_NOTES = 2;
    static final int HAS_SERVER_ID = 4;
    static final int HAS_PAYMENT_PROOF = 8;
    static final int HAS_USERNAME = 16;
    static final int HAS_CLAIMS = 32;
    static final int HAS_PAYMENTS = 64;
    static final int HAS_SUBSCRIPTION = 128;
    static final int HAS_OTHER_FIELDS = 256;

    /** Bits beside the status of a history entry. */
    static final int STATUS_BITS = 7;

    static final int BY_CUSTOMER = 8;
    static final int WITHOUT_NOTE = 16;

    private final OrderFlow flow;
    private final CustomerTable people;
    private final Dictionary<OrderItem> items = new Dictionary<>(new OrderItem[0]);
    private final SharedTexts words = new SharedTexts();
    private final PackedWriter out = new PackedWriter();

    Packer(OrderFlow flow, CustomerTable people) {
        this.flow = flow;
        this.people = people;
    }

    /** Unpacks what was packed until now. */
    Unpacker unpacker() {
        return new Unpacker(flow, people.customers(), items.freeze(), words.freeze());
    }

    /**
     * Numbers what an earlier packer had numbered, alike. Only for a new packer.
     *
     * @throws IllegalArgumentException if the earlier one began with other words, as one of another version may
     */
    void restore(Unpacker earlier) {
        List<String> known = words.freeze().asList();
        List<String> all = earlier.words().asList();
        Preconditions.checkArgument(
                all.size() >= known.size() && all.subList(0, known.size()).equals(known), "other words are numbered");
        all.subList(known.size(), all.size()).forEach(words::add);
        earlier.items().asList().forEach(items::add);
        people.restore(earlier.customers().asList());
    }

    /** @throws IndexOutOfBoundsException if there is no item with this number */
    OrderItem item(int number) {
        return items.get(number);
    }

    byte[] pack(StoredOrder stored, long sequence) {
        Order order = stored.order();
        out.clear();
        out.writeLong(PackedOrder.head(order.status(), order.sequel().isPresent(), sequence));
        out.writeAscii(order.id().toString(), PackedOrder.ID_BEGINS.length());
        out.writeNumber(people.number(order.customer()));
        out.writeNumber(items.number(order.item()));
        order.sequel().ifPresent(sequel -> PackedSequel.write(sequel, out));
        writeHistory(order);
        writeOptionalParts(stored);
        return out.toBytes();
    }

    private void writeHistory(Order order) {
        String customer = order.customer().id().text();
        long time = order.createdAt().toEpochMilli();
        out.writeNumber(order.statusHistory().size());
        for (StatusChange change : order.statusHistory()) {
            boolean byCustomer = change.updatedBy().equals(customer);
            boolean withoutNote = change.notes().isEmpty();
            out.writeByte(PackedOrder.code(change.status())
                    | (byCustomer ? BY_CUSTOMER : 0)
                    | (withoutNote ? WITHOUT_NOTE : 0));
            out.writeSigned(change.timestamp().toEpochMilli() - time);
            time = change.timestamp().toEpochMilli();
            if (!byCustomer) {
                words.write(out, change.updatedBy());
            }
            if (!withoutNote) {
                words.write(out, change.notes());
            }
        }
        out.writeSigned(order.updatedAt().toEpochMilli() - time);
    }

    private void writeOptionalParts(StoredOrder stored) {
        Order order = stored.order();
        String notes = order.notes().toString();
        String adminNotes = order.adminNotes().toString();
        out.writeNumber((notes.isEmpty() ? 0 : HAS_NOTES)
                | (adminNotes.isEmpty() ? 0 : HAS_ADMIN_NOTES)
                | (order.serverId().isPresent() ? HAS_SERVER_ID : 0)
                | (order.paymentProof().isPresent() ? HAS_PAYMENT_PROOF : 0)
                | (order.username().isPresent() ? HAS_USERNAME : 0)
                | (order.claims().isEmpty() ? 0 : HAS_CLAIMS)
                | (order.payments().all().isEmpty() ? 0 : HAS_PAYMENTS)
                | (order.subscription().isEmpty() ? 0 : HAS_SUBSCRIPTION)
                | (stored.otherFields().isPresent() ? HAS_OTHER_FIELDS : 0));
        Optional.of(notes).filter(text -> !text.isEmpty()).ifPresent(out::writeText);
        Optional.of(adminNotes).filter(text -> !text.isEmpty()).ifPresent(out::writeText);
        order.serverId().ifPresent(out::writeText);
        order.paymentProof().ifPresent(out::writeText);
        order.username().ifPresent(out::writeText);
        writeClaims(order.claims());
        if (!order.payments().all().isEmpty()) {
            PackedPayments.write(order.payments(), out, words);
        }
        if (order.item().plan().isPresent()) {
            PackedServer.write(order.server(), out, words);
        }
        if (!order.subscription().isEmpty()) {
            PackedSubscription.write(order.subscription(), out, words);
        }
        stored.otherFields().map(OtherFields::toBytes).ifPresent(json -> {
            out.writeNumber(json.length);
            out.writeBytes(json);
        });
    }

    private void writeClaims(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        out.writeNumber(claims.size());
        for (Claim claim : claims) {
            words.write(out, claim.space());
            out.writeText(claim.key());
            out.writeNumber(claim.until().toEpochMilli());
        }
    }
}
