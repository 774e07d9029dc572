package io.pteroorders.bot.api.resource;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import java.util.UUID;

/** What customers are told of changes that no step of their order tells of. Thread-safe. */
public final class CustomerLetters {

    private final Letters letters;

    public CustomerLetters(Letters letters) {
        this.letters = letters;
    }

    /**
     * Tells the customer of an order, once for the same request.
     *
     * @param words as the text has them; may be empty
     */
    void tell(Ask ask, NotificationText text, Order order, String words) {
        String name = ask.requestId()
                        .map(RequestId::hex)
                        .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""))
                + " " + order.id();
        letters.send(name, text, order.id(), ImmutableList.of(order.customer().id()), words);
    }
}
