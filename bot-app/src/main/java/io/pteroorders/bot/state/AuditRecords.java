package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The audit trail as records of the shop, an entry each. Thread-safe. */
final class AuditRecords implements AuditTrail, PersonalPlace {

    static final String NAME = "audit";

    private static final String WHO = "who";

    private final Records records;

    AuditRecords(Lease lease) {
        this.records = lease.records(NAME);
    }

    @Override
    public void append(List<Entry> entries) {
        records.append(entries.stream().map(AuditRecords::value).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<JsonNode> of(Subject subject) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        records.read(line -> read(line).filter(entry -> isBy(entry, subject)).ifPresent(all::add));
        return Optional.<JsonNode>of(all).filter(any -> !all.isEmpty());
    }

    private static Optional<ObjectNode> read(String line) {
        try {
            return JsonMapper.shared().readTree(line) instanceof ObjectNode entry
                    ? Optional.of(entry)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isBy(ObjectNode entry, Subject subject) {
        return entry.path(WHO).asString("").equals(subject.person().text());
    }

    /** What was done stays; a line that is none of the program's goes if it names the person. */
    @Override
    public void erase(Subject subject, PersonId pseudonym) {
        records.rewrite(line -> {
            Optional<ObjectNode> theirs = read(line).filter(entry -> isBy(entry, subject));
            String rest = theirs.map(entry -> entry.put(WHO, pseudonym.text()).toString())
                    .orElse(line);
            return Optional.of(rest).filter(text -> !subject.isNamedIn(text));
        });
    }

    @Override
    public void forgetBefore(Instant time) {
        AtomicBoolean any = new AtomicBoolean();
        records.read(line -> any.compareAndSet(false, isBefore(line, time)));
        if (any.get()) {
            records.rewrite(line -> Optional.of(line).filter(kept -> !isBefore(kept, time)));
        }
    }

    private static boolean isBefore(String line, Instant time) {
        try {
            return read(line)
                    .map(entry -> Instant.parse(entry.path("time").asString("")))
                    .filter(time::isAfter)
                    .isPresent();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static JsonValue value(Entry entry) {
        return new JsonValue(
                entry.person().map(Part::of).orElse(Part.SHOP), json(entry).toString());
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("time", entry.time().toString())
                .put(WHO, entry.who())
                .put("command", entry.command());
        entry.order().ifPresent(order -> json.put("order", order));
        return json.put("outcome", entry.result().word());
    }
}
