package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Quarantine;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds a file's orders to those that are there. */
final class Import implements SnapshotFile.Sink {

    private static final int NAMED = 100;

    private final OrderJson format;
    private final OrderMemory all;
    private final Rejects rejects;
    private final List<String> notices = new ArrayList<>();
    private boolean repair;
    private long number;
    private int repaired;
    private int known;

    Import(Disk disk, JsonStorageOptions options, FrozenOrders present) {
        this.format = new OrderJson(options.flow());
        this.all = new OrderMemory(options.flow(), options.zone());
        this.rejects = new Rejects(new Quarantine(disk, options.clock()));
        present.forEach(order -> all.load(order, ++number));
    }

    /** The orders that are there and those of a file; {@link #notices} says what was not taken as it was. */
    OrderMemory read(Disk from, String name, boolean repairing) throws IOException {
        repair = repairing;
        try (rejects) {
            Snapshots.read(from, name, format, this);
            if (rejects.count() > 0) {
                notices.addAll(rejects.finish());
            }
        }
        if (known > 0) {
            notices.add(known + (known == 1 ? " order was" : " orders were") + " there already and left as they were");
        }
        if (repaired > 0) {
            notices.add(
                    0,
                    repaired + (repaired == 1 ? " order got" : " orders got")
                            + " a legal history; the original one is kept as importedHistory");
        }
        return all;
    }

    ImmutableList<String> notices() {
        return ImmutableList.copyOf(notices);
    }

    @Override
    public void accept(StoredOrder order, RawRecord record) throws IOException {
        Optional<String> wrong = wrongCustomer(order);
        if (wrong.isPresent()) {
            rejects.reject(record.rejected(wrong.get()));
        } else {
            add(order);
        }
    }

    /** What is no number of a person would be somebody whom nobody can write to, or who reads along. */
    private static Optional<String> wrongCustomer(StoredOrder order) {
        PersonId customer = order.order().customer().id();
        if (customer.phoneDigits().filter(digits -> digits.startsWith("0")).isPresent()) {
            return Optional.of(
                    "customer.phoneNumber must be in international form, such as 6281234567890:" + " it begins with 0");
        }
        return PersonId.isShared(customer.text())
                ? Optional.of("customer.phoneNumber must be a person, not a group or channel")
                : Optional.empty();
    }

    private void add(StoredOrder order) {
        if (all.table().everHad(order.order().id())) {
            known++;
        } else {
            all.load(order, ++number);
        }
    }

    @Override
    public void reject(SnapshotFile.Rejected rejected) throws IOException {
        if (repair) {
            repair(rejected);
        } else {
            rejects.reject(rejected);
        }
    }

    private void repair(SnapshotFile.Rejected rejected) throws IOException {
        try {
            StoredOrder order = format.repair(rejected.raw(), 0, rejected.raw().length);
            Optional<String> wrong = wrongCustomer(order);
            if (wrong.isPresent()) {
                rejects.reject(rejected.because(wrong.get()));
                return;
            }
            if (repaired++ < NAMED) {
                notices.add(order.order().id() + ", record " + rejected.position() + ": " + rejected.reason());
            }
            add(order);
        } catch (OrderFormatException e) {
            rejects.reject(rejected);
        }
    }
}
