package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.notify.OrderPictures;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Variables;
import java.time.Duration;
import java.util.Optional;

/** Replies that show customers how to pay. Thread-safe. */
public final class PaymentReplies {

    /** A gateway that is slower is not waited for: what it gives follows. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Replies replies;
    private final PaymentDesk desk;
    private final OrderPictures pictures;

    public PaymentReplies(Replies replies, PaymentDesk desk, OrderPictures pictures) {
        this.replies = replies;
        this.desk = desk;
        this.pictures = pictures;
    }

    /** Where money meets orders. */
    PaymentDesk desk() {
        return desk;
    }

    /** A text about an order that waits for payment, with the code to pay by. */
    public Reply tell(TextKey text, Order order, Language language) {
        Order shown = desk.show(order, PATIENCE);
        Reply reply = replies.tell(text, shown, language);
        Reply whole = otherWays(shown, language).map(reply::with).orElse(reply);
        return pictures.of(shown, language).map(whole::showing).orElse(whole);
    }

    /** What to do instead, if the gateway gave nothing to pay by. */
    private Optional<Reply> otherWays(Order order, Language language) {
        return desk.withoutCode(order).map(Payment::method).flatMap(silent -> {
            ImmutableList<Variables> commands = desk.service().methods().stream()
                    .filter(method -> !method.equals(silent))
                    .map(method -> command(order, method))
                    .collect(ImmutableList.toImmutableList());
            return commands.isEmpty()
                    ? Optional.empty()
                    : Optional.of(replies.say(
                            ReplyText.OTHER_WAYS_TO_PAY,
                            language,
                            Variables.builder().put("method", silent).list("commands", commands)));
        });
    }

    private Variables command(Order order, String method) {
        return Variables.builder()
                .put("command", replies.prefix() + "pay " + order.id() + " " + method)
                .build();
    }
}
