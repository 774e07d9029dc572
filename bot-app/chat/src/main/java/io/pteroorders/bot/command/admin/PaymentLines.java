package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import org.joda.money.Money;

/** The attempts to pay an order, as admins read of them. */
final class PaymentLines {

    private PaymentLines() {}

    static ImmutableList<Variables> of(Order order, Replies replies, Language language) {
        return order.payments().all().stream()
                .map(payment -> line(payment, replies, language))
                .collect(ImmutableList.toImmutableList());
    }

    /** Those that tell more than the order's status does. */
    static ImmutableList<Variables> ofInterest(Order order, Replies replies, Language language) {
        return order.payments().all().stream()
                .filter(payment -> !payment.method().equals(ManualPayment.NAME)
                        || payment.amountRefunded().isPositive())
                .map(payment -> line(payment, replies, language))
                .collect(ImmutableList.toImmutableList());
    }

    private static Variables line(Payment payment, Replies replies, Language language) {
        return Variables.builder()
                .put("attempt", payment.id())
                .put("method", payment.method())
                .put("state", replies.word("payment." + payment.state().word(), language))
                .put("due", replies.formats().money(payment.amountDue(), language))
                .put("came", money(payment.amountPaid(), replies, language))
                .put("back", money(payment.amountRefunded(), replies, language))
                .put("time", replies.formats().time(payment.paidAt().orElse(payment.createdAt()), language))
                .build();
    }

    private static Optional<String> money(Money amount, Replies replies, Language language) {
        return Optional.of(amount).filter(Money::isPositive).map(some -> replies.formats()
                .money(some, language));
    }
}
