package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription.State;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionPage;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a {@link SubscriptionIndex} promises over a store, as tests: every answer is that of a recount of all orders, whatever
 * happened. A store's test extends this class and says how to open the store; nothing else is needed. Tests of many threads
 * have the tag {@code race}.
 */
public abstract class SubscriptionIndexContract extends StoreUnderTest {

    private static final Instant LATER = NOON.plus(Duration.ofDays(10));
    private static final int HISTORIES = 4;
    private static final int ROUNDS_OF_A_HISTORY = 12;
    private static final int QUESTIONS = 8;

    /** What is tried: an index over a store. */
    protected interface Index {

        /** See {@link SubscriptionIndex#query}. */
        SubscriptionPage query(SubscriptionQuery query);

        /** See {@link SubscriptionIndex#count}. */
        long count(SubscriptionQuery query);
    }

    /** For the store's test. */
    protected SubscriptionIndexContract() {}

    /** See {@link OrderStorageContract#open}. */
    @Override
    protected abstract OrderStorage open() throws Exception;

    /** See {@link OrderStorageContract#reopen}. */
    @Override
    protected OrderStorage reopen(OrderStorage store) throws Exception {
        return store;
    }

    /** The zone of the shop, whatever that of the store is: Jakarta, unless overridden. */
    @Override
    protected ZoneId zone() {
        return Fixtures.JAKARTA;
    }

    /** How long a test waits for its store: a minute, unless overridden. */
    @Override
    protected Duration patience() {
        return Duration.ofMinutes(1);
    }

    /** An index over a store that has read nothing yet; overridden only to see what the contract catches. */
    protected Index index(OrderStorage store, RenewalRules rules) {
        SubscriptionIndex index = new SubscriptionIndex(store, rules);
        return new Index() {

            @Override
            public SubscriptionPage query(SubscriptionQuery query) {
                return index.query(query);
            }

            @Override
            public long count(SubscriptionQuery query) {
                return index.count(query);
            }
        };
    }

    private RenewalRules rules() {
        return RenewalRules.defaults(zone());
    }

    private Index index() {
        return index(store(), rules());
    }

    private static ImmutableList<Order> all(OrderStorage store) {
        return OrderWalk.of(store, OrderQuery.oldestFirst());
    }

    private static ImmutableList<OrderId> firsts(SubscriptionPage page) {
        return page.found().stream().map(Standing::first).collect(ImmutableList.toImmutableList());
    }

    private static Standing only(Index index, Instant now) {
        return Iterables.getOnlyElement(
                index.query(SubscriptionQuery.byDue(now).build()).found());
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private void happened(int number, SubscriptionEntry entry) {
        update(
                number,
                order -> order.withSubscription(entry.at(), order.subscription().with(entry)));
    }

    private void insertSequel(int number, Sequel sequel, PackageType type, OrderStatus status) {
        Order like = anOrder(number).of(type).pending();
        Order order = Order.create(like.id(), like.customer(), like.item(), sequel, "system", like.createdAt());
        insert(order);
        for (OrderStatus next : List.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)) {
            if (status == OrderStatus.PENDING) {
                break;
            }
            move(number, next);
            if (next == status) {
                break;
            }
        }
    }

    private void renew(int number, int first) {
        insertSequel(number, new Sequel.Renewal(orderId(first)), PackageType.BRONZE, OrderStatus.COMPLETED);
    }

    /** Walks all pages, and compares what each shows and the count with a recount. */
    private static void assertLikeARecount(AnySubscriptions recount, SubscriptionQuery query, Index index) {
        List<Standing> passing = recount.passing(query);
        List<Standing> found = new ArrayList<>();
        Optional<SubscriptionQuery> next = Optional.of(query);
        while (next.isPresent()) {
            SubscriptionPage page = index.query(next.get());
            assertEquals(
                    passing.stream().skip(found.size()).limit(query.limit()).toList(),
                    page.found(),
                    next.get()::toString);
            found.addAll(page.found());
            assertEquals(found.size() < passing.size(), page.more(), "whether more follow " + next.get());
            next = page.next().map(query::after);
        }
        assertEquals(passing.size(), index.count(query), () -> "the count of " + query);
    }

    private static void assertLikeARecount(
            OrderStorage store, RenewalRules rules, Instant now, long seed, Index index) {
        AnySubscriptions recount = new AnySubscriptions(all(store), rules, seed);
        for (int question = 0; question < QUESTIONS; question++) {
            assertLikeARecount(recount, recount.next(now), index);
        }
    }

    private ImmutableList<RenewalRules> someRules() {
        RenewalRules usual = rules();
        RenewalRules elsewhere = new RenewalRules(
                ZoneId.of("America/New_York"),
                usual.remindDays(),
                usual.remindAt(),
                0,
                1,
                usual.quiet(),
                true,
                Instant.EPOCH);
        return ImmutableList.of(usual, usual.trackingFrom(LATER), elsewhere);
    }

