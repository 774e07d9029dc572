package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.ENTRY;
import static io.pteroorders.storage.record.OrderFields.ORDER;
import static io.pteroorders.storage.record.OrderFields.STEP;
import static io.pteroorders.storage.record.OrderFields.SUBSCRIPTION;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.storage.record.OrderFields.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the subscription of a record. Complaints name the field and the rule, no content. */
final class SubscriptionReader {

    private static final String KINDS =
            "must be paid-until, given, held, suspended, lifted, renewing, changing, credited or ended";
    private static final String REASONS = "must be billing, abuse, admin or pause";
    private static final String STEPS =
            "must be reminder, overdue, last-warning, put-off, suspension, deletion-warning,"
                    + " deletion-due or pause-over and a number to 999, like reminder-7";

    private final JsonReader in;
    private final FieldReader.Memory memory;
    private final CurrencyUnit currency;
    private List<SubscriptionEntry> entries = ImmutableList.of();
    private List<TakenStep> steps = ImmutableList.of();
    private final ArrayNode entriesOtherFields = JsonNodeFactory.instance.arrayNode();
    private final ObjectNode stepsOtherFields = JsonNodeFactory.instance.objectNode();
    private @Nullable ObjectNode otherFields;

    /** @param currency that of the order */
    SubscriptionReader(JsonReader in, FieldReader.Memory memory, CurrencyUnit currency) {
        this.in = in;
        this.memory = memory;
        this.currency = currency;
    }

    /** @throws OrderFormatException if it is none, or breaks a rule */
    SubscriptionLog read() throws OrderFormatException {
        FieldReader fields = new FieldReader(SUBSCRIPTION, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            if (!fields.skipNull()) {
                readField(fields, field);
            }
        }
        otherFields = fields.others();
        return ORDER.ruled(Field.SUBSCRIPTION, () -> SubscriptionLog.of(entries, steps));
    }

    private void readField(FieldReader fields, Field field) throws OrderFormatException {
        switch (field) {
            case ENTRIES -> readEntries(fields);
            case STEPS -> readSteps(fields);
            default -> throw new AssertionError(field);
        }
    }

    /** Those beside its own fields and beside those of its parts; null if there are none. */
    @Nullable
    ObjectNode otherFields() {
        ObjectNode fields = OrderReader.nested(otherFields, Field.ENTRIES, entriesOtherFields);
        return OrderReader.nested(fields, Field.STEPS, stepsOtherFields);
    }

