package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.life.Around;
import io.pteroorders.bot.life.WrongStores;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.QuietHours;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A bug in one place of a shop that sees to the ends of its servers, so that it can be shown that lives would see it. */
enum PlantedBug {
    NONE,

    // Of the rules, which are given.

    /** All is an hour early, suspensions too. */
    AN_HOUR_EARLY,
    /** There is a day of grace less. */
    A_DAY_LESS,
    /** The days of grace that somebody used are free. */
    FORGIVES_GRACE,
    /** Days are those of the host, not of the shop. */
    WRONG_ZONE,
    /** People are written to at night. */
    NEVER_SLEEPS,
    /** Data is kept for three days alone. */
    DELETES_SOON,
    /** There is a reminder that nobody asked for. */
    ONE_REMINDER_MORE,

    // Of clocks.

    /** It is looked what was due yesterday. */
    A_DAY_BEHIND,
    /** The clock is trusted at once after a start. */
    TRUSTS_THE_CLOCK,

    // Of the store of orders.

    /** Steps that were taken are not remembered. */
    LOSES_STEPS,
    /** Nor are days for nothing. */
    LOSES_GIFTS,
    /** Nor that somebody is given more time. */
    LOSES_HOLDS,
    /** Nor that somebody wants no renewal. */
    LOSES_WISHES,
    /** Nor that an admin keeps a server from running. */
    LOSES_REASONS,
    /** Nor that a reason is gone. */
    LOSES_LIFTINGS,
    /** What is written is written a little later. */
    WRITES_LATER,
    /** Some changes are not in its feed. */
    SKIPS_CHANGES,
    /** A picture of a payment that waits is not seen. */
    REVIEWS_NOTHING,

    // Of renewals.

    /** A month has thirty days. */
    MONTHS_OF_30_DAYS,
    /** After a short month, months are counted from its last day. */
    ANCHOR_SHRINKS,
    /** Who pays is forgiven what an admin stopped them for. */
    FORGIVES_ABUSE,
    /** A payment counts twice. */
    RENEWS_TWICE,
    /** Money that goes back takes days with it that have begun. */
    TAKES_BEGUN_DAYS,
    /** Another package is written down at the old price, so that the next change credits too little. */
    UPGRADES_AT_THE_OLD_PRICE,

    // Of what tells of payments.

    /** A payment counts from when it became known. */
    COUNTS_WHEN_TOLD,
    /** The time of a payment is that of the next full minute. */
    ROUNDS_UP,
    /** What is told again is new. */
    BOOKS_TWICE,

    // Of the way out.

    /** Warnings go nowhere. */
    WARNS_NOBODY,
    /** Letters have other names after each start. */
    NEW_NAMES,
    /** Letters are sent twice. */
    TELLS_TWICE,

    // Of the adapter of a panel, and of what deletes.

    /** It is said to be suspended, and is not. */
    SUSPENDS_NOTHING,
    /** A panel that does not answer is taken for one that has suspended the server. */
    SILENCE_IS_YES,
    /** What is paid for stays suspended. */
    RESUMES_NOTHING,
    /** Another package is paid for, and the panel keeps the old one. */
    RESIZES_NOTHING,
    /** What is to be suspended is deleted. */
    DELETES_INSTEAD,
    /** Servers are deleted without anybody's consent. */
    DELETES_UNASKED;

    private static final ImmutableSet<String> WARNINGS =
            ImmutableSet.of("renewal-reminder-customer", "renewal-overdue-customer", "renewal-last-warning-customer");

    RenewalRules in(RenewalRules rules) {
        return switch (this) {
            case AN_HOUR_EARLY -> rules(rules, rules.zone(), rules.remindDays(), LocalTime.of(8, 0));
            case WRONG_ZONE -> rules(rules, ZoneOffset.UTC, rules.remindDays(), rules.remindAt());
            case ONE_REMINDER_MORE ->
                rules(rules, rules.zone(), ImmutableSortedSet.of(0, 1, 2, 3, 7), rules.remindAt());
            case A_DAY_LESS -> rules(rules, rules.graceDays() - 1, rules.deleteAfter(), rules.quiet(), false);
            case DELETES_SOON -> rules(rules, rules.graceDays(), 3, rules.quiet(), false);
            case NEVER_SLEEPS -> rules(rules, rules.graceDays(), rules.deleteAfter(), QuietHours.NONE, false);
            case FORGIVES_GRACE -> rules(rules, rules.graceDays(), rules.deleteAfter(), rules.quiet(), true);
            default -> rules;
        };
    }

