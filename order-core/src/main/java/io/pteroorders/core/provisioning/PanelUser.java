package io.pteroorders.core.provisioning;

import java.util.Optional;

/**
 * A user as a panel has them. Immutable and thread-safe.
 *
 * @param id the panel's number
 * @param externalId by which the shop knows them; empty if they are not the shop's
 * @param name what they type to log in
 */
public record PanelUser(long id, Optional<String> externalId, String name) {}
