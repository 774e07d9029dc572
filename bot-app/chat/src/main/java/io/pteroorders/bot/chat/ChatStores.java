package io.pteroorders.bot.chat;

import io.pteroorders.bot.api.ApiStores;
import io.pteroorders.bot.call.CallList;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.bot.payment.PaymentStores;
import io.pteroorders.bot.privacy.PrivacyStores;
import io.pteroorders.bot.renewal.RenewalStores;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.OptOuts;
import java.util.Optional;

/**
 * The stores of what the bot remembers beside the orders: of people, of the messages to them, and who did what.
 *
 * @param panel empty if nothing of servers is remembered
 * @param renewals since when the ends of servers are watched
 * @param api what is remembered of other programs
 * @param sessions who is signed in on the shop's pages
 * @param privacy what is about people's data
 */
public record ChatStores(
        Languages languages,
        OptOuts optOuts,
        OpenQuestions questions,
        TaskLog<TaskRecord<MessageKey>> deliveries,
        AuditTrail audit,
        PaymentProofs proofs,
        CallList calls,
        PaymentStores payments,
        Optional<PanelStores> panel,
        RenewalStores renewals,
        ApiStores api,
        Sessions sessions,
        PrivacyStores privacy) {

    /** Forgotten when the program ends. */
    public static ChatStores inMemory() {
        return new ChatStores(
                Languages.inMemory(),
                OptOuts.inMemory(),
                OpenQuestions.inMemory(),
                TaskLog.inMemory(),
                AuditTrail.NONE,
                PaymentProofs.NONE,
                CallList.inMemory(),
                PaymentStores.inMemory(),
                Optional.empty(),
                RenewalStores.inMemory(),
                ApiStores.inMemory(),
                Sessions.inMemory(),
                PrivacyStores.inMemory());
    }

    /** The same with another place for pictures. */
    public ChatStores with(PaymentProofs other) {
        return new ChatStores(
                languages,
                optOuts,
                questions,
                deliveries,
                audit,
                other,
                calls,
                payments,
                panel,
                renewals,
                api,
                sessions,
                privacy);
    }

    /** The same, remembering what there is of servers. */
    public ChatStores with(PanelStores other) {
        return new ChatStores(
                languages,
                optOuts,
                questions,
                deliveries,
                audit,
                proofs,
                calls,
                payments,
                Optional.of(other),
                renewals,
                api,
                sessions,
                privacy);
    }

    /** The same with other calls. */
    public ChatStores with(CallList other) {
        return new ChatStores(
                languages,
                optOuts,
                questions,
                deliveries,
                audit,
                proofs,
                other,
                payments,
                panel,
                renewals,
                api,
                sessions,
                privacy);
    }

    /** The same with other questions. */
    public ChatStores with(OpenQuestions other) {
        return new ChatStores(
                languages,
                optOuts,
                other,
                deliveries,
                audit,
                proofs,
                calls,
                payments,
                panel,
                renewals,
                api,
                sessions,
                privacy);
    }

    /** The same with another audit trail. */
    public ChatStores with(AuditTrail other) {
        return new ChatStores(
                languages,
                optOuts,
                questions,
                deliveries,
                other,
                proofs,
                calls,
                payments,
                panel,
                renewals,
                api,
                sessions,
                privacy);
    }

    /** The same with others of other programs. */
    public ChatStores with(ApiStores other) {
        return new ChatStores(
                languages,
                optOuts,
                questions,
                deliveries,
                audit,
                proofs,
                calls,
                payments,
                panel,
                renewals,
                other,
                sessions,
                privacy);
    }

    /** The same with others about people's data. */
    public ChatStores with(PrivacyStores other) {
        return new ChatStores(
                languages,
                optOuts,
                questions,
                deliveries,
                audit,
                proofs,
                calls,
                payments,
                panel,
                renewals,
                api,
                sessions,
                other);
    }
}
