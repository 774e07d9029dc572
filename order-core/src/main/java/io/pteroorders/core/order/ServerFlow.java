package io.pteroorders.core.order;

import static io.pteroorders.core.order.ServerState.CREATING;
import static io.pteroorders.core.order.ServerState.DELETED;
import static io.pteroorders.core.order.ServerState.FAILED;
import static io.pteroorders.core.order.ServerState.INSTALLING;
import static io.pteroorders.core.order.ServerState.READY;
import static io.pteroorders.core.order.ServerState.SUSPENDED;
import static io.pteroorders.core.order.ServerState.WANTED;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;

/**
 * The arrows between the states of a {@link Server}: the only place that knows which may follow which. Every server starts
 * as {@link ServerState#WANTED}. One that failed may be begun anew, by hand; what is gone stays gone.
 */
public final class ServerFlow {

    /** All arrows, each from its key to its value. */
    public static final ImmutableSetMultimap<ServerState, ServerState> SERVER_FLOW =
            ImmutableSetMultimap.<ServerState, ServerState>builder()
                    .putAll(WANTED, CREATING, FAILED, SUSPENDED, DELETED)
                    .putAll(CREATING, INSTALLING, FAILED, SUSPENDED, DELETED)
                    .putAll(INSTALLING, READY, FAILED, SUSPENDED, DELETED)
                    .putAll(READY, SUSPENDED, DELETED)
                    .putAll(FAILED, WANTED, SUSPENDED, DELETED)
                    .putAll(SUSPENDED, READY, DELETED)
                    .build();

    private ServerFlow() {}

    /** Whether a server may move from one state to the other. */
    public static boolean allows(ServerState from, ServerState to) {
        return SERVER_FLOW.containsEntry(from, to);
    }

    /** The states that may follow; empty if {@code from} is final. */
    public static ImmutableSet<ServerState> next(ServerState from) {
        return SERVER_FLOW.get(from);
    }
}
