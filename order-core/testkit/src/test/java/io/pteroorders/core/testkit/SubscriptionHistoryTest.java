package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SubscriptionHistoryTest {

    private static final RenewalRules RULES = RenewalRules.defaults(Fixtures.JAKARTA);

    private InMemoryOrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);

    private SubscriptionHistory history(long seed) {
        storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        return new SubscriptionHistory(storage, RULES, seed);
    }

    private AnySubscriptions recount(long seed) {
        return new AnySubscriptions(OrderWalk.of(storage, OrderQuery.oldestFirst()), RULES, seed);
    }

    /** The questions of the contract, at any number of histories. */
    @Property(tries = 100)
    void anIndexAnswersLikeARecountWhateverHappens(@ForAll long seed) {
        SubscriptionHistory history = history(seed);
        SubscriptionIndex index = new SubscriptionIndex(storage, RULES);
        for (int round = 0; round < 10; round++) {
            history.goesOn(5);
            AnySubscriptions recount = recount(seed + round);
            SubscriptionQuery query = recount.next(history.now());
            List<Standing> passing = recount.passing(query);
            assertEquals(
                    passing.stream().limit(query.limit()).toList(),
                    index.query(query).found(),
                    query::toString);
            assertEquals(passing.size(), index.count(query), query::toString);
        }
    }

    @Test
    void leadsToEveryStateAndToOrdersOfEveryStatus() {
        Set<Subscription.State> states = EnumSet.noneOf(Subscription.State.class);
        Set<OrderStatus> sequels = EnumSet.noneOf(OrderStatus.class);
        for (int seed = 0; seed < 5; seed++) {
            SubscriptionHistory history = history(seed);
            for (int round = 0; round < 10; round++) {
                history.goesOn(6);
                recount(1)
                        .passing(SubscriptionQuery.byDue(history.now()).build())
                        .forEach(standing -> states.add(standing.state()));
            }
            OrderWalk.of(storage, OrderQuery.oldestFirst()).stream()
                    .filter(order -> order.sequel().isPresent())
                    .forEach(order -> sequels.add(order.status()));
        }
        assertEquals(EnumSet.allOf(Subscription.State.class), states);
        assertEquals(EnumSet.allOf(OrderStatus.class), sequels);
    }

    @Test
    void someQuestionsFindNothingAndOthersSomething() {
        history(1).goesOn(100);
        AnySubscriptions questions = recount(1);
        Set<Boolean> empty = new HashSet<>();
        for (int question = 0; question < 200; question++) {
            SubscriptionQuery query = questions.next(Fixtures.NOON);
            empty.add(questions.passing(query).isEmpty());
        }
        assertEquals(Set.of(true, false), empty);
    }
}
