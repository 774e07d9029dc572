package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderStorage;
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
final class Post {

    /** More than these to one admin are a digest. */
    static final int MOST_SINGLE_NOTICES = 5;

    private static final int ORDERS_IN_A_DIGEST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final OrderStorage storage;
    private final Coverage coverage;
    private final Deliveries deliveries;
    private final Wording wording;
    private final OptOuts optOuts;
    private final Consumer<DeliveryRecord> records;
    private final Clock clock;

    Post(
            OrderStorage storage,
            Coverage coverage,
            Deliveries deliveries,
            Wording wording,
            OptOuts optOuts,
            Consumer<DeliveryRecord> records,
            Clock clock) {
        this.storage = storage;
        this.coverage = coverage;
        this.deliveries = deliveries;
        this.wording = wording;
        this.optOuts = optOuts;
        this.records = records;
        this.clock = clock;
    }

    /** The message that is to be sent next; empty if what came first turned out to be needed no more. */
    Optional<Envelope> next(Lane lane) {
        Optional<Lane.Reply> reply = lane.reply();
        return reply.isPresent() ? answer(lane, reply.get()) : lane.first().flatMap(first -> derived(lane, first));
    }

    private Optional<Envelope> answer(Lane lane, Lane.Reply reply) {
        ImmutableList<Delivery> covered = reply.covered().orElseGet(() -> coverage.of(lane.receiver(), reply.covers()));
        lane.removeReply();
        if (covered.stream().anyMatch(Delivery::isDelivered)) {
            LOG.info("a reply was not sent again");
            return Optional.empty();
        }
        return Optional.of(Envelope.reply(lane, reply, covered));
    }

    private Optional<Envelope> derived(Lane lane, Delivery first) {
        if (first.key().isReport()) {
            return report(lane, first);
        }
        if (first.key().isOfJob()) {
            return broadcast(lane, first);
        }
        boolean many = first.key().text().isForAdmins() && notices(lane).size() > MOST_SINGLE_NOTICES;
        return many ? digest(lane) : single(lane, first);
    }

    /** The first notices to an admin, one more than makes a digest. */
    private static List<Delivery> notices(Lane lane) {
        return lane.waiting()
                .filter(Post::isNotice)
                .limit(MOST_SINGLE_NOTICES + 1)
                .toList();
    }

    private static boolean isNotice(Delivery delivery) {
        return delivery.key().text().isForAdmins() && !delivery.key().isOfJob();
    }

    private Optional<Envelope> single(Lane lane, Delivery first) {
        return order(first).flatMap(order -> {
            List<Delivery> ofOrder = together(first);
            Delivery newest = newest(ofOrder, first);
            ImmutableList<Delivery> merged = before(newest, ofOrder);
            return worded(newest, () -> wording.message(new News(newest.key(), order, merged)))
                    .map(message -> Envelope.derived(lane, message, ImmutableList.of(newest), merged));
        });
    }

    /** What waits for the same receiver about the same order, as customer or as admin. */
    private List<Delivery> together(Delivery delivery) {
        MessageKey key = delivery.key();
        return deliveries.plan(key.order()).stream()
                .flatMap(plan -> plan.waitingFor(key.receiver()))
                .filter(it -> it.key().text().isForAdmins() == key.text().isForAdmins())
                .toList();
    }

    /** The last step tells most; without one, the last picture. */
    private static Delivery newest(List<Delivery> waiting, Delivery first) {
        Delivery newest = first;
        for (Delivery delivery : waiting) {
            if (delivery.key().isOfStep() || newest.key().isOfProof()) {
                newest = delivery;
            }
        }
        return newest;
    }

    private static ImmutableList<Delivery> before(Delivery newest, List<Delivery> waiting) {
        return waiting.stream().filter(it -> it.number() < newest.number()).collect(ImmutableList.toImmutableList());
    }

    private Optional<Envelope> digest(Lane lane) {
        List<News> news = new ArrayList<>();
        ImmutableList.Builder<Delivery> told = ImmutableList.builder();
        ImmutableList.Builder<Delivery> merged = ImmutableList.builder();
        Set<OrderId> seen = new HashSet<>();
        int count = 0;
        List<Delivery> firsts = lane.waiting()
                .filter(it -> isNotice(it) && seen.add(it.key().order()))
                .limit(ORDERS_IN_A_DIGEST)
                .toList();
        for (Delivery first : firsts) {
            Optional<Order> order = order(first);
            if (order.isPresent()) {
                List<Delivery> ofOrder = together(first);
                Delivery newest = ofOrder.get(ofOrder.size() - 1);
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
        return worded(firsts.get(0), () -> wording.digest(lane.receiver(), news, all))
                .map(message -> Envelope.derived(lane, message, told.build(), merged.build()));
    }

    private Optional<Envelope> broadcast(Lane lane, Delivery delivery) {
        if (optOuts.isOptedOut(delivery.key().receiver())) {
            drop(delivery, "the receiver wants no broadcasts");
            return Optional.empty();
        }
        String text = deliveries.job(delivery.key().job()).orElseThrow().text();
        return order(delivery)
                .flatMap(order -> worded(delivery, () -> wording.broadcast(delivery.key(), order, text)))
                .map(message -> Envelope.derived(lane, message, ImmutableList.of(delivery), ImmutableList.of()));
    }

    private Optional<Envelope> report(Lane lane, Delivery delivery) {
        Broadcasts.Report report =
                Broadcasts.report(deliveries.job(delivery.key().job()).orElseThrow());
        return worded(delivery, () -> wording.report(delivery.key(), report))
                .map(message -> Envelope.derived(lane, message, ImmutableList.of(delivery), ImmutableList.of()));
    }

    private Optional<Order> order(Delivery delivery) {
        Optional<Order> order = storage.get(delivery.key().order());
        if (order.isEmpty()) {
            drop(delivery, "the order was deleted");
        }
        return order;
    }

    private void drop(Delivery delivery, String why) {
        records.accept(new DeliveryRecord.Dropped(ImmutableList.of(delivery.key()), clock.instant(), why));
    }

    /** A text that cannot be made holds up no other message. */
    private Optional<OutgoingMessage> worded(Delivery delivery, Supplier<OutgoingMessage> words) {
        try {
            return Optional.of(words.get());
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} of {} cannot be put into words",
                    delivery.key().text().file(),
                    delivery.key().order(),
                    e);
            records.accept(new DeliveryRecord.Dead(
                    ImmutableList.of(delivery.key()),
                    clock.instant(),
                    "it could not be put into words: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
    }
}
