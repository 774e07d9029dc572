package io.pteroorders.core.order;

import io.pteroorders.core.catalog.Amounts;
import java.util.Objects;
import org.joda.money.Money;

/**
 * What makes an order part of a subscription that another order began. It is paid and confirmed like any other; once it is
 * paid, it changes what the first order gave: until when, or how much of a server. Immutable and thread-safe.
 */
public sealed interface Sequel {

    /** The note with which an order is cancelled because another one for the same subscription took its place. */
    String REPLACED_NOTE = "Another order took its place";

    /** The note with which an order is confirmed that costs too little to be asked for. */
    String WAIVED_NOTE = "Too little to be asked for";

    /** The order with which the subscription began; itself no sequel. */
    OrderId first();

    /** The order pays for further months, as many as its item says. */
    record Renewal(OrderId first) implements Sequel {

        /** A renewal of what this order began. */
        public Renewal {
            Objects.requireNonNull(first, "first");
        }
    }

    /**
     * The order changes the package to that of its item, for the rest of what is paid for. The price of the item, for a
     * duration of one month, is what is due for that, and may be nothing.
     *
     * @param pricePerMonth what a month of the new package costs from the next renewal on
     */
    record Upgrade(OrderId first, Money pricePerMonth) implements Sequel {

        /** @throws IllegalArgumentException if the price breaks {@link Amounts} */
        public Upgrade {
            Objects.requireNonNull(first, "first");
            pricePerMonth = Amounts.of(pricePerMonth.getCurrencyUnit(), pricePerMonth.getAmount());
        }
    }
}
