package io.pteroorders.bot;

import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.KeyChange;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.StorageException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of keys that other processes of the shop ask for, made one after another until this is closed. */
final class QueuedKeyChanges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedKeyChanges.class);

    private final QueueConsumer changes;
    private final ApiKeys keys;

    private QueuedKeyChanges(QueueConsumer changes, ApiKeys keys) {
        this.changes = changes;
        this.keys = keys;
    }

    /** Begins to make them, by the right of a lease. */
    static QueuedKeyChanges start(Lease lease, ApiKeys keys) {
        QueuedKeyChanges queued = new QueuedKeyChanges(lease.consumer(KeyChange.QUEUE), keys);
        Thread thread = new Thread(queued::takeAll, "api-key-changes");
        thread.setDaemon(true);
        thread.start();
        return queued;
    }

    private void takeAll() {
        try {
            for (Optional<QueuedMessage> next = changes.take(); next.isPresent(); next = changes.take()) {
                make(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StorageException e) {
            LOG.warn("keys are changed by other processes no more: {}", e.getMessage());
        }
    }

    /** What cannot be read is no change that anybody asked for by this program. */
    private void make(QueuedMessage message) {
        try {
            KeyChange change = KeyChange.read(message.value());
            LOG.info(
                    "the keys were changed by another process, {}: {}",
                    change.added()
                            .map(key -> "added " + key.name())
                            .orElseGet(() -> "revoked " + change.revoked().orElse("")),
                    change.apply(keys) ? "done" : "in vain");
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("a change of keys cannot be read and is left out");
        }
        changes.done(message);
    }

    @Override
    public void close() {
        changes.close();
    }
}
