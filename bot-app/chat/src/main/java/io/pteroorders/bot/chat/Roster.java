package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor.Role;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The owners and admins of the shop. Immutable and thread-safe.
 *
 * @param owners may do everything
 * @param storeAdmins may do what admins may
 */
public record Roster(ImmutableSet<PersonId> owners, ImmutableSet<PersonId> storeAdmins) {

    /** What somebody is to the shop. */
    public Role roleOf(PersonId person) {
        if (isOneOf(owners, person)) {
            return Role.OWNER;
        }
        return isOneOf(storeAdmins, person) ? Role.ADMIN : Role.CUSTOMER;
    }

    private static boolean isOneOf(ImmutableSet<PersonId> people, PersonId person) {
        return people.contains(person)
                || PhoneNumbers.otherForm(person).filter(people::contains).isPresent();
    }

    /** Who has rights, for the log: masked, with what their numbers were taken for. */
    public String described() {
        return "owners: " + described(owners) + "; admins: " + described(storeAdmins);
    }

    private static String described(ImmutableSet<PersonId> people) {
        return people.isEmpty()
                ? "none"
                : people.stream().map(PhoneNumbers::described).collect(Collectors.joining(", "));
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
