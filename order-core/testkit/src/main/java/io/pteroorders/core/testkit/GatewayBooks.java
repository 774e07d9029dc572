package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.PaymentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a {@link FakeGatewayServer} knows of money: tests compare it with what a shop has booked. Thread-safe. */
public final class GatewayBooks {

    private final List<Entry> entries = new ArrayList<>();
    private long onTop;
    private long kept;

    /**
     * A charge.
     *
     * @param id the gateway's own name for it
     * @param reference by which the shop knows it
     * @param amount what the shop asked for, in whole units
     * @param onTop what the customer pays beside it
     * @param kept what the gateway keeps of it
     * @param state what became of it
     * @param refunds what went back, by the keys under which the shop asked for it
     */
    public record Entry(
            String id,
            String reference,
            long amount,
            long onTop,
            long kept,
            PaymentState state,
            ImmutableMap<String, Long> refunds) {

        /** What went back. */
        public long refunded() {
            return refunds.values().stream().mapToLong(Long::longValue).sum();
        }

        Entry in(PaymentState next) {
            return new Entry(id, reference, amount, onTop, kept, next, refunds);
        }

        Entry with(String key, long back) {
            ImmutableMap<String, Long> all = ImmutableMap.<String, Long>builder()
                    .putAll(refunds)
                    .put(key, back)
                    .buildKeepingLast();
            Entry next = new Entry(id, reference, amount, onTop, kept, state, all);
            return next.in(next.refunded() < amount ? PaymentState.PARTLY_REFUNDED : PaymentState.REFUNDED);
        }
    }

    /** Books without a charge. */
    public GatewayBooks() {}

    /** Sets the fees of charges from now on: what customers pay on top, and what the gateway keeps. */
    public synchronized void setFees(long nextOnTop, long nextKept) {
        this.onTop = nextOnTop;
        this.kept = nextKept;
    }

    /** Makes a charge, another one if there is one of this reference. */
    public synchronized Entry create(String reference, long amount) {
        String id = "T" + (entries.size() + 1) + "-" + reference;
        Entry made = new Entry(id, reference, amount, onTop, kept, PaymentState.WAITING, ImmutableMap.of());
        entries.add(made);
        return made;
    }

    /** All charges, oldest first. */
    public synchronized ImmutableList<Entry> all() {
        return ImmutableList.copyOf(entries);
    }

    /** All charges of a reference, oldest first. */
    public synchronized ImmutableList<Entry> all(String reference) {
        return entries.stream()
                .filter(entry -> entry.reference().equals(reference))
                .collect(ImmutableList.toImmutableList());
    }

    /** The charge with this reference, or with this name. */
    public synchronized Optional<Entry> find(String referenceOrId) {
        return entries.stream()
                .filter(entry ->
                        entry.reference().equals(referenceOrId) || entry.id().equals(referenceOrId))
                .findFirst();
    }

    /** Moves a charge to a state, for example to {@link PaymentState#PAID} because the customer paid. */
    public Entry move(String referenceOrId, PaymentState state) {
        return change(referenceOrId, entry -> entry.in(state));
    }

    /** Gives money back, under one key once; whatever is asked for under it later is not done. */
    public Entry refund(String referenceOrId, String key, long amount) {
        return change(referenceOrId, entry -> entry.refunds().containsKey(key) ? entry : entry.with(key, amount));
    }

    private synchronized Entry change(String referenceOrId, UnaryOperator<Entry> change) {
        Entry before = find(referenceOrId).orElseThrow();
        Entry after = change.apply(before);
        entries.set(entries.indexOf(before), after);
        return after;
    }
}
