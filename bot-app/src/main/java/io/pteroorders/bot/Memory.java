package io.pteroorders.bot;

import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.OptOuts;

/** What the bot remembers beside the orders: of people, of the messages to them, and who did what. */
record Memory(
        Languages languages,
        OptOuts optOuts,
        OpenQuestions questions,
        TaskLog<TaskRecord<MessageKey>> deliveries,
        AuditTrail audit,
        PaymentProofs proofs) {

    /** Forgotten when the program ends. */
    static Memory inMemory() {
        return new Memory(
                Languages.inMemory(),
                OptOuts.inMemory(),
                OpenQuestions.inMemory(),
                TaskLog.inMemory(),
                AuditTrail.NONE,
                PaymentProofs.NONE);
    }

    /** Kept in files. */
    static Memory of(BotState files) {
        return new Memory(
                files.people(), files.people(), files.people(), files.deliveries(), files.audit(), files.proofs());
    }

    /** The same with another place for pictures. */
    Memory with(PaymentProofs other) {
        return new Memory(languages, optOuts, questions, deliveries, audit, other);
    }

    /** The same with other questions. */
    Memory with(OpenQuestions other) {
        return new Memory(languages, optOuts, other, deliveries, audit, proofs);
    }

    /** The same with another audit trail. */
    Memory with(AuditTrail other) {
        return new Memory(languages, optOuts, questions, deliveries, other, proofs);
    }
}
