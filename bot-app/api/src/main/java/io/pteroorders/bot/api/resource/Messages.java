package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutboxCounts;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages to people: how many wait, which could not be delivered, and those about an order. Thread-safe. */
public final class Messages {

    private final OrderService service;
    private final Outbox outbox;

    public Messages(OrderService service, Outbox outbox) {
        this.service = service;
        this.outbox = outbox;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/messages", read(Resource.MESSAGES), this::all),
                Route.post("/messages/retry", write(Resource.MESSAGES), this::retryAll),
                Route.post("/messages/{id}/retry", write(Resource.MESSAGES), this::retry),
                Route.get("/orders/{id}/messages", read(Resource.MESSAGES), this::ofOrder));
    }

    private Answer all(Ask ask) {
        ask.query().check();
        OutboxCounts counts = outbox.counts();
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("waiting", counts.waiting())
                .put("dead", counts.dead());
        counts.oldest().ifPresent(time -> json.put("oldestWaiting", time.toString()));
        ArrayNode items = json.putArray("items");
        outbox.deadLetters().forEach(letter -> items.add(json(letter, OrderView.seesCustomers(ask))));
        return JsonAnswer.ok(json);
    }

    private Answer ofOrder(Ask ask) {
        ask.query().check();
        return Orders.id(ask)
                .flatMap(id -> service.get(ask.actor(), id))
                .fold(
                        order -> {
                            ObjectNode json = JsonMapper.shared().createObjectNode();
                            ArrayNode items = json.putArray("items");
                            outbox.deliveries(order.id())
                                    .forEach(message -> items.add(json(message, OrderView.seesCustomers(ask))));
                            return JsonAnswer.ok(json);
                        },
                        Orders::refused);
    }

    private ObjectNode json(TaskStatus<MessageKey> message, boolean customers) {
        MessageKey key = message.key();
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", key.id())
                .put("text", key.text().file())
                .put("receiver", OrderView.person(key.receiver(), customers))
                .put("state", Ascii.toLowerCase(message.state().name()))
                .put("attempts", message.attempts())
                .put("since", message.since().toString())
                .put("reason", message.reason());
        key.about().ifPresent(order -> json.put("order", order.toString()));
        outbox.receipt(key).ifPresent(receipt -> json.put("receipt", Ascii.toLowerCase(receipt.name())));
        return json;
    }

    private Answer retryAll(Ask ask) {
        ask.fields().check();
        return JsonAnswer.ok(JsonMapper.shared().createObjectNode().put("retried", outbox.sendAgain()));
    }

    private Answer retry(Ask ask) {
        ask.fields().check();
        if (!outbox.sendAgain(ask.path("id"))) {
            throw new ProblemException(Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "No message that could not be delivered has this id; /api/v1/messages lists them."));
        }
        return JsonAnswer.ok(JsonMapper.shared().createObjectNode().put("retried", 1));
    }
}