    private static RenewalRules rules(RenewalRules like, ZoneId zone, Set<Integer> remindDays, LocalTime remindAt) {
        return new RenewalRules(
                zone,
                ImmutableSortedSet.copyOf(remindDays),
                remindAt,
                like.graceDays(),
                like.deleteAfter(),
                like.quiet(),
                false,
                like.trackedFrom());
    }

    private static RenewalRules rules(RenewalRules like, int grace, int deleteAfter, QuietHours quiet, boolean free) {
        return new RenewalRules(
                like.zone(), like.remindDays(), like.remindAt(), grace, deleteAfter, quiet, free, like.trackedFrom());
    }

    Clock in(Clock clock) {
        return this == A_DAY_BEHIND ? Clock.offset(clock, Duration.ofDays(-1)) : clock;
    }

    Duration in(Duration settle) {
        return this == TRUSTS_THE_CLOCK ? Duration.ZERO : settle;
    }

    /** @param rules by which it is known how orders stand */
    OrderStorage in(OrderStorage storage, RenewalRules rules) {
        return switch (this) {
            case LOSES_STEPS,
                    LOSES_GIFTS,
                    LOSES_HOLDS,
                    LOSES_WISHES,
                    LOSES_REASONS,
                    LOSES_LIFTINGS,
                    REVIEWS_NOTHING,
                    MONTHS_OF_30_DAYS,
                    ANCHOR_SHRINKS,
                    FORGIVES_ABUSE,
                    RENEWS_TWICE,
                    TAKES_BEGUN_DAYS,
                    UPGRADES_AT_THE_OLD_PRICE ->
                Around.port(OrderStorage.class, storage, new BuggyOrders(this, storage, rules));
            case WRITES_LATER -> WrongStores.later(storage);
            case SKIPS_CHANGES -> WrongStores.skipping(storage, PlantedBug::isNew);
            default -> storage;
        };
    }

    private static boolean isNew(Order order) {
        return order.status() == OrderStatus.COMPLETED
                && order.sequel().isEmpty()
                && order.subscription().isEmpty();
    }

    PaymentReport in(PaymentReport report, Instant now) {
        return switch (this) {
            case COUNTS_WHEN_TOLD -> report(report, report.id(), now);
            case ROUNDS_UP ->
                report(report, report.id(), Instant.ofEpochSecond((report.at().getEpochSecond() + 59) / 60 * 60));
            case BOOKS_TWICE -> report(report, report.id() + "-" + now.toEpochMilli(), report.at());
            default -> report;
        };
    }

    private static PaymentReport report(PaymentReport like, String id, Instant at) {
        return new PaymentReport(id, like.by(), like.state(), like.amount(), at, like.reference(), like.fee());
    }

    /** @param started when the program was */
    MessageSender in(MessageSender sender, Instant started) {
        return switch (this) {
            case WARNS_NOBODY ->
                message -> WARNINGS.contains(message.template())
                        ? CompletableFuture.completedFuture(SendResult.SENT)
                        : sender.send(message);
            case NEW_NAMES ->
                message -> sender.send(
                        WARNINGS.contains(message.template())
                                ? named(message, message.id() + started.toEpochMilli())
                                : message);
            case TELLS_TWICE -> message -> twice(sender, message);
            default -> sender;
        };
    }

    private static CompletionStage<SendResult> twice(MessageSender sender, OutgoingMessage message) {
        if (WARNINGS.contains(message.template())) {
            sender.send(named(message, message.id() + "-2"));
        }
        return sender.send(message);
    }

    private static OutgoingMessage named(OutgoingMessage message, String id) {
        return new OutgoingMessage(
                id,
                message.to(),
                message.text(),
                message.template(),
                message.variables(),
                ImmutableList.of(),
                message.attachment(),
                message.replyTo());
    }

    ServerPanel in(ServerPanel panel) {
        return Around.port(ServerPanel.class, panel, (method, arguments, call) -> switch (this) {
            case SUSPENDS_NOTHING -> method.equals("suspend") ? null : call.make();
            case RESUMES_NOTHING -> method.equals("unsuspend") ? null : call.make();
            case RESIZES_NOTHING -> method.equals("resize") ? arguments[0] : call.make();
            case SILENCE_IS_YES -> method.equals("suspend") ? silent(call) : call.make();
            case DELETES_INSTEAD -> {
                if (method.equals("suspend")) {
                    panel.delete((Long) arguments[0]);
                    yield null;
                }
                yield call.make();
            }
            default -> call.make();
        });
    }

    private static @Nullable Object silent(Around.Call call) throws Throwable {
        try {
            return call.make();
        } catch (PanelException e) {
            return null;
        }
    }
}
