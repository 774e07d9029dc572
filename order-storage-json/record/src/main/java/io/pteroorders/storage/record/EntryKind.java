package io.pteroorders.storage.record;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.storage.record.OrderFields.Field;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of entries of a subscription: the word of each, and which fields its entries have beside those of all. */
enum EntryKind {
    PAID_UNTIL(SubscriptionEntry.PaidUntil.class, Field.DAY, Field.WHY),
    GIVEN(SubscriptionEntry.Given.class, Field.DAYS, Field.WHY),
    HELD(SubscriptionEntry.Held.class, Field.UNTIL, Field.WHY),
    SUSPENDED(SubscriptionEntry.Suspended.class, Field.REASON, Field.WHY),
    LIFTED(SubscriptionEntry.Lifted.class, Field.REASON, Field.WHY),
    RENEWING(SubscriptionEntry.Renewing.class, Field.WANTED),
    CHANGING(SubscriptionEntry.Changing.class, Field.TO),
    CREDITED(SubscriptionEntry.Credited.class, Field.AMOUNT, Field.WHY),
    ENDED(SubscriptionEntry.Ended.class, Field.WHY);

    private final Class<? extends SubscriptionEntry> type;
    private final ImmutableSet<Field> fields;

    EntryKind(Class<? extends SubscriptionEntry> type, Field... fields) {
        this.type = type;
        this.fields = ImmutableSet.copyOf(fields);
    }

    static EntryKind of(SubscriptionEntry entry) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(entry))
                .findFirst()
                .orElseThrow();
    }

    String word() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }

    static Optional<EntryKind> parse(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    boolean has(Field field) {
        return fields.contains(field);
    }
}
