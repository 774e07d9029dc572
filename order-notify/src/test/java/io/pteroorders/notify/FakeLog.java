package io.pteroorders.notify;

import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.UnsteadyLog;
import java.util.HashSet;
import java.util.Set;

/** A delivery log that knows which messages are remembered to be sent. */
class FakeLog extends UnsteadyLog<TaskRecord<MessageKey>> {

    private final Set<MessageKey> acknowledged = new HashSet<>();

    @Override
    protected final void acknowledge(TaskRecord<MessageKey> record) {
        if (record instanceof TaskProgress.Done<MessageKey> sent) {
            acknowledged.addAll(sent.keys());
            acknowledged.addAll(sent.merged());
        } else if (record instanceof TaskProgress.Again<MessageKey> again) {
            again.keys().forEach(acknowledged::remove);
        }
    }

    /** The messages whose success is recorded for good. */
    Set<MessageKey> acknowledged() {
        return acknowledged;
    }
}
