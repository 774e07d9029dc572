package io.pteroorders.bot.chat;

import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.OptOuts;

/** The stores of what the bot remembers beside the orders: of people, of the messages to them, and who did what. */
public record ChatStores(
        Languages languages,
        OptOuts optOuts,
        OpenQuestions questions,
        TaskLog<TaskRecord<MessageKey>> deliveries,
        AuditTrail audit,
        PaymentProofs proofs) {

    /** Forgotten when the program ends. */
    public static ChatStores inMemory() {
        return new ChatStores(
                Languages.inMemory(),
                OptOuts.inMemory(),
                OpenQuestions.inMemory(),
                TaskLog.inMemory(),
                AuditTrail.NONE,
                PaymentProofs.NONE);
    }

    /** The same with another place for pictures. */
    public ChatStores with(PaymentProofs other) {
        return new ChatStores(languages, optOuts, questions, deliveries, audit, other);
    }

    /** The same with other questions. */
    public ChatStores with(OpenQuestions other) {
        return new ChatStores(languages, optOuts, other, deliveries, audit, proofs);
    }

    /** The same with another audit trail. */
    public ChatStores with(AuditTrail other) {
        return new ChatStores(languages, optOuts, questions, deliveries, other, proofs);
    }
}
