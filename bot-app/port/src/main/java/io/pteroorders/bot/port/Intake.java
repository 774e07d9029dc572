package io.pteroorders.bot.port;

import io.pteroorders.core.storage.Lease;
import java.time.Duration;

/**
 * The way in of one process, open before it holds the lease of the shop: what comes meanwhile waits in a queue of the
 * shop. Thread-safe.
 */
public interface Intake extends AutoCloseable {

    /** The name of the queue in which messages of people wait. */
    String QUEUE = "messages";

    /** What was written longer ago is not answered: for so long it is known which messages came before. */
    Duration OLDEST = Duration.ofDays(8);

    /** The name of the records that say who is who, where people come under several names. */
    String IDENTITIES = "identities";

    /** Whether nothing more comes in here, and all that came is dealt with. */
    boolean isOver();

    /** The transport of the process that answers: what came in by any process, and the way out. */
    Transport answering(Lease lease);

    /** Lets nothing more in. Doing it again does nothing. */
    @Override
    void close();

    /** One by which nothing comes in before. */
    static Intake of(Transport transport) {
        return new Intake() {

            @Override
            public boolean isOver() {
                return false;
            }

            @Override
            public Transport answering(Lease lease) {
                return transport;
            }

            @Override
            public void close() {
                // The transport is closed by whoever runs it.
            }
        };
    }
}
