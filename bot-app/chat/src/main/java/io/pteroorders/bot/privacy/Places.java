package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.notify.Outbox;

/** The one list of the places where something of people is kept. */
public final class Places {

    private Places() {}

    /**
     * All places. Messages go before the rest, since other places tell whom they speak of.
     *
     * @param stores with those that the stores have
     */
    public static ImmutableList<PersonalPlace> all(
            PrivacyStores stores, Outbox outbox, OrderStorage storage, PaymentProofs proofs) {
        return ImmutableList.<PersonalPlace>builder()
                .add(new OutboxPlace(outbox))
                .add(new ProofPlace(storage, proofs))
                .addAll(stores.places())
                .add(stores.exports())
                .add(stores.requests().place())
                .build();
    }
}
