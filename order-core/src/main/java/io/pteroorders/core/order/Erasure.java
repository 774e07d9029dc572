package io.pteroorders.core.order;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The removal of a person from their orders: a pseudonym takes the person's place, and all is gone that somebody wrote or
 * that names them elsewhere. What an order counts for stays: its package, amounts, dates, statuses, and what came in and went
 * back. It is the one exception to the rule that a history only grows. Immutable and thread-safe.
 *
 * @param person who is removed
 * @param pseudonym what stands in their place, the same in all their orders
 * @param before orders that were made at this time or later are left alone: the person may have come back since
 */
public record Erasure(PersonId person, PersonId pseudonym, Instant before) {

    private static final String ERASED = "erased:";
    private static final int RANDOM_BYTES = 10;

    /** @throws IllegalArgumentException if the pseudonym is none that {@link #drawPseudonym} gives, or the person is one */
    public Erasure {
        Preconditions.checkArgument(isErased(pseudonym), "a pseudonym begins with %s", ERASED);
        Preconditions.checkArgument(!isErased(person), "who is erased already has nothing to erase");
        Objects.requireNonNull(before, "before");
    }

    /** From all orders that the person has. */
    public Erasure(PersonId person, PersonId pseudonym) {
        this(person, pseudonym, Instant.MAX);
    }

    /** The removal of a person, with a pseudonym that tells nothing of them. */
    public static Erasure of(PersonId person, SecureRandom random) {
        return new Erasure(person, drawPseudonym(random));
    }

    /** A pseudonym that nobody has. */
    public static PersonId drawPseudonym(SecureRandom random) {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        return PersonId.of(ERASED + BaseEncoding.base32().lowerCase().encode(drawn));
    }

    /** Whether an identity is that of somebody who was erased: nobody can be reached by it. */
    public static boolean isErased(PersonId person) {
        return person.text().startsWith(ERASED);
    }

    /** Whether an order is one of those that the person is taken out of. */
    public boolean concerns(Order order) {
        return order.customer().id().equals(person) && order.createdAt().isBefore(before);
    }

    /**
     * The order without the person.
     *
     * @throws IllegalArgumentException if it does not {@linkplain #concerns concern} it
     */
    public Order in(Order order) {
        Preconditions.checkArgument(concerns(order), "%s is another's, or too new", order.id());
        return order.erased(this);
    }

    /** The customer of all these orders. */
    Customer customer() {
        return new Customer(pseudonym, "", pseudonym.text());
    }

    /** Who did something, by the pseudonym if it was the person. */
    String by(String who) {
        return who.equals(person.text()) ? pseudonym.text() : who;
    }

    /**
     * Why a person cannot be erased while they have these orders: one is not over, has a server, or money to be settled.
     *
     * @return about the first order that is in the way, or empty
     */
    public static Optional<Refusal> hindrance(ImmutableList<Order> orders) {
        return orders.stream().flatMap(order -> hindrance(order).stream()).findFirst();
    }

    private static Optional<Refusal> hindrance(Order order) {
        return why(order).map(why -> new Refusal.NotErasable(order.id(), why));
    }

    private static Optional<Refusal.NotErasable.Why> why(Order order) {
        if (isOpen(order)) {
            return Optional.of(Refusal.NotErasable.Why.OPEN);
        }
        if (order.owed().isPresent() || order.payments().all().stream().anyMatch(Erasure::isOpen)) {
            return Optional.of(Refusal.NotErasable.Why.MONEY);
        }
        return order.server().filter(Erasure::isThere).map(there -> Refusal.NotErasable.Why.SERVER);
    }

    private static boolean isOpen(Order order) {
        return switch (order.status()) {
            case PENDING, CONFIRMED, PROCESSING -> true;
            case COMPLETED, CANCELLED, REFUNDED -> false;
        };
    }

    private static boolean isThere(Server server) {
        return switch (server.state()) {
            case WANTED, CREATING, INSTALLING, READY, SUSPENDED -> true;
            case FAILED -> server.id().isPresent();
            case DELETED -> false;
        };
    }

    private static boolean isOpen(Payment payment) {
        return payment.isOpen()
                || payment.isPartlyPaid()
                || payment.state() == PaymentState.DISPUTED
                || payment.refunds().stream().anyMatch(refund -> refund.state() == PaymentRefund.State.ASKED);
    }
}
