package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.subscription.NextStep;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.core.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/** The subscriptions that follow from some orders, counted one by one, and any questions about them. Not thread-safe. */
final class AnySubscriptions {

    private static final int A_WHILE = 60;
    private static final ImmutableList<Subscription.State> STATES =
            ImmutableList.copyOf(Arrays.asList(Subscription.State.values()));
    private static final PackageType NOT_SOLD = new PackageType("never");

    private final ImmutableList<Order> orders;
    private final RenewalRules rules;
    private final SplittableRandom random;

    AnySubscriptions(ImmutableList<Order> orders, RenewalRules rules, long seed) {
        this.orders = orders;
        this.rules = rules;
        this.random = new SplittableRandom(seed);
    }

    /** One and its first order. */
    private record Counted(Subscription subscription, Order first) {}

    /** All that pass, in the order of the query and after what it goes on from. */
    List<Standing> passing(SubscriptionQuery query) {
        Comparator<Standing> order = order(query.order());
        return counted()
                .filter(it -> !query.tracked()
                        || (it.subscription().tracked()
                                && it.subscription().ended().isEmpty()))
                .map(it -> standing(it, query.now()))
                .filter(standing -> passes(standing, query))
                .sorted(order)
                .filter(standing -> query.after()
                        .filter(after -> order.compare(standing, after) <= 0)
                        .isEmpty())
                .toList();
    }

    private Stream<Counted> counted() {
        return orders.stream()
                .flatMap(order -> Subscriptions.of(order, orders, rules).map(it -> new Counted(it, order)).stream());
    }

    private Standing standing(Counted it, Instant now) {
        Subscription subscription = it.subscription();
        return new Standing(
                subscription.first(),
                subscription.customer().id(),
                subscription.sold(rules.day(now)).packageType(),
                subscription.paidUntil(),
                subscription.state(rules, now),
                NextStep.at(subscription, rules, it.first().subscription().steps()));
    }

    private static boolean passes(Standing standing, SubscriptionQuery query) {
        return (query.states().isEmpty() || query.states().contains(standing.state()))
                && query.packageType()
                        .filter(type -> !type.equals(standing.packageType()))
                        .isEmpty()
                && query.customer()
                        .filter(person -> !person.equals(standing.customer()))
                        .isEmpty()
                && (query.dueFrom().isEmpty()
                        || (standing.due().isPresent()
                                && standing.due()
                                                .get()
                                                .compareTo(query.dueFrom().get())
                                        >= 0))
                && (query.dueBefore().isEmpty()
                        || (standing.due().isPresent()
                                && standing.due()
                                                .get()
                                                .compareTo(query.dueBefore().get())
                                        < 0))
                && (query.endingBy().isEmpty()
                        || standing.paidUntil().compareTo(query.endingBy().get()) <= 0);
    }

    private static Comparator<Standing> order(SubscriptionQuery.By order) {
        Comparator<Standing> soonest = order == SubscriptionQuery.By.DUE
                ? Comparator.comparing(standing -> standing.due().orElse(Instant.MAX))
                : Comparator.comparing(Standing::paidUntil);
        return soonest.thenComparing(standing -> standing.first().toString());
    }

    /** Any question; bounds often are just those of one of the subscriptions. */
    SubscriptionQuery next(Instant now) {
        ImmutableList<Standing> all = counted().map(it -> standing(it, now)).collect(ImmutableList.toImmutableList());
        Instant asked = time(all, now);
        SubscriptionQuery.Builder query =
                random.nextBoolean() ? SubscriptionQuery.byDue(asked) : SubscriptionQuery.byPaidUntil(asked);
        query.limit(random.nextInt(1, 7));
        if (oneIn(3)) {
            List<Subscription.State> some = random.ints(random.nextInt(1, 3), 0, STATES.size())
                    .mapToObj(STATES::get)
                    .toList();
            query.state(some.toArray(Subscription.State[]::new));
        }
        if (oneIn(4)) {
            query.packageType(some(all, Standing::packageType).orElse(NOT_SOLD));
        }
        if (oneIn(3)) {
            query.customer(some(all, Standing::customer).orElse(Fixtures.budi().id()));
        }
        if (oneIn(4)) {
            query.dueFrom(due(all, now));
        }
        if (oneIn(4)) {
            query.dueBefore(due(all, now));
        }
        if (oneIn(4)) {
            query.endingBy(some(all, Standing::paidUntil).orElse(rules.day(now)));
        }
        if (oneIn(4)) {
            query.tracked();
        }
        return query.build();
    }

    private Instant time(List<Standing> all, Instant now) {
        return switch (random.nextInt(4)) {
            case 0 -> now;
            case 1 -> now.plus(Duration.ofHours(24L * random.nextInt(-A_WHILE, A_WHILE)));
            case 2 -> some(all, standing -> rules.endOf(standing.paidUntil())).orElse(NOON);
            default ->
                some(all, standing -> rules.endOf(standing.paidUntil()).minusMillis(1))
                        .orElse(NOON);
        };
    }

    private Instant due(List<Standing> all, Instant now) {
        return some(all.stream().flatMap(standing -> standing.due().stream()).toList(), time -> time)
                .orElse(now);
    }

    private <T, R> Optional<R> some(List<T> all, Function<T, R> part) {
        return all.isEmpty() ? Optional.empty() : Optional.of(part.apply(all.get(random.nextInt(all.size()))));
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }
}
