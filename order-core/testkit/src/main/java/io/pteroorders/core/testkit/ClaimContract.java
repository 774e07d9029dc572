package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of claims. */
abstract class ClaimContract extends WriteContract {

    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final int MOST_TRIES = 100_000;

    static Claim slot(int number) {
        return slot(number, TOMORROW);
    }

    static Claim slot(int number, Instant until) {
        return new Claim("slots", Integer.toString(number), until);
    }

    /** Last changed so many minutes after {@link Fixtures#NOON}, as {@link Fixtures#anOrder} is. */
    static Order holding(int number, Claim... claims) {
        return anOrder(number).pending().withClaims(NOON, List.of(claims));
    }

    WriteResult claim(int number, Instant now, Claim... claims) {
        return update(number, order -> order.withClaims(now, List.of(claims)));
    }

    static WriteResult claimed(Order order, Claim claim) {
        return WriteResult.refused(order.id(), Optional.empty(), new Refusal.Claimed(claim));
    }

    void assertFree(int number, Claim claim) {
        assertKind(WriteResult.Kind.DONE, insert(holding(number, claim)));
    }

    void assertTaken(int number, Claim claim) {
        Order order = holding(number, claim);
        assertResult(claimed(order, claim), insert(order));
    }

    void assertHolder(Optional<Order> expected, Claim claim) {
        assertEquals(expected, store().holder(claim.space(), claim.key()), "the holder of " + claim.subject());
    }

    @Nested
    @DisplayName("A claim")
    class Claims {

        @Test
        void isOfTheOrderThatCameFirst() {
            Order first = holding(1, slot(1));
            assertResult(WriteResult.done(first.id(), Optional.empty(), Optional.of(first)), insert(first));
            assertTaken(2, slot(1));
            assertHolds(first);
            assertFree(2, slot(2));
        }

        @Test
        void isOnOneKeyOfOneSpace() {
            insert(holding(1, new Claim("slots", "a", TOMORROW)));
            assertFree(2, new Claim("slots", "A", TOMORROW));
            assertFree(3, new Claim("Slots", "a", TOMORROW));
            assertFree(4, new Claim("slots.a", "a", TOMORROW));
            assertFree(5, new Claim("slots", "a.a", TOMORROW));
        }

        @Test
        void isOverAtItsTime() {
            Instant written = holding(9).updatedAt();
            insert(holding(1, slot(1, written), slot(2, written.plusMillis(1))));
            assertTaken(9, slot(2));
            assertFree(9, slot(1));
        }

        @Test
        void isJudgedByTheTimeOfTheOrderThatIsWritten() {
            Instant longAgo = Instant.parse("1999-01-01T00:00:00Z");
            Instant farAhead = Instant.parse("2999-01-01T00:00:00Z");
            insert(anOrder(1).at(longAgo).pending().withClaims(longAgo, List.of(slot(1, longAgo.plusSeconds(9)))));
            insert(anOrder(2).at(farAhead).pending().withClaims(farAhead, List.of(slot(2, farAhead.plusSeconds(9)))));
            Order then = anOrder(3).at(longAgo).pending().withClaims(longAgo, List.of(slot(1)));
            assertResult(claimed(then, slot(1)), insert(then));
            assertKind(
                    WriteResult.Kind.DONE,
                    insert(anOrder(4)
                            .at(farAhead.plusSeconds(9))
                            .pending()
                            .withClaims(farAhead, List.of(slot(2, farAhead.plusSeconds(99))))));
            insert(holding(5, slot(5, NOON.plusSeconds(900))));
            insertAll(6, 6);
            assertKind(WriteResult.Kind.REFUSED, claim(6, NOON.plusSeconds(899), slot(5)));
            assertKind(WriteResult.Kind.DONE, claim(6, NOON.plusSeconds(900), slot(5)));
        }

