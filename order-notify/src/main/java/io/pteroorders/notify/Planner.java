package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what changed, and decides once for each step and each picture who is to be told. There is one way for what
 * happens now and for what happened while the program did not run. Not thread-safe.
 */
final class Planner {

    /** What was older when the feed was last read to its end is no news. */
    private static final Duration NEWS = Duration.ofHours(24);

    private final OrderStorage storage;
    private final NotificationPolicy policy;
    private final Deliveries deliveries;
    private final Consumer<TaskRecord<MessageKey>> records;
    private final Clock clock;

    Planner(
            OrderStorage storage,
            NotificationPolicy policy,
            Deliveries deliveries,
            Consumer<TaskRecord<MessageKey>> records,
            Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.deliveries = deliveries;
        this.records = records;
        this.clock = clock;
    }

    /** Before orders change: what is there the first time, or was put in place by a restore, is nobody's news. */
    void begin() {
        boolean known = deliveries
                .place()
                .filter(place -> !storage.changes(place, 1).foreign())
                .isPresent();
        if (!known) {
            takeAllAsKnown();
        }
    }

    /**
     * Reads on, one page.
     *
     * @return whether there is more to read
     */
    boolean follow() {
        Token place = deliveries.place().orElse(Token.START);
        ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
        if (page.foreign()) {
            takeAllAsKnown();
            return false;
        }
        page.changes().forEach(change -> change.order().ifPresent(this::plan));
        if (!page.more()) {
            deliveries.caughtUp(clock.instant());
        }
        if (!page.next().equals(place)) {
            records.accept(new DeliveryRecord.Followed(page.next(), deliveries.caughtUp()));
        }
        return page.more();
    }

    /** Since when something is news: what happened while nothing was read is, however long that was. */
    private Instant oldestNews() {
        Instant now = clock.instant();
        return deliveries.caughtUp().filter(now::isAfter).orElse(now).minus(NEWS);
    }

    /** Makes the messages that an order calls for and that were not made yet. */
    void plan(Order order) {
        Optional<Plan> plan = deliveries.plan(order.id());
        int known = plan.map(Plan::entries).orElse(0);
        int entries = order.statusHistory().size();
        boolean newProof = hasNews(order) && !order.paymentProof().equals(plan.flatMap(Plan::proof));
        Instant oldest = oldestNews();
        ImmutableList.Builder<MessageKey> due = ImmutableList.builder();
        for (int number = known + 1; number <= entries; number++) {
            if (!order.statusHistory().get(number - 1).timestamp().isBefore(oldest)) {
                due.addAll(policy.ofEntry(order, number));
            }
        }
        if (newProof && !order.updatedAt().isBefore(oldest)) {
            due.addAll(policy.ofProof(order));
        }
        ImmutableList<MessageKey> keys = due.build();
        if (!keys.isEmpty() || newProof || (plan.isPresent() && entries > known)) {
            records.accept(planned(order, keys));
        }
    }

    /** Whether a picture is worth telling of: once it was looked at, a step tells more. */
    private static boolean hasNews(Order order) {
        return order.status() == OrderStatus.PENDING && order.paymentProof().isPresent();
    }

    private DeliveryRecord planned(Order order, ImmutableList<MessageKey> due) {
        return new DeliveryRecord.Planned(
                order.id(), order.statusHistory().size(), order.paymentProof(), clock.instant(), due);
    }

    private void takeAllAsKnown() {
        Token place = Token.START;
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
            for (Change change : page.changes()) {
                change.order().ifPresent(this::takeAsKnown);
            }
            place = page.next();
            more = page.more();
        }
        deliveries.plans().forEach(this::dropWhatNeverWas);
        records.accept(new DeliveryRecord.Followed(place, Optional.of(clock.instant())));
    }

    private void takeAsKnown(Order order) {
        Instant oldest = clock.instant().minus(NEWS);
        boolean recent = !order.lastChange().timestamp().isBefore(oldest);
        if (recent || hasNews(order) || deliveries.plan(order.id()).isPresent()) {
            records.accept(planned(order, ImmutableList.of()));
        }
    }

    /** Other orders may have taken the place of those that messages are about. */
    private void dropWhatNeverWas(Plan plan) {
        Optional<Order> order = storage.get(plan.order());
        ImmutableList<MessageKey> gone = plan.deliveries().stream()
                .filter(Task::isWaiting)
                .map(Task::key)
                .filter(key -> order.filter(now -> happened(key, now)).isEmpty())
                .collect(ImmutableList.toImmutableList());
        if (!gone.isEmpty()) {
            records.accept(new TaskProgress.Dropped<>(gone, clock.instant(), "other orders took the place of these"));
        }
    }

    private static boolean happened(MessageKey key, Order order) {
        if (key.isOfProof()) {
            return order.paymentProof().filter(key.occasion()::equals).isPresent();
        }
        return key.entry() <= order.statusHistory().size()
                && NotificationPolicy.canCallFor(
                        key.text(), order.statusHistory().get(key.entry() - 1).status());
    }
}
