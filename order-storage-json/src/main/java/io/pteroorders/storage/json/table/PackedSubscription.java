package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.storage.json.table.Dictionary.Frozen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * How the subscription of an order lies in bytes: the count of its entries, and each with its parts in a fixed order; then
 * the same of its steps, with their one last day before them. Each time is how long after the one before it is, an amount
 * its plain digits, and no package an empty text.
 */
final class PackedSubscription {

    private static final int PAID_UNTIL = 0;
    private static final int GIVEN = 1;
    private static final int HELD = 2;
    private static final int SUSPENDED = 3;
    private static final int LIFTED = 4;
    private static final int RENEWING = 5;
    private static final int CHANGING = 6;
    private static final int CREDITED = 7;
    private static final int ENDED = 8;

    private PackedSubscription() {}

    static void write(SubscriptionLog log, PackedWriter out, SharedTexts words) {
        new Writer(out, words).write(log);
    }

    /**
     * What was written.
     *
     * @param words what word numbers stand for
     * @param currency that of the order
     */
    static SubscriptionLog read(PackedReader in, Frozen<String> words, CurrencyUnit currency) {
        return new Reader(in, words, currency).log();
    }

    private static final class Writer {

        private final PackedWriter out;
        private final SharedTexts words;
        private long time;

        Writer(PackedWriter out, SharedTexts words) {
            this.out = out;
            this.words = words;
        }

        void write(SubscriptionLog log) {
            out.writeNumber(log.entries().size());
            log.entries().forEach(this::write);
            out.writeNumber(log.steps().size());
            log.steps().stream().limit(1).forEach(step -> day(step.paidUntil()));
            log.steps().forEach(this::write);
        }

        private void write(SubscriptionEntry entry) {
            if (entry instanceof SubscriptionEntry.PaidUntil it) {
                begin(PAID_UNTIL, it);
                day(it.day());
                words.write(out, it.why());
            } else if (entry instanceof SubscriptionEntry.Given it) {
                begin(GIVEN, it);
                out.writeNumber(it.days());
                words.write(out, it.why());
            } else if (entry instanceof SubscriptionEntry.Held it) {
                begin(HELD, it);
                day(it.until());
                words.write(out, it.why());
            } else if (entry instanceof SubscriptionEntry.Suspended it) {
                begin(SUSPENDED, it);
                words.write(out, it.reason().word());
                words.write(out, it.why());
            } else if (entry instanceof SubscriptionEntry.Lifted it) {
                begin(LIFTED, it);
                words.write(out, it.reason().word());
                words.write(out, it.why());
            } else if (entry instanceof SubscriptionEntry.Renewing it) {
                begin(RENEWING, it);
                flag(it.wanted());
            } else if (entry instanceof SubscriptionEntry.Changing it) {
                begin(CHANGING, it);
                words.write(out, it.to().map(PackageType::code).orElse(""));
            } else if (entry instanceof SubscriptionEntry.Credited it) {
                begin(CREDITED, it);
                out.writeText(it.amount().getAmount().stripTrailingZeros().toPlainString());
                words.write(out, it.why());
            } else if (entry instanceof SubscriptionEntry.Ended it) {
                begin(ENDED, it);
                words.write(out, it.why());
            }
        }

        private void begin(int kind, SubscriptionEntry entry) {
            out.writeByte(kind);
            time(entry.at());
            words.write(out, entry.by());
        }

        private void write(TakenStep step) {
            words.write(out, step.step().word());
            time(step.at());
            flag(step.skipped());
        }

        private void time(Instant at) {
            out.writeSigned(at.toEpochMilli() - time);
            time = at.toEpochMilli();
        }

        private void day(LocalDate day) {
            out.writeNumber(day.toEpochDay());
        }

        private void flag(boolean value) {
            out.writeByte(value ? 1 : 0);
        }
    }

    private static final class Reader {

        private final PackedReader in;
        private final Frozen<String> words;
        private final CurrencyUnit currency;
        private long time;

        Reader(PackedReader in, Frozen<String> words, CurrencyUnit currency) {
            this.in = in;
            this.words = words;
            this.currency = currency;
        }

        SubscriptionLog log() {
            ImmutableList.Builder<SubscriptionEntry> entries = ImmutableList.builder();
            for (int left = count(); left > 0; left--) {
                entries.add(entry());
            }
            ImmutableList.Builder<TakenStep> steps = ImmutableList.builder();
            int taken = count();
            if (taken > 0) {
                LocalDate paidUntil = day();
                for (int left = taken; left > 0; left--) {
                    steps.add(new TakenStep(paidUntil, step(), time(), flag()));
                }
            }
            return SubscriptionLog.of(entries.build(), steps.build());
        }

        private int count() {
            return Objects.checkIndex((int) in.readNumber(), SubscriptionLog.MAX_ENTRIES + 1);
        }

        private SubscriptionEntry entry() {
            int kind = in.readByte();
            Instant at = time();
            String by = text();
            return switch (kind) {
                case PAID_UNTIL -> new SubscriptionEntry.PaidUntil(at, by, day(), text());
                case GIVEN -> new SubscriptionEntry.Given(at, by, Math.toIntExact(in.readNumber()), text());
                case HELD -> new SubscriptionEntry.Held(at, by, day(), text());
                case SUSPENDED -> new SubscriptionEntry.Suspended(at, by, reason(), text());
                case LIFTED -> new SubscriptionEntry.Lifted(at, by, reason(), text());
                case RENEWING -> new SubscriptionEntry.Renewing(at, by, flag());
                case CHANGING -> new SubscriptionEntry.Changing(at, by, packageType());
                case CREDITED -> new SubscriptionEntry.Credited(at, by, amount(), text());
                case ENDED -> new SubscriptionEntry.Ended(at, by, text());
                default -> throw new IllegalArgumentException("there is no kind " + kind + " of entries");
            };
        }

        private Optional<PackageType> packageType() {
            return Optional.of(text()).filter(code -> !code.isEmpty()).map(PackageType::new);
        }

        private Money amount() {
            return Amounts.of(currency, new BigDecimal(text()));
        }

        private SuspensionReason reason() {
            return SuspensionReason.parse(text()).orElseThrow();
        }

        private RenewalStep step() {
            return RenewalStep.parse(text()).orElseThrow();
        }

        private Instant time() {
            time += in.readSigned();
            return Instant.ofEpochMilli(time);
        }

        private LocalDate day() {
            return LocalDate.ofEpochDay(in.readNumber());
        }

        private boolean flag() {
            return in.readByte() != 0;
        }

        private String text() {
            return in.readText(words);
        }
    }
}
