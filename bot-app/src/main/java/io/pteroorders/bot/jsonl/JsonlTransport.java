package io.pteroorders.bot.jsonl;

import com.google.common.base.Throwables;
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
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private final Optional<LineTime> time;
    private final Map<String, CompletableFuture<SendResult>> unacknowledged = new ConcurrentHashMap<>();

    /** Ends when all is done that was due at the time of the last line that said one. Of the reading thread alone. */
    private CompletableFuture<Void> moved = CompletableFuture.completedFuture(null);

    private volatile boolean ended;

    /**
     * A transport.
     *
     * @param acks whether the other side says of every message whether it was sent; otherwise a written line counts as
     *     sent
     * @param time what lines move; empty if it is not theirs to say
     */
    public JsonlTransport(InputStream in, OutputStream out, boolean acks, Clock clock, Optional<LineTime> time) {
        this.in = new LineReader(in);
        this.out = out;
        this.acks = acks;
        this.clock = clock;
        this.time = time;
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
        ended = true;
        giveUp();
        awaitTime();
    }

    private void giveUp() {
        unacknowledged.values().forEach(open -> open.complete(SendResult.tryAgain("the input ended before an answer")));
    }

    private void receive(JsonNode json, Inbox inbox) throws WireException {
        switch (Wire.text(json, "type")) {
            case Wire.MESSAGE -> {
                awaitTime();
                inbox.accept(recent(Wire.message(NAME, json)));
            }
            case Wire.TIME -> move(Wire.time(json), inbox);
            case "ack" -> settle(json, SendResult.SENT);
            case "nack" -> settle(json, Wire.nack(json));
            default -> throw new WireException("type must be message, time, ack or nack");
        }
    }

    /** What was said before the line is answered at the time before it. Acknowledgements are read meanwhile. */
    private void move(Instant to, Inbox inbox) throws WireException {
        LineTime moving = time.orElseThrow(() -> new WireException("lines say the time with --clock jsonl only"));
        awaitTime();
        inbox.finish();
        moved = CompletableFuture.runAsync(
                () -> {
                    moving.move(to);
                    write(Wire.time(to));
                },
                JsonlTransport::begin);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "time");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitTime() {
        try {
            moved.join();
        } catch (CompletionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNullElse(e.getCause(), e));
            throw e;
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
        if (ended) {
            giveUp();
        }
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
