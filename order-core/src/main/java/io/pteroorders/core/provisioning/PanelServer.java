package io.pteroorders.core.provisioning;

import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import java.util.Optional;

/**
 * A server as a panel has it. Immutable and thread-safe.
 *
 * @param id the panel's number
 * @param externalId by which the shop knows it; empty if it is not the shop's, or somebody took that away in the panel
 * @param identifier the panel's short name for it
 * @param name as its user reads it in the panel
 * @param status what hinders it
 * @param limits how much it may use; empty if the panel has numbers that no plan can have
 * @param features what its user may make; empty in the same way
 * @param user the panel's number of its owner
 * @param node the panel's number of its machine
 * @param egg the panel's number of what it runs
 * @param allocation the panel's number of its first port; empty if it has none
 * @param address where it is reached, with its port; empty if it has no port
 */
public record PanelServer(
        long id,
        Optional<String> externalId,
        String identifier,
        String name,
        Status status,
        Optional<ServerLimits> limits,
        Optional<ServerFeatures> features,
        long user,
        long node,
        long egg,
        Optional<Long> allocation,
        Optional<String> address) {

    /** Whether somebody means this server: by its number, or by its short name. */
    public boolean isCalled(String typed) {
        return identifier.equals(typed) || Long.toString(id).equals(typed);
    }

    /** What hinders a server. */
    public enum Status {
        /** Nothing: it can be started. */
        NORMAL,
        /** Its program is being put there. */
        INSTALLING,
        /** Its program could not be put there. */
        INSTALL_FAILED,
        /** It is kept from running. */
        SUSPENDED,
        /** Something else that ends by itself, such as a backup that is being restored or a move to another machine. */
        BUSY
    }
}
