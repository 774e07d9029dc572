package io.pteroorders.bot;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor.Role;
import java.util.Optional;

/**
 * Who is who in the shop. Immutable and thread-safe.
 *
 * @param owners may do everything
 * @param storeAdmins may do what admins may
 */
public record Roster(ImmutableSet<PersonId> owners, ImmutableSet<PersonId> storeAdmins) {

    /** What somebody is to the shop. */
    public Role roleOf(PersonId person) {
        if (owners.contains(person)) {
            return Role.OWNER;
        }
        return storeAdmins.contains(person) ? Role.ADMIN : Role.CUSTOMER;
    }

    /** Who is told what admins are told: the store's admins, or its owners if it has none. */
    public ImmutableSet<PersonId> notified() {
        return storeAdmins.isEmpty() ? owners : storeAdmins;
    }

    /** Whom customers may write to. */
    public Optional<PersonId> contact() {
        return notified().stream().findFirst();
    }
}
