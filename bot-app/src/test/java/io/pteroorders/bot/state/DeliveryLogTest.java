package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.DeliveryRecord;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.NotificationText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryLogTest {

    private static final Instant AT = Fixtures.NOON;
    private static final ImmutableList<MessageKey> KEYS = ImmutableList.of(
            new MessageKey(Fixtures.orderId(1), "2", Fixtures.budi().id(), NotificationText.ORDER_CONFIRMED_CUSTOMER),
            new MessageKey(
                    Fixtures.orderId(2), "media:1", Fixtures.siti().id(), NotificationText.PROOF_RECEIVED_ADMIN));

    @TempDir
    Path data;

    private OpenShop open() {
        return OpenShop.in(data, ManualClock.at(AT));
    }

    private static ImmutableList<TaskRecord<MessageKey>> records() {
        return ImmutableList.of(
                new DeliveryRecord.Planned(Fixtures.orderId(1), 2, Optional.of("media:1"), AT, KEYS),
                new TaskProgress.Done<>(KEYS, ImmutableList.of(), AT),
                new TaskProgress.Dead<>(KEYS, AT, "the number is not on WhatsApp"));
    }

    @Test
    void recordsAreThereAfterReopeningInTheirOrder() {
        ImmutableList<TaskRecord<MessageKey>> all = records();
        try (OpenShop shop = open()) {
            DeliveryLog file = DeliveryLog.of(shop.lease());
            file.append(all).toCompletableFuture().join();
        }
        try (OpenShop shop = open()) {
            DeliveryLog file = DeliveryLog.of(shop.lease());
            assertEquals(all, file.read());
        }
    }

    @Test
    void compactingLeavesOnlyWhatIsGiven() {
        ImmutableList<TaskRecord<MessageKey>> few = records().subList(0, 2);
        TaskRecord<MessageKey> last = new DeliveryRecord.JobPaused("job", false);
        try (OpenShop shop = open()) {
            DeliveryLog file = DeliveryLog.of(shop.lease());
            file.append(records()).toCompletableFuture().join();
            file.compact(few);
            file.append(ImmutableList.of(last)).toCompletableFuture().join();
        }
        try (OpenShop shop = open()) {
            DeliveryLog file = DeliveryLog.of(shop.lease());
            assertEquals(ImmutableList.builder().addAll(few).add(last).build(), file.read());
        }
    }
}
