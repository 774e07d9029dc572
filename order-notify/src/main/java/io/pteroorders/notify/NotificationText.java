package io.pteroorders.notify;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.TextKey;

/** The notifications, one template each. Those about an order may use {@link OrderTexts#VARIABLES}. */
public enum NotificationText implements TextKey {
    ORDER_CREATED_CUSTOMER,
    ORDER_CREATED_ADMIN,
    ORDER_CONFIRMED_CUSTOMER,
    ORDER_PROCESSING_CUSTOMER,
    ORDER_COMPLETED_CUSTOMER,
    ORDER_COMPLETED_ADMIN,
    ORDER_CANCELLED_CUSTOMER,
    ORDER_CANCELLED_ADMIN,
    ORDER_REFUNDED_CUSTOMER,
    ORDER_REFUNDED_ADMIN,
    PROOF_RECEIVED_CUSTOMER,
    PROOF_RECEIVED_ADMIN,
    /** To the admin who moved an order. */
    STATUS_CHANGED_ADMIN(OrderTexts.VARIABLES, "commands.command"),
    /** In the place of many notices to one admin. */
    DIGEST_ADMIN(OrderTexts.SHOP, "count", "lines.line"),
    /** News from the shop to many. */
    BROADCAST_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** What an admin has to say to a customer about an order. */
    MESSAGE_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** A picture proves no payment; another is asked for. */
    PROOF_REFUSED_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** The server has another id than the one that was told. */
    SERVER_CORRECTED_CUSTOMER,
    /** The money of a cancelled order went back. */
    MONEY_RETURNED_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** A customer asks about paying, or is not understood: somebody is to answer. */
    CUSTOMER_ASKS_ADMIN(OrderTexts.VARIABLES, "text"),
    /** A picture came for an order that was cancelled. */
    PROOF_LATE_ADMIN,
    /** To whoever began a broadcast, at its end. */
    BROADCAST_DONE_ADMIN(OrderTexts.SHOP, "sent", "optedOut", "failed", "failures.receiver", "failures.why");

    private final ImmutableSet<String> variables;
    private final String file = Ascii.toLowerCase(name()).replace('_', '-');

    NotificationText() {
        this(OrderTexts.VARIABLES);
    }

    NotificationText(ImmutableSet<String> others, String... own) {
        this.variables = Sets.union(others, ImmutableSet.copyOf(own)).immutableCopy();
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public ImmutableSet<String> variables() {
        return variables;
    }

    /** Whether it goes to admins; otherwise to the customer. */
    public boolean isForAdmins() {
        return name().endsWith("_ADMIN");
    }
}