    private void readEntries(FieldReader log) throws OrderFormatException {
        log.array(Field.ENTRIES);
        entries = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            EntryReader reader = new EntryReader();
            OtherFields.add(entriesOtherFields, entries.size(), reader.readFields());
            entries.add(reader.entry());
        }
    }

    private void readSteps(FieldReader log) throws OrderFormatException {
        log.array(Field.STEPS);
        steps = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            steps.add(readStep());
        }
    }

    private TakenStep readStep() throws OrderFormatException {
        LocalDate paidUntil = null;
        RenewalStep taken = null;
        Instant at = null;
        boolean skipped = false;
        FieldReader fields = new FieldReader(STEP, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case PAID_UNTIL -> paidUntil = fields.day(field);
                case STEP -> taken = fields.known(field, RenewalStep::parse, STEPS);
                case AT -> at = fields.time(field);
                case SKIPPED -> skipped = !fields.skipNull() && fields.flag(field);
                default -> throw new AssertionError(field);
            }
        }
        TakenStep step = new TakenStep(
                STEP.required(paidUntil, Field.PAID_UNTIL),
                STEP.required(taken, Field.STEP),
                STEP.required(at, Field.AT),
                skipped);
        if (fields.others() != null) {
            stepsOtherFields.set(OtherFields.subject(step), fields.others());
        }
        return step;
    }

    /** One entry, of which any kind may turn out to be. */
    private final class EntryReader {
        private final Set<Field> given = EnumSet.noneOf(Field.class);
        private @Nullable EntryKind kind;
        private @Nullable Instant at;
        private @Nullable String by;
        private @Nullable LocalDate day;
        private @Nullable Integer days;
        private @Nullable LocalDate until;
        private @Nullable SuspensionReason reason;
        private String why = "";
        private @Nullable Boolean wanted;
        private @Nullable PackageType to;
        private @Nullable Money amount;

        /** Those that the program does not know; null if there are none. */
        @Nullable
        ObjectNode readFields() throws OrderFormatException {
            FieldReader fields = new FieldReader(ENTRY, in, memory);
            for (Field field = fields.next(); field != null; field = fields.next()) {
                if (!fields.skipNull()) {
                    given.add(field);
                    readField(fields, field);
                }
            }
            return fields.others();
        }

        private void readField(FieldReader fields, Field field) throws OrderFormatException {
            switch (field) {
                case KIND -> kind = fields.known(field, EntryKind::parse, KINDS);
                case AT -> at = fields.time(field);
                case BY -> by = fields.shared(field);
                case DAY -> day = fields.day(field);
                case DAYS -> days = fields.smallNumber(field);
                case UNTIL -> until = fields.day(field);
                case REASON -> reason = fields.known(field, SuspensionReason::parse, REASONS);
                case WHY -> why = Optional.ofNullable(fields.shared(field)).orElse("");
                case WANTED -> wanted = fields.flag(field);
                case TO -> to = packageType(fields);
                case AMOUNT -> amount = fields.amount(field, currency);
                default -> throw new AssertionError(field);
            }
        }

        private static @Nullable PackageType packageType(FieldReader fields) throws OrderFormatException {
            String code = fields.shared(Field.TO);
            return code == null ? null : ENTRY.matching(Field.TO, PackageType.PATTERN, () -> new PackageType(code));
        }

        SubscriptionEntry entry() throws OrderFormatException {
            EntryKind of = ENTRY.required(kind, Field.KIND);
            Instant time = ENTRY.required(at, Field.AT);
            String author = ENTRY.required(by, Field.BY);
            given.removeAll(EnumSet.of(Field.KIND, Field.AT, Field.BY));
            for (Field field : given) {
                if (!of.has(field)) {
                    throw ENTRY.wrong(field, "must not stand in an entry of the kind " + of.word());
                }
            }
            return entry(of, time, author);
        }

        private SubscriptionEntry entry(EntryKind of, Instant time, String author) throws OrderFormatException {
            return switch (of) {
                case PAID_UNTIL -> {
                    LocalDate last = ENTRY.required(day, Field.DAY);
                    yield ruled(() -> new SubscriptionEntry.PaidUntil(time, author, last, why));
                }
                case GIVEN -> {
                    int more = ENTRY.required(days, Field.DAYS);
                    yield ruled(() -> new SubscriptionEntry.Given(time, author, more, why));
                }
                case HELD -> {
                    LocalDate last = ENTRY.required(until, Field.UNTIL);
                    yield ruled(() -> new SubscriptionEntry.Held(time, author, last, why));
                }
                case SUSPENDED -> {
                    SuspensionReason which = ENTRY.required(reason, Field.REASON);
                    yield ruled(() -> new SubscriptionEntry.Suspended(time, author, which, why));
                }
                case LIFTED -> {
                    SuspensionReason which = ENTRY.required(reason, Field.REASON);
                    yield ruled(() -> new SubscriptionEntry.Lifted(time, author, which, why));
                }
                case RENEWING -> {
                    boolean goesOn = ENTRY.required(wanted, Field.WANTED);
                    yield ruled(() -> new SubscriptionEntry.Renewing(time, author, goesOn));
                }
                case CHANGING -> {
                    Optional<PackageType> next = Optional.ofNullable(to);
                    yield ruled(() -> new SubscriptionEntry.Changing(time, author, next));
                }
                case CREDITED -> {
                    Money owed = ENTRY.required(amount, Field.AMOUNT);
                    yield ruled(() -> new SubscriptionEntry.Credited(time, author, owed, why));
                }
                case ENDED -> ruled(() -> new SubscriptionEntry.Ended(time, author, why));
            };
        }

        private SubscriptionEntry ruled(Supplier<SubscriptionEntry> made) throws OrderFormatException {
            return SUBSCRIPTION.ruled(Field.ENTRIES, made);
        }
    }
}
