package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import java.util.Collection;

/** Tells people of payments, each thing once. Thread-safe. */
final class Notices {

    private final Letters letters;
    private final ImmutableSet<PersonId> admins;

    Notices(Letters letters, ImmutableSet<PersonId> admins) {
        this.letters = letters;
        this.admins = admins;
    }

    void tellAdmins(String name, NotificationText text, Order order) {
        send(name + ":admins", text, order, admins, "");
    }

    void tellCustomer(String name, NotificationText text, Order order) {
        tellCustomer(name, text, order, "");
    }

    /** Tells the customer that money went back, with the shop's words about it. */
    void tellReturned(String name, Order order, String words) {
        tellCustomer(name, NotificationText.MONEY_RETURNED_CUSTOMER, order, words);
    }

    private void tellCustomer(String name, NotificationText text, Order order, String words) {
        send(name + ":customer", text, order, ImmutableSet.of(order.customer().id()), words);
    }

    private void send(String name, NotificationText text, Order order, Collection<PersonId> receivers, String words) {
        letters.send("payment:" + name, text, order.id(), receivers, words);
        letters.awaitDurable();
    }

    /** Tells admins of money that nobody owes. */
    void tellUnmatched(String name, String words) {
        letters.send("money:" + name, NotificationText.MONEY_UNMATCHED_ADMIN, admins, words);
        letters.awaitDurable();
    }
}
