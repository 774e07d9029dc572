package io.pteroorders.bot.privacy;

import com.google.common.base.Ascii;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.Outbox;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages to a person, and those that name them. Thread-safe. */
final class OutboxPlace implements PersonalPlace {

    private final Outbox outbox;

    OutboxPlace(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return DeliveryLog.RECORDS;
    }

    @Override
    public Optional<JsonNode> of(Subject subject) {
        List<TaskStatus<MessageKey>> sent = outbox.deliveries(subject.person());
        List<String> words = outbox.wordsFor(subject.person());
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode messages = json.putArray("messages");
        sent.forEach(one -> messages.addObject()
                .put("about", one.key().text().file())
                .put("order", one.key().about().map(Object::toString).orElse(""))
                .put("at", one.since().toString())
                .put("state", Ascii.toLowerCase(one.state().name())));
        words.forEach(json.putArray("words")::add);
        return Optional.<JsonNode>of(json).filter(any -> !sent.isEmpty() || !words.isEmpty());
    }

    @Override
    public void erase(Subject subject, PersonId pseudonym) {
        outbox.erase(subject.person(), subject.orders(), subject::isMeantIn);
    }
}
