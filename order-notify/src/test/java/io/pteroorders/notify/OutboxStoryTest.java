package io.pteroorders.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("faults")
class OutboxStoryTest {

    private static final int STORIES = !System.getProperty("faults", "false").equals("false") ? 200 : 50;

    @Test
    void noMessageIsLostAndNoneIsSentAgainThatIsKnownToBeSent() {
        int doubles = 0;
        int refusals = 0;
        int failures = 0;
        for (long seed = 0; seed < STORIES; seed++) {
            OutboxStory story = new OutboxStory(seed, new FakeLog(), store -> store);
            assertEquals(List.of(), story.tell(), "seed " + seed);
            doubles += story.doubles();
            refusals += story.refusals();
            failures += story.failures();
        }
        assertTrue(doubles > 0, "the stories never came near a double");
        assertTrue(
                refusals > STORIES / 2 && failures > STORIES / 10, refusals + " refusals, " + failures + " failures");
    }

    @TestFactory
    @Tag("hunt")
    Stream<DynamicTest> theStoriesCatch() {
        ImmutableMap<String, Supplier<FakeLog>> logs = ImmutableMap.<String, Supplier<FakeLog>>builder()
                .put("a log that forgets successes", () -> reading(record -> !(record instanceof TaskProgress.Done)))
                .put("a log that forgets what is due", ForgetsDue::new)
                .put("a log that writes the place before the plans", PlaceFirst::new)
                .put("a log that acknowledges too early", AcknowledgesEarly::new)
                .put("a log that forgets its place", () -> reading(it -> !(it instanceof DeliveryRecord.Followed)))
                .put("a log that goes on after what it refused", GoesOnAfterRefusing::new)
                .put("a log that takes nothing any more once it refused", StaysMute::new)
                .put("a log that keeps the place of what it refused", KeepsPlaceOfRefused::new)
                .put("a log that loses plans when it is made shorter", LosesPlans::new)
                .put("a log that loses successes when it is made shorter", LosesSuccesses::new)
                .buildOrThrow();
        ImmutableMap<String, UnaryOperator<OrderStorage>> stores = ImmutableMap.of(
                "a feed that skips a change", store -> feed(store, OutboxStoryTest::skipsFirst),
                "a feed that is always foreign", store -> feed(store, OutboxStoryTest::foreign));
        return Stream.concat(
                logs.entrySet().stream()
                        .map(it -> DynamicTest.dynamicTest(
                                it.getKey(), () -> assertCaught(it.getValue(), store -> store))),
                stores.entrySet().stream()
                        .map(it ->
                                DynamicTest.dynamicTest(it.getKey(), () -> assertCaught(FakeLog::new, it.getValue()))));
    }

    private static void assertCaught(Supplier<FakeLog> log, UnaryOperator<OrderStorage> store) {
        for (long seed = 0; seed < STORIES; seed++) {
            if (!new OutboxStory(seed, log.get(), store).tell().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("nothing was wrong in " + STORIES + " stories");
    }

    private static FakeLog reading(Function<TaskRecord<MessageKey>, Boolean> kept) {
        return new FakeLog() {
            @Override
            public Iterable<TaskRecord<MessageKey>> read() {
                return ImmutableList.copyOf(Iterables.filter(super.read(), kept::apply));
            }
        };
    }

    private static final class ForgetsDue extends FakeLog {
        @Override
        public Iterable<TaskRecord<MessageKey>> read() {
            return Iterables.transform(
                    super.read(),
                    record -> record instanceof DeliveryRecord.Planned planned
                            ? new DeliveryRecord.Planned(
                                    planned.order(),
                                    planned.entries(),
                                    planned.proof(),
                                    planned.at(),
                                    ImmutableList.of())
                            : record);
        }
    }

    private static final class PlaceFirst extends FakeLog {
        private final ArrayList<TaskRecord<MessageKey>> held = new ArrayList<>();

        @Override
        public CompletionStage<?> append(ImmutableList<TaskRecord<MessageKey>> records) {
            ImmutableList<TaskRecord<MessageKey>> others = without(DeliveryRecord.Planned.class, records);
            if (others.isEmpty()) {
                held.addAll(records);
                return CompletableFuture.completedFuture(true);
            }
            ImmutableList<TaskRecord<MessageKey>> now = ImmutableList.<TaskRecord<MessageKey>>builder()
                    .addAll(others)
                    .addAll(held)
                    .addAll(Iterables.filter(records, DeliveryRecord.Planned.class))
                    .build();
            held.clear();
            return super.append(now);
        }
    }

    private static ImmutableList<TaskRecord<MessageKey>> without(
            Class<?> kind, ImmutableList<TaskRecord<MessageKey>> records) {
        return ImmutableList.copyOf(Iterables.filter(records, record -> !kind.isInstance(record)));
    }

    private static final class AcknowledgesEarly extends FakeLog {
        @Override
        public CompletionStage<?> append(ImmutableList<TaskRecord<MessageKey>> records) {
            records.forEach(this::acknowledge);
            return super.append(records);
        }
    }

    /** What it refused is lost, and what comes later is taken. */
    private static final class GoesOnAfterRefusing extends FakeLog {
        @Override
        public CompletionStage<?> append(ImmutableList<TaskRecord<MessageKey>> records) {
            return super.append(records).handle((done, refused) -> true);
        }

        @Override
        public boolean hasFailed() {
            return false;
        }
    }

    private static final class StaysMute extends FakeLog {
        @Override
        public void mend() {
            if (refusals() == 0) {
                super.mend();
            }
        }
    }

    /** Of a batch that is refused the place of the feed is there all the same. */
    private static final class KeepsPlaceOfRefused extends FakeLog {
        @Override
        public CompletionStage<?> append(ImmutableList<TaskRecord<MessageKey>> records) {
            return super.append(records).whenComplete((done, refused) -> {
                if (refused != null) {
                    durable().addAll(without(DeliveryRecord.Planned.class, records));
                }
            });
        }
    }

    private static final class LosesPlans extends FakeLog {
        @Override
        public void compact(ImmutableList<TaskRecord<MessageKey>> records) {
            super.compact(ImmutableList.copyOf(
                    Iterables.filter(records, record -> !(record instanceof DeliveryRecord.Planned))));
        }
    }

    private static final class LosesSuccesses extends FakeLog {
        @Override
        public void compact(ImmutableList<TaskRecord<MessageKey>> records) {
            super.compact(
                    ImmutableList.copyOf(Iterables.filter(records, record -> !(record instanceof TaskProgress.Done))));
        }
    }

    private static OrderStorage feed(OrderStorage real, UnaryOperator<ChangePage> change) {
        return (OrderStorage) Proxy.newProxyInstance(
                OutboxStoryTest.class.getClassLoader(), new Class<?>[] {OrderStorage.class}, (proxy, method, args) -> {
                    try {
                        Object result = method.invoke(real, args);
                        return result instanceof ChangePage page ? change.apply(page) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static ChangePage skipsFirst(ChangePage page) {
        return page.changes().size() < 2
                ? page
                : new ChangePage(
                        page.changes().subList(1, page.changes().size()), page.next(), page.more(), page.foreign());
    }

    private static ChangePage foreign(ChangePage page) {
        return new ChangePage(page.changes(), page.next(), page.more(), true);
    }
}
