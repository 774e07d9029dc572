package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionPage;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** An index with one fault or none: the right one over a store that lies, or with answers that are changed. */
final class FaultyIndex {

    private final IndexFault fault;
    private final OrderStorage store;
    private final SubscriptionIndex right;

    FaultyIndex(IndexFault fault, OrderStorage store, RenewalRules rules) {
        this.fault = fault;
        this.store = store;
        this.right = new SubscriptionIndex(new Lying(store), rules);
    }

    long count(SubscriptionQuery query) {
        return switch (fault) {
            case COUNTS_A_PAGE -> query(query).found().size();
            case FINDS_WHAT_IS_DUE_AT_THE_END,
                    LEAVES_OUT_WHAT_IS_DUE_AT_THE_BEGINNING,
                    LEAVES_OUT_THE_LAST_DAY,
                    FINDS_WHAT_IS_NOT_TRACKED,
                    TELLS_THE_STATES_OF_AN_HOUR_BEFORE -> right.count(asked(query));
            default -> right.count(query);
        };
    }

    SubscriptionPage query(SubscriptionQuery query) {
        return changed(query, right.query(asked(query)));
    }

    private SubscriptionQuery asked(SubscriptionQuery query) {
        return switch (fault) {
            case TELLS_THE_STATES_OF_AN_HOUR_BEFORE -> at(query, query.now().minus(Duration.ofHours(1)));
            case FINDS_WHAT_IS_DUE_AT_THE_END ->
                query.dueBefore()
                        .filter(Instant.MAX::isAfter)
                        .map(end ->
                                query.toBuilder().dueBefore(end.plusNanos(1)).build())
                        .orElse(query);
            case LEAVES_OUT_WHAT_IS_DUE_AT_THE_BEGINNING ->
                query.dueFrom()
                        .map(from ->
                                query.toBuilder().dueFrom(from.plusNanos(1)).build())
                        .orElse(query);
            case LEAVES_OUT_THE_LAST_DAY ->
                query.endingBy()
                        .map(day -> query.toBuilder().endingBy(day.minusDays(1)).build())
                        .orElse(query);
            case FINDS_WHAT_IS_NOT_TRACKED -> untracked(query);
            case GOES_ON_WHERE_THE_LAST_ONE_STANDS_NOW ->
                query.after().flatMap(this::now).map(query::after).orElse(query);
            case HAS_ONE_TOO_MANY_ON_A_PAGE ->
                query.toBuilder()
                        .limit(Math.min(OrderQuery.MAX_LIMIT, query.limit() + 1))
                        .build();
            default -> query;
        };
    }

    private static SubscriptionQuery at(SubscriptionQuery query, Instant now) {
        return new SubscriptionQuery(
                query.order(),
                now,
                query.states(),
                query.packageType(),
                query.customer(),
                query.dueFrom(),
                query.dueBefore(),
                query.endingBy(),
                query.tracked(),
                query.after(),
                query.limit());
    }

    private static SubscriptionQuery untracked(SubscriptionQuery query) {
        return new SubscriptionQuery(
                query.order(),
                query.now(),
                query.states(),
                query.packageType(),
                query.customer(),
                query.dueFrom(),
                query.dueBefore(),
                query.endingBy(),
                false,
                query.after(),
                query.limit());
    }

    private Optional<Standing> now(Standing before) {
        return all(SubscriptionQuery.byDue(Instant.EPOCH).build()).stream()
                .filter(standing -> standing.first().equals(before.first()))
                .findFirst();
    }

    private List<Standing> all(SubscriptionQuery query) {
        List<Standing> all = new ArrayList<>();
        Optional<SubscriptionQuery> next = Optional.of(query);
        while (next.isPresent()) {
            SubscriptionPage page = right.query(next.get());
            all.addAll(page.found());
            next = page.next().map(query::after);
        }
        return all;
    }

    private SubscriptionPage changed(SubscriptionQuery query, SubscriptionPage page) {
        return switch (fault) {
            case LOSES_TIES -> keeping(page, firstOfItsPlace(query));
            case LEAVES_OUT_WHAT_HAS_NO_STEP ->
                keeping(page, standing -> standing.due().isPresent());
            case SORTS_TIES_BACKWARDS -> backwards(query);
            case REPEATS_THE_LAST_OF_A_PAGE -> with(query.after(), page);
            case SKIPS_THE_FIRST_OF_A_PAGE ->
                query.after().isPresent() && page.found().size() > 1
                        ? new SubscriptionPage(
                                page.found().subList(1, page.found().size()), page.more())
                        : page;
            case SAYS_THAT_NOTHING_FOLLOWS -> new SubscriptionPage(page.found(), false);
            case SAYS_THAT_SOMETHING_FOLLOWS_A_FULL_PAGE ->
                new SubscriptionPage(page.found(), page.found().size() == query.limit());
            case TELLS_PACKAGES_AS_FIRST_SOLD ->
                new SubscriptionPage(
                        page.found().stream().map(this::asFirstSold).collect(ImmutableList.toImmutableList()),
                        page.more());
            default -> page;
        };
    }

