package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.core.order.OrderId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        ImmutableList<MessageKey> keys = keys(job.deliveries().values());
        Lists.partition(keys, PEOPLE_IN_A_RECORD)
                .forEach(part -> records.add(new DeliveryRecord.JobPeople(name, ImmutableList.copyOf(part), job.at())));
        if (job.isPaused()) {
            records.add(new DeliveryRecord.JobPaused(name, true));
        }
    }

    /** Messages keep their order, also among those of several orders to one receiver. */
    private void plans(Deliveries deliveries) {
        List<Delivery> inOrder = new ArrayList<>();
        for (Plan plan : deliveries.plans()) {
            if (plan.deliveries().isEmpty()) {
                records.add(planned(plan, ImmutableList.of()));
            }
            inOrder.addAll(plan.deliveries());
        }
        inOrder.sort(Comparator.comparingLong(Delivery::number));
        List<Delivery> run = new ArrayList<>();
        for (Delivery delivery : inOrder) {
            if (!run.isEmpty() && !order(run).equals(delivery.key().order())) {
                end(run, deliveries);
            }
            run.add(delivery);
        }
        if (!run.isEmpty()) {
            end(run, deliveries);
        }
    }

    private static OrderId order(List<Delivery> run) {
        return Iterables.getLast(run).key().order();
    }

    private void end(List<Delivery> run, Deliveries deliveries) {
        Optional<Plan> plan = deliveries.plan(order(run));
        records.add(planned(plan.orElseThrow(), keys(run)));
        run.clear();
    }

    private static DeliveryRecord planned(Plan plan, ImmutableList<MessageKey> due) {
        return new DeliveryRecord.Planned(plan.order(), plan.entries(), plan.proof(), plan.at(), due);
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
            case DEAD -> records.add(new DeliveryRecord.Dead(key, status.since(), status.reason()));
            case DROPPED -> records.add(new DeliveryRecord.Dropped(key, status.since(), status.reason()));
        }
    }
}
