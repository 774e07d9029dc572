package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fewest records that add up to the same as all there were. */
final class Essence {

    private static final int PEOPLE_IN_A_RECORD = 1_000;

    private final ImmutableList.Builder<DeliveryRecord> records = ImmutableList.builder();

    private Essence() {}

    static ImmutableList<DeliveryRecord> of(Deliveries deliveries) {
        Essence essence = new Essence();
        deliveries.jobs().forEach(essence::job);
        essence.plans(deliveries);
        deliveries.all().forEach(essence::progress);
        deliveries.place().map(DeliveryRecord.Followed::new).ifPresent(essence.records::add);
        return essence.records.build();
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
    private record Due(Plan plan, Delivery delivery) {

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

    private static ImmutableList<MessageKey> keys(Iterable<Delivery> deliveries) {
        ImmutableList.Builder<MessageKey> keys = ImmutableList.builder();
        deliveries.forEach(delivery -> keys.add(delivery.key()));
        return keys.build();
    }

    private void progress(Delivery delivery) {
        DeliveryStatus status = delivery.status();
        ImmutableList<MessageKey> key = ImmutableList.of(delivery.key());
        if (delivery.attempts() > 0) {
            records.add(new DeliveryRecord.Tried(
                    key,
                    delivery.attempts(),
                    delivery.firstTried(delivery.at()),
                    delivery.notBefore(),
                    status.reason()));
        }
        switch (status.state()) {
            case WAITING -> {}
            case SENT -> records.add(new DeliveryRecord.Sent(key, ImmutableList.of(), status.since()));
            case MERGED -> records.add(new DeliveryRecord.Sent(ImmutableList.of(), key, status.since()));
            case DEAD ->
                records.add(new DeliveryRecord.Dead(key, status.since(), status.reason(), delivery.isUnreachable()));
            case DROPPED -> records.add(new DeliveryRecord.Dropped(key, status.since(), status.reason()));
        }
    }
}
