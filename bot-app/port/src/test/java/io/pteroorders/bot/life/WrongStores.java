package io.pteroorders.bot.life;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Stores with a bug each, so that it can be shown that lives would see it. */
public final class WrongStores {

    private WrongStores() {}

    /** Answers before it writes: writes a change when it is called next. */
    public static OrderStorage later(OrderStorage storage) {
        return Around.port(OrderStorage.class, storage, new Later(storage));
    }

    /**
     * Makes two writes of some changes.
     *
     * @param half what is written first, of the order before and after the change; the order after it for one write
     */
    public static OrderStorage twice(OrderStorage storage, BinaryOperator<Order> half) {
        return Around.port(OrderStorage.class, storage, new Twice(storage, half));
    }

    /** Leaves orders out of its feed. */
    public static OrderStorage skipping(OrderStorage storage, Predicate<Order> which) {
        return Around.port(OrderStorage.class, storage, (method, arguments, real) -> {
            Object answer = real.make();
            return answer instanceof ChangePage page ? without(page, which) : answer;
        });
    }

    private static ChangePage without(ChangePage page, Predicate<Order> which) {
        return new ChangePage(
                page.changes().stream()
                        .filter(change -> change.order().filter(which).isEmpty())
                        .collect(ImmutableList.toImmutableList()),
                page.next(),
                page.more(),
                page.foreign());
    }

    /** Records some of which are not kept. */
    public static Records without(Records records, Predicate<String> which) {
        return new Records() {
            @Override
            public void append(List<JsonValue> values) {
                List<JsonValue> kept = kept(values);
                if (!kept.isEmpty()) {
                    records.append(kept);
                }
            }

            private List<JsonValue> kept(List<JsonValue> values) {
                return values.stream()
                        .filter(value -> !which.test(value.json()))
                        .toList();
            }

            @Override
            public CompletableFuture<Void> submit(List<JsonValue> values) {
                append(values);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void replace(Iterable<JsonValue> values) {
                records.replace(kept(ImmutableList.copyOf(values)));
            }

            @Override
            public void read(Consumer<String> reader) {
                records.read(reader);
            }

            @Override
            public void rewrite(Function<String, Optional<String>> change) {
                records.rewrite(change);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Optional<Order> changed(Order order, Object change) {
        return ((Function<Order, Outcome<Order>>) change).apply(order).value();
    }

    private static final class Later implements Around {

        private final OrderStorage storage;
        private final List<Order> unwritten = new ArrayList<>();

        Later(OrderStorage storage) {
            this.storage = storage;
        }

        @Override
        public Object call(String method, Object[] arguments, Call real) throws Throwable {
            for (Order order : ImmutableList.copyOf(unwritten)) {
                unwritten.remove(order);
                storage.update(order.id(), now -> Outcome.done(order), Optional.empty());
            }
            if (!method.equals("update")) {
                return real.make();
            }
            Optional<Order> before = storage.get((OrderId) arguments[0]);
            Optional<Order> after = before.flatMap(order -> changed(order, arguments[1]));
            if (after.isEmpty()) {
                return real.make();
            }
            unwritten.add(after.get());
            return WriteResult.done(after.get().id(), before, after);
        }
    }

    private record Twice(OrderStorage storage, BinaryOperator<Order> half) implements Around {

        @Override
        public Object call(String method, Object[] arguments, Call real) throws Throwable {
            if (!method.equals("update")) {
                return real.make();
            }
            Order before = storage.get((OrderId) arguments[0]).orElseThrow();
            Optional<Order> after = changed(before, arguments[1]);
            if (after.filter(order -> order.status() != before.status()).isEmpty()) {
                return real.make();
            }
            Order first = half.apply(before, after.get());
            storage.update(before.id(), now -> Outcome.done(first), Optional.empty());
            return storage.update(before.id(), now -> Outcome.done(after.get()), Optional.empty());
        }
    }
}
