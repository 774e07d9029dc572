package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.ENTRY;
import static io.pteroorders.storage.record.OrderFields.STEP;
import static io.pteroorders.storage.record.OrderFields.SUBSCRIPTION;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.storage.record.OrderFields.Field;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** Writes what an order has to do with a subscription: whose it goes on with, or what happened to the one that it began. */
final class SubscriptionWriter {

    private SubscriptionWriter() {}

    static void write(Sequel sequel, JsonWriter to) {
        if (sequel instanceof Sequel.Upgrade upgrade) {
            OrderJson.text(Field.UPGRADES, upgrade.first().toString(), to);
            OrderJson.amount(Field.MONTHLY_PRICE, upgrade.pricePerMonth(), to);
        } else {
            OrderJson.text(Field.RENEWS, sequel.first().toString(), to);
        }
    }

    /** Writes nothing if there is nothing. */
    static void write(SubscriptionLog log, JsonNode others, JsonWriter to) {
        if (log.isEmpty() && others.isEmpty()) {
            return;
        }
        to.key(Field.SUBSCRIPTION.key());
        to.beginObject();
        entries(log.entries(), OrderJson.others(others, Field.ENTRIES), to);
        steps(log.steps(), OrderJson.others(others, Field.STEPS), to);
        OtherFields.write(others, SUBSCRIPTION, to);
        to.endObject();
    }

    private static void entries(ImmutableList<SubscriptionEntry> entries, JsonNode others, JsonWriter to) {
        if (entries.isEmpty()) {
            return;
        }
        to.key(Field.ENTRIES.key());
        to.beginArray();
        for (int i = 0; i < entries.size(); i++) {
            to.element();
            write(entries.get(i), others.path(i), to);
        }
        to.endArray();
    }

    private static void write(SubscriptionEntry entry, JsonNode others, JsonWriter to) {
        to.beginObject();
        OrderJson.text(Field.KIND, EntryKind.of(entry).word(), to);
        OrderJson.time(Field.AT, entry.at(), to);
        OrderJson.text(Field.BY, entry.by(), to);
        if (entry instanceof SubscriptionEntry.PaidUntil it) {
            day(Field.DAY, it.day(), to);
            reason(it.why(), to);
        } else if (entry instanceof SubscriptionEntry.Given it) {
            OrderJson.number(Field.DAYS, it.days(), to);
            reason(it.why(), to);
        } else if (entry instanceof SubscriptionEntry.Held it) {
            day(Field.UNTIL, it.until(), to);
            reason(it.why(), to);
        } else if (entry instanceof SubscriptionEntry.Suspended it) {
            OrderJson.text(Field.REASON, it.reason().word(), to);
            reason(it.why(), to);
        } else if (entry instanceof SubscriptionEntry.Lifted it) {
            OrderJson.text(Field.REASON, it.reason().word(), to);
            reason(it.why(), to);
        } else if (entry instanceof SubscriptionEntry.Renewing it) {
            OrderJson.flag(Field.WANTED, it.wanted(), to);
        } else if (entry instanceof SubscriptionEntry.Changing it) {
            it.to().ifPresent(type -> OrderJson.text(Field.TO, type.code(), to));
        } else if (entry instanceof SubscriptionEntry.Credited it) {
            OrderJson.amount(Field.AMOUNT, it.amount(), to);
            reason(it.why(), to);
        } else if (entry instanceof SubscriptionEntry.Ended it) {
            reason(it.why(), to);
        }
        OtherFields.write(others, ENTRY, to);
        to.endObject();
    }

    private static void day(Field field, LocalDate day, JsonWriter to) {
        OrderJson.text(field, day.toString(), to);
    }

    private static void reason(String why, JsonWriter to) {
        if (!why.isEmpty()) {
            OrderJson.text(Field.WHY, why, to);
        }
    }

    private static void steps(ImmutableList<TakenStep> steps, JsonNode others, JsonWriter to) {
        if (steps.isEmpty()) {
            return;
        }
        to.key(Field.STEPS.key());
        to.beginArray();
        for (TakenStep step : steps) {
            to.element();
            write(step, others.path(OtherFields.subject(step)), to);
        }
        to.endArray();
    }

    private static void write(TakenStep step, JsonNode others, JsonWriter to) {
        to.beginObject();
        day(Field.PAID_UNTIL, step.paidUntil(), to);
        OrderJson.text(Field.STEP, step.step().word(), to);
        OrderJson.time(Field.AT, step.at(), to);
        if (step.skipped()) {
            OrderJson.flag(Field.SKIPPED, true, to);
        }
        OtherFields.write(others, STEP, to);
        to.endObject();
    }
}
