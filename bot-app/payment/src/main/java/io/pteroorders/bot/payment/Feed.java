package io.pteroorders.bot.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes what somebody tells of money that came into the seller's account. Thread-safe. */
public final class Feed {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final PaymentDesk desk;
    private final FeedReader reader;
    private final String method;
    private final Runnable changed;
    private final MeterRegistry meters;

    /**
     * A feed.
     *
     * @param method the way to pay whose money is known by its amount; empty if there is none
     * @param changed is run when orders may have changed
     */
    Feed(PaymentDesk desk, FeedReader reader, String method, Runnable changed, MeterRegistry meters) {
        this.desk = desk;
        this.reader = reader;
        this.method = method;
        this.changed = changed;
        this.meters = meters;
    }

    /**
     * Books what can be booked, and keeps the rest.
     *
     * @param body rows as JSON or plain text
     * @return what became of each row, as JSON
     * @throws FeedException if it cannot be read; then nothing was booked
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept; rows before may have been
     */
    public String take(byte[] body) throws FeedException {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode rows = answer.putArray("rows");
        try {
            reader.read(body).forEach(row -> take(row, rows.addObject()));
            desk.tellUnmatched();
        } finally {
            changed.run();
        }
        return MAPPER.writeValueAsString(answer);
    }

    private void take(FeedRow row, ObjectNode answer) {
        PaymentDesk.FeedResult result = desk.take(row, method);
        String outcome = result.kind().name().toLowerCase(Locale.ROOT);
        meters.counter("payments.reports", "from", "feed", "outcome", outcome).increment();
        row.given().ifPresent(id -> answer.put("id", id));
        answer.put("outcome", outcome);
        result.order().ifPresent(order -> answer.put("order", order.toString()));
    }
}
