package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.Wording.News;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one message of what waits for a receiver: old news goes with the newest of its order, and many notices to an
 * admin become one digest. Not thread-safe.
 */
final class MessageComposer {

    /** More than these to one admin are a digest. */
    static final int MOST_SINGLE_NOTICES = 5;

    private static final int ORDERS_IN_A_DIGEST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(MessageComposer.class);

    private final OrderStorage storage;
    private final ReplyCoverage coverage;
    private final WaitingReplies replies;
    private final Deliveries deliveries;
    private final Wording wording;
    private final OptOuts optOuts;
    private final Consumer<TaskRecord<MessageKey>> records;
    private final Clock clock;

    MessageComposer(
            OrderStorage storage,
            ReplyCoverage coverage,
            WaitingReplies replies,
            Deliveries deliveries,
            Wording wording,
            OptOuts optOuts,
            Consumer<TaskRecord<MessageKey>> records,
            Clock clock) {
        this.storage = storage;
        this.coverage = coverage;
        this.replies = replies;
        this.deliveries = deliveries;
        this.wording = wording;
        this.optOuts = optOuts;
        this.records = records;
        this.clock = clock;
    }

    /** The message that is to be sent next; empty if what came first turned out to be needed no more. */
    Optional<Envelope> next(Lane<MessageKey> lane) {
        Optional<WaitingReply> reply = replies.first(lane);
        return reply.isPresent() ? answer(reply.get()) : lane.first().flatMap(first -> derived(lane, first));
    }

    private Optional<Envelope> answer(WaitingReply reply) {
        ImmutableList<Task<MessageKey>> covered =
                reply.covered().orElseGet(() -> coverage.of(reply.person(), reply.covers()));
        replies.remove(reply);
        if (covered.stream().anyMatch(Task::isDone)) {
            LOG.info("a reply was not sent again");
            return Optional.empty();
        }
        return Optional.of(Envelope.reply(reply, covered));
    }

    private Optional<Envelope> derived(Lane<MessageKey> lane, Task<MessageKey> first) {
        if (first.key().isReport()) {
            return report(first);
        }
        if (first.key().isLetter()) {
            return letter(first);
        }
        if (first.key().isOfJob()) {
            return broadcast(first);
        }
        boolean many = first.key().text().isForAdmins() && notices(lane).size() > MOST_SINGLE_NOTICES;
        return many ? digest(lane) : single(first);
    }

    /** The first notices to an admin, one more than makes a digest. */
    private static List<Task<MessageKey>> notices(Lane<MessageKey> lane) {
        return lane.waiting()
                .filter(MessageComposer::isNotice)
                .limit(MOST_SINGLE_NOTICES + 1)
                .toList();
    }

    private static boolean isNotice(Task<MessageKey> delivery) {
        return delivery.key().text().isForAdmins() && !delivery.key().isOfJob();
    }

    private Optional<Envelope> single(Task<MessageKey> first) {
        return order(first).flatMap(order -> {
            List<Task<MessageKey>> ofOrder = together(first);
            Task<MessageKey> newest = newest(ofOrder, first);
            ImmutableList<Task<MessageKey>> merged = before(newest, ofOrder);
            return worded(newest, () -> wording.message(new News(newest.key(), order, merged)))
                    .map(message -> Envelope.derived(message, ImmutableList.of(newest), merged));
        });
    }

    /** What waits for the same receiver about the same order, as customer or as admin. */
    private List<Task<MessageKey>> together(Task<MessageKey> delivery) {
        MessageKey key = delivery.key();
        return deliveries.plan(key.order()).stream()
                .flatMap(plan -> plan.waitingFor(key.receiver()))
                .filter(it -> it.key().text().isForAdmins() == key.text().isForAdmins())
                .toList();
    }

    /** The last step tells most; without one, the last picture. */
    private static Task<MessageKey> newest(List<Task<MessageKey>> waiting, Task<MessageKey> first) {
        Task<MessageKey> newest = first;
        for (Task<MessageKey> delivery : waiting) {
            if (delivery.key().isOfStep() || newest.key().isOfProof()) {
                newest = delivery;
            }
        }
        return newest;
    }

