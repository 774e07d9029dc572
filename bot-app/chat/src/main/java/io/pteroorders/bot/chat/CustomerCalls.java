package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Calls the admins to customers who need a person: for an order, once a day. Thread-safe. */
final class CustomerCalls {

    private final Letters letters;
    private final ImmutableSet<PersonId> admins;
    private final Clock clock;
    private final ZoneId zone;

    CustomerCalls(Letters letters, ImmutableSet<PersonId> admins, Clock clock, ZoneId zone) {
        this.letters = letters;
        this.admins = admins;
        this.clock = clock;
        this.zone = zone;
    }

    /** Whether there is anybody to call. */
    boolean isAnybodyThere() {
        return !admins.isEmpty();
    }

    /**
     * Tells them what a customer asks, with numbers masked.
     *
     * @return whether they are told now; not if they were today, or there are none
     */
    boolean ask(Order order, String typed) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return letters.send(
                "ask " + order.id() + " " + today,
                NotificationText.CUSTOMER_ASKS_ADMIN,
                order.id(),
                admins,
                Variables.neutral(OrderLists.forAdmin(typed)));
    }

    /** Tells them of a picture for an order that was cancelled; of the same picture once. */
    void showLateProof(Order order) {
        letters.send(
                "late " + order.id() + " " + order.paymentProof().orElseThrow(),
                NotificationText.PROOF_LATE_ADMIN,
                order.id(),
                admins,
                "");
    }
}
