package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.TaskRecordLog;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;

/**
 * What is remembered of payments beside the orders.
 *
 * @param rows the money that was told of
 * @param tasks what became of work
 */
public record PaymentStores(MoneyRows rows, TaskLog<TaskRecord<PaymentTask>> tasks) {

    static final String TASKS = "payment-tasks";

    /** The names of the records. */
    public static final ImmutableList<String> RECORDS = ImmutableList.of(MoneyRows.RECORDS, TASKS);

    /** Those of a shop, by the right of a lease. */
    public static PaymentStores of(Lease lease) {
        return new PaymentStores(MoneyRows.of(lease), new TaskRecordLog<>(lease, TASKS, PaymentTask::parse));
    }

    /** The words that came with money. */
    public MoneyPlace place() {
        return new MoneyPlace(rows);
    }

    /** Forgotten when the program ends. */
    public static PaymentStores inMemory() {
        return new PaymentStores(MoneyRows.inMemory(), TaskLog.inMemory());
    }
}