        @Test
        void mayComeWithAnUpdate() {
            insert(holding(1, slot(1)));
            insertAll(2, 2);
            assertResult(
                    WriteResult.refused(orderId(2), Optional.of(anOrder(2).pending()), new Refusal.Claimed(slot(1))),
                    claim(2, NOON, slot(1)));
            assertHolds(holding(1, slot(1)), anOrder(2).pending());
            assertKind(WriteResult.Kind.DONE, claim(2, NOON, slot(2)));
            assertHolds(holding(1, slot(1)), holding(2, slot(2)));
            assertTaken(3, slot(2));
        }

        @Test
        void isProlongedByItsOrder() {
            insert(holding(1, slot(1, NOON.plusSeconds(300))));
            assertKind(WriteResult.Kind.DONE, claim(1, NOON, slot(1)));
            assertTaken(9, slot(1));
        }

        @Test
        void isProlongedByItsOrderWhenItWasOverAndNobodyElseHasIt() {
            insert(holding(1, slot(1, NOON.plusSeconds(300))));
            assertKind(WriteResult.Kind.DONE, claim(1, NOON.plusSeconds(900), slot(1)));
            assertTaken(30, slot(1));
        }

        @Test
        void endsWhenItsOrderDropsIt() {
            insert(holding(1, slot(1), slot(2)));
            claim(1, NOON, slot(2));
            assertTaken(2, slot(2));
            assertFree(2, slot(1));
        }

        @Test
        void endsWhenItsOrderShortensIt() {
            insert(holding(1, slot(1)));
            claim(1, NOON, slot(1, NOON.plusSeconds(300)));
            assertTaken(4, slot(1));
            assertFree(5, slot(1));
        }

        @Test
        void endsWhenItsOrderIsRemoved() {
            insert(holding(1, slot(1)));
            remove(1);
            assertFree(2, slot(1));
        }

        @Test
        void stopsNothingElseThatBecomesOfAnOrderWhoseClaimIsOver() {
            insert(holding(1, slot(1, NOON.plusSeconds(300))));
            assertFree(9, slot(1));
            assertKind(WriteResult.Kind.DONE, move(1, OrderStatus.CONFIRMED));
            assertKind(WriteResult.Kind.DONE, claim(1, NOON, slot(1, NOON.plusSeconds(300)), slot(2)));
            Order now = store().get(orderId(1)).orElseThrow();
            assertResult(
                    WriteResult.refused(orderId(1), Optional.of(now), new Refusal.Claimed(slot(1))),
                    claim(1, NOON, slot(1)));
            assertTaken(10, slot(2));
        }

        @Test
        void isNotEndedByTheOrderThatHadTheSameBefore() {
            insert(holding(1, slot(1, NOON.plusSeconds(300))));
            insert(holding(2, slot(2, NOON.plusSeconds(300))));
            insert(holding(9, slot(1), slot(2)));
            claim(1, NOON);
            remove(2);
            assertTaken(10, slot(1));
            assertTaken(10, slot(2));
        }

        @Test
        void isTakenWithAllOthersOfItsOrderOrNotAtAll() {
            insert(holding(1, slot(2), slot(4, NOON.plusSeconds(300))));
            Order order = holding(9, slot(4), slot(3), slot(2), slot(1));
            assertResult(claimed(order, slot(2)), insert(order));
            insertAll(9, 9);
            assertEquals(
                    Optional.of(new Refusal.Claimed(slot(2))),
                    claim(9, NOON, slot(4), slot(3), slot(2), slot(1)).refusal());
            assertHolds(
                    holding(1, slot(2), slot(4, NOON.plusSeconds(300))),
                    anOrder(9).pending());
            assertFree(10, slot(1));
            assertFree(11, slot(3));
            assertFree(12, slot(4));
        }

        @Test
        void isExchangedForAnotherInOneStep() {
            insert(holding(1, slot(1)));
            insert(holding(2, slot(2)));
            assertEquals(
                    Optional.of(new Refusal.Claimed(slot(2))),
                    claim(1, NOON, slot(2)).refusal());
            assertTaken(3, slot(1));
            assertKind(WriteResult.Kind.DONE, claim(1, NOON, slot(3)));
            assertFree(4, slot(1));
            assertTaken(5, slot(3));
        }