    @Test
    void anEmptyStoreHasNone() {
        assertEquals(
                new SubscriptionPage(ImmutableList.of(), false),
                index().query(SubscriptionQuery.byDue(NOON).build()));
        assertEquals(0, index().count(SubscriptionQuery.byPaidUntil(NOON).build()));
    }

    @Test
    void everyAnswerIsThatOfARecountWhateverHappens() throws Exception {
        for (int history = 0; history < HISTORIES; history++) {
            OrderStorage store = another();
            RenewalRules rules = someRules().get(history % someRules().size());
            SubscriptionHistory events = new SubscriptionHistory(store, rules, history);
            Index index = index(store, rules);
            for (int round = 0; round < ROUNDS_OF_A_HISTORY; round++) {
                events.goesOn(5);
                assertLikeARecount(store, rules, events.now(), round, index);
            }
            assertLikeARecount(store, rules, events.now(), history, index(store, rules));
        }
    }

    @Test
    void anIndexOpenedLaterAnswersLikeOneThatFollowedFromTheBeginning() {
        Index followed = index();
        SubscriptionHistory events = new SubscriptionHistory(store(), rules(), 2026);
        AnySubscriptions questions = new AnySubscriptions(all(store()), rules(), 1);
        for (int round = 0; round < ROUNDS_OF_A_HISTORY; round++) {
            events.goesOn(10);
            questions = new AnySubscriptions(all(store()), rules(), round);
            SubscriptionQuery query = questions.next(events.now());
            assertEquals(followed.query(query), index().query(query), query::toString);
        }
        Index later = index();
        for (int question = 0; question < 5 * QUESTIONS; question++) {
            SubscriptionQuery query = questions.next(events.now());
            assertEquals(followed.query(query), later.query(query), query::toString);
            assertEquals(followed.count(query), later.count(query), query::toString);
        }
    }

    @Test
    void itSaysTheSameOfAStoreOpenedAgain() throws Exception {
        SubscriptionHistory events = new SubscriptionHistory(store(), rules(), 7);
        events.goesOn(60);
        reopenStore();
        assertLikeARecount(store(), rules(), events.now(), 7, index());
    }

    @Test
    void pagesNeitherSkipNorRepeatWhatIsEqual() {
        for (int number : List.of(5, 3, 9, 1, 7, 2, 8, 4, 6)) {
            insert(anOrder(number)
                    .by(number % 3 == 0 ? siti() : Fixtures.budi())
                    .at(NOON)
                    .in(OrderStatus.COMPLETED));
        }
        Index index = index();
        AnySubscriptions recount = new AnySubscriptions(all(store()), rules(), 1);
        for (int limit = 1; limit <= 10; limit++) {
            assertLikeARecount(
                    recount, SubscriptionQuery.byDue(NOON).limit(limit).build(), index);
            assertLikeARecount(
                    recount, SubscriptionQuery.byPaidUntil(NOON).limit(limit).build(), index);
            assertLikeARecount(
                    recount,
                    SubscriptionQuery.byDue(NOON)
                            .customer(siti().id())
                            .limit(limit)
                            .build(),
                    index);
        }
    }

    @Test
    void aPageGoesOnAfterOneThatChangedOrWent() {
        for (int number = 1; number <= 6; number++) {
            insert(anOrder(number).at(NOON.plus(Duration.ofDays(number))).in(OrderStatus.COMPLETED));
        }
        Index index = index();
        SubscriptionQuery query = SubscriptionQuery.byPaidUntil(LATER).limit(2).build();
        SubscriptionPage first = index.query(query);
        happened(2, new SubscriptionEntry.Given(LATER, "system", 90, ""));
        SubscriptionQuery second = query.after(first.next().orElseThrow());
        assertEquals(ids(3, 4), firsts(index.query(second)));
        remove(4);
        assertEquals(
                ids(5, 6),
                firsts(index.query(query.after(new Standing(
                        orderId(4),
                        Fixtures.budi().id(),
                        PackageType.BRONZE,
                        day("2026-02-19"),
                        State.ACTIVE,
                        Optional.empty())))));
    }

