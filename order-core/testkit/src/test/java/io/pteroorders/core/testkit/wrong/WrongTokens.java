package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stores that number their changes wrongly. */
final class WrongTokens {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("numbers its changes by their time", NumbersByTime::new)
                    .put("tells only of steps, not of notes, names and proofs", TellsSteps::new)
                    .put("tells no notes of admins", TellsNoAdminNotes::new)
                    .put("tells no claims", TellsNoClaims::new)
                    .put("tells an order as often as it changed", TellsEachChange::new)
                    .put("leaves an order where it first stood", LeavesInPlace::new)
                    .put("keeps the last hundred changes", KeepsAHundred::new)
                    .put("tells of orders that begin pending", TellsPending::new)
                    .put("tells removed orders as they were", TellsRemoved::new)
                    .put("says that changes follow a full page", MoreWhenFull::new)
                    .put("begins anew where nothing follows", BeginsAnew::new)
                    .put("counts anew when it is opened again", CountsAnew::new)
                    .put("tells nothing of before when it is opened again", ForgetsBefore::new)
                    .put("tells nothing of an update that changes nothing but its time", TellsNoTouch::new)
                    .buildOrThrow();

    private WrongTokens() {}

    /** Numbers changes by itself; right until a subclass does one step wrong. */
    private abstract static class Numbered extends ForwardingStorage {

        record Entry(long number, OrderId id, Optional<Order> order) {}

        List<Entry> entries = new ArrayList<>();
        long last;

        Numbered() {}

        Numbered(String name) {
            super(name);
        }

        /** The number of a change; none if nobody is to hear of it. */
        Optional<Long> number(Optional<Order> before, Optional<Order> after) {
            last++;
            return Optional.of(last);
        }

        private WriteResult numbered(WriteResult result) {
            if (result.kind() == WriteResult.Kind.DONE) {
                number(result.before(), result.after())
                        .ifPresent(number -> add(new Entry(number, result.id(), result.after())));
            }
            return result;
        }

