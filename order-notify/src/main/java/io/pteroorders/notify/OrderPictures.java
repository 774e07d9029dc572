package io.pteroorders.notify;

import io.pteroorders.core.order.Order;
import io.pteroorders.notify.text.Language;
import java.util.Optional;

/** Draws what customers are to scan or look at when they pay. Called for texts that say how an order is paid. Thread-safe. */
@FunctionalInterface
public interface OrderPictures {

    /** None. */
    OrderPictures NONE = (order, language) -> Optional.empty();

    /**
     * The picture that goes with an order.
     *
     * @param order as it is now
     * @param language in which its words are
     * @return empty if there is nothing to show
     */
    Optional<Picture> of(Order order, Language language);
}
