package io.pteroorders.core.testkit;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One step of a story before it is known what there is to act on: numbers that mean something once it is told.
 *
 * @param kind what happens
 * @param actor who does it, 0 to 4
 * @param order which of the orders made so far, 0 to 9
 * @param choice which variant, 0 to 11; the plainest is 0
 * @param request which request id; 0 is none. Of three that ask in turn, which of the {@link #orders}
 */
record Step(Kind kind, int actor, int order, int choice, int request) {

    private static final ImmutableList<List<Integer>> ORDERS_OF_THREE =
            ImmutableList.copyOf(Collections2.orderedPermutations(ImmutableList.of(0, 1, 2)));
    private static final int LONGEST_STORY = 30;
    private static final int ACTORS = 5;
    private static final int ORDERS = 10;
    private static final int CHOICES = 12;
    private static final ImmutableList<Integer> REQUESTS = ImmutableList.of(0, 0, 0, 0, 1, 2);

    /** What can happen, the plainest first, and how often it does. */
    enum Kind {
        CREATE(9),
        MOVE_ON(14),
        MOVE(6),
        NOTE(2),
        FILL_NOTES(1),
        USERNAME(1),
        PROOF(1),
        CLAIM(2),
        CREATE_WRONGLY(1),
        DELETE(4),
        MOVE_ALL(1),
        PAY(4),
        MONEY(6),
        MONEY_BY_AMOUNT(2),
        TELL(3),
        MATCH(2),
        UNPAID(2),
        GIVE_BACK(3),
        USE_MONEY(3),
        LOOK(6),
        LIST(4),
        STATISTICS(1),
        CLOCK(2),
        REOPEN(2),
        IN_TURN(0),
        RACE(3);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        /** Whether it is about payments: not every shop can be asked for them. */
        boolean isOfPayments() {
            return compareTo(PAY) >= 0 && compareTo(USE_MONEY) <= 0;
        }
    }

    /** A story of these kinds of steps. */
    static List<Step> story(Set<Kind> kinds, RandomGenerator random) {
        ImmutableList<Kind> weighted = kinds.stream()
                .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
                .collect(ImmutableList.toImmutableList());
        return IntStream.rangeClosed(0, random.nextInt(LONGEST_STORY))
                .mapToObj(i -> new Step(
                        weighted.get(random.nextInt(weighted.size())),
                        random.nextInt(ACTORS),
                        random.nextInt(ORDERS),
                        random.nextInt(CHOICES),
                        REQUESTS.get(random.nextInt(REQUESTS.size()))))
                .toList();
    }

    /** In which orders three that race can go one after another. */
    static ImmutableList<List<Integer>> orders() {
        return ORDERS_OF_THREE;
    }

    /** The same without a race, if it is one: what could be asked at once is asked in turn, in one of the {@link #orders}. */
    Step inTurn(int which) {
        return kind == Kind.RACE ? new Step(Kind.IN_TURN, actor, order, choice, which) : this;
    }

    /** The same step said in plainer ways. */
    Stream<Step> plainer() {
        return Stream.concat(IntStream.range(0, ORDERS_OF_THREE.size()).mapToObj(this::inTurn), simpler())
                .distinct()
                .filter(step -> !step.equals(this) && step.isPlainerThan(this));
    }

    private Stream<Step> simpler() {
        return Stream.of(
                new Step(Kind.CREATE, 0, 0, 0, 0),
                new Step(Kind.MOVE_ON, 0, 0, 0, 0),
                new Step(Kind.MOVE_ON, 0, order, 0, 0),
                new Step(Kind.MOVE_ON, 0, order, choice, 0),
                new Step(Kind.MOVE, 1, order, choice, 0),
                new Step(kind, 0, 0, 0, 0),
                new Step(kind, actor, order, choice, 0),
                new Step(kind, actor, order, 0, request),
                new Step(kind, actor, 0, choice, request),
                new Step(kind, 0, order, choice, request));
    }

    private boolean isPlainerThan(Step other) {
        return kind == other.kind
                ? actor <= other.actor && order <= other.order && choice <= other.choice && request <= other.request
                : kind.compareTo(other.kind) < 0;
    }
}
