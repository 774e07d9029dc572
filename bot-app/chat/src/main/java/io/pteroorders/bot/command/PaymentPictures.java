package io.pteroorders.bot.command;

import io.pteroorders.bot.picture.CodePictures;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.notify.OrderPictures;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import java.util.Optional;

/** The pictures that customers pay by: a code with the order's own amount, or the seller's picture. Thread-safe. */
public final class PaymentPictures implements OrderPictures {

    private final CodePictures codes;
    private final Formats formats;
    private final Optional<Picture> own;

    /** @param own what goes with the seller's own words on how to pay */
    public PaymentPictures(CodePictures codes, Formats formats, Optional<Picture> own) {
        this.codes = codes;
        this.formats = formats;
        this.own = own;
    }

    @Override
    public Optional<Picture> of(Order order, Language language) {
        if (order.status() != OrderStatus.PENDING) {
            return Optional.empty();
        }
        Optional<Payment> open = order.payments().open();
        boolean byHand = order.payments().all().isEmpty()
                || open.filter(payment -> payment.method().equals(ManualPayment.NAME))
                        .isPresent();
        return byHand ? own : open.flatMap(payment -> code(payment, language));
    }

    private Optional<Picture> code(Payment payment, Language language) {
        return payment.payBy()
                .filter(shown -> shown.kind() == PayBy.Kind.QR)
                .map(shown -> codes.draw(
                        new PaymentCode(shown.text(), payment.amountDue(), payment.expiresAt()),
                        formats.money(payment.amountDue(), language)));
    }
}
