package io.pteroorders.notify;

import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;

/**
 * The log of what the outbox must know again after a restart: which messages are due, and what became of them. {@link
 * TaskLog#inMemory} is one too.
 *
 * <p>Thread-safe.
 */
public interface DeliveryLog extends TaskLog<TaskRecord<MessageKey>> {

    /** The name of the records that {@link #of} keeps. */
    String RECORDS = "outbox";

    /**
     * A log in the records of a shop, as durable as they are.
     *
     * @param lease as long as which it works
     * @throws StorageException if it cannot be read
     */
    static DeliveryLog of(Lease lease) {
        return new RecordedDeliveries(lease);
    }
}
