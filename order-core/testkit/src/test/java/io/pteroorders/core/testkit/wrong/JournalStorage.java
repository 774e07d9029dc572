package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Keeps what was done as a file would, and does it again when it is opened anew; right until it is given a fault. */
class JournalStorage extends ForwardingStorage {

    private final UnaryOperator<Order> written;
    private final UnaryOperator<Order> read;
    private final UnaryOperator<List<Entry>> opened;
    private final List<Entry> journal;

    /** What was done to an order, and what it was then; or an erasure that began with it. */
    record Entry(OrderId id, Optional<Order> after, Optional<RequestId> request, Optional<Erasure> erasure) {

        Entry(OrderId id, Optional<Order> after, Optional<RequestId> request) {
            this(id, after, request, Optional.empty());
        }
    }

    JournalStorage() {
        this(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), new ArrayList<>());
    }

    private JournalStorage(
            UnaryOperator<Order> written,
            UnaryOperator<Order> read,
            UnaryOperator<List<Entry>> opened,
            List<Entry> journal) {
        this.written = written;
        this.read = read;
        this.opened = opened;
        this.journal = journal;
    }

    private JournalStorage(JournalStorage closed) {
        super(closed.name());
        this.written = closed.written;
        this.read = closed.read;
        this.opened = closed.opened;
        this.journal = new ArrayList<>(closed.opened.apply(closed.journal));
        journal.forEach(this::replay);
    }

    /** Makes something wrong with each order that it stores. */
    static JournalStorage writing(UnaryOperator<Order> fault) {
        return new JournalStorage(fault, UnaryOperator.identity(), UnaryOperator.identity(), new ArrayList<>());
    }

    /** Makes something wrong with each order that it reads when it is opened anew. */
    static JournalStorage reading(UnaryOperator<Order> fault) {
        return new JournalStorage(UnaryOperator.identity(), fault, UnaryOperator.identity(), new ArrayList<>());
    }

    /** Makes something wrong of all that was done when it is opened anew. */
    static JournalStorage opening(UnaryOperator<List<Entry>> fault) {
        return new JournalStorage(UnaryOperator.identity(), UnaryOperator.identity(), fault, new ArrayList<>());
    }

    private void replay(Entry entry) {
        if (entry.erasure().isPresent()) {
            real.erase(entry.erasure().get(), orders -> Optional.empty());
        } else if (entry.after().isEmpty()) {
            real.remove(entry.id(), order -> Optional.empty(), entry.request());
        } else if (real.get(entry.id()).isEmpty()) {
            real.insert(read.apply(entry.after().get()), InsertGuard.NONE, entry.request());
        } else {
            real.update(
                    entry.id(), order -> Outcome.done(read.apply(entry.after().get())), entry.request());
        }
    }

    @Override
    ForwardingStorage reopened() {
        real.close();
        return new JournalStorage(this);
    }

    @Override
    public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        WriteResult result = real.insert(written.apply(order), guard, request);
        return journalled(result, Optional.of(order), request);
    }

    @Override
    public synchronized WriteResult update(
            OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        AtomicReference<Optional<Order>> given = new AtomicReference<>(Optional.empty());
        WriteResult result = real.update(
                id,
                now -> change.apply(now)
                        .fold(
                                next -> {
                                    given.set(Optional.of(next));
                                    return Outcome.done(written.apply(next));
                                },
                                Outcome::refused),
                request);
        return journalled(result, given.get(), request);
    }

    @Override
    public synchronized WriteResult remove(
            OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return journalled(real.remove(id, guard, request), Optional.empty(), request);
    }

    @Override
    public synchronized Outcome<Integer> erase(
            Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        AtomicReference<ImmutableList<Order>> theirs = new AtomicReference<>(ImmutableList.of());
        Outcome<Integer> outcome = real.erase(erasure, orders -> {
            theirs.set(orders);
            return guard.apply(orders);
        });
        if (outcome.refusal().isEmpty()) {
            theirs.get().stream()
                    .limit(1)
                    .map(order -> new Entry(order.id(), Optional.empty(), Optional.empty(), Optional.of(erasure)))
                    .forEach(journal::add);
        }
        return outcome;
    }

    /** Answers with the order as it was given, as stores do that do not read it again. */
    private WriteResult journalled(WriteResult result, Optional<Order> given, Optional<RequestId> request) {
        if (result.kind() != WriteResult.Kind.DONE) {
            return result;
        }
        journal.add(new Entry(result.id(), result.after(), request));
        return WriteResult.done(result.id(), result.before(), given);
    }

    ImmutableList<Entry> journal() {
        return ImmutableList.copyOf(journal);
    }
}
