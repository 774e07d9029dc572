package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.privacy.Erasures;
import io.pteroorders.bot.privacy.PersonalData;
import io.pteroorders.bot.privacy.Places;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.privacy.PrivacyStores;
import io.pteroorders.bot.privacy.Retention;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.util.Optional;

/**
 * What is done about people's data.
 *
 * @param data what is kept about them
 * @param erasures takes them out
 * @param desk what they ask, and what owners do about it
 * @param retention drops what its time is over for
 */
public record PrivacyApp(PersonalData data, Erasures erasures, PrivacyDesk desk, Retention retention) {

    static PrivacyApp of(
            OrderStorage storage,
            ChatStores stores,
            Outbox outbox,
            SubscriptionIndex subscriptions,
            ChatConfig config,
            BackupMaker backups,
            MessageSender sender,
            Replies replies,
            Clock clock) {
        PrivacyStores kept = stores.privacy();
        PersonalData data = new PersonalData(storage, Places.all(kept, outbox, storage, stores.proofs()));
        Erasures erasures =
                new Erasures(storage, data, kept.people(), person -> running(subscriptions, person, clock), clock);
        PrivacyDesk desk = new PrivacyDesk(
                erasures,
                data,
                new PrivacyDesk.Parts(
                        kept.requests(),
                        kept.exports(),
                        outbox.letters(),
                        sender,
                        config.roster().owners(),
                        stores.languages(),
                        config.language(),
                        backups::keptUntil),
                replies,
                clock);
        Retention retention = new Retention(
                config.retention(),
                storage,
                stores.proofs(),
                stores.audit(),
                outbox,
                stores.payments().place(),
                kept.exports(),
                clock);
        return new PrivacyApp(data, erasures, desk, retention);
    }

    /** An order whose server is there although no panel knows it: somebody set it up, and nobody said that it is gone. */
    private static Optional<OrderId> running(SubscriptionIndex subscriptions, PersonId person, Clock clock) {
        subscriptions.follow();
        ImmutableList<Standing> all = subscriptions.all(
                SubscriptionQuery.byDue(clock.instant()).customer(person).build());
        return all.stream()
                .filter(standing -> standing.state() != Subscription.State.ENDED)
                .map(Standing::first)
                .findFirst();
    }
}
