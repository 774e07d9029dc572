package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.storage.json.OrderRecords.Put;
import io.pteroorders.storage.json.OrderRecords.Removed;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.JournalLine;
import io.pteroorders.storage.json.log.JournalReader;
import io.pteroorders.storage.json.log.JournalSurvey;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects all orders that can still be read from a damaged directory: from the snapshots, record by record, and from
 * every record of a journal whose own checksum is right. Of several states of an order the latest is taken.
 */
final class Salvage {

    private final RealDisk disk;
    private final OrderJson format;
    private final OrderMemory memory;
    private final Map<OrderId, Instant> removed = new HashMap<>();
    private final List<Erasure> erased = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private long number;

    Salvage(RealDisk disk, JsonStorageOptions options) {
        this.disk = disk;
        this.format = new OrderJson(options.flow());
        this.memory = new OrderMemory(options.flow(), options.zone());
    }

    /** Writes what can be read to a new file. */
    Salvaged run(Path to) throws IOException {
        RealDisk target = RealDisk.holding(to);
        String name = RealDisk.nameOf(to);
        if (target.exists(name)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        FrozenOrders orders = collect().table().freeze();
        Snapshots.write(target, name, orders, 0, 0, RateLimiter.create(Double.MAX_VALUE));
        return new Salvaged(orders.size(), ImmutableList.copyOf(notices));
    }

    /** What can be read. */
    OrderMemory collect() throws IOException {
        for (String name : List.of(Snapshots.PREVIOUS, Snapshots.FILE)) {
            if (disk.exists(name)) {
                salvage(name, this::salvageSnapshot);
            }
        }
        for (String name : disk.list()) {
            if (name.matches(JournalSurvey.NAME)) {
                salvage(name, this::salvageJournal);
            }
        }
        removed.forEach(this::removeUnlessChangedSince);
        erased.forEach(this::erase);
        return memory;
    }

    private interface Part {
        void salvage(String name) throws IOException;
    }

    private void salvage(String name, Part part) throws IOException {
        try {
            part.salvage(name);
        } catch (BadFileException unreadable) {
            notices.add(String.valueOf(unreadable.getMessage()));
        }
    }

    private void salvageSnapshot(String name) throws IOException {
        Snapshots.read(disk, name, format, new SnapshotFile.Sink() {
            @Override
            public void accept(StoredOrder order, RawRecord record) {
                take(order);
            }

            @Override
            public boolean isSalvaging() {
                return true;
            }

            @Override
            public void reject(SnapshotFile.Rejected rejected) {
                lost(name, "record " + rejected.position() + " at line " + rejected.line(), rejected.reason());
            }
        });
    }

    private void lost(String file, String place, String why) {
        notices.add(disk.describe(file) + ", " + place + ": " + why);
    }

    private void salvageJournal(String name) throws IOException {
        try (Disk.OpenFile file = disk.openToRead(name)) {
            JournalReader reader = new JournalReader(file);
            long position = 0;
            while (position < reader.size()) {
                JournalLine line = reader.lineAt(position);
                if (line != null) {
                    salvage(name, line);
                    position += line.length();
                } else {
                    position = skip(name, reader, position);
                }
            }
        }
    }

    private long skip(String name, JournalReader reader, long position) throws IOException {
        if (reader.nonZeroFrom(position) == reader.size()) {
            return reader.size();
        }
        long next = reader.resyncAfter(position);
        lost(name, "bytes " + position + " to " + (next - 1), "not a whole record");
        return next;
    }

    private void salvage(String name, JournalLine line) {
        try {
            if (line.type() == OrderRecords.PUT) {
                Put put = OrderRecords.readPut(line.json());
                take(format.decode(line.json(), put.offset(), put.length()));
            } else if (line.type() == OrderRecords.REMOVED) {
                Removed gone = OrderRecords.readRemoved(line.json());
                removed.put(gone.id(), gone.at());
            } else if (line.type() == OrderRecords.ERASED) {
                erased.add(OrderRecords.readErased(line.json()));
            }
        } catch (OrderFormatException | IllegalArgumentException e) {
            lost(name, line.toString(), String.valueOf(e.getMessage()));
        }
    }

    private void take(StoredOrder found) {
        Optional<Order> known = memory.table().get(found.order().id());
        if (known.isEmpty() || isLater(found.order(), known.get())) {
            memory.table().put(found, ++number);
        }
    }

    private static boolean isLater(Order found, Order known) {
        int steps = Integer.compare(
                found.statusHistory().size(), known.statusHistory().size());
        return steps > 0 || (steps == 0 && !found.updatedAt().isBefore(known.updatedAt()));
    }

    private void erase(Erasure erasure) {
        for (StoredOrder stored : OrderRecords.concerned(erasure, memory.table().of(erasure.person()))) {
            memory.table().put(OrderRecords.change(erasure).apply(stored), ++number);
        }
    }

    private void removeUnlessChangedSince(OrderId id, Instant at) {
        memory.table().get(id).filter(order -> !order.updatedAt().isAfter(at)).ifPresent(order -> memory.table()
                .remove(id, ++number));
    }
}
