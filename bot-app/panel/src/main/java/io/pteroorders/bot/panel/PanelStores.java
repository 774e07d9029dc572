package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.json.TaskRecordLog;
import io.pteroorders.bot.person.PersonalEntries;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.StringNode;

/**
 * What is remembered of servers beside the orders.
 *
 * @param tasks what became of work
 * @param mails the addresses that customers gave, by the text of their identity
 * @param identity what {@link PanelIdentity} keeps
 */
public record PanelStores(TaskLog<TaskRecord<PanelTask>> tasks, DurableMap<String> mails, DurableMap<String> identity) {

    static final String TASKS = "panel-tasks";
    static final String MAILS = "panel-mails";
    static final String IDENTITY = "panel-identity";

    /** The names of the records. */
    public static final ImmutableList<String> RECORDS = ImmutableList.of(TASKS, MAILS, IDENTITY);

    /** Those of a shop, by the right of a lease. */
    public static PanelStores of(Lease lease) {
        return new PanelStores(
                new TaskRecordLog<>(lease, TASKS, PanelTask::parse),
                new DurableMap<>(lease, MAILS, texts(mail -> Part.of(PersonId.of(mail.getKey())))),
                new DurableMap<>(lease, IDENTITY, texts(any -> Part.SHOP)));
    }

    /** What is kept of one person. */
    public PersonalPlace place() {
        return PersonalEntries.byKey(MAILS, mails, StringNode::valueOf);
    }

    private static DurableMap.Format<String> texts(Function<Map.Entry<String, String>, Part> part) {
        return new DurableMap.Format<>(StringNode::valueOf, json -> json.stringValue(""), part);
    }
}
