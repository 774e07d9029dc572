package io.pteroorders.bot.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * One body while it is read. It is copied out of the server's buffers as it comes, so that it holds no more memory than it
 * is counted for. Thread-safe.
 */
final class Body {

    private final BodyReader reader;
    private final Request request;
    private final int most;
    private final BodyReader.Patience patience;
    private final BodyReader.Receiver receiver;

    private byte[] bytes = {};
    private int length;
    private boolean ended;
    private Optional<Scheduler.Task> timer = Optional.empty();

    Body(BodyReader reader, Request request, int most, BodyReader.Patience patience, BodyReader.Receiver receiver) {
        this.reader = reader;
        this.request = request;
        this.most = most;
        this.patience = patience;
        this.receiver = receiver;
    }

    void begin() {
        setTimer(patience.small());
        readOn();
    }

    /** Reads what is there, and comes back when there is more. */
    private void readOn() {
        for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
            boolean last = chunk.isLast();
            OptionalInt objection = take(chunk);
            if (objection.isPresent()) {
                refuse(objection.getAsInt());
                return;
            }
            if (last) {
                finish();
                return;
            }
        }
        request.demand(this::readOn);
    }

    /** Why a chunk is not taken, as a status; empty if it is. */
    private OptionalInt take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            return OptionalInt.of(HttpStatus.BAD_REQUEST_400);
        }
        try {
            return add(chunk.getByteBuffer());
        } finally {
            chunk.release();
        }
    }

    private synchronized OptionalInt add(ByteBuffer more) {
        int needed = length + more.remaining();
        if (needed > most) {
            return OptionalInt.of(HttpStatus.PAYLOAD_TOO_LARGE_413);
        }
        if (!ended && needed > bytes.length && !grow(needed)) {
            return OptionalInt.of(HttpStatus.SERVICE_UNAVAILABLE_503);
        }
        if (!ended) {
            more.get(bytes, length, more.remaining());
            length = needed;
        }
        return OptionalInt.empty();
    }

    private boolean grow(int needed) {
        int larger = Math.min(Math.max(needed, 2 * bytes.length), expected(needed));
        if (!reader.take(larger - bytes.length, ofSpace(larger) - ofSpace(bytes.length))) {
            return false;
        }
        if (ofSpace(bytes.length) == 0 && ofSpace(larger) > 0) {
            setTimer(patience.large());
        }
        bytes = Arrays.copyOf(bytes, larger);
        return true;
    }

    /** How long the body says that it is, if that is not a lie yet. */
    private int expected(int needed) {
        long said = request.getLength();
        return said < needed ? most : (int) Math.min(said, most);
    }

    private static int ofSpace(int bytes) {
        return Math.max(0, bytes - BodyReader.SMALL);
    }

    private synchronized void setTimer(Duration after) {
        timer.ifPresent(Scheduler.Task::cancel);
        timer = Optional.of(request.getComponents()
                .getScheduler()
                .schedule(this::timeOut, after.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void timeOut() {
        if (end()) {
            request.fail(new TimeoutException("the body is too slow"));
            receiver.refused(HttpStatus.REQUEST_TIMEOUT_408);
            giveBack();
        }
    }

    private void refuse(int status) {
        if (end()) {
            receiver.refused(status);
            giveBack();
        }
    }

    private void finish() {
        if (end()) {
            try {
                receiver.received(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
            } finally {
                giveBack();
            }
        }
    }

    /** Whoever ends it first says what became of it. */
    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        timer.ifPresent(Scheduler.Task::cancel);
        return first;
    }

    private synchronized void giveBack() {
        reader.giveBack(bytes.length, ofSpace(bytes.length));
        bytes = new byte[0];
    }
}
