package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.Reconciliation;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import java.util.Collection;

/** Tells people of servers, each thing once. Thread-safe. */
final class PanelNotices {

    private final Letters letters;
    private final ImmutableSet<PersonId> admins;

    PanelNotices(Letters letters, ImmutableSet<PersonId> admins) {
        this.letters = letters;
        this.admins = admins;
    }

    void tellAdmins(String name, NotificationText text, Order order) {
        send(name + ":admins", text, order, admins);
    }

    void tellCustomer(String name, NotificationText text, Order order) {
        send(name + ":customer", text, order, ImmutableSet.of(order.customer().id()));
    }

    private void send(String name, NotificationText text, Order order, Collection<PersonId> receivers) {
        letters.send("panel:" + name, text, order.id(), receivers, "");
        letters.awaitDurable();
    }

    /** Tells admins of something about the panel as a whole, once under a name. */
    void tellAdmins(String name, NotificationText text, String words) {
        letters.send("panel:" + name, text, admins, words);
        letters.awaitDurable();
    }

    /** Tells admins of a server that was there already, if it is not what was sold. */
    void tellIfDifferent(Order order, PanelServer found) {
        if (!Reconciliation.isAsSold(order.item().plan(), found)) {
            send("other-limits:" + order.id() + ":admins", NotificationText.SERVER_DIFFERS_ADMIN, order, admins);
        }
    }
}