        void add(Entry entry) {
            entries.removeIf(other -> other.id().equals(entry.id()));
            entries.add(entry);
        }

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return numbered(real.insert(order, guard, request));
        }

        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return numbered(real.update(id, change, request));
        }

        @Override
        public synchronized WriteResult remove(
                OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            return numbered(real.remove(id, guard, request));
        }

        @Override
        public synchronized ChangePage changes(ChangePage.Token after, int limit) {
            real.changes(ChangePage.Token.START, limit);
            boolean foreign = !after.equals(ChangePage.Token.START)
                    && !after.equals(ChangePage.Token.END)
                    && !after.text().startsWith(name());
            long from = from(after);
            List<Entry> rest = entries.stream()
                    .filter(entry -> entry.number() > from)
                    .sorted(Comparator.comparing(Entry::number))
                    .toList();
            ImmutableList<Entry> page = rest.stream().limit(limit).collect(ImmutableList.toImmutableList());
            long next = page.isEmpty() ? from : page.get(page.size() - 1).number();
            return new ChangePage(
                    page.stream()
                            .map(entry -> new ChangePage.Change(entry.id(), real.get(entry.id())))
                            .collect(ImmutableList.toImmutableList()),
                    new ChangePage.Token(name() + next),
                    page.size() < rest.size(),
                    foreign);
        }

        private long from(ChangePage.Token after) {
            if (after.equals(ChangePage.Token.END)) {
                return entries.stream().mapToLong(Entry::number).max().orElse(0);
            }
            return after.text().startsWith(name())
                    ? Objects.requireNonNullElse(Longs.tryParse(after.text().substring(name().length())), 0L)
                    : 0;
        }
    }

    private static final class NumbersByTime extends Numbered {
        @Override
        Optional<Long> number(Optional<Order> before, Optional<Order> after) {
            return Optional.of(after.or(() -> before).orElseThrow().updatedAt().toEpochMilli());
        }
    }

    private static final class TellsSteps extends Numbered {
        @Override
        Optional<Long> number(Optional<Order> before, Optional<Order> after) {
            boolean step = before.isEmpty()
                    || after.isEmpty()
                    || !before.get().statusHistory().equals(after.get().statusHistory());
            return step ? super.number(before, after) : Optional.empty();
        }
    }

    private abstract static class TellsNo extends Numbered {
        abstract Order without(Order order);

        @Override
        Optional<Long> number(Optional<Order> before, Optional<Order> after) {
            boolean same = before.isPresent()
                    && after.isPresent()
                    && without(before.get()).equals(without(after.get()));
            return same && !before.equals(after) ? Optional.empty() : super.number(before, after);
        }
    }

    private static final class TellsNoAdminNotes extends TellsNo {
        @Override
        Order without(Order order) {
            return OrderCopy.edit(copy -> {
                        copy.adminNotes = "";
                        copy.updatedAt = copy.createdAt;
                    })
                    .apply(order);
        }
    }

    private static final class TellsNoClaims extends TellsNo {
        @Override
        Order without(Order order) {
            return OrderCopy.edit(copy -> {
                        copy.claims = ImmutableList.of();
                        copy.updatedAt = copy.createdAt;
                    })
                    .apply(order);
        }
    }

    private static final class TellsNoTouch extends TellsNo {
        @Override
        Order without(Order order) {
            return OrderCopy.edit(copy -> copy.updatedAt = copy.createdAt).apply(order);
        }
    }

    private static final class TellsEachChange extends Numbered {
        @Override
        void add(Entry entry) {
            entries.add(entry);
        }
    }

    private static final class LeavesInPlace extends Numbered {
        @Override
        void add(Entry entry) {
            if (entries.stream().noneMatch(other -> other.id().equals(entry.id()))) {
                entries.add(entry);
            }
        }
    }

    private static final class KeepsAHundred extends Numbered {
        @Override
        void add(Entry entry) {
            super.add(entry);
            if (entries.size() > 100) {
                entries.remove(0);
            }
        }
    }

    private static final class TellsPending extends Numbered {
        @Override
        Optional<Long> number(Optional<Order> before, Optional<Order> after) {
            boolean silent = before.isEmpty()
                    && after.filter(order -> order.status() != OrderStatus.PENDING)
                            .isPresent();
            return silent ? Optional.empty() : super.number(before, after);
        }
    }

    private static final class TellsRemoved extends RememberingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return new ChangePage(
                    page.changes().stream()
                            .map(change -> new ChangePage.Change(
                                    change.id(), change.order().or(() -> Optional.of(cursor(change.id())))))
                            .collect(ImmutableList.toImmutableList()),
                    page.next(),
                    page.more(),
                    page.foreign());
        }
    }

    private static final class MoreWhenFull extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return new ChangePage(page.changes(), page.next(), page.changes().size() == limit, page.foreign());
        }
    }

    private static final class BeginsAnew extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return page.changes().isEmpty()
                    ? new ChangePage(page.changes(), ChangePage.Token.START, false, page.foreign())
                    : page;
        }
    }

    /** Its numbers begin at one again, while its readers have kept greater ones. */
    private static final class CountsAnew extends Numbered {
        CountsAnew() {}

        private CountsAnew(CountsAnew closed) {
            super(closed.name());
            restore(closed.all());
            real.query(OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT).build())
                    .orders()
                    .forEach(order -> number(Optional.empty(), Optional.of(order))
                            .ifPresent(number -> add(new Entry(number, order.id(), Optional.of(order)))));
        }

        @Override
        ForwardingStorage reopened() {
            CountsAnew next = new CountsAnew(this);
            real.close();
            return next;
        }
    }

    private static final class ForgetsBefore extends Numbered {
        @Override
        ForwardingStorage reopened() {
            entries = new ArrayList<>();
            return this;
        }
    }
}