    private static ImmutableList<Task<MessageKey>> before(Task<MessageKey> newest, List<Task<MessageKey>> waiting) {
        return waiting.stream().filter(it -> it.number() < newest.number()).collect(ImmutableList.toImmutableList());
    }

    private Optional<Envelope> digest(Lane<MessageKey> lane) {
        List<News> news = new ArrayList<>();
        ImmutableList.Builder<Task<MessageKey>> told = ImmutableList.builder();
        ImmutableList.Builder<Task<MessageKey>> merged = ImmutableList.builder();
        Set<OrderId> seen = new HashSet<>();
        int count = 0;
        List<Task<MessageKey>> firsts = lane.waiting()
                .filter(it -> isNotice(it) && seen.add(it.key().order()))
                .limit(ORDERS_IN_A_DIGEST)
                .toList();
        for (Task<MessageKey> first : firsts) {
            Optional<Order> order = order(first);
            if (order.isPresent()) {
                List<Task<MessageKey>> ofOrder = together(first);
                Task<MessageKey> newest = ofOrder.get(ofOrder.size() - 1);
                told.add(newest);
                merged.addAll(before(newest, ofOrder));
                news.add(new News(newest.key(), order.get(), ImmutableList.of()));
                count += ofOrder.size();
            }
        }
        if (news.isEmpty()) {
            return Optional.empty();
        }
        int all = count;
        return worded(firsts.get(0), () -> wording.digest(firsts.get(0).key().receiver(), news, all))
                .map(message -> Envelope.derived(message, told.build(), merged.build()));
    }

    private Optional<Envelope> letter(Task<MessageKey> delivery) {
        String words = deliveries.job(delivery.key().job()).orElseThrow().text();
        if (delivery.key().text().isAboutShop()) {
            return worded(delivery, () -> wording.letter(delivery.key(), words))
                    .map(message -> Envelope.derived(message, ImmutableList.of(delivery), ImmutableList.of()));
        }
        return order(delivery)
                .flatMap(order -> worded(delivery, () -> wording.letter(delivery.key(), order, words)))
                .map(message -> Envelope.derived(message, ImmutableList.of(delivery), ImmutableList.of()));
    }

    private Optional<Envelope> broadcast(Task<MessageKey> delivery) {
        if (optOuts.isOptedOut(delivery.key().receiver())) {
            drop(delivery, "the receiver wants no broadcasts");
            return Optional.empty();
        }
        String text = deliveries.job(delivery.key().job()).orElseThrow().text();
        return order(delivery)
                .flatMap(order -> worded(delivery, () -> wording.broadcast(delivery.key(), order, text)))
                .map(message -> Envelope.derived(message, ImmutableList.of(delivery), ImmutableList.of()));
    }

    private Optional<Envelope> report(Task<MessageKey> delivery) {
        Broadcasts.Report report =
                Broadcasts.report(deliveries.job(delivery.key().job()).orElseThrow());
        return worded(delivery, () -> wording.report(delivery.key(), report))
                .map(message -> Envelope.derived(message, ImmutableList.of(delivery), ImmutableList.of()));
    }

    private Optional<Order> order(Task<MessageKey> delivery) {
        Optional<Order> order = storage.get(delivery.key().order());
        if (order.isEmpty()) {
            drop(delivery, "the order was deleted");
        }
        return order;
    }

    private void drop(Task<MessageKey> delivery, String why) {
        records.accept(new TaskProgress.Dropped<>(ImmutableList.of(delivery.key()), clock.instant(), why));
    }

    /** A text that cannot be made holds up no other message. */
    private Optional<OutgoingMessage> worded(Task<MessageKey> delivery, Supplier<OutgoingMessage> words) {
        try {
            return Optional.of(words.get());
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} of {} cannot be put into words",
                    delivery.key().text().file(),
                    delivery.key().order(),
                    e);
            records.accept(new TaskProgress.Dead<>(
                    ImmutableList.of(delivery.key()),
                    clock.instant(),
                    "it could not be put into words: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
    }
}
