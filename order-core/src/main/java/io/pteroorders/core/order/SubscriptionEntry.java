package io.pteroorders.core.order;

import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Something that happened to a subscription and is no order of its own, kept in the order that began it. What follows from
 * all of them is for {@link io.pteroorders.core.subscription} to say. Immutable and thread-safe. Times are cut to
 * milliseconds; {@code by} is like {@link StatusChange#updatedBy()}; {@code why} is cleaned, has at most
 * {@value FreeText#MAX_NOTE} code points and may be empty.
 */
public sealed interface SubscriptionEntry {

    /** The most days that one entry can give. */
    int MAX_DAYS = 366;

    /** When it happened. */
    Instant at();

    /** Who did it. */
    String by();

    /**
     * Somebody says until when it is paid, whatever was known before.
     *
     * @param day the last day
     */
    record PaidUntil(Instant at, String by, LocalDate day, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public PaidUntil {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            day = Times.checked("day", day);
            why = checkedReason(why);
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described("paid until " + day, this);
        }
    }

    /**
     * Days more, for nothing.
     *
     * @param days 1 to {@value #MAX_DAYS}
     */
    record Given(Instant at, String by, int days, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Given {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            why = checkedReason(why);
            if (days < 1 || days > MAX_DAYS) {
                throw new IllegalArgumentException("1 to " + MAX_DAYS + " days can be given, not " + days);
            }
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described(days + " days given", this);
        }
    }

    /**
     * The server is not suspended for want of money before this day is over.
     *
     * @param until the last such day
     */
    record Held(Instant at, String by, LocalDate until, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Held {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            until = Times.checked("until", until);
            why = checkedReason(why);
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described("held until " + until, this);
        }
    }

    /** The server is kept and cannot run, for a reason more. */
    record Suspended(Instant at, String by, SuspensionReason reason, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Suspended {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            Objects.requireNonNull(reason, "reason");
            why = checkedReason(why);
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described("suspended for " + reason.word(), this);
        }
    }

    /** A reason for that is gone. */
    record Lifted(Instant at, String by, SuspensionReason reason, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Lifted {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            Objects.requireNonNull(reason, "reason");
            why = checkedReason(why);
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described("no longer suspended for " + reason.word(), this);
        }
    }

    /**
     * Somebody says whether it is to be renewed; until then it is.
     *
     * @param wanted whether the customer is to be reminded
     */
    record Renewing(Instant at, String by, boolean wanted) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Renewing {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described(wanted ? "to be renewed" : "not to be renewed", this);
        }
    }

    /**
     * From the next renewal on another package.
     *
     * @param to which; empty for the one that runs
     */
    record Changing(Instant at, String by, Optional<PackageType> to) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Changing {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            Objects.requireNonNull(to, "to");
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described(to.map(type -> "changing to " + type).orElse("not changing"), this);
        }
    }

    /**
     * Money that the shop owes for a package that was changed to a cheaper one.
     *
     * @param amount more than nothing, in the currency of the order
     */
    record Credited(Instant at, String by, Money amount, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Credited {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            amount = Amounts.of(amount.getCurrencyUnit(), amount.getAmount());
            why = checkedReason(why);
            if (amount.isZero()) {
                throw new IllegalArgumentException("what is credited is more than nothing");
            }
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described(amount + " credited", this);
        }
    }

    /** Somebody says that the server is gone for good. */
    record Ended(Instant at, String by, String why) implements SubscriptionEntry {

        /** @throws IllegalArgumentException if a rule is broken; the message says which */
        public Ended {
            at = Times.checked("at", at);
            by = checkedAuthor(by);
            why = checkedReason(why);
        }

        /** What, when, and the masked identity of who did it; nothing that somebody wrote. */
        @Override
        public String toString() {
            return described("ended", this);
        }
    }

    private static String described(String what, SubscriptionEntry entry) {
        return what + " at " + entry.at() + " by " + PersonId.masked(entry.by());
    }

    private static String checkedAuthor(String by) {
        String clean = FreeText.clean(by);
        if (clean.isEmpty()) {
            throw new IllegalArgumentException("an entry of a subscription needs to say who made it");
        }
        return clean;
    }

    private static String checkedReason(String why) {
        String clean = FreeText.clean(why);
        if (FreeText.length(clean) > FreeText.MAX_NOTE) {
            throw new IllegalArgumentException("a reason has at most " + FreeText.MAX_NOTE + " characters");
        }
        return clean;
    }
}
