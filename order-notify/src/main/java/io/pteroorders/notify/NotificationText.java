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
    ORDER_COMPLETED_CUSTOMER(OrderTexts.VARIABLES, "password"),
    ORDER_COMPLETED_ADMIN,
    ORDER_CANCELLED_CUSTOMER,
    ORDER_CANCELLED_ADMIN,
    ORDER_REFUNDED_CUSTOMER,
    ORDER_REFUNDED_ADMIN,
    /** An order that renews what another gave waits to be paid. */
    RENEWAL_CREATED_CUSTOMER,
    /** An order that changes the package waits to be paid. */
    UPGRADE_CREATED_CUSTOMER,
    /** A server is to be changed to another package for nothing. */
    UPGRADE_DUE_ADMIN,
    /** The server has another package. */
    UPGRADED_CUSTOMER,
    /** The server is paid for longer. */
    RENEWED_CUSTOMER,
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
    /** A customer needs a human: somebody is to answer. */
    CALL_ADMIN(OrderTexts.SHOP, "text"),
    /** What that customer says while an admin talks to them. */
    CALL_WORDS_ADMIN(OrderTexts.SHOP, "text"),
    /** What an admin says to that customer. */
    CALL_ANSWER_CUSTOMER(OrderTexts.SHOP, "text"),
    /** A picture came for an order that was cancelled. */
    PROOF_LATE_ADMIN,
    /** Money came by itself, and the order is confirmed. */
    PAYMENT_RECEIVED_ADMIN,
    /** A part of the money came. */
    PAYMENT_PART_CUSTOMER,
    PAYMENT_PART_ADMIN,
    /** Money came for an order that does not need it. */
    MONEY_WITHOUT_ORDER_CUSTOMER,
    MONEY_WITHOUT_ORDER_ADMIN,
    /** Money that was there is disputed, or was taken away. */
    PAYMENT_ALARM_ADMIN,
    /** A gateway did not give money back. */
    REFUND_FAILED_ADMIN,
    /** The order is cancelled soon unless it is paid. */
    PAYMENT_DUE_CUSTOMER,
    /** The code to pay by, which was not there when the order was made. */
    PAYMENT_CODE_CUSTOMER,
    /** What is paid for ends soon. */
    RENEWAL_REMINDER_CUSTOMER,
    /** It has ended, and the server runs on for a few days. */
    RENEWAL_OVERDUE_CUSTOMER,
    /** The server is suspended soon. */
    RENEWAL_LAST_WARNING_CUSTOMER,
    /** A server is not paid for, and its customer could not be warned: that it is suspended was put off. */
    SUSPENSION_PUT_OFF_ADMIN,
    /** A server is to be suspended because it is not paid for. */
    SUSPENSION_DUE_ADMIN,
    /** It is. */
    UNPAID_SUSPENDED_CUSTOMER,
    /** A suspended server is deleted soon. */
    DELETION_WARNING_CUSTOMER,
    /** A server that was suspended because it is not paid for may be deleted. */
    UNPAID_DELETION_DUE_ADMIN,
    /** An admin stopped the server, or a pause has begun. */
    SERVER_STOPPED_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** The server may run again. */
    SERVER_RESUMED_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** A pause is over: somebody is to let the server run. */
    RESUMPTION_DUE_ADMIN,
    /** Older orders, of which nobody knows whether they were renewed. */
    RENEWALS_BEGIN_ADMIN(OrderTexts.SHOP, "text"),
    /** An admin said until when the server is paid, or gave days. */
    PAID_UNTIL_CUSTOMER(OrderTexts.VARIABLES, "text"),
    /** Money came of which nobody knows whose it is. */
    MONEY_UNMATCHED_ADMIN(OrderTexts.SHOP, "text"),
    /** The order is paid, and there is no room for its server yet. */
    SERVER_WAITS_CUSTOMER,
    /** The order is paid, its server could not be made, and somebody sees to it. */
    SERVER_LATE_CUSTOMER,
    /** The server of an order is not getting on. */
    SERVER_TROUBLE_ADMIN,
    /** The panel had a server for the order already, and it is not what was sold. */
    SERVER_DIFFERS_ADMIN,
    /** The server of an order that has ended does not run any more. */
    SERVER_SUSPENDED_CUSTOMER,
    /** The server of an order that has ended may be deleted. */
    SERVER_DELETION_DUE_ADMIN,
    /** The server of an order that has ended is gone. */
    SERVER_DELETED_CUSTOMER,
    SERVER_DELETED_ADMIN,
    /** The panel is away, or does not let the shop in. */
    PANEL_TROUBLE_ADMIN(OrderTexts.SHOP, "text"),
    /** Another program takes no events any more, so that none are sent to it; to owners and admins. */
    WEBHOOK_OFF_ADMIN(OrderTexts.SHOP, "text"),
    /** A customer wants to be erased, or to have all that is kept about them; to owners. */
    PRIVACY_ASKED_ADMIN(OrderTexts.SHOP, "text"),
    /** Somebody signed in as this admin on the shop's pages. */
    SIGNED_IN_ADMIN(OrderTexts.SHOP, "text"),
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

    /** Whether it says how the order is paid. */
    boolean showsHowToPay() {
        return this == ORDER_CREATED_CUSTOMER
                || this == RENEWAL_CREATED_CUSTOMER
                || this == UPGRADE_CREATED_CUSTOMER
                || this == PAYMENT_CODE_CUSTOMER
                || this == PAYMENT_DUE_CUSTOMER;
    }

    /** Whether it is about no order. */
    public boolean isAboutShop() {
        return !variables.contains("orderId");
    }

    /** Whether it goes to admins; otherwise to the customer. */
    public boolean isForAdmins() {
        return name().endsWith("_ADMIN");
    }
}
