package io.pteroorders.bot.web;

import com.google.common.annotations.VisibleForTesting;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reader of request bodies whose senders have proved nothing yet. Each body has {@value #SMALL} bytes of its own; what is
 * larger takes the rest from one space that all share, is given less time, and is refused at once with 503 while the space
 * is full. So strangers can take {@value #SHARED} bytes and those of their connections, and small bodies are read whatever
 * strangers do. No thread waits for a body. Thread-safe.
 */
public final class BodyReader {

    /** What every body may have without a share of the space. */
    static final int SMALL = 8 << 10;

    /** The space for all that is larger. */
    static final int SHARED = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private final int shared;
    private final Semaphore space;
    private final Patience patience;
    private final AtomicLong held = new AtomicLong();
    private final LongAccumulator peak = new LongAccumulator(Math::max, 0);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();

    /**
     * How long bodies may take.
     *
     * @param small from the first byte to the last
     * @param large the same, from when it is more than {@value #SMALL} bytes
     */
    @VisibleForTesting
    public record Patience(Duration small, Duration large) {

        static final Patience DEFAULT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    /** Who hears what became of a body; one of the two, once. */
    public interface Receiver {

        /** The body is there. The memory for it is given back when this returns. */
        void received(byte[] body);

        /**
         * The body cannot be had.
         *
         * @param status what to answer: 400 for one that broke off, 408 for a slow one, 413 for a long one, 503 while too
         *     many are being read. The connection is of no more use
         */
        void refused(int status);
    }

    BodyReader(int shared, Patience patience) {
        this.shared = shared;
        this.space = new Semaphore(shared);
        this.patience = patience;
    }

    /**
     * Reads the body of a request.
     *
     * @param most how many bytes it may have
     * @param receiver called by any thread, possibly before this returns
     */
    public void read(Request request, int most, Receiver receiver) {
        new Body(this, request, most, patience, receiver).begin();
    }

    /** Takes memory for a body that was small, or whose share grows; whether it may be had. */
    boolean take(int bytes, int ofSpace) {
        if (!space.tryAcquire(ofSpace)) {
            refused.incrementAndGet();
            if (!full.getAndSet(true)) {
                LOG.warn("large request bodies are refused: {} bytes are being read already", held.get());
            }
            return false;
        }
        peak.accumulate(held.addAndGet(bytes));
        return true;
    }

    void giveBack(int bytes, int ofSpace) {
        space.release(ofSpace);
        held.addAndGet(-bytes);
        if (space.availablePermits() == shared) {
            full.set(false);
        }
    }

    /** How many bytes bodies have in memory. */
    long held() {
        return held.get();
    }

    /** The most that they ever had. */
    long peak() {
        return peak.get();
    }

    /** How many bodies found the space full. */
    long refused() {
        return refused.get();
    }

    void measure(MeterRegistry meters) {
        Gauge.builder("http.bodies", this, BodyReader::held)
                .baseUnit("bytes")
                .description("what request bodies have in memory while they are read")
                .register(meters);
        FunctionCounter.builder("http.bodies.refused", this, BodyReader::refused)
                .description("request bodies that were refused with " + HttpStatus.SERVICE_UNAVAILABLE_503
                        + " because too many were being read")
                .register(meters);
    }
}
