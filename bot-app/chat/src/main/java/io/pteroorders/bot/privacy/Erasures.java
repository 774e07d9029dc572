package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.privacy.ErasedPeople.Begun;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people out of the shop: out of their orders in one step, then out of every {@link PersonalPlace}. What was begun is
 * written down first, so that a crash does not leave it halfway. Thread-safe; one person at a time.
 */
public final class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final OrderStorage storage;
    private final PersonalData data;
    private final ErasedPeople people;
    private final Function<PersonId, Optional<OrderId>> running;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * What came of an erasure.
     *
     * @param orders in how many orders the person was
     * @param pseudonym what stands there now
     */
    public record Done(int orders, PersonId pseudonym) {}

    /**
     * Erasures of a shop.
     *
     * @param running an order of a person whose server is there, also one that somebody set up by hand
     */
    public Erasures(
            OrderStorage storage,
            PersonalData data,
            ErasedPeople people,
            Function<PersonId, Optional<OrderId>> running,
            Clock clock) {
        this.storage = storage;
        this.data = data;
        this.people = people;
        this.running = running;
        this.clock = clock;
    }

    /** Why a person cannot be erased now; empty if they can. */
    public Optional<Refusal> hindrance(PersonId person) {
        return Erasure.hindrance(data.orders(person)).or(() -> running.apply(person)
                .map(order -> new Refusal.NotErasable(order, Refusal.NotErasable.Why.SERVER)));
    }

    /**
     * Erases a person, unless an order of theirs is in the way.
     *
     * @throws StorageException if it could not be finished: what was begun goes on by itself
     */
    public synchronized Outcome<Done> erase(PersonId person) {
        Optional<Refusal> refusal = hindrance(person);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        PersonId pseudonym = people.pseudonymOf(person).orElseGet(() -> Erasure.drawPseudonym(random));
        Begun begun = new Begun(data.subject(person), pseudonym, clock.instant());
        people.begin(begun);
        return finish(begun);
    }

    private Outcome<Done> finish(Begun begun) {
        Outcome<Integer> orders = storage.erase(begun.erasure(), Erasures::guard);
        if (orders.refusal().isPresent()) {
            people.abandon(begun);
            return Outcome.refused(orders.refusal().get());
        }
        for (PersonalPlace place : data.places()) {
            place.erase(begun.subject(), begun.pseudonym());
        }
        people.finish(begun);
        LOG.info("somebody was erased from {} orders and from all that was kept beside them", orders.get());
        return Outcome.done(new Done(begun.subject().orders().size(), begun.pseudonym()));
    }

    /** An order may have come in since it was looked at. */
    private static Optional<Refusal> guard(ImmutableList<Order> orders) {
        return Erasure.hindrance(orders);
    }

    /** Finishes what a crash or a full disk left. */
    public synchronized void catchUp() {
        for (Begun begun : people.unfinished()) {
            try {
                finish(begun)
                        .refusal()
                        .ifPresent(why -> LOG.warn(
                                "an erasure that was begun was given up, because the person has ordered since: {}",
                                why.code()));
            } catch (StorageException e) {
                LOG.error("an erasure that was begun is not finished yet: {}", e.getMessage());
            }
        }
    }

    /** Takes those out of orders again whom a restore of the store brought back. */
    public synchronized void keepOut() {
        int orders = people.takeOutOf(storage);
        if (orders > 0) {
            LOG.warn("{} orders named people who had been erased, and do not any more", orders);
        }
    }
}
