package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The audit trail as records of the shop, an entry each. Thread-safe. */
final class AuditRecords implements AuditTrail {

    static final String NAME = "audit";

    private final Records records;

    AuditRecords(Lease lease) {
        this.records = lease.records(NAME);
    }

    @Override
    public void append(List<Entry> entries) {
        records.append(entries.stream().map(AuditRecords::value).collect(ImmutableList.toImmutableList()));
    }

    private static JsonValue value(Entry entry) {
        return new JsonValue(
                entry.person().map(Part::of).orElse(Part.SHOP), json(entry).toString());
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("time", entry.time().toString())
                .put("who", entry.who())
                .put("command", entry.command());
        entry.order().ifPresent(order -> json.put("order", order));
        return json.put("outcome", entry.result().word());
    }
}
