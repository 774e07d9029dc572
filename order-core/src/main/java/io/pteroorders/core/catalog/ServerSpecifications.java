package io.pteroorders.core.catalog;

import io.pteroorders.core.order.FreeText;

/**
 * The equipment of a server, in the seller's words, for example {@code 1GB}, {@code 1 CPU}, {@code Unlimited SSD},
 * {@code Unlimited}; cleaned by {@link FreeText#clean}. Immutable and thread-safe.
 */
public record ServerSpecifications(String ram, String cpu, String storage, String bandwidth) {

    public ServerSpecifications {
        ram = FreeText.clean(ram);
        cpu = FreeText.clean(cpu);
        storage = FreeText.clean(storage);
        bandwidth = FreeText.clean(bandwidth);
    }
}