    private static SubscriptionPage keeping(SubscriptionPage page, Predicate<Standing> which) {
        ImmutableList<Standing> kept = page.found().stream().filter(which).collect(ImmutableList.toImmutableList());
        return new SubscriptionPage(kept, page.more() && !kept.isEmpty());
    }

    private static Predicate<Standing> firstOfItsPlace(SubscriptionQuery query) {
        Set<Object> places = new HashSet<>();
        return standing ->
                places.add(query.order() == SubscriptionQuery.By.DUE ? standing.due() : standing.paidUntil());
    }

    private SubscriptionPage backwards(SubscriptionQuery query) {
        Comparator<Standing> soonest = query.order() == SubscriptionQuery.By.DUE
                ? Comparator.comparing(standing -> standing.due().orElse(Instant.MAX))
                : Comparator.comparing(Standing::paidUntil);
        Comparator<Standing> order =
                soonest.thenComparing(Comparator.comparing(Standing::first).reversed());
        SubscriptionQuery whole = new SubscriptionQuery(
                query.order(),
                query.now(),
                query.states(),
                query.packageType(),
                query.customer(),
                query.dueFrom(),
                query.dueBefore(),
                query.endingBy(),
                query.tracked(),
                Optional.empty(),
                query.limit());
        List<Standing> rest = all(whole).stream()
                .sorted(order)
                .filter(standing -> query.after().isEmpty()
                        || order.compare(standing, query.after().get()) > 0)
                .toList();
        return new SubscriptionPage(
                rest.stream().limit(query.limit()).collect(ImmutableList.toImmutableList()),
                rest.size() > query.limit());
    }

    private static SubscriptionPage with(Optional<Standing> last, SubscriptionPage page) {
        return new SubscriptionPage(
                ImmutableList.<Standing>builder()
                        .addAll(last.stream().iterator())
                        .addAll(page.found())
                        .build(),
                page.more());
    }

    private Standing asFirstSold(Standing standing) {
        return new Standing(
                standing.first(),
                standing.customer(),
                store.get(standing.first()).orElseThrow().item().packageType(),
                standing.paidUntil(),
                standing.state(),
                standing.due());
    }

    /** What the index reads. */
    private final class Lying extends ForwardingStorage {

        private final Set<OrderId> sequels = new HashSet<>();
        private boolean whole;

        Lying(OrderStorage real) {
            super(real);
        }

        @Override
        public Optional<Order> get(OrderId id) {
            try {
                return real.get(id).map(this::told);
            } catch (StorageException e) {
                return failed(e, Optional.empty());
            }
        }

        @Override
        public Page query(OrderQuery query) {
            try {
                return real.query(query);
            } catch (StorageException e) {
                return failed(e, new Page(ImmutableList.of(), false, OptionalLong.empty()));
            }
        }

        private <T> T failed(StorageException why, T instead) {
            if (fault == IndexFault.TAKES_A_STORE_THAT_FAILS_FOR_AN_EMPTY_ONE) {
                return instead;
            }
            throw why;
        }

        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            if (whole && fault == IndexFault.READS_THE_FEED_ONCE) {
                return new ChangePage(ImmutableList.of(), after, false, false);
            }
            try {
                ChangePage page = real.changes(after, limit);
                whole = !page.more();
                return new ChangePage(
                        told(page),
                        page.next(),
                        page.more() && fault != IndexFault.READS_ONE_PAGE_OF_THE_FEED,
                        page.foreign() && fault != IndexFault.GOES_ON_WITH_ANOTHER_STORE);
            } catch (StorageException e) {
                return failed(e, new ChangePage(ImmutableList.of(), after, false, false));
            }
        }

        private ImmutableList<Change> told(ChangePage page) {
            page.changes().stream().filter(this::isSequel).map(Change::id).forEach(sequels::add);
            return page.changes().stream()
                    .filter(this::isTold)
                    .map(change -> new Change(change.id(), change.order().map(this::told)))
                    .collect(ImmutableList.toImmutableList());
        }

        private boolean isSequel(Change change) {
            return change.order().flatMap(Order::sequel).isPresent();
        }

        private boolean isTold(Change change) {
            return switch (fault) {
                case FORGETS_THE_FIRST_ORDER_WHEN_A_SEQUEL_CHANGES -> !isSequel(change);
                case FORGETS_A_SEQUEL_BEFORE_ITS_FIRST_ORDER ->
                    !isSequel(change)
                            || real.get(change.order().orElseThrow().first()).isPresent();
                case KEEPS_WHAT_WAS_REMOVED -> change.order().isPresent();
                case KEEPS_THE_DAYS_OF_REMOVED_SEQUELS -> change.order().isPresent() || !sequels.contains(change.id());
                default -> true;
            };
        }

        private Order told(Order order) {
            if (fault != IndexFault.FORGETS_STEPS_THAT_WERE_TAKEN
                    || order.sequel().isPresent()) {
                return order;
            }
            return Order.restore(order.id(), order.customer(), order.item(), order.createdAt(), order.statusHistory())
                    .updatedAt(order.updatedAt())
                    .subscription(SubscriptionLog.of(order.subscription().entries(), ImmutableList.of()))
                    .build(OrderFlow.ORDER_STATUS_FLOW);
        }
    }
}
