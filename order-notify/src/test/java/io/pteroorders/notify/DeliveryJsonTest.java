package io.pteroorders.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryJsonTest {

    private static final Instant AT = Fixtures.NOON;
    private static final ImmutableList<MessageKey> KEYS = ImmutableList.of(
            new MessageKey(Fixtures.orderId(1), "2", Fixtures.budi().id(), NotificationText.ORDER_CONFIRMED_CUSTOMER),
            new MessageKey(
                    Fixtures.orderId(2), "media:1", Fixtures.siti().id(), NotificationText.PROOF_RECEIVED_ADMIN));

    static Stream<TaskRecord<MessageKey>> records() {
        return Stream.of(
                new DeliveryRecord.Planned(Fixtures.orderId(1), 2, Optional.of("media:1"), AT, KEYS),
                new DeliveryRecord.Planned(Fixtures.orderId(1), 0, Optional.empty(), AT, ImmutableList.of()),
                new TaskProgress.Done<>(KEYS, ImmutableList.of(), AT),
                new TaskProgress.Done<>(ImmutableList.of(), KEYS, AT),
                new TaskProgress.Tried<>(KEYS, 3, AT, Instant.MIN, "no \"answer\"\n💎"),
                new TaskProgress.Dead<>(KEYS, AT, "the number is not on WhatsApp"),
                new TaskProgress.Dead<>(KEYS, AT, "wrote long ago", true),
                new TaskProgress.Dropped<>(KEYS, AT, ""),
                new TaskProgress.Again<>(KEYS, AT),
                new DeliveryRecord.Followed(new Token("store:0:7:1"), Optional.empty()),
                new DeliveryRecord.Followed(new Token("store:0:7:1"), Optional.of(AT)),
                new DeliveryRecord.JobBegun(
                        "job", "Halo {{customerName}}\n\nLibur", 3, Optional.of(PersonId.phone("6281000000001")), AT),
                new DeliveryRecord.JobBegun("another", "Halo", 0, Optional.empty(), AT),
                new DeliveryRecord.JobDone("job", AT),
                new DeliveryRecord.JobPeople("job", KEYS, AT),
                new DeliveryRecord.JobPaused("job", true));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsReadAsItWasWritten(TaskRecord<MessageKey> record) {
        assertEquals(record, DeliveryJson.read(DeliveryJson.write(record)));
    }

    @Test
    void everyKindOfRecordIsTried() {
        assertEquals(
                DeliveryRecord.class.getPermittedSubclasses().length
                        + TaskProgress.class.getPermittedSubclasses().length,
                records().map(Object::getClass).distinct().count());
    }

    @Test
    void aTextIsKnownByTheNameThatItHadBefore() {
        MessageKey key =
                new MessageKey(Fixtures.orderId(1), "job:ask", Fixtures.budi().id(), NotificationText.CALL_ADMIN);
        TaskRecord<MessageKey> record = new TaskProgress.Again<>(ImmutableList.of(key), AT);
        String before = DeliveryJson.write(record).replace("call-admin", "customer-asks-admin");
        assertEquals(record, DeliveryJson.read(before));
    }

    @Test
    void anUnknownRecordIsRefused() {
        String unknown = "{\"type\":\"sung\"}";
        assertThrows(IllegalArgumentException.class, () -> DeliveryJson.read(unknown));
    }
}
