package io.pteroorders.bot.jsonl;

import io.pteroorders.bot.port.Inbox;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * JSON lines: one object a line comes in and goes out. A line that is no valid message is answered with an error and
 * changes nothing. Thread-safe.
 */
public final class JsonlTransport implements Transport {

    static final String NAME = "jsonl";

    private final LineReader in;
    private final OutputStream out;
    private final boolean acks;
    private final Clock clock;
    private final Map<String, CompletableFuture<SendResult>> unacknowledged = new ConcurrentHashMap<>();

    /**
     * A transport.
     *
     * @param acks whether the other side says of every message whether it was sent; otherwise a written line counts as
     *     sent
     */
    public JsonlTransport(InputStream in, OutputStream out, boolean acks, Clock clock) {
        this.in = new LineReader(in);
        this.out = out;
        this.acks = acks;
        this.clock = clock;
    }

    @Override
    public void run(Inbox inbox) throws IOException {
        for (Optional<String> line = in.next(); line.isPresent(); line = in.next()) {
            try {
                receive(Wire.parse(line.get()), inbox);
            } catch (WireException e) {
                write(Wire.error(in.number(), e.problem()));
            }
        }
        inbox.finish();
        unacknowledged.values().forEach(open -> open.complete(SendResult.tryAgain("the input ended before an answer")));
    }

    private void receive(JsonNode json, Inbox inbox) throws WireException {
        switch (Wire.text(json, "type")) {
            case Wire.MESSAGE -> inbox.accept(recent(Wire.message(NAME, json)));
            case "ack" -> settle(json, SendResult.SENT);
            case "nack" -> settle(json, Wire.nack(json));
            default -> throw new WireException("type must be message, ack or nack");
        }
    }

    private IncomingMessage recent(IncomingMessage message) throws WireException {
        if (message.sentAt()
                .filter(sent -> sent.isBefore(clock.instant().minus(Intake.OLDEST)))
                .isPresent()) {
            throw new WireException(
                    "the message is older than " + Intake.OLDEST.toDays() + " days, and is not answered");
        }
        return message;
    }

    private void settle(JsonNode json, SendResult result) throws WireException {
        CompletableFuture<SendResult> open = unacknowledged.remove(Wire.text(json, "id"));
        if (open == null) {
            throw new WireException("no message with this id waits for an answer");
        }
        open.complete(result);
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        CompletableFuture<SendResult> result =
                acks ? new CompletableFuture<>() : CompletableFuture.completedFuture(SendResult.SENT);
        if (acks) {
            unacknowledged.put(message.id(), result);
        }
        write(Wire.send(message));
        return result;
    }

    private void write(String json) {
        byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("standard output is closed", e);
        }
    }
}
