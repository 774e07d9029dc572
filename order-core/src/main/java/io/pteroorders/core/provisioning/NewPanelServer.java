package io.pteroorders.core.provisioning;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerPlan;

/**
 * A server that a panel is to make. Immutable and thread-safe.
 *
 * @param externalId by which the shop knows it
 * @param name as its user reads it in the panel; 1 to 191 characters
 * @param user the panel's number of its owner
 * @param plan what it is
 * @param nodes the machines on which it may stand, by the panel's numbers, the best first; at least one
 */
public record NewPanelServer(String externalId, String name, long user, ServerPlan plan, ImmutableList<Long> nodes) {}
