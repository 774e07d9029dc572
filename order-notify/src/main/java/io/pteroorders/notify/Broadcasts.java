package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskStatus.State;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages to many people: each person once, after everything else, and not to those who want none. A broadcast goes on
 * after a restart where it was. Thread-safe.
 */
public final class Broadcasts {

    private static final int PEOPLE_IN_A_RECORD = 1_000;

    private final TaskEngine<MessageKey> engine;
    private final OrderStorage storage;
    private final Deliveries deliveries;
    private final OptOuts optOuts;
    private final Clock clock;

    Broadcasts(
            TaskEngine<MessageKey> engine, OrderStorage storage, Deliveries deliveries, OptOuts optOuts, Clock clock) {
        this.engine = engine;
        this.storage = storage;
        this.deliveries = deliveries;
        this.optOuts = optOuts;
        this.clock = clock;
    }

    /**
     * How far a broadcast has come. Immutable and thread-safe.
     *
     * @param paused whether it stands still
     * @param sent how many people have it
     * @param waiting how many are to get it
     * @param optedOut how many were left out because they want none
     * @param failed whom it cannot be delivered to, and why
     */
    public record Report(
            boolean paused, int sent, int waiting, int optedOut, ImmutableList<TaskStatus<MessageKey>> failed) {

        private static final int MOST_FAILURES = 10;

        /** Whether nobody is to get it any more. */
        public boolean isDone() {
            return waiting == 0;
        }

        /** The values for texts about it; of the failures the first {@value #MOST_FAILURES}, with masked receivers. */
        public Variables variables() {
            return Variables.builder()
                    .flag("paused", paused && !isDone())
                    .flag("done", isDone())
                    .put("sent", sent)
                    .put("waiting", waiting)
                    .put("optedOut", optedOut)
                    .put("failed", failed.size())
                    .list(
                            "failures",
                            failed.stream()
                                    .limit(MOST_FAILURES)
                                    .map(Report::failure)
                                    .toList())
                    .build();
        }

        private static Variables failure(TaskStatus<MessageKey> status) {
            return Variables.builder()
                    .put("receiver", status.key().receiver().masked())
                    .put("why", status.reason())
                    .build();
        }
    }

    /** How many people a broadcast to the customers of some orders would reach. */
    public int reach(Iterable<OrderId> orders) {
        Map<PersonId, OrderId> people = customers(orders);
        people.keySet().removeIf(optOuts::isOptedOut);
        return people.size();
    }

    private Map<PersonId, OrderId> customers(Iterable<OrderId> orders) {
        Map<PersonId, OrderId> people = new LinkedHashMap<>();
        for (OrderId id : orders) {
            storage.get(id)
                    .map(order -> order.customer().id())
                    .filter(NotificationPolicy::isSomebody)
                    .ifPresent(person -> people.putIfAbsent(person, id));
        }
        return people;
    }

    /**
     * Checks a text that is to be sent.
     *
     * @throws io.pteroorders.notify.text.TextException if it is empty, broken or has an unknown placeholder
     */
    public void check(String text) {
        Texts.check(text, OrderTexts.VARIABLES);
    }

    /**
     * Sends a text to the customers of some orders; somebody with several of them gets it once, about the first.
     *
     * @param name the broadcast's name; one that was used before sends nothing again
     * @param text may have the placeholders of {@link OrderTexts#VARIABLES}, such as {@code {{customerName}}} and
     *     {@code {{orderId}}}
     * @throws io.pteroorders.notify.text.TextException if the text is empty, broken or has an unknown placeholder
     * @throws StorageException if the delivery log takes no records at present
     */
    public void send(String name, String text, Iterable<OrderId> orders) {
        send(name, text, orders, Optional.empty());
    }

    /**
     * Sends a text like {@link #send(String, String, Iterable)}, and in the end tells somebody how it went: how many have
     * it, and who cannot have it and why.
     *
     * @param reportTo who is told
     * @throws io.pteroorders.notify.text.TextException if the text is empty, broken or has an unknown placeholder
     * @throws StorageException if the delivery log takes no records at present
     */
    public void send(String name, String text, Iterable<OrderId> orders, PersonId reportTo) {
        send(name, text, orders, Optional.of(reportTo));
    }

    private void send(String name, String text, Iterable<OrderId> orders, Optional<PersonId> reportTo) {
        check(text);
        Map<PersonId, OrderId> people = customers(orders);
        int all = people.size();
        people.keySet().removeIf(optOuts::isOptedOut);
        Instant now = clock.instant();
        ImmutableList<MessageKey> keys = people.entrySet().stream()
                .map(person -> MessageKey.ofJob(name, person.getValue(), person.getKey()))
                .collect(ImmutableList.toImmutableList());
        engine.locked(() -> {
            if (deliveries.job(name).isEmpty()) {
                engine.checkTakesRecords();
                engine.record(new DeliveryRecord.JobBegun(name, text, all - people.size(), reportTo, now));
                for (List<MessageKey> part : Lists.partition(keys, PEOPLE_IN_A_RECORD)) {
                    engine.record(new DeliveryRecord.JobPeople(name, ImmutableList.copyOf(part), now));
                }
            }
        });
    }

    /** The name of the broadcast that began last; empty if none is known. */
    public Optional<String> latest() {
        return engine.reading(() -> deliveries.jobs().entrySet().stream()
                .filter(job -> !job.getValue().isLetter())
                .map(Map.Entry::getKey)
                .reduce((earlier, later) -> later));
    }

    /**
     * Lets a broadcast stand still, or go on; one that is not known is none.
     *
     * @throws StorageException if the delivery log takes no records at present
     */
    public void pause(String broadcast, boolean paused) {
        engine.locked(() -> {
            Optional<Job> job = deliveries.job(broadcast).filter(it -> it.isPaused() != paused);
            if (job.isPresent()) {
                engine.checkTakesRecords();
                engine.record(new DeliveryRecord.JobPaused(broadcast, paused));
                job.get().all().filter(Task::isWaiting).forEach(engine::add);
            }
        });
    }

    /**
     * Makes the reports of the broadcasts that are done.
     *
     * @return whether there was one
     */
    boolean endDone() {
        ImmutableList<String> done = deliveries.jobs().entrySet().stream()
                .filter(job -> job.getValue().owesReport())
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
        done.forEach(name -> engine.record(new DeliveryRecord.JobDone(name, clock.instant())));
        return !done.isEmpty();
    }

    /** How far a broadcast has come; empty if it is not known, or forgotten a day after it was done. */
    public Optional<Report> report(String broadcast) {
        return engine.reading(() -> deliveries.job(broadcast).map(Broadcasts::report));
    }

    static Report report(Job job) {
        ImmutableList<TaskStatus<MessageKey>> all =
                job.deliveries().stream().map(Task::status).collect(ImmutableList.toImmutableList());
        return new Report(
                job.isPaused(),
                count(all, State.DONE),
                count(all, State.WAITING),
                job.begun().optedOut() + count(all, State.DROPPED),
                all.stream().filter(status -> status.state() == State.DEAD).collect(ImmutableList.toImmutableList()));
    }

    private static int count(ImmutableList<TaskStatus<MessageKey>> all, State state) {
        return (int) all.stream().filter(status -> status.state() == state).count();
    }
}