        @Test
        void isNotTakenByAWriteThatDoesNotTakePlace() {
            insertAll(1, 1);
            Order order = holding(2, slot(1));
            store().insert(order, pending -> Optional.of(NO), NONE);
            insert(holding(1, slot(1)));
            store().update(orderId(1), now -> Outcome.refused(NO), NONE);
            claim(3, NOON, slot(1));
            assertFree(2, slot(1));
        }

        @Test
        void tellsItsOrderAsItIs() {
            Order order = holding(1, slot(1));
            insert(order);
            insertAll(2, 2);
            assertHolder(Optional.of(order), slot(1));
            Order confirmed = move(1, OrderStatus.CONFIRMED).after().orElseThrow();
            assertHolder(Optional.of(confirmed), slot(1));
            Order another = claim(2, NOON, slot(2)).after().orElseThrow();
            assertHolder(Optional.of(another), slot(2));
            assertHolder(Optional.of(confirmed), slot(1));
        }

        @Test
        void tellsItsOrderByTheWholeOfSpaceAndKeyOnly() {
            Order small = holding(1, new Claim("slots", "a", TOMORROW));
            Order capital = holding(2, new Claim("slots", "A", TOMORROW));
            insert(small);
            insert(capital);
            assertEquals(Optional.of(small), store().holder("slots", "a"));
            assertEquals(Optional.of(capital), store().holder("slots", "A"));
            for (String other : List.of("", "a ", "aa", "%", "_", "'", "*")) {
                assertEquals(Optional.empty(), store().holder("slots", other));
            }
            assertEquals(Optional.empty(), store().holder("Slots", "a"));
            assertEquals(Optional.empty(), store().holder("a", "slots"));
        }

        @Test
        void tellsItsOrderAlsoWhenItIsOverUntilAnotherTakesItsPlace() {
            Order first = holding(1, slot(1, NOON.plusSeconds(300)));
            insert(first);
            insertAll(20, 20);
            assertHolder(Optional.of(first), slot(1));
            Order next = holding(30, slot(1));
            insert(next);
            assertHolder(Optional.of(next), slot(1));
            remove(1);
            assertHolder(Optional.of(next), slot(1));
        }

        @Test
        void tellsNobodyOnceItIsDroppedOrItsOrderIsRemoved() {
            insert(holding(1, slot(1), slot(2)));
            insert(holding(2, slot(3)));
            Order shortened =
                    claim(1, NOON, slot(1, NOON.plusSeconds(9))).after().orElseThrow();
            remove(2);
            assertHolder(Optional.of(shortened), slot(1));
            assertHolder(Optional.empty(), slot(2));
            assertHolder(Optional.empty(), slot(3));
        }

        @Test
        void tellsNoOrderThatWasRefused() {
            Order first = holding(1, slot(1));
            insert(first);
            insert(holding(2, slot(1), slot(2)));
            assertHolder(Optional.of(first), slot(1));
            assertHolder(Optional.empty(), slot(2));
        }

        @Test
        void isRefusedWithoutTheRequestBeingRemembered() {
            insert(holding(1, slot(1)));
            assertKind(WriteResult.Kind.REFUSED, insertOnce(holding(2, slot(1))));
            assertKind(WriteResult.Kind.DONE, insertOnce(holding(2, slot(2))));
        }

        @Test
        void isNotTakenByARequestThatIsRepeated() {
            insertOnce(holding(1, slot(1)));
            assertResult(
                    WriteResult.replayed(orderId(1), Optional.of(holding(1, slot(1)))),
                    insertOnce(holding(2, slot(1), slot(2))));
            assertFree(3, slot(2));
            assertTaken(4, slot(1));
        }

