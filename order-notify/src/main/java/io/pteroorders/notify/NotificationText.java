package io.pteroorders.notify;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.TextKey;

/** The notifications, one template each. All may use the variables of {@link OrderTexts}. */
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
    PROOF_RECEIVED_ADMIN;

    @Override
    public String file() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }

    @Override
    public ImmutableSet<String> variables() {
        return OrderTexts.VARIABLES;
    }

    /** Whether it goes to admins; otherwise to the customer. */
    public boolean isForAdmins() {
        return name().endsWith("_ADMIN");
    }
}
