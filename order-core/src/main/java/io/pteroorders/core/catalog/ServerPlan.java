package io.pteroorders.core.catalog;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import java.util.Objects;
import java.util.Optional;

/**
 * What the panel makes for a package: the server that is delivered. Immutable and thread-safe.
 *
 * @param egg what kind of program it runs, by the panel's number
 * @param nest the group in which a Pterodactyl panel has the egg; Pelican has none
 * @param locations where it may stand, by the panel's numbers; anywhere if there are none
 * @param nodes on which machines it may stand, by the panel's numbers; on any of the locations if there are none
 * @param limits how much it may use
 * @param features what its user may make
 * @param startup how it is started
 * @param automatic whether it is made as soon as its order is paid; otherwise an admin begins it
 */
public record ServerPlan(
        int egg,
        Optional<Integer> nest,
        ImmutableSortedSet<Integer> locations,
        ImmutableSortedSet<Integer> nodes,
        ServerLimits limits,
        ServerFeatures features,
        ServerStartup startup,
        boolean automatic) {

    private static final int MOST_PLACES = 100;

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public ServerPlan {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(startup, "startup");
        for (int number :
                Iterables.concat(ImmutableSortedSet.of(egg), nest.stream().toList(), locations, nodes)) {
            if (number < 1) {
                throw new IllegalArgumentException("egg, nest, locations and nodes are the panel's numbers, from 1");
            }
        }
        if (locations.size() > MOST_PLACES || nodes.size() > MOST_PLACES) {
            throw new IllegalArgumentException("a server has at most " + MOST_PLACES + " places to stand");
        }
        if (!locations.isEmpty() && !nodes.isEmpty()) {
            throw new IllegalArgumentException("a server stands at locations or on nodes: give one of them");
        }
    }

    /** The plan without where the server stands and how it is started. */
    public ServerPlan withoutPlace() {
        return new ServerPlan(
                egg,
                Optional.empty(),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                limits,
                features,
                ServerStartup.OF_THE_EGG,
                automatic);
    }
}
