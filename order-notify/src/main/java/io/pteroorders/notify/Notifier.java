package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.notify.NotificationPolicy.Notice;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the notifications that are due after each event, once; what a transport does not take is logged. Messages are
 * independent of each other. Thread-safe.
 */
public final class Notifier implements OrderListener {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private final NotificationPolicy policy;
    private final OrderTexts texts;
    private final Languages languages;
    private final Language defaultLanguage;
    private final MessageSender sender;

    /**
     * A notifier.
     *
     * @param defaultLanguage for people who chose none
     */
    public Notifier(
            NotificationPolicy policy,
            OrderTexts texts,
            Languages languages,
            Language defaultLanguage,
            MessageSender sender) {
        this.policy = policy;
        this.texts = texts;
        this.languages = languages;
        this.defaultLanguage = defaultLanguage;
        this.sender = sender;
    }

    @Override
    public void onEvent(OrderEvent event) {
        policy.notices(event).forEach(notice -> send(notice, event.order()));
    }

    /** Whatever goes wrong with one message, the others are sent. */
    private void send(Notice notice, Order order) {
        try {
            sender.send(message(notice, order)).whenComplete((result, failure) -> {
                if (failure != null) {
                    warn(notice, order, failure);
                } else if (result.kind() != SendResult.Kind.SENT) {
                    warn(notice, order, result.reason());
                }
            });
        } catch (RuntimeException e) {
            warn(notice, order, e);
        }
    }

    private static void warn(Notice notice, Order order, Object reason) {
        LOG.warn("{} about {} did not reach {}: {}", notice.text().file(), order.id(), notice.receiver(), reason);
    }

    private OutgoingMessage message(Notice notice, Order order) {
        Language language = languages.of(notice.receiver()).orElse(defaultLanguage);
        Variables variables =
                notice.text().isForAdmins() ? texts.forAdmin(order, language) : texts.forCustomer(order, language);
        return new OutgoingMessage(
                id(notice, order),
                notice.chat(),
                texts.texts().render(notice.text(), language, variables),
                notice.text().file(),
                variables.asText(),
                ImmutableList.of(),
                notice.text() == NotificationText.PROOF_RECEIVED_ADMIN ? order.paymentProof() : Optional.empty(),
                Optional.empty());
    }

    private static String id(Notice notice, Order order) {
        return RequestId.of(
                        order.id().toString(),
                        occasion(notice.text(), order),
                        notice.receiver().text(),
                        notice.text().file())
                .hex();
    }

    /** What tells one notification from the next of its kind: the history's entry, or the picture. */
    private static String occasion(NotificationText text, Order order) {
        return switch (text) {
            case PROOF_RECEIVED_CUSTOMER, PROOF_RECEIVED_ADMIN ->
                order.paymentProof().orElse("");
            default -> Integer.toString(order.statusHistory().size());
        };
    }
}
