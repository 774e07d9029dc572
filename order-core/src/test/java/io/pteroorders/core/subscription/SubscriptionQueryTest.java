package io.pteroorders.core.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.Subscription.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionQueryTest {

    private static final Standing STANDING = new Standing(
            Samples.orderId(1),
            Samples.budi().id(),
            PackageType.GOLD,
            LocalDate.of(2026, 12, 22),
            State.ACTIVE,
            Optional.of(Samples.NOON));

    private static SubscriptionQuery full() {
        return SubscriptionQuery.byPaidUntil(Samples.NOON)
                .state(State.OVERDUE, State.DELETION_DUE)
                .packageType(PackageType.GOLD)
                .customer(Samples.budi().id())
                .dueFrom(Samples.NOON)
                .dueBefore(Samples.NOON.plusSeconds(1))
                .endingBy(LocalDate.of(2026, 12, 22))
                .tracked()
                .after(STANDING)
                .limit(7)
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, 9999})
    void aPageOfAnotherSizeThanOneToAHundredIsRefused(int limit) {
        SubscriptionQuery.Builder query = SubscriptionQuery.byDue(Samples.NOON).limit(limit);
        assertEquals(
                "a page has 1 to 100 subscriptions, asked for " + limit,
                assertThrows(IllegalArgumentException.class, query::build).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void aPageOfOneToAHundredIsFine(int limit) {
        assertEquals(
                limit,
                SubscriptionQuery.byDue(Samples.NOON).limit(limit).build().limit());
    }

    @Test
    void aQueryThatWasReceivedCanBeTurnedIntoAnother() {
        assertEquals(full(), full().toBuilder().build());
        SubscriptionQuery byDue = SubscriptionQuery.byDue(Samples.NOON).build();
        assertEquals(byDue, byDue.toBuilder().build());
    }

    @Test
    void theNextPageIsTheSameQueryAfterTheLastOne() {
        SubscriptionQuery query = SubscriptionQuery.byDue(Samples.NOON).build();
        SubscriptionPage page = new SubscriptionPage(ImmutableList.of(STANDING), true);
        assertEquals(
                SubscriptionQuery.byDue(Samples.NOON).after(STANDING).build(),
                query.after(page.next().orElseThrow()));
        assertEquals(Optional.empty(), new SubscriptionPage(ImmutableList.of(STANDING), false).next());
        assertThrows(IllegalArgumentException.class, () -> new SubscriptionPage(ImmutableList.of(), true));
    }

    @Test
    void itsTextTellsNobodysNumber() {
        String text = full().toString();
        assertEquals(
                "subscriptions by paid until at " + Samples.NOON + " overdue deletion-due of gold by "
                        + Samples.budi().id().masked() + " due from " + Samples.NOON + " due before "
                        + Samples.NOON.plusSeconds(1) + " ending by 2026-12-22 tracked after " + Samples.orderId(1)
                        + ", 7",
                text);
        assertFalse(text.contains(Samples.budi().id().phoneDigits().orElseThrow()));
    }

    @Test
    void eachStateHasAWord() {
        assertEquals(
                ImmutableList.of("active", "overdue", "suspended", "deletion-due", "ended"),
                Arrays.stream(State.values()).map(State::word).collect(ImmutableList.toImmutableList()));
        assertEquals(Optional.of(State.DELETION_DUE), State.parse("Deletion-Due"));
        assertEquals(Optional.empty(), State.parse("deleted"));
    }

    /** All that can happen is in the contract of the test kit. */
    @Test
    void anIndexReadsAStoreAsItIsNow() {
        InMemoryOrderStorage store = InMemoryOrderStorage.create(Samples.JAKARTA);
        SubscriptionIndex index = new SubscriptionIndex(store, Story.RULES);
        SubscriptionQuery all = SubscriptionQuery.byDue(Samples.NOON).build();
        index.follow();
        assertEquals(0, index.count(all));
        Story story = Story.live("2026-11-22T10:00", 1).pays("2026-12-10T10:00", 1);
        store.insert(story.first(), OrderStorage.InsertGuard.NONE, Optional.empty());
        story.sequels().forEach(order -> store.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty()));
        assertEquals(
                ImmutableList.of(new Standing(
                        Samples.orderId(1),
                        Samples.budi().id(),
                        PackageType.BRONZE,
                        LocalDate.of(2027, 1, 22),
                        State.ACTIVE,
                        Optional.of(Story.at("2027-01-15T09:00")))),
                index.query(all).found());
    }

    @Test
    void whatStandsBeforeAllOthersIsFoundFromItsOwnTimeOn() {
        InMemoryOrderStorage store = InMemoryOrderStorage.create(Samples.JAKARTA);
        SubscriptionIndex index = new SubscriptionIndex(store, Story.RULES);
        Customer least = new Customer(PersonId.of("!"), "", "!");
        Order order = Order.create(
                OrderId.of("ORD-0000-0"), least, Samples.item(PackageType.BRONZE, 1), "system", Samples.NOON);
        for (OrderStatus next : List.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)) {
            order = Samples.moved(order, next, Samples.NOON);
        }
        store.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
        SubscriptionQuery all = SubscriptionQuery.byDue(Samples.NOON).build();
        Standing found = Iterables.getOnlyElement(index.query(all).found());
        Instant due = found.due().orElseThrow();
        for (SubscriptionQuery.Builder query :
                List.of(SubscriptionQuery.byDue(Samples.NOON), SubscriptionQuery.byPaidUntil(Samples.NOON))) {
            assertEquals(1, index.count(query.dueFrom(due).build()));
            assertEquals(1, index.count(query.customer(least.id()).build()));
        }
    }
}
