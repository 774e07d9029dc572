package io.pteroorders.storage.json.table;

import com.google.common.base.Preconditions;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.json.table.Dictionary.Frozen;
import io.pteroorders.storage.json.table.FrozenOrders.Entry;
import io.pteroorders.storage.record.StoredOrder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.joda.money.CurrencyUnit;

/**
 * The orders of a table as packed bytes, read many times faster than JSON. First the number of the format; then the
 * words, items and customers; then the orders and tombstones, each as its time of creation and its bytes. Each list
 * begins with its size, each element with its length.
 *
 * <p>Whoever keeps such bytes must know by other means that they are whole and whose they are; what is nonsense in
 * itself is found here too.
 */
public final class Sidecar {

    /** Says how bytes are to be read, also those of a {@link PackedOrder}. */
    private static final int FORMAT = 5;

    private static final Frozen<String> NO_WORDS = new Dictionary<>(new String[0]).freeze();

    private Sidecar() {}

    /** Writes orders; the stream should be buffered. */
    public static void write(FrozenOrders orders, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        Unpacker unpacker = orders.unpacker();
        out.writeInt(FORMAT);
        writeAll(out, unpacker.words().asList(), Sidecar::packed);
        writeAll(out, unpacker.items().asList(), Sidecar::pack);
        writeAll(
                out,
                unpacker.customers().asList(),
                customer -> packed(customer.id().text(), customer.displayName(), customer.chatId()));
        List<Entry> entries = orders.entries();
        out.writeInt(entries.size());
        for (Entry entry : entries) {
            out.writeLong(entry.createdAt());
            writeBlock(out, entry.packed());
        }
        out.flush();
    }

    private static <T> void writeAll(DataOutputStream out, List<T> things, Function<T, byte[]> packing)
            throws IOException {
        out.writeInt(things.size());
        for (T thing : things) {
            writeBlock(out, packing.apply(thing));
        }
    }

    private static void writeBlock(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] packed(String... texts) {
        PackedWriter out = new PackedWriter();
        write(out, texts);
        return out.toBytes();
    }

    private static void write(PackedWriter out, String... texts) {
        for (String text : texts) {
            out.writeText(text);
        }
    }

    private static byte[] pack(OrderItem item) {
        PackedWriter out = new PackedWriter();
        ServerSpecifications has = item.specifications();
        write(
                out,
                item.packageType().code(),
                item.packageName(),
                Integer.toString(item.durationMonths()),
                item.pricePerMonth().getCurrencyUnit().getCode(),
                item.pricePerMonth().getAmount().toString(),
                has.ram(),
                has.cpu(),
                has.storage(),
                has.bandwidth());
        PackedPlan.write(item.plan(), out);
        return out.toBytes();
    }

    /**
     * Reads a table; the stream should be buffered. Nothing is read behind it.
     *
     * @param flow that the orders must follow
     * @param each is given every order, by one other thread that ends before this returns
     * @throws IOException if the bytes are of another format or damaged
     */
    public static OrderTable read(InputStream from, OrderFlow flow, Consumer<StoredOrder> each) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("a sidecar of format " + format + " is not known");
        }
        try {
            Frozen<String> words = readAll(in, String[]::new, Sidecar::text);
            Frozen<OrderItem> items = readAll(in, OrderItem[]::new, Sidecar::item);
            Frozen<Customer> customers = readAll(in, Customer[]::new, Sidecar::customer);
            Unpacker unpacker = new Unpacker(flow, customers, items, words);
            return table(unpacker, readEntries(in), each);
        } catch (RuntimeException e) {
            throw new IOException("the sidecar is damaged: " + e, e);
        }
    }

    private static <T> Frozen<T> readAll(
            DataInputStream in, IntFunction<T[]> array, Function<PackedReader, T> unpacking) throws IOException {
        int size = in.readInt();
        List<T> things = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            things.add(unpacking.apply(new PackedReader(readBlock(in), 0)));
        }
        return new Frozen<>(things.toArray(array), things.size());
    }

    private static byte[] readBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the sidecar ends too soon");
        }
        return bytes;
    }

    private static OrderItem item(PackedReader in) {
        PackageType type = new PackageType(text(in));
        String name = text(in);
        int months = Integer.parseInt(text(in));
        CurrencyUnit currency = CurrencyUnit.of(text(in));
        BigDecimal price = new BigDecimal(text(in));
        ServerSpecifications has = new ServerSpecifications(text(in), text(in), text(in), text(in));
        return new OrderItem(type, name, months, Amounts.of(currency, price), has, PackedPlan.read(in));
    }

    private static Customer customer(PackedReader in) {
        return new Customer(PersonId.of(text(in)), text(in), text(in));
    }

    private static String text(PackedReader in) {
        return in.readText(NO_WORDS);
    }

    private static List<Entry> readEntries(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            long createdAt = in.readLong();
            entries.add(new Entry(readBlock(in), createdAt));
        }
        return entries;
    }

    /** Fills a table, while another thread unpacks each order, for only then it is known to be whole. */
    private static OrderTable table(Unpacker unpacker, List<Entry> entries, Consumer<StoredOrder> each) {
        CompletableFuture<Void> unpacking =
                CompletableFuture.runAsync(() -> entries.forEach(entry -> unpack(unpacker, entry, each)));
        try {
            return OrderTable.restored(unpacker, entries);
        } finally {
            unpacking.join();
        }
    }

    private static void unpack(Unpacker unpacker, Entry entry, Consumer<StoredOrder> each) {
        if (!PackedOrder.isRemoved(entry.packed())) {
            StoredOrder stored = unpacker.stored(entry.packed(), entry.createdAt());
            Preconditions.checkArgument(
                    stored.order().status() == PackedOrder.status(entry.packed()), "a status is not the last one");
            each.accept(stored);
        }
    }
}
