package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskMemory;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the records of the delivery log add up to: the messages of each order and of each broadcast. Not thread-safe.
 */
final class Deliveries implements TaskMemory<MessageKey> {

    /** How long settled messages are remembered. */
    static final Duration MEMORY = Duration.ofHours(24);

    private final Map<OrderId, Plan> plans = new LinkedHashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    /** What waits until its receiver writes; broadcasts are no news then. */
    private final SetMultimap<PersonId, MessageKey> unreachable = LinkedHashMultimap.create();

    private Optional<Token> place = Optional.empty();
    private Optional<Instant> caughtUp = Optional.empty();
    /** When it considered something last: the best that a log of before knows of when it had considered all. */
    private Optional<Instant> newestPlan = Optional.empty();

    private long numbers;

    /** Where the planner has come to; empty before the first time. */
    Optional<Token> place() {
        return place;
    }

    /** When it had considered all there was; empty if that is not known. */
    Optional<Instant> caughtUp() {
        return caughtUp;
    }

    void caughtUp(Instant now) {
        caughtUp = Optional.of(now);
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

    Optional<Task<MessageKey>> find(MessageKey key) {
        return key.isOfJob()
                ? job(key.job()).flatMap(job -> job.find(key))
                : plan(key.order()).flatMap(plan -> plan.find(key));
    }

    @Override
    public Stream<Task<MessageKey>> waiting() {
        return all().filter(Task::isWaiting);
    }

    /** All messages that are remembered. */
    Stream<Task<MessageKey>> all() {
        return Stream.concat(
                plans.values().stream().flatMap(plan -> plan.deliveries().stream()),
                jobs.values().stream().flatMap(Job::all));
    }

    @Override
    public void apply(TaskRecord<MessageKey> record, Consumer<Task<MessageKey>> due) {
        if (record instanceof TaskProgress<MessageKey> progress) {
            progress.applyTo(this::find, due);
            note(progress);
        } else if (record instanceof DeliveryRecord.Planned planned) {
            planned(planned, due);
        } else if (record instanceof DeliveryRecord.Followed followed) {
            place = Optional.of(followed.place());
            caughtUp = followed.caughtUp().or(() -> newestPlan);
        } else {
            applyToJob(record, due);
        }
    }

    private void note(TaskProgress<MessageKey> progress) {
        if (progress instanceof TaskProgress.Again<MessageKey> again) {
            for (MessageKey key : again.keys()) {
                job(key).ifPresent(job -> find(key).ifPresent(job::reopen));
                unreachable.remove(key.receiver(), key);
            }
        } else if (progress instanceof TaskProgress.Dead<MessageKey> dead && dead.untilHeard()) {
            dead.keys().stream().filter(key -> !key.isBulk()).forEach(key -> unreachable.put(key.receiver(), key));
        }
    }

    /** What cannot be delivered to a person before they write, the first first. */
    ImmutableList<MessageKey> unreachable(PersonId person) {
        return ImmutableList.copyOf(unreachable.get(person));
    }

    private void applyToJob(TaskRecord<MessageKey> record, Consumer<Task<MessageKey>> due) {
        if (record instanceof DeliveryRecord.JobBegun begun) {
            jobs.put(begun.job(), new Job(begun));
        } else if (record instanceof DeliveryRecord.JobPeople people) {
            job(people.job()).ifPresent(job -> people.keys().forEach(key -> {
                Task<MessageKey> delivery = new Task<>(key, ++numbers, people.at());
                job.add(delivery);
                due.accept(delivery);
            }));
        } else if (record instanceof DeliveryRecord.JobDone done) {
            job(done.job()).flatMap(job -> job.report(++numbers, done.at())).ifPresent(due);
        } else if (record instanceof DeliveryRecord.JobPaused paused) {
            job(paused.job()).ifPresent(job -> job.pause(paused.paused()));
        }
    }

    private void planned(DeliveryRecord.Planned planned, Consumer<Task<MessageKey>> due) {
        Plan plan = plans.computeIfAbsent(planned.order(), Plan::new);
        plan.considered(planned);
        newestPlan = newestPlan.filter(planned.at()::isBefore).or(() -> Optional.of(planned.at()));
        for (MessageKey key : planned.due()) {
            Task<MessageKey> delivery = new Task<>(key, ++numbers, planned.at());
            plan.replace(delivery);
            due.accept(delivery);
        }
    }

    /** The broadcast that is not done before a message is settled. */
    private Optional<Job> job(MessageKey key) {
        return key.isOfJob() && !key.isReport() ? job(key.job()) : Optional.empty();
    }

    @Override
    public boolean isWanted(Task<MessageKey> delivery) {
        return delivery.isWaiting()
                && !(delivery.key().isOfJob()
                        && job(delivery.key().job()).filter(Job::isPaused).isPresent());
    }

    /** The messages to a person, those about their orders in words that were given, and those that name them. */
    Stream<Task<MessageKey>> of(PersonId person, Set<OrderId> orders, Predicate<String> names) {
        return Stream.concat(
                all().filter(it -> it.key().receiver().equals(person)),
                jobs.values().stream()
                        .filter(job -> isAbout(job, person, orders, names))
                        .flatMap(Job::all));
    }

    private static boolean isAbout(Job job, PersonId person, Set<OrderId> orders, Predicate<String> names) {
        boolean given = job.isLetter() || !job.hasPeople();
        return given
                && (names.test(job.text())
                        || names.test(job.begun().job())
                        || job.all()
                                .anyMatch(it -> it.key().receiver().equals(person)
                                        || orders.contains(it.key().order())));
    }

    /** Forgets what {@link #of} gives, of which nothing waits. What was considered of the orders stays so. */
    void erase(PersonId person, Set<OrderId> orders, Predicate<String> names) {
        jobs.values().removeIf(job -> isAbout(job, person, orders, names));
        jobs.values().forEach(job -> job.remove(person));
        plans.values().forEach(plan -> {
            if (orders.contains(plan.order())) {
                plan.erase(person);
            } else {
                plan.deliveries().removeIf(it -> it.key().receiver().equals(person));
            }
        });
        unreachable.removeAll(person);
    }

    /** Forgets messages that could not be delivered for so long that nobody will ask for another try. */
    void forgetDead(Instant before) {
        Predicate<Task<MessageKey>> old = it -> it.isDead() && it.at().isBefore(before);
        jobs.values().removeIf(job -> job.at().isBefore(before) && job.all().noneMatch(Task::isWaiting));
        plans.values().forEach(plan -> plan.deliveries().removeIf(old));
        unreachable.values().removeIf(key -> find(key).isEmpty());
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
