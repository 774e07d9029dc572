package io.pteroorders.bot.chat;

import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.OptOuts;

/** What the bot remembers beside the orders: of people, of the messages to them, and who did what. */
public record Memory(
        Languages languages,
        OptOuts optOuts,
        OpenQuestions questions,
        TaskLog<TaskRecord<MessageKey>> deliveries,
        AuditTrail audit,
        PaymentProofs proofs) {

    /** Forgotten when the program ends. */
    public static Memory inMemory() {
        return new Memory(
                Languages.inMemory(),
                OptOuts.inMemory(),
                OpenQuestions.inMemory(),
                TaskLog.inMemory(),
                AuditTrail.NONE,
                PaymentProofs.NONE);
    }

    /** The same with another place for pictures. */
    public Memory with(PaymentProofs other) {
        return new Memory(languages, optOuts, questions, deliveries, audit, other);
    }

    /** The same with other questions. */
    public Memory with(OpenQuestions other) {
        return new Memory(languages, optOuts, other, deliveries, audit, proofs);
    }

    /** The same with another audit trail. */
    public Memory with(AuditTrail other) {
        return new Memory(languages, optOuts, questions, deliveries, other, proofs);
    }
}
