package io.pteroorders.core.catalog;

import java.util.Objects;

/**
 * The equipment of a server, in the seller's words, for example {@code 1GB}, {@code 1 CPU}, {@code Unlimited SSD},
 * {@code Unlimited}. Immutable and thread-safe.
 */
public record ServerSpecifications(String ram, String cpu, String storage, String bandwidth) {

    public ServerSpecifications {
        Objects.requireNonNull(ram, "ram");
        Objects.requireNonNull(cpu, "cpu");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(bandwidth, "bandwidth");
    }
}
