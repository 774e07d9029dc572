package io.pteroorders.core.provisioning;

import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Server;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeper of the room for servers that are ordered and not paid: a place is held for an order by a claim in {@link #SPACE}.
 * Of several orders that want the last place at the same time, one can have its claim. Thread-safe.
 */
public interface Rooms {

    /** The space of the claims by which places are held. */
    String SPACE = "server-room";

    /** No panel: there is room for everything, and nothing is held. */
    Rooms ENDLESS = new Rooms() {
        @Override
        public Optional<Place> take(ServerPlan plan, Instant now) {
            return Optional.of(new Place(Optional.empty()));
        }
    };

    /**
     * Whether a server can become larger where it is.
     *
     * @param from what it is now
     * @param to what it is to be
     */
    default boolean canGrow(Server server, ServerPlan from, ServerPlan to) {
        return true;
    }

    /**
     * A place for a server.
     *
     * @param claim by which it is held; empty if it need not be
     */
    record Place(Optional<Claim> claim) {}

    /**
     * Finds a place for a server. It is taken as soon as an order holds the claim; when another order holds it already, this
     * is asked again.
     *
     * @return empty if there is no room
     */
    Optional<Place> take(ServerPlan plan, Instant now);
}
