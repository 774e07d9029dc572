package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;

/** Tells customers what an admin did that is no step of their order. The same command again tells nothing new. Thread-safe. */
public final class CustomerNews {

    private final Letters letters;

    public CustomerNews(Letters letters) {
        this.letters = letters;
    }

    void serverCorrected(Order order, Call call) {
        tell(NotificationText.SERVER_CORRECTED_CUSTOMER, order, "", call);
    }

    void proofRefused(Order order, String why, Call call) {
        tell(NotificationText.PROOF_REFUSED_CUSTOMER, order, why, call);
    }

    /** Money of which no payment is known; of others the payments tell. */
    void moneyReturned(Order order, String note, Call call) {
        if (order.payments().all().stream()
                .allMatch(payment -> payment.refunds().isEmpty())) {
            tell(NotificationText.MONEY_RETURNED_CUSTOMER, order, note, call);
        }
    }

    void paidUntil(Order order, String why, Call call) {
        tell(NotificationText.PAID_UNTIL_CUSTOMER, order, why, call);
    }

    void suspended(Order order, Call call) {
        tell(NotificationText.UNPAID_SUSPENDED_CUSTOMER, order, "", call);
    }

    void stopped(Order order, String why, Call call) {
        tell(NotificationText.SERVER_STOPPED_CUSTOMER, order, why, call);
    }

    void resumed(Order order, String why, Call call) {
        tell(NotificationText.SERVER_RESUMED_CUSTOMER, order, why, call);
    }

    void deleted(Order order, Call call) {
        tell(NotificationText.SERVER_DELETED_CUSTOMER, order, "", call);
    }

    void message(Order order, String words, Call call) {
        tell(NotificationText.MESSAGE_CUSTOMER, order, words, call);
    }

    private void tell(NotificationText text, Order order, String words, Call call) {
        String name = call.requestId().orElseThrow().hex() + " " + order.id();
        letters.send(name, text, order.id(), ImmutableList.of(order.customer().id()), words);
    }
}
