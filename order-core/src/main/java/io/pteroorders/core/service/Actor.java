package io.pteroorders.core.service;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.util.Objects;
import java.util.Optional;

/**
 * The party that asks for an operation. Whether somebody really is an admin is for the caller to establish; what an
 * admin may do is decided by {@link OrderService}. Immutable and thread-safe.
 *
 * @param role what this person is to the shop
 * @param person who it is; empty exactly for {@link #SYSTEM}
 */
public record Actor(Role role, Optional<PersonId> person) {

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

    /** @throws IllegalArgumentException if a person is missing, or given for the system */
    public Actor {
        Objects.requireNonNull(role, "role");
        if (person.isPresent() == (role == Role.SYSTEM)) {
            throw new IllegalArgumentException("every actor but the system is a person");
        }
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

    /** Who did it, as an order's history says it. */
    public String text() {
        return person.map(PersonId::text).orElse(StatusChange.SYSTEM);
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
