package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlOrderStorage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turn of one of several processes to answer and to send. Thread-safe. */
final class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final Duration NEXT_TRY = Duration.ofSeconds(2);

    private final SqlOrderStorage orders;
    private final String holder = "process " + ProcessHandle.current().pid();
    private volatile @Nullable String trouble;

    Turn(SqlOrderStorage orders) {
        this.orders = orders;
    }

    /**
     * Waits until it is this process's turn.
     *
     * @param needless whether this process has nothing to do any more
     * @return the right to answer; empty once it is not needed
     * @throws StorageException if it cannot be asked for, and waiting does not mend that
     */
    Optional<Ownership> await(BooleanSupplier needless) {
        Optional<Ownership> atOnce = take();
        if (atOnce.isPresent()) {
            return atOnce;
        }
        if (trouble == null) {
            LOG.info("another process answers; standing by until it ends");
        } else {
            LOG.warn("whose turn it is to answer is asked again and again: {}", trouble);
        }
        RetryPolicy<Optional<Ownership>> untilFree = RetryPolicy.<Optional<Ownership>>builder()
                .handleResultIf(owner -> owner.isEmpty() && !needless.getAsBoolean())
                .withDelay(NEXT_TRY)
                .withMaxRetries(-1)
                .build();
        Optional<Ownership> owner = Failsafe.with(untilFree).get(this::take);
        owner.ifPresent(turn -> LOG.info("it is this process's turn to answer"));
        return owner;
    }

    private Optional<Ownership> take() {
        try {
            Optional<Ownership> owner = orders.own(holder);
            trouble = null;
            return owner;
        } catch (StorageException e) {
            if (!e.mayPass()) {
                throw e;
            }
            trouble = e.getMessage();
            return Optional.empty();
        }
    }

    /** Why the database could not be asked last; empty if it could. */
    ImmutableList<String> troubles() {
        return Optional.ofNullable(trouble).stream().collect(ImmutableList.toImmutableList());
    }
}
