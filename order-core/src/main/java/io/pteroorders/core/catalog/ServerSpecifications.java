package io.pteroorders.core.catalog;

/**
 * The equipment of a server, in the seller's words, for example {@code 1GB}, {@code 1 CPU}, {@code Unlimited SSD},
 * {@code Unlimited}. Immutable and thread-safe.
 */
public record ServerSpecifications(String ram, String cpu, String storage, String bandwidth) {}
