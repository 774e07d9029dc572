package io.pteroorders.core.testkit;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Work for tests: an order that is not paid is asked for at once and an hour later, and every order is counted. Those who
 * ask look whether they have asked already.
 */
class Chase implements TaskStory.Subject<Chase.Key> {

    /** A piece of it. */
    record Key(String kind, OrderId order, PersonId person, int number) implements TaskKey {

        @Override
        public String id() {
            return kind + ":" + order + ":" + number;
        }

        @Override
        public String lane() {
            return person.text();
        }

        @Override
        public Part part() {
            return Part.of(person);
        }
    }

    private final Set<Key> asked = new HashSet<>();
    final Multiset<Key> effects = HashMultiset.create();

    @Override
    public List<Order> orders() {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(number -> Fixtures.anOrder(number).pending())
                .toList();
    }

    @Override
    public TaskSource<Key> source() {
        return Chase::calls;
    }

    static Stream<TaskSource.Due<Key>> calls(Order order) {
        Stream<TaskSource.Due<Key>> counted = Stream.of(due("count", order, 0, Duration.ZERO));
        return order.status() == OrderStatus.PENDING
                ? Stream.concat(
                        counted,
                        Stream.of(due("ask", order, 1, Duration.ZERO), due("ask", order, 2, Duration.ofHours(1))))
                : counted;
    }

    private static TaskSource.Due<Key> due(String kind, Order order, int number, Duration after) {
        return new TaskSource.Due<>(
                new Key(kind, order.id(), order.customer().id(), number),
                order.createdAt().plus(after));
    }

    @Override
    public TaskExecutor<Key> executor() {
        asked.clear();
        effects.clear();
        return key -> {
            if (asked.add(key)) {
                effects.add(key);
            }
            return CompletableFuture.completedFuture(TaskResult.DONE);
        };
    }

    @Override
    public int effects(Key key) {
        return effects.count(key);
    }
}