    @Test
    void boundsAreFromAndBeforeATimeAndUpToADay() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        Index index = index();
        Standing standing = only(index, NOON);
        assertEquals(day("2026-02-15"), standing.paidUntil());
        Instant due = standing.due().orElseThrow();
        assertEquals(1, index.count(SubscriptionQuery.byDue(NOON).dueFrom(due).build()));
        assertEquals(
                0,
                index.count(
                        SubscriptionQuery.byDue(NOON).dueFrom(due.plusMillis(1)).build()));
        assertEquals(0, index.count(SubscriptionQuery.byDue(NOON).dueBefore(due).build()));
        assertEquals(
                1,
                index.count(SubscriptionQuery.byDue(NOON)
                        .dueBefore(due.plusMillis(1))
                        .build()));
        assertEquals(
                1,
                index.count(SubscriptionQuery.byDue(NOON)
                        .endingBy(standing.paidUntil())
                        .build()));
        assertEquals(
                0,
                index.count(SubscriptionQuery.byDue(NOON)
                        .endingBy(standing.paidUntil().minusDays(1))
                        .build()));
    }

    @Test
    void statesFollowTheTimeThatIsAskedForThoughNothingChanged() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        insert(anOrder(2).at(NOON).in(OrderStatus.COMPLETED));
        Index index = index();
        Instant end = rules().endOf(day("2026-02-15"));
        happened(2, new SubscriptionEntry.Suspended(end, "system", SuspensionReason.BILLING, ""));
        assertEquals(ids(1), inState(index, State.ACTIVE, end.minusMillis(1)));
        assertEquals(ids(1), inState(index, State.OVERDUE, end));
        assertEquals(ids(2), inState(index, State.SUSPENDED, end));
        assertEquals(ids(2), inState(index, State.DELETION_DUE, end.plus(Duration.ofDays(8))));
        assertEquals(ids(), inState(index, State.ENDED, end));
    }

    private static ImmutableList<OrderId> inState(Index index, State state, Instant now) {
        return firsts(
                index.query(SubscriptionQuery.byPaidUntil(now).state(state).build()));
    }

    @Test
    void whatEndedOrIsNotWatchedIsFoundButNotTracked() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        insert(anOrder(2).at(LATER).in(OrderStatus.COMPLETED));
        insert(anOrder(3).at(LATER).in(OrderStatus.REFUNDED));
        Index index = index(store(), rules().trackingFrom(LATER));
        assertEquals(
                ids(1, 2, 3),
                firsts(index.query(SubscriptionQuery.byPaidUntil(LATER).build())));
        assertEquals(
                ids(2),
                firsts(index.query(
                        SubscriptionQuery.byPaidUntil(LATER).tracked().build())));
        happened(1, new SubscriptionEntry.PaidUntil(LATER, "system", day("2026-12-28"), ""));
        assertEquals(
                ids(2, 1),
                firsts(index.query(
                        SubscriptionQuery.byPaidUntil(LATER).tracked().build())));
    }

    @Test
    void thoseWithoutAStepComeLastAndAreNeverDue() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        insert(anOrder(2).at(LATER).in(OrderStatus.COMPLETED));
        Index index = index();
        happened(1, new SubscriptionEntry.Ended(LATER, "system", ""));
        assertEquals(
                ids(2, 1), firsts(index.query(SubscriptionQuery.byDue(LATER).build())));
        assertEquals(
                ids(2),
                firsts(index.query(
                        SubscriptionQuery.byDue(LATER).dueFrom(Instant.EPOCH).build())));
        assertEquals(
                ids(2),
                firsts(index.query(
                        SubscriptionQuery.byDue(LATER).dueBefore(Instant.MAX).build())));
    }

    @Test
    void aSequelMovesTheDayOfItsFirstOnceItIsPaidFor() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        Index index = index();
        insertSequel(2, new Sequel.Renewal(orderId(1)), PackageType.BRONZE, OrderStatus.PENDING);
        assertEquals(day("2026-02-15"), only(index, NOON).paidUntil());
        move(2, OrderStatus.CONFIRMED);
        assertEquals(day("2026-03-15"), only(index, NOON).paidUntil());
        move(2, OrderStatus.CANCELLED);
        assertEquals(day("2026-02-15"), only(index, NOON).paidUntil());
    }

    @Test
    void manySequelsOfOneFirstAllCount() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        Index index = index();
        for (int number = 2; number <= 7; number++) {
            renew(number, 1);
            assertEquals(
                    day("2026-02-15").plusMonths(number - 1L), only(index, NOON).paidUntil());
        }
        happened(1, new SubscriptionEntry.Given(LATER, "system", 3, ""));
        assertEquals(day("2026-08-18"), only(index, NOON).paidUntil());
        assertEquals(day("2026-08-18"), only(index(), NOON).paidUntil());
    }

    @Test
    void anUpgradeIsWhatTheCustomerHasFromThen() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        Index index = index();
        SubscriptionQuery gold =
                SubscriptionQuery.byDue(NOON).packageType(PackageType.GOLD).build();
        assertEquals(0, index.count(gold));
        insertSequel(2, new Sequel.Upgrade(orderId(1), rupiah(50_000)), PackageType.GOLD, OrderStatus.CONFIRMED);
        assertEquals(1, index.count(gold));
        assertEquals(PackageType.GOLD, only(index, NOON).packageType());
    }

    @Test
    void aRenewalWithAnotherPackageIsWhatTheCustomerHasWhenItsTermBegins() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        insertSequel(2, new Sequel.Renewal(orderId(1)), PackageType.GOLD, OrderStatus.COMPLETED);
        Index index = index();
        Instant end = rules().endOf(day("2026-02-15"));
        assertEquals(PackageType.BRONZE, only(index, end.minusMillis(1)).packageType());
        assertEquals(PackageType.GOLD, only(index, end).packageType());
    }

    @Test
    void aSequelThatIsKnownBeforeItsFirstCounts() {
        renew(2, 1);
        Index index = index();
        assertEquals(0, index.count(SubscriptionQuery.byDue(NOON).build()));
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        assertEquals(day("2026-03-15"), only(index, NOON).paidUntil());
        assertEquals(day("2026-03-15"), only(index(), NOON).paidUntil());
    }

    @Test
    void whatWasRemovedIsGoneAndTakesItsDaysWithIt() {
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        renew(2, 1);
        renew(3, 1);
        Index index = index();
        assertEquals(day("2026-04-15"), only(index, NOON).paidUntil());
        remove(2);
        assertEquals(day("2026-03-15"), only(index, NOON).paidUntil());
        remove(1);
        assertEquals(0, index.count(SubscriptionQuery.byPaidUntil(NOON).build()));
        move(3, OrderStatus.REFUNDED);
        assertEquals(0, index.count(SubscriptionQuery.byDue(NOON).build()));
        assertEquals(0, index().count(SubscriptionQuery.byDue(NOON).build()));
    }

    @Test
    void aFeedOfManyPagesIsReadWhole() {
        for (int number = 0; number < 250; number++) {
            insert(anOrder(number).at(NOON).in(OrderStatus.COMPLETED));
        }
        renew(300, 7);
        assertEquals(250, index().count(SubscriptionQuery.byPaidUntil(NOON).build()));
    }

    @Test
    void anotherStoreInThePlaceOfTheFirstIsReadFromItsBeginning() throws Exception {
        SwitchedStorage switched = new SwitchedStorage(store());
        insert(anOrder(1).at(NOON).in(OrderStatus.COMPLETED));
        insert(anOrder(2).at(NOON).in(OrderStatus.COMPLETED));
        renew(3, 1);
        Index index = index(switched, rules());
        assertEquals(2, index.count(SubscriptionQuery.byDue(NOON).build()));
        OrderStorage other = another();
        for (Order order : List.of(
                anOrder(2).at(LATER).in(OrderStatus.COMPLETED),
                anOrder(4).at(LATER).in(OrderStatus.COMPLETED))) {
            other.insert(order, OrderStorage.InsertGuard.NONE, NONE);
        }
        switched.to(other);
        assertEquals(ids(2, 4), firsts(index.query(SubscriptionQuery.byDue(NOON).build())));
        assertLikeARecount(other, rules(), LATER, 1, index);
    }

    /** Following a sequel takes three reads: the feed, its first order, and all that go on with that. */
    @Test
    void aStoreThatFailsMeanwhileLosesNothing() {
        SwitchedStorage failing = new SwitchedStorage(store());
        Index index = index(failing, rules());
        for (int reads = 0; reads < 3; reads++) {
            int number = 10 * reads;
            insert(anOrder(number).at(NOON).in(OrderStatus.COMPLETED));
            renew(number + 1, number);
            renew(number + 2, number);
            failing.failAfter(reads);
            SubscriptionQuery query = SubscriptionQuery.byDue(NOON).build();
            assertThrows(StorageException.class, () -> index.query(query));
            assertLikeARecount(new AnySubscriptions(all(store()), rules(), reads), query, index);
        }
    }

    @Test
    @Tag(RACE)
    void answersAreRightOnceTheWritersAreDone() {
        Index index = index();
        race(5, racer -> racer == 0 ? asked(index) : written(racer));
        assertLikeARecount(store(), rules(), NOON, 1, index);
        assertEquals(8, index.count(SubscriptionQuery.byPaidUntil(NOON).build()));
    }

    private static long asked(Index index) {
        long most = 0;
        for (int i = 0; i < 20; i++) {
            most = Math.max(most, index.count(SubscriptionQuery.byDue(NOON).build()));
            letOthersIn();
        }
        return most;
    }

    private long written(int writer) {
        for (int first = writer * 100; first < writer * 100 + 40; first += 20) {
            insert(anOrder(first).in(OrderStatus.COMPLETED));
            renew(first + 1, first);
            renew(first + 2, first);
            remove(first + 1);
        }
        return writer;
    }
}
