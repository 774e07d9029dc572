package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until this process holds the lease of the shop, so that it is the one to answer and to send. Thread-safe. */
final class LeaderElection {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    private static final Duration NEXT_TRY = Duration.ofSeconds(2);

    private final ShopStorage shop;
    private final String holder = "process " + ProcessHandle.current().pid();
    private volatile @Nullable String trouble = Service.STARTING;

    LeaderElection(ShopStorage shop) {
        this.shop = shop;
    }

    /**
     * Waits until it is this process's turn.
     *
     * @param needless whether this process has nothing to do any more
     * @return the right to answer; empty once it is not needed
     * @throws StorageException if it cannot be asked for, and waiting does not mend that
     */
    Optional<Lease> await(BooleanSupplier needless) {
        Optional<Lease> atOnce = take();
        if (atOnce.isPresent()) {
            return atOnce;
        }
        if (trouble == null) {
            LOG.info("another process answers; standing by until it ends");
        } else {
            LOG.warn("whose turn it is to answer is asked again and again: {}", trouble);
        }
        RetryPolicy<Optional<Lease>> untilFree = RetryPolicy.<Optional<Lease>>builder()
                .handleResultIf(lease -> lease.isEmpty() && !needless.getAsBoolean())
                .withDelay(NEXT_TRY)
                .withMaxRetries(-1)
                .build();
        Optional<Lease> lease = Failsafe.with(untilFree).get(this::take);
        lease.ifPresent(turn -> LOG.info("it is this process's turn to answer"));
        return lease;
    }

    private Optional<Lease> take() {
        try {
            Optional<Lease> lease = shop.lease(holder);
            trouble = lease.isPresent() ? Service.STARTING : null;
            return lease;
        } catch (StorageException e) {
            if (!e.mayPass()) {
                throw e;
            }
            trouble = e.getMessage();
            return Optional.empty();
        }
    }

    /** Why this process is not ready; empty while another answers, and this one only takes messages in. */
    ImmutableList<String> troubles() {
        return Optional.ofNullable(trouble).stream().collect(ImmutableList.toImmutableList());
    }
}
