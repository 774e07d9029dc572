package io.pteroorders.core.provisioning;

/**
 * A user that a panel is to make. Immutable and thread-safe.
 *
 * @param externalId by which the shop knows them
 * @param name what they type to log in; matches {@link io.pteroorders.core.order.Order#USERNAME_PATTERN}
 * @param mail where the panel sends mail to them
 * @param displayName how the panel's pages call them; at least one visible character
 */
public record NewPanelUser(String externalId, String name, String mail, String displayName) {

    /** Name and external id; nothing personal besides. */
    @Override
    public String toString() {
        return externalId;
    }
}