        @Test
        @Tag(RACE)
        void hasOneHolderWhenAThousandWritersRaceForAFew() {
            ImmutableList<WriteResult> results = raced((racer, round) ->
                    store().insert(holding(racer * ROUNDS + round, slot(round)), StoreUnderTest::hesitate, NONE));
            assertCount(ROUNDS, WriteResult.Kind.DONE, results);
            assertCount((RACERS - 1) * ROUNDS, WriteResult.Kind.REFUSED, results);
            assertEquals(slots(0, ROUNDS), held());
            assertEquals(ROUNDS, store().count(oldest().build()));
        }

        @Test
        @Tag(RACE)
        void hasOneHolderWhenManyOrdersComeToItTogether() {
            insertAll(0, RACERS - 1);
            ImmutableList<WriteResult> results = raced((racer, round) -> store().update(
                            orderId(racer),
                            order -> {
                                letOthersIn();
                                return Outcome.done(order.withClaims(NOON, with(order.claims(), slot(round))));
                            },
                            NONE));
            assertCount(ROUNDS, WriteResult.Kind.DONE, results);
            assertCount((RACERS - 1) * ROUNDS, WriteResult.Kind.REFUSED, results);
            assertEquals(slots(0, ROUNDS), held());
        }

        @Test
        @Tag(RACE)
        void isFoundByEachOfAThousandThatDrawAgainAmongAThousand() {
            NavigableSet<Integer> free = new ConcurrentSkipListSet<>(ContiguousSet.closedOpen(0, RACERS * ROUNDS));
            raced((racer, round) -> untilDone(() -> insertDrawing(racer * ROUNDS + round, free)));
            assertEquals(slots(0, RACERS * ROUNDS), held());
        }

        /** What somebody else holds is not drawn again. */
        private WriteResult insertDrawing(int number, NavigableSet<Integer> free) {
            int drawn = Objects.requireNonNullElseGet(
                    free.ceiling(ThreadLocalRandom.current().nextInt(RACERS * ROUNDS)), free::first);
            WriteResult result = insert(holding(number, slot(drawn)));
            free.remove(drawn);
            return result;
        }

        @Test
        @Tag(RACE)
        void isOneOrdersAtATimeWhenManyTakeItAndGiveItBack() {
            insertAll(0, 9);
            AtomicInteger holders = new AtomicInteger();
            race(10, racer -> {
                untilDone(() -> claim(racer, NOON, slot(1)));
                int atOnce = holders.incrementAndGet();
                letOthersIn();
                holders.decrementAndGet();
                claim(racer, NOON);
                assertEquals(1, atOnce);
                return racer;
            });
            assertEquals(ImmutableSet.of(), held());
        }
    }

    private static WriteResult untilDone(Supplier<WriteResult> write) {
        return Stream.generate(write)
                .limit(MOST_TRIES)
                .filter(result -> result.kind() == WriteResult.Kind.DONE)
                .findFirst()
                .orElseThrow(() -> new AssertionError("refused " + MOST_TRIES + " times"));
    }

    private static ImmutableList<Claim> with(List<Claim> claims, Claim another) {
        return Stream.concat(claims.stream(), Stream.of(another)).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableSet<Claim> slots(int from, int to) {
        return IntStream.range(from, to).mapToObj(ClaimContract::slot).collect(ImmutableSet.toImmutableSet());
    }

    /** What the orders hold; nothing is held twice. */
    private ImmutableSet<Claim> held() {
        List<Claim> claims = new ArrayList<>();
        Optional<OrderId> last = Optional.empty();
        do {
            OrderQuery.Builder query = oldest();
            Page page = store().query(last.map(query::after).orElse(query).build());
            page.orders().forEach(order -> claims.addAll(order.claims()));
            last = page.next();
        } while (last.isPresent());
        ImmutableSet<Claim> held = ImmutableSet.copyOf(claims);
        assertEquals(claims.size(), held.size(), "something is held twice");
        return held;
    }
}
