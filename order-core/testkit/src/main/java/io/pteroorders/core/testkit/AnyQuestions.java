package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderQuery.Direction;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A few orders, any questions about them, and what is to be answered. Not thread-safe. */
final class AnyQuestions {

    private static final int ORDERS = 40;
    private static final int FIRSTS = 3;
    private static final ImmutableList<OrderStatus> STATUSES = ImmutableList.copyOf(OrderStatus.values());
    private static final ImmutableList<PackageType> PACKAGES =
            ImmutableList.of(PackageType.BRONZE, PackageType.GOLD, PackageType.DIAMOND);
    private static final ImmutableList<String> ID_PARTS = ImmutableList.of("0001", "TEST0", "2", "ORD-", "9999");
    private static final ImmutableList<String> DIGITS = ImmutableList.of("6281", "1234", "7890", "5555");

    private final SplittableRandom random;

    AnyQuestions(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Oldest first; many go on with the first three. */
    static List<Order> orders() {
        return IntStream.range(0, ORDERS).mapToObj(AnyQuestions::order).toList();
    }

    private static Order order(int number) {
        Fixtures.Draft draft = anOrder(number)
                .by(number % 4 == 3 ? siti() : budi())
                .of(PACKAGES.get(number % 2))
                .at(NOON.plus(Duration.ofMinutes(number / 2)));
        Order like = draft.pending();
        if (number < FIRSTS || number % 3 == 0) {
            return draft.in(STATUSES.get(number % STATUSES.size()));
        }
        Sequel sequel = number % 2 == 0
                ? new Sequel.Renewal(orderId(number % FIRSTS))
                : new Sequel.Upgrade(orderId(number % 5), like.item().pricePerMonth());
        Order order = Order.create(like.id(), like.customer(), like.item(), sequel, "system", like.createdAt());
        return number % 4 == 0 ? moved(order, OrderStatus.CONFIRMED) : order;
    }

    OrderQuery next() {
        OrderQuery.Builder query = random.nextBoolean() ? OrderQuery.oldestFirst() : OrderQuery.newestFirst();
        query.limit(random.nextInt(1, 13));
        if (random.nextBoolean()) {
            query.sequelsOf(orderId(random.nextInt(FIRSTS + 3)));
        }
        if (oneIn(3)) {
            query.status(random.ints(random.nextInt(1, 4), 0, STATUSES.size())
                    .mapToObj(STATUSES::get)
                    .toArray(OrderStatus[]::new));
        }
        if (oneIn(4)) {
            query.packageType(one(PACKAGES));
        }
        if (oneIn(4)) {
            query.customer((random.nextBoolean() ? budi() : siti()).id());
        }
        if (oneIn(5)) {
            query.createdFrom(NOON.plus(Duration.ofMinutes(random.nextInt(ORDERS))));
        }
        if (oneIn(5)) {
            query.createdBefore(NOON.plus(Duration.ofMinutes(random.nextInt(ORDERS))));
        }
        if (oneIn(5)) {
            query.idPart(one(ID_PARTS));
        }
        if (oneIn(5)) {
            query.phoneDigits(one(DIGITS));
        }
        return query.build();
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    private <T> T one(ImmutableList<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Those that pass, in the order of the query. */
    static List<Order> passing(List<Order> orders, OrderQuery query) {
        List<Order> passing = orders.stream().filter(query::matches).toList();
        return query.direction() == Direction.OLDEST_FIRST ? passing : Lists.reverse(passing);
    }
}
