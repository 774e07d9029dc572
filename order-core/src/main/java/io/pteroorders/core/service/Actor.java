package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The party that asks for an operation. Whether somebody really is an admin is for the caller to establish; what an
 * admin may do is decided by {@link OrderService}. Immutable and thread-safe.
 *
 * @param role what this person is to the shop
 * @param person who it is; empty exactly for a program
 * @param text who it is, as an order's history says it
 */
public record Actor(Role role, Optional<PersonId> person, String text) {

    /** What somebody is to the shop. Each role may do all that the one before it may. */
    public enum Role {
        /** Anybody who may order. */
        CUSTOMER,

        /** Confirms, sets up and completes orders. */
        ADMIN,

        /** May delete orders too. */
        OWNER,

        /** The program itself. */
        SYSTEM
    }

    /** The program itself. */
    public static final Actor SYSTEM = new Actor(Role.SYSTEM, Optional.empty());

    private static final Pattern KEY_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException if the text is not that of this person, or of a program with this role */
    public Actor {
        Objects.requireNonNull(role, "role");
        boolean right = person.map(PersonId::text)
                .map(text::equals)
                .orElseGet(() -> role == Role.SYSTEM ? text.equals(StatusChange.SYSTEM) : isKey(text, role));
        if (!right || (person.isPresent() && role == Role.SYSTEM)) {
            throw new IllegalArgumentException(
                    "every actor but the system is a person, or the key of an admin or owner");
        }
    }

    private static boolean isKey(String text, Role role) {
        return role.compareTo(Role.ADMIN) >= 0
                && StatusChange.isKey(text)
                && isKeyName(text.substring(StatusChange.KEY.length()));
    }

    /**
     * A person, or the program itself.
     *
     * @throws IllegalArgumentException if a person is missing, or given for the system
     */
    public Actor(Role role, Optional<PersonId> person) {
        this(role, person, person.map(PersonId::text).orElse(StatusChange.SYSTEM));
    }

    /**
     * Another program, of which the caller knows that it showed the key of this name.
     *
     * @param role admin or owner
     * @param name see {@link #isKeyName}; histories say {@code key:} and this
     * @throws IllegalArgumentException if the role is another, or the name none
     */
    public static Actor key(Role role, String name) {
        return new Actor(role, Optional.empty(), StatusChange.KEY + name);
    }

    /** Whether a key may be named so: 1 to 32 lower-case letters, digits and dashes, not a dash first. */
    public static boolean isKeyName(String name) {
        return KEY_NAME.matcher(name).matches();
    }

    /** Somebody as a customer. */
    public static Actor customer(PersonId person) {
        return new Actor(Role.CUSTOMER, Optional.of(person));
    }

    /** Somebody of whom the caller knows that they are an admin. */
    public static Actor admin(PersonId person) {
        return new Actor(Role.ADMIN, Optional.of(person));
    }

    /** Somebody of whom the caller knows that they are an owner. */
    public static Actor owner(PersonId person) {
        return new Actor(Role.OWNER, Optional.of(person));
    }

    /** Whether this is an admin, an owner or the system. */
    public boolean isAdmin() {
        return role.compareTo(Role.ADMIN) >= 0;
    }

    /** Whether this is an owner or the system. */
    public boolean isOwner() {
        return role.compareTo(Role.OWNER) >= 0;
    }

    /** The role, and the masked identity or the name. */
    @Override
    public String toString() {
        return role + " " + person.map(PersonId::masked).orElse(text);
    }

    boolean owns(Order order) {
        return person.filter(order.customer().id()::equals).isPresent();
    }

    boolean maySee(Order order) {
        return isAdmin() || owns(order);
    }

    /** The order as this actor may see it. */
    Order view(Order order) {
        return isAdmin() ? order : order.asSeenByCustomer();
    }
}
