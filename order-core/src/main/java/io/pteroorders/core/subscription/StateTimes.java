package io.pteroorders.core.subscription;

import io.pteroorders.core.subscription.Subscription.State;
import java.time.Instant;

/**
 * From when on a subscription stands how, as long as nothing else happens; {@link Instant#MAX} for never. Immutable and
 * thread-safe.
 *
 * @param suspended whether its server cannot run
 * @param overdue when it is not paid for any more
 * @param deletable when the data of a suspended server may be deleted
 * @param ended when it is over for good
 */
record StateTimes(boolean suspended, Instant overdue, Instant deletable, Instant ended) {

    State at(Instant now) {
        if (!now.isBefore(ended)) {
            return State.ENDED;
        }
        if (suspended) {
            return now.isBefore(deletable) ? State.SUSPENDED : State.DELETION_DUE;
        }
        return now.isBefore(overdue) ? State.ACTIVE : State.OVERDUE;
    }
}
