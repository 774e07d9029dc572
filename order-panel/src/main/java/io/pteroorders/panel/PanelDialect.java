package io.pteroorders.panel;

import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelUser;
import java.util.Optional;
import java.util.OptionalLong;

/** What one kind of panel says in another way than the others. Implementations keep nothing and are thread-safe. */
interface PanelDialect {

    /** How application keys begin. */
    String applicationKeyPrefix();

    /** How client keys begin. */
    String clientKeyPrefix();

    /** The egg of a plan. */
    Optional<Fields> egg(PanelHttp application, ServerPlan plan);

    /** Adds the names of a new user. */
    void name(Body body, NewPanelUser user);

    /** Adds the names that a user has. */
    void keepName(Body body, Fields user);

    /** Where a machine stands. */
    OptionalLong location(Fields node);

    /** The rules of a variable of an egg. */
    VariableRules rules(Fields variable);

    /**
     * How much a machine may be given.
     *
     * @param size what it has
     * @param overallocation by how many percent it may be given more
     * @return empty if there is no limit
     */
    OptionalLong capacity(long size, long overallocation);
}
