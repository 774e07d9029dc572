package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.notify.DeliveryStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the records of the delivery log add up to. Every change is a record, live as at a restart, so that what is in
 * memory and what is in the log cannot differ. Records that come twice in a row add up to the same as once. Not
 * thread-safe.
 */
final class Deliveries {

    /** How long settled messages are remembered. */
    static final Duration MEMORY = Duration.ofHours(24);

    private final Map<OrderId, Plan> plans = new LinkedHashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    /** What waits until its receiver writes; broadcasts are no news then. */
    private final SetMultimap<PersonId, MessageKey> unreachable = LinkedHashMultimap.create();

    private Optional<Token> place = Optional.empty();
    private long numbers;

    /** Where the planner has come to; empty before the first time. */
    Optional<Token> place() {
        return place;
    }

    Optional<Plan> plan(OrderId order) {
        return Optional.ofNullable(plans.get(order));
    }

    ImmutableList<Plan> plans() {
        return ImmutableList.copyOf(plans.values());
    }

    Map<String, Job> jobs() {
        return jobs;
    }

    Optional<Job> job(String name) {
        return Optional.ofNullable(jobs.get(name));
    }

    Optional<Delivery> find(MessageKey key) {
        return key.isOfJob()
                ? job(key.job()).flatMap(job -> job.find(key))
                : plan(key.order()).flatMap(plan -> plan.find(key));
    }

    private void die(Delivery delivery, DeliveryRecord.Dead dead) {
        delivery.dead(dead);
        if (delivery.isUnreachable() && !delivery.key().isOfJob()) {
            unreachable.put(delivery.key().receiver(), delivery.key());
        }
    }

    /** What cannot be delivered to a person before they write, the first first. */
    ImmutableList<MessageKey> unreachable(PersonId person) {
        return ImmutableList.copyOf(unreachable.get(person));
    }

    /** All messages that are remembered. */
    Stream<Delivery> all() {
        return Stream.concat(
                plans.values().stream().flatMap(plan -> plan.deliveries().stream()),
                jobs.values().stream().flatMap(Job::all));
    }

    /**
     * Does what a record says.
     *
     * @param due hears of each message that waits from now on
     */
    void apply(DeliveryRecord record, Consumer<Delivery> due) {
        if (record instanceof DeliveryRecord.Planned planned) {
            planned(planned, due);
        } else if (record instanceof DeliveryRecord.Sent sent) {
            settle(sent.keys(), State.SENT, sent.at(), "");
            settle(sent.merged(), State.MERGED, sent.at(), "");
        } else if (record instanceof DeliveryRecord.Tried tried) {
            each(tried.keys(), delivery -> delivery.tried(tried));
        } else if (record instanceof DeliveryRecord.Dead dead) {
            settle(dead.keys(), State.DEAD, dead.at(), dead.reason());
            each(dead.keys(), delivery -> die(delivery, dead));
        } else if (record instanceof DeliveryRecord.Dropped dropped) {
            settle(dropped.keys(), State.DROPPED, dropped.at(), dropped.reason());
        } else if (record instanceof DeliveryRecord.Again again) {
            each(again.keys(), delivery -> {
                jobOf(delivery).filter(job -> !delivery.isWaiting()).ifPresent(Job::waitsAgain);
                delivery.again(again.at());
                unreachable.remove(delivery.key().receiver(), delivery.key());
                due.accept(delivery);
            });
        } else if (record instanceof DeliveryRecord.Followed followed) {
            place = Optional.of(followed.place());
        } else {
            applyToJob(record, due);
        }
    }

    private void applyToJob(DeliveryRecord record, Consumer<Delivery> due) {
        if (record instanceof DeliveryRecord.JobBegun begun) {
            jobs.put(begun.job(), new Job(begun));
        } else if (record instanceof DeliveryRecord.JobPeople people) {
            job(people.job()).ifPresent(job -> people.keys().forEach(key -> {
                Delivery delivery = new Delivery(key, ++numbers, people.at());
                job.add(delivery);
                due.accept(delivery);
            }));
        } else if (record instanceof DeliveryRecord.JobDone done) {
            job(done.job()).flatMap(job -> job.report(++numbers, done.at())).ifPresent(due);
        } else if (record instanceof DeliveryRecord.JobPaused paused) {
            job(paused.job()).ifPresent(job -> job.pause(paused.paused()));
        }
    }

    private void planned(DeliveryRecord.Planned planned, Consumer<Delivery> due) {
        Plan plan = plans.computeIfAbsent(planned.order(), Plan::new);
        plan.considered(planned);
        for (MessageKey key : planned.due()) {
            Delivery delivery = new Delivery(key, ++numbers, planned.at());
            plan.replace(delivery);
            due.accept(delivery);
        }
    }

    private void settle(ImmutableList<MessageKey> keys, State state, Instant at, String reason) {
        each(keys, delivery -> {
            jobOf(delivery).filter(job -> delivery.isWaiting()).ifPresent(Job::settledOne);
            delivery.settled(state, at, reason);
        });
    }

    /** The broadcast that waits for a message to be settled before it is done. */
    private Optional<Job> jobOf(Delivery delivery) {
        MessageKey key = delivery.key();
        return key.isOfJob() && !key.isReport() ? job(key.job()) : Optional.empty();
    }

    private void each(ImmutableList<MessageKey> keys, Consumer<Delivery> action) {
        keys.forEach(key -> find(key).ifPresent(action));
    }

    /**
     * Forgets what nobody asks for any more.
     *
     * @param open whether an order can still change
     */
    void forget(Instant now, Predicate<OrderId> open) {
        Instant old = now.minus(MEMORY);
        jobs.values().removeIf(job -> job.at().isBefore(old) && job.isSettled());
        plans.values().removeIf(plan -> plan.at().isBefore(old) && plan.isSettled() && !open.test(plan.order()));
        plans.values().forEach(plan -> plan.deliveries()
                .removeIf(it -> !it.isWaiting()
                        && !it.isDead()
                        && plan.at().isBefore(old)
                        && it.at().isBefore(old)));
    }
}
