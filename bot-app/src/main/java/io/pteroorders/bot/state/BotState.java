package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.ApiStores;
import io.pteroorders.bot.call.CallList;
import io.pteroorders.bot.chat.ChatStores;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.bot.payment.PaymentStores;
import io.pteroorders.bot.privacy.ErasedPeople;
import io.pteroorders.bot.privacy.Exports;
import io.pteroorders.bot.privacy.PrivacyRequests;
import io.pteroorders.bot.privacy.PrivacyStores;
import io.pteroorders.bot.renewal.RenewalStores;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.notify.DeliveryLog;
import java.nio.file.Path;
import java.util.Optional;

/** The state that the bot keeps beside the orders, by the right of a lease. Thread-safe. */
public final class BotState implements AutoCloseable {

    /** The records that people read. */
    public static final ImmutableSet<String> PLAIN = ImmutableSet.of(AuditRecords.NAME);

    private final PersonPreferences people;
    private final DeliveryLog deliveries;
    private final AuditBacklog audit;
    private final ProofFiles proofs;
    private final CallList calls;
    private final PaymentStores payments;
    private final PanelStores panel;
    private final RenewalStores renewals;
    private final ApiStores api;
    private final Sessions sessions;
    private final Versions catalogs;
    private final Versions texts;
    private final PrivacyStores privacy;

    private BotState(Lease lease, Path data) {
        this.people = new PersonPreferences(lease);
        this.deliveries = DeliveryLog.of(lease);
        AuditRecords trail = new AuditRecords(lease);
        this.audit = new AuditBacklog(trail);
        this.proofs = new ProofFiles(data);
        this.calls = CallList.of(lease);
        this.payments = PaymentStores.of(lease);
        this.panel = PanelStores.of(lease);
        this.renewals = RenewalStores.of(lease);
        this.api = ApiStores.of(lease);
        this.sessions = Sessions.of(lease);
        this.catalogs = Versions.of(lease, Versions.CATALOG);
        this.texts = Versions.of(lease, Versions.TEXTS);
        PrivacyRequests requests = PrivacyRequests.of(lease);
        this.privacy = new PrivacyStores(
                ErasedPeople.open(data),
                requests,
                new Exports(data),
                ImmutableList.of(
                        people.place(), trail, calls.place(), payments.place(), panel.place(), sessions.place()));
    }

    /**
     * Opens what is kept.
     *
     * @param lease whose end ends all of it
     * @param data the data directory, for pictures of payments
     * @throws io.pteroorders.core.storage.StorageException if something cannot be read
     */
    public static BotState open(Lease lease, Path data) {
        return new BotState(lease, data);
    }

    /** What the chat remembers. */
    public ChatStores stores() {
        return new ChatStores(
                people,
                people,
                people,
                deliveries,
                audit,
                proofs,
                calls,
                payments,
                Optional.of(panel),
                renewals,
                api,
                sessions,
                privacy);
    }

    /** Who did what. */
    public AuditBacklog audit() {
        return audit;
    }

    /** The catalogues that were saved. */
    public Versions catalogs() {
        return catalogs;
    }

    /** The texts that were saved. */
    public Versions texts() {
        return texts;
    }

    /** The pictures of payments. */
    public ProofFiles proofs() {
        return proofs;
    }

    /** Writes what waits; the lease goes on. */
    @Override
    public void close() {
        audit.close();
    }
}
