package io.pteroorders.core.testkit.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.MoreExecutors;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import io.pteroorders.core.testkit.OrderLifecycleModel.Parts;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Lets a lifecycle model look for something that is wrong, and prints what it found after how long. */
final class Hunt {

    private static final int LONGEST_STORY = 8;
    private static final int MANY = 6_000;
    private static final long SEED = 2026;

    private Hunt() {}

    static OrderStorage rightStore() {
        return InMemoryOrderStorage.create(Fixtures.JAKARTA);
    }

    /** Takes its time, so that others get in between. */
    static void dawdle(OrderStorage store) {
        for (int i = 0; i < 200; i++) {
            store.query(OrderQuery.newestFirst().build());
        }
    }

    static OrderLifecycleModel wrongStore(UnaryOperator<OrderStorage> wrong) {
        return OrderLifecycleModel.of(() -> wrong.apply(rightStore()));
    }

    static OrderLifecycleModel wrongShop(Function<Parts, OrderOperations> wrong) {
        return OrderLifecycleModel.of(Hunt::rightStore).shop(wrong);
    }

    /** @param wrong is given each event, and where events go */
    static OrderLifecycleModel wrongEvents(BiConsumer<OrderEvent, Consumer<OrderEvent>> wrong) {
        return wrongShop(parts -> {
            OrderService service = listened(parts, event -> wrong.accept(event, parts.listener()::onEvent));
            return service;
        });
    }

    /** The right service of these parts. */
    static OrderService rightService(Parts parts) {
        return listened(parts, parts.listener()::onEvent);
    }

    static OrderService listened(Parts parts, Consumer<OrderEvent> events) {
        return parts.service()
                .listener(events::accept, MoreExecutors.directExecutor())
                .build();
    }

    /**
     * The model must find it, and tell it in a short story that has these words.
     *
     * @return the story
     */
    static String catches(String what, OrderLifecycleModel model, String words) {
        Stopwatch watch = Stopwatch.createStarted();
        String story = String.valueOf(
                assertThrows(AssertionError.class, model.stories(MANY).seed(SEED)::check, what)
                        .getMessage());
        print(what, watch.elapsed(TimeUnit.MILLISECONDS), story);
        assertTrue(story.contains(words), story);
        assertTrue(steps(story).size() <= LONGEST_STORY, story);
        return story;
    }

    private static ImmutableList<String> steps(String story) {
        return ImmutableList.copyOf(Splitter.on("; ").split(story));
    }

    private static void print(String what, long millis, String story) {
        System.out.printf(Locale.ROOT, "| %-48s | lifecycle model | %4.1f s | %s%n", what, millis / 1000.0, story);
    }
}
