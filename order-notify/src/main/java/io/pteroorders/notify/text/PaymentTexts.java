package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.ManualPayment;
import java.util.Comparator;
import java.util.Optional;
import org.joda.money.Money;

/** The payments of orders as values for templates. Immutable and thread-safe. */
final class PaymentTexts {

    /** The names of the values. */
    static final ImmutableSet<String> VARIABLES = ImmutableSet.of(
            "howToPay",
            "byItself",
            "payable",
            "arrived",
            "missing",
            "surplus",
            "spare",
            "returned",
            "method",
            "payUntil");

    private static final ImmutableSet<String> HOW_TO_PAY =
            ImmutableSet.of("payable", "payUntil", "discount", "shown", "contact", "arrived", "missing", "command");

    private final Texts texts;
    private final Formats formats;
    private final Shop shop;

    PaymentTexts(Texts texts, Formats formats, Shop shop) {
        this.texts = texts;
        this.formats = formats;
        this.shop = shop;
    }

    /** The values of an order. */
    Variables of(Order order, Language language) {
        Optional<Payment> open = order.payments().open();
        Optional<Payment> told = open.or(order.payments()::paid);
        Optional<Payment> part = open.filter(payment -> !payment.arrivals().isEmpty());
        return Variables.builder()
                .put("howToPay", order.status() == OrderStatus.PENDING ? howToPay(order, language) : "")
                .flag("byItself", open.filter(PaymentTexts::isByItself).isPresent())
                .put("payable", money(Optional.of(due(order)), language))
                .put("arrived", money(told.map(Payment::amountPaid).filter(Money::isPositive), language))
                .put("missing", money(part.map(Payment::amountMissing), language))
                .put("surplus", money(order.payments().paid().flatMap(PaymentTexts::surplus), language))
                .put("spare", money(order.moneyWithoutOrder().map(Payment::amountHeld), language))
                .put("returned", money(Optional.of(returned(order)), language))
                .put("method", told.map(Payment::method))
                .put("payUntil", open.flatMap(Payment::expiresAt).map(time -> formats.time(time, language)))
                .build();
    }

    private Optional<String> money(Optional<Money> amount, Language language) {
        return amount.map(value -> formats.money(value, language));
    }

    /** What is to be paid for a pending order. */
    private static Money due(Order order) {
        return order.payments().open().map(Payment::amountDue).orElse(order.totalAmount());
    }

    /** What went back last; all of it, if nobody counted. */
    private static Money returned(Order order) {
        return order.payments().all().reverse().stream()
                .flatMap(payment -> payment.refunds().reverse().stream())
                .filter(refund -> refund.state() == PaymentRefund.State.DONE)
                .max(Comparator.comparing(PaymentRefund::at))
                .map(PaymentRefund::amount)
                .orElse(order.totalAmount());
    }

    /** Whether nobody has to look at the money. */
    private static boolean isByItself(Payment payment) {
        return !payment.method().equals(ManualPayment.NAME);
    }

    private static Optional<Money> surplus(Payment paid) {
        return Optional.of(paid.amountPaid().minus(paid.amountDue())).filter(Money::isPositive);
    }

    /** How the order is paid, in a line or two. */
    private String howToPay(Order order, Language language) {
        Optional<Payment> open = order.payments().open();
        Optional<Payment> ended =
                open.isPresent() ? Optional.empty() : order.payments().last().filter(PaymentTexts::isByItself);
        boolean byHand = open.filter(PaymentTexts::isByItself).isEmpty() && ended.isEmpty();
        Variables values = values(order, open, language);
        String how = byHand && shop.instructions().isPresent()
                ? Texts.fill(shop.instructions().get(), Shop.INSTRUCTION_VARIABLES, ownValues(order, language))
                : fill(ended.map(PaymentTexts::ending).orElse(kind(open)), values, language);
        return open.filter(payment -> !payment.arrivals().isEmpty()).isPresent()
                ? fill("pay.part", values, language) + "\n" + how
                : how;
    }

    private String fill(String word, Variables values, Language language) {
        return Texts.fill(texts.word(word, language), HOW_TO_PAY, values);
    }

    private static String ending(Payment ended) {
        return ended.state() == PaymentState.FAILED ? "pay.failed" : "pay.over";
    }

    private static String kind(Optional<Payment> open) {
        if (open.filter(PaymentTexts::isByItself).isEmpty()) {
            return "pay.manual";
        }
        return open.get()
                .payBy()
                .map(shown -> switch (shown.kind()) {
                    case QR -> "pay.qr";
                    case ACCOUNT -> "pay.account";
                    case LINK -> "pay.link";
                })
                .orElse("pay.later");
    }

    private Variables values(Order order, Optional<Payment> open, Language language) {
        Optional<Money> discount = open.map(payment -> order.totalAmount().minus(payment.amountDue()));
        return Variables.builder()
                .put("payable", formats.money(due(order), language))
                .put("payUntil", open.flatMap(Payment::expiresAt).map(time -> formats.time(time, language)))
                .put("discount", money(discount.filter(Money::isPositive), language))
                .put("shown", open.flatMap(Payment::payBy).map(PayBy::text))
                .put("contact", shop.contactLink())
                .put("command", shop.prefix() + "pay " + order.id())
                .put("arrived", money(open.map(Payment::amountPaid), language))
                .put("missing", money(open.map(Payment::amountMissing), language))
                .build();
    }

    private Variables ownValues(Order order, Language language) {
        return Variables.builder()
                .put("amount", formats.money(due(order), language))
                .put("orderId", order.id())
                .build();
    }
}
