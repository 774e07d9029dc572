package io.pteroorders.bot.renewal;

import io.pteroorders.bot.renewal.Recount.Fact;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a test knows of a server that it had sold: what it did about it, and what it saw of it. Not thread-safe. */
final class Deal {

    final OrderId first;
    final Customer customer;
    private final ZoneId zone;
    private final int months;
    private final String pack;
    private final List<Fact> facts = new ArrayList<>();

    /** When the steps were taken that were seen, by day and word. */
    final Map<String, Instant> taken = new HashMap<>();

    /** The last days that it had, for which there may be letters. */
    final Set<LocalDate> days = new HashSet<>();

    /** Orders that were replaced by others before they were paid. */
    final Set<OrderId> replaced = new HashSet<>();

    /** Orders whose money was paid, and may be on its way. */
    final Set<OrderId> promised = new HashSet<>();

    /** Renewals and upgrades that count. */
    final Set<OrderId> counting = new HashSet<>();

    /** How many entries people made in the log of its first order. */
    int entries;

    /** How many entries of that log were seen. */
    int seen;

    /** When the server was there. */
    Optional<Instant> live = Optional.empty();

    /** When it was deleted. */
    Optional<Instant> ended = Optional.empty();

    /** When somebody agreed that it is deleted. */
    Optional<Instant> agreed = Optional.empty();

    /** The last day for which somebody has decided when to pay. */
    LocalDate decided = LocalDate.MIN;

    /** Whether the picture of a payment waits to be looked at. */
    boolean isInReview;

    Deal(ZoneId zone, OrderId first, Customer customer, String pack, int months) {
        this.zone = zone;
        this.first = first;
        this.customer = customer;
        this.pack = pack;
        this.months = months;
    }

    boolean isRunning() {
        return live.isPresent() && ended.isEmpty();
    }

    void happened(Instant at, int rank, String name, Consumer<Recount> effect) {
        facts.add(new Fact(at, rank, name, effect));
        days.add(count().paidUntil());
    }

    /** What happened is void, whenever that was. */
    void forget(String name) {
        facts.removeIf(fact -> fact.name().equals(name));
        days.add(count().paidUntil());
    }

    /** Somebody said something, which its first order remembers. */
    void said(Instant at, Consumer<Recount> effect) {
        entries++;
        happened(at, 1, "", effect);
    }

    Recount count() {
        return Recount.of(zone, live.orElseThrow(), months, pack, facts);
    }

    /** How often its suspension was put off for want of a warning. */
    List<Instant> putOffs(LocalDate day) {
        List<Instant> putOffs = new ArrayList<>();
        for (int number = 1; taken.containsKey(key(day, "put-off-" + number)); number++) {
            putOffs.add(taken.get(key(day, "put-off-" + number)));
        }
        return putOffs;
    }

    static String key(LocalDate day, String step) {
        return day + " " + step;
    }

    @Override
    public String toString() {
        return first.toString();
    }
}
