package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/**
 * How an order lies in bytes, and what can be read of it without unpacking the whole. First a head of eight bytes: in
 * the highest the status, and whether it is a sequel, or {@link #REMOVED}; in the others the number of the last change.
 * Then the id without its first letters; a removed order ends there. Then the numbers of its customer and item, of a
 * sequel whose it is, and the rest, which only {@link Packer} and {@link Unpacker} know.
 */
final class PackedOrder {

    static final String ID_BEGINS = "ORD-";

    private static final int REMOVED = 0x7F;
    private static final int SEQUEL = 0x40;
    private static final int SEQUENCE_BITS = 56;
    private static final long SEQUENCE = (1L << SEQUENCE_BITS) - 1;
    private static final int ID = Long.BYTES;

    /** By {@link #code}. */
    private static final ImmutableList<OrderStatus> STATUSES =
            ImmutableList.sortedCopyOf(Comparator.comparing(PackedOrder::code), Arrays.asList(OrderStatus.values()));

    private PackedOrder() {}

    /** The number of a status, 0 to 7; kept in sidecars, so it must not change, nor leave a gap. */
    static int code(OrderStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case CONFIRMED -> 1;
            case PROCESSING -> 2;
            case COMPLETED -> 3;
            case CANCELLED -> 4;
            case REFUNDED -> 5;
        };
    }

    static OrderStatus status(int code) {
        return STATUSES.get(code);
    }

    static long head(OrderStatus status, boolean isSequel, long sequence) {
        return (long) (code(status) | (isSequel ? SEQUEL : 0)) << SEQUENCE_BITS | sequence;
    }

    /** What is left of an order that was removed. */
    static byte[] tombstone(OrderId id, long sequence) {
        PackedWriter out = new PackedWriter();
        out.writeLong((long) REMOVED << SEQUENCE_BITS | sequence);
        out.writeAscii(id.toString(), ID_BEGINS.length());
        return out.toBytes();
    }

    static Tombstone tombstone(byte[] packed, long createdAt) {
        return new Tombstone(OrderId.of(idText(packed)), Instant.ofEpochMilli(createdAt), sequence(packed));
    }

    private static long head(byte[] packed) {
        return (long) PackedReader.LONG.get(packed, 0);
    }

    static boolean isRemoved(byte[] packed) {
        return packed[0] == REMOVED;
    }

    static OrderStatus status(byte[] packed) {
        return status(packed[0] & ~SEQUEL);
    }

    /** Whether it is an order that goes on with another one's subscription. */
    static boolean isSequel(byte[] packed) {
        return !isRemoved(packed) && (packed[0] & SEQUEL) != 0;
    }

    static long sequence(byte[] packed) {
        return head(packed) & SEQUENCE;
    }

    /** Changes the number of the last change, in place; only while nobody else has these bytes. */
    static void number(byte[] packed, long sequence) {
        PackedReader.LONG.set(packed, 0, (head(packed) & ~SEQUENCE) | sequence);
    }

    static int customer(byte[] packed) {
        return (int) afterId(packed).readNumber();
    }

    static int item(byte[] packed) {
        PackedReader in = afterId(packed);
        in.readNumber();
        return (int) in.readNumber();
    }

    /** The order that began the subscription which a sequel goes on with. */
    static OrderId first(byte[] sequel) {
        return PackedSequel.first(afterItem(sequel));
    }

    /** Whether it is a sequel of this order. */
    static boolean isSequelOf(byte[] packed, OrderId first) {
        return isSequel(packed) && PackedSequel.hasFirst(afterItem(packed), first);
    }

    private static PackedReader afterItem(byte[] packed) {
        PackedReader in = afterId(packed);
        in.readNumber();
        in.readNumber();
        return in;
    }

    private static int idEnd(byte[] packed) {
        return ID + 1 + packed[ID];
    }

    static PackedReader afterId(byte[] packed) {
        return new PackedReader(packed, idEnd(packed));
    }

    static String idText(byte[] packed) {
        byte[] text = new byte[ID_BEGINS.length() + packed[ID]];
        text[0] = 'O';
        text[1] = 'R';
        text[2] = 'D';
        text[3] = '-';
        System.arraycopy(packed, ID + 1, text, ID_BEGINS.length(), packed[ID]);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static boolean hasId(byte[] packed, String text) {
        if (text.length() != ID_BEGINS.length() + packed[ID]) {
            return false;
        }
        for (int i = ID_BEGINS.length(); i < text.length(); i++) {
            if (packed[ID + 1 + i - ID_BEGINS.length()] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Compares two orders by their ids. */
    static int compareIds(byte[] a, byte[] b) {
        return Arrays.compare(a, ID + 1, idEnd(a), b, ID + 1, idEnd(b));
    }
}
