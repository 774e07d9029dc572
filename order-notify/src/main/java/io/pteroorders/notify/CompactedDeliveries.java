package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fewest records that add up to the same as all there were. */
final class CompactedDeliveries {

    private static final int PEOPLE_IN_A_RECORD = 1_000;

    private final ImmutableList.Builder<TaskRecord<MessageKey>> records = ImmutableList.builder();

    private CompactedDeliveries() {}

    static ImmutableList<TaskRecord<MessageKey>> of(Deliveries deliveries) {
        CompactedDeliveries result = new CompactedDeliveries();
        deliveries.jobs().forEach(result::job);
        result.plans(deliveries);
        deliveries.all().forEach(delivery -> result.records.addAll(TaskProgress.of(delivery)));
        deliveries
                .place()
                .map(place -> new DeliveryRecord.Followed(place, deliveries.caughtUp()))
                .ifPresent(result.records::add);
        return result.records.build();
    }

    private void job(String name, Job job) {
        records.add(job.begun());
        ImmutableList<MessageKey> keys = keys(job.deliveries());
        Lists.partition(keys, PEOPLE_IN_A_RECORD)
                .forEach(part -> records.add(new DeliveryRecord.JobPeople(name, ImmutableList.copyOf(part), job.at())));
        job.report().ifPresent(report -> records.add(new DeliveryRecord.JobDone(name, report.at())));
        if (job.isPaused()) {
            records.add(new DeliveryRecord.JobPaused(name, true));
        }
    }

    /** Messages keep their order, also among those of several orders to one receiver. */
    private void plans(Deliveries deliveries) {
        List<Due> inOrder = new ArrayList<>();
        for (Plan plan : deliveries.plans()) {
            if (plan.deliveries().isEmpty()) {
                records.add(planned(plan, plan.at(), ImmutableList.of()));
            }
            plan.deliveries().forEach(delivery -> inOrder.add(new Due(plan, delivery)));
        }
        inOrder.sort(Comparator.comparingLong(due -> due.delivery().number()));
        for (int from = 0, to = 1; from < inOrder.size(); from = to++) {
            Due first = inOrder.get(from);
            while (to < inOrder.size() && inOrder.get(to).goesWith(first)) {
                to++;
            }
            records.add(planned(
                    first.plan(), first.since(), keys(Lists.transform(inOrder.subList(from, to), Due::delivery))));
        }
    }

    /** A message of a plan. */
    private record Due(Plan plan, Task<MessageKey> delivery) {

        /** A message that still waits goes on to wait since then. */
        Instant since() {
            return delivery.isWaiting() ? delivery.at() : plan.at();
        }

        boolean goesWith(Due other) {
            return plan.equals(other.plan) && since().equals(other.since());
        }
    }

    private static DeliveryRecord planned(Plan plan, Instant at, ImmutableList<MessageKey> due) {
        return new DeliveryRecord.Planned(plan.order(), plan.entries(), plan.proof(), at, due);
    }

    private static ImmutableList<MessageKey> keys(Iterable<Task<MessageKey>> deliveries) {
        ImmutableList.Builder<MessageKey> keys = ImmutableList.builder();
        deliveries.forEach(delivery -> keys.add(delivery.key()));
        return keys.build();
    }
}
