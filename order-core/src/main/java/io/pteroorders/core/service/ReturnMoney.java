package io.pteroorders.core.service;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Asks to give money of an order back. Immutable and thread-safe.
 *
 * @param id the order
 * @param amount how much; empty for all of it
 * @param how who gives it back
 * @param reason why; cleaned; may be empty
 * @param requestId makes a repeated request count once
 */
public record ReturnMoney(OrderId id, Optional<Money> amount, How how, String reason, Optional<RequestId> requestId) {

    /** Who gives money back. */
    public enum How {
        /** The gateway that it came by is asked to. */
        BY_GATEWAY,
        /** Somebody did so already. */
        BY_HAND
    }

    public ReturnMoney {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(how, "how");
        Objects.requireNonNull(requestId, "requestId");
        reason = FreeText.clean(reason);
    }
}
