package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import com.google.common.util.concurrent.MoreExecutors;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Tries a shop with random stories: customers, an admin, an owner and the program ask for every operation, repeat
 * requests, race each other, while money comes, in parts, twice, late or for nobody, goes back or pays for another order,
 * the clock jumps by up to ten years and the store is opened anew. After each step the answer, the events, all orders with
 * their payments and the statistics must be what a reference says that knows nothing of the code under test. A story that goes wrong is cut down to the few steps that matter, and told:
 *
 * <pre>{@code
 * customer A orders gold 1; admin cancels the order: in the list expected cancelled, was pending
 * }</pre>
 *
 * <p>A store's whole test:
 *
 * <pre>{@code
 * @Test
 * void followsTheLifecycle() {
 *     OrderLifecycleModel.of(() -> new MyOrderStorage()).check();
 * }
 * }</pre>
 *
 * <p>A changed flow is given as its arrows, see {@link #flow}; another service by {@link #shop}. Not thread-safe.
 */
public final class OrderLifecycleModel {

    private static final ImmutableSetMultimap<OrderStatus, OrderStatus> ARROWS =
            ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
                    .put(OrderStatus.PENDING, OrderStatus.CONFIRMED)
                    .put(OrderStatus.PENDING, OrderStatus.CANCELLED)
                    .put(OrderStatus.CONFIRMED, OrderStatus.PROCESSING)
                    .put(OrderStatus.CONFIRMED, OrderStatus.CANCELLED)
                    .put(OrderStatus.PROCESSING, OrderStatus.COMPLETED)
                    .put(OrderStatus.PROCESSING, OrderStatus.CANCELLED)
                    .put(OrderStatus.COMPLETED, OrderStatus.REFUNDED)
                    .build();

    /** How often a story is told before it counts as right, while it is made shorter, if chance decides who wins in it. */
    private static final int RACE_REPEATS = 10;

    /** The first two ids end alike, the third is near the first. */
    private static final long IDS = 561;

    private final Callable<? extends OrderStorage> open;
    private final Set<Step.Kind> kinds =
            EnumSet.complementOf(EnumSet.of(Step.Kind.REOPEN, Step.Kind.IN_TURN, Step.Kind.RACE));
    private Function<OrderStorage, ? extends OrderStorage> reopen = store -> store;
    private boolean remembersRequests;
    private ImmutableSetMultimap<OrderStatus, OrderStatus> arrows = ARROWS;
    private Function<Parts, ? extends OrderOperations> shop = parts -> {
        OrderService service = parts.service()
                .listener(parts.listener(), MoreExecutors.directExecutor())
                .build();
        return service;
    };
    private int stories = 300;
    private Duration patience = Duration.ofMinutes(1);
    private long seed = new Random().nextLong();

    private OrderLifecycleModel(Callable<? extends OrderStorage> open) {
        this.open = open;
    }

    /**
     * What a shop under test is put together from.
     *
     * @param storage where it keeps its orders
     * @param clock tells its time
     * @param random draws its ids
     * @param flow the flow that it is to follow
     * @param listener hears its events, each before the operation returns
     */
    public record Parts(
            OrderStorage storage, Clock clock, RandomGenerator random, OrderFlow flow, OrderListener listener) {

        /**
         * The beginning of a service of these parts, with no listener yet; a customer may have two pending orders, and
         * pay in two ways. Other ways to pay cannot be told of in stories, but a shop may have none.
         */
        public OrderService.Builder service() {
            return OrderService.builder(storage, clock, random)
                    .flow(flow)
                    .maxPendingOrders(ReferenceShop.MAX_PENDING)
                    .payBy(WayToPay.ALL);
        }
    }

    /**
     * What the stories of one run came to. Immutable.
     *
     * @param stories how many were told
     * @param operations how many were asked for in them
     * @param refused how many of these were refused, rightly
     * @param arrows along which orders moved, each from its key to its value
     * @param payments the states that attempts to pay got to
     */
    public record Summary(
            int stories,
            int operations,
            int refused,
            ImmutableSetMultimap<OrderStatus, OrderStatus> arrows,
            ImmutableSet<PaymentState> payments) {

        /** Where orders got: pending, and wherever an arrow led. */
        public ImmutableSet<OrderStatus> statuses() {
            return Sets.immutableEnumSet(OrderStatus.PENDING, arrows.values().toArray(OrderStatus[]::new));
        }

        @Override
        public String toString() {
            return stories + " stories, " + operations + " operations, " + refused + " of them refused; "
                    + statuses().size() + " statuses and " + arrows.size() + " arrows reached; "
                    + payments.size() + " states of payments";
        }
    }

    /**
     * A model of a shop on a store.
     *
     * @param open opens a new, empty store; each story closes its own
     */
    public static OrderLifecycleModel of(Callable<? extends OrderStorage> open) {
        return new OrderLifecycleModel(open);
    }

    /**
     * Also opens the store anew in the middle of a story. Request ids, and what the store knew of orders that went, need
     * not survive that, unless {@link #rememberingRequests} says so.
     *
     * @param how ends a store, by closing it or as a crash would, and opens what it left
     */
    public OrderLifecycleModel reopening(Function<OrderStorage, ? extends OrderStorage> how) {
        this.reopen = how;
        this.kinds.add(Step.Kind.REOPEN);
        return this;
    }

    /** Demands that request ids, and orders that went, are remembered when the store is opened anew. */
    public OrderLifecycleModel rememberingRequests() {
        this.remembersRequests = true;
        return this;
    }

    /** Also lets several clients ask at the same time. */
    public OrderLifecycleModel racing() {
        this.kinds.add(Step.Kind.RACE);
        return this;
    }

    /**
     * Another flow, as its arrows.
     *
     * @throws IllegalArgumentException as {@link OrderFlow#of}
     */
    public OrderLifecycleModel flow(ImmutableSetMultimap<OrderStatus, OrderStatus> value) {
        OrderFlow.of(value);
        this.arrows = value;
        return this;
    }

    /**
     * Another service, or another way to put it together; {@link Parts#service()} with its listener if not given. It is
     * asked for payments if it is an {@link OrderService}, or {@link ForwardingOperations} of one; any other has to be put
     * together with the ways to pay of {@link Parts#service()}.
     */
    public OrderLifecycleModel shop(Function<Parts, ? extends OrderOperations> value) {
        this.shop = value;
        return this;
    }

    /** How many stories are told; 300 if not given, enough to go along every arrow of the flow. */
    public OrderLifecycleModel stories(int value) {
        this.stories = value;
        return this;
    }

    /** Makes the stories the same at every run; a failure names the seed of its own. */
    public OrderLifecycleModel seed(long value) {
        this.seed = value;
        return this;
    }

    /**
     * Tells the stories, and prints what they came to.
     *
     * @return what was printed
     * @throws AssertionError if one goes wrong; the message is that story, as short as it was found. If nothing comes back
     *     from a step for a minute, it is the story so far, with the stack of where it stays
     */
    public Summary check() {
        Tally tally = new Tally();
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < stories; i++) {
            List<Step> story = Step.story(kinds, random);
            Optional<String> wrong = problem(story, tally);
            if (wrong.isPresent()) {
                throw new AssertionError(Shortening.of(story, wrong.get(), this::problem) + withSeed());
            }
        }
        Summary summary = tally.summary();
        System.out.println("OrderLifecycleModel: " + summary);
        return summary;
    }

    private Optional<String> problem(List<Step> story, Tally tally) {
        try {
            return problem(story, 1, tally);
        } catch (Watched.Hanging hanging) {
            throw new Watched.Hanging(hanging.words() + withSeed(), hanging);
        }
    }

    private String withSeed() {
        return " (seed " + seed + ")";
    }

    private Optional<String> problem(List<Step> story) {
        boolean chance = story.stream().anyMatch(step -> step.kind() == Step.Kind.RACE);
        return problem(story, chance ? RACE_REPEATS : 1, new Tally());
    }

    private Optional<String> problem(List<Step> story, int times, Tally tally) {
        return IntStream.range(0, times)
                .mapToObj(time -> Story.problem(this, noughtsAndOnes(), story, tally))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Draws the same ids in every story, all of noughts and ones: some end alike, are near each other, or are taken. */
    private static RandomGenerator noughtsAndOnes() {
        SplittableRandom random = new SplittableRandom(IDS);
        return new RandomGenerator() {
            @Override
            public synchronized int nextInt(int bound) {
                return random.nextInt(2);
            }

            @Override
            public synchronized long nextLong() {
                return random.nextLong();
            }
        };
    }

    ImmutableSetMultimap<OrderStatus, OrderStatus> arrows() {
        return arrows;
    }

    OrderFlow flow() {
        return OrderFlow.of(arrows);
    }

    boolean remembersRequests() {
        return remembersRequests;
    }

    /** How long a step of a story may take. */
    OrderLifecycleModel patience(Duration value) {
        this.patience = value;
        return this;
    }

    Duration patience() {
        return patience;
    }

    OrderStorage openStore() {
        try {
            return open.call();
        } catch (Exception e) {
            throw new IllegalStateException("the store cannot be opened", e);
        }
    }

    OrderStorage reopenStore(OrderStorage store) {
        return reopen.apply(store);
    }

    OrderOperations openShop(Parts parts) {
        return shop.apply(parts);
    }
}
