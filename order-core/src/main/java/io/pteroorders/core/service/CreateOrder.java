package io.pteroorders.core.service;

import com.google.common.base.Ascii;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.storage.RequestId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks for a new order. The constraints say what {@link OrderService#create} accepts. Immutable and thread-safe.
 *
 * @param customer who it is for
 * @param packageType the code of a package for sale; empty if none was named, which is refused
 * @param durationMonths whole months, 1 to 12; empty if what was typed is no number
 * @param note the customer's note, cleaned; may be empty
 * @param username the wanted panel user name
 * @param requestId makes a repeated request count once
 */
public record CreateOrder(
        Customer customer,

        Optional<
                        @NotNull(message = "UNKNOWN_PACKAGE")
                        @Pattern(regexp = PackageType.PATTERN, message = "UNKNOWN_PACKAGE") String>
                packageType,

        Optional<
                        @NotNull(message = "INVALID_DURATION")
                        @Min(value = OrderItem.MIN_MONTHS, message = "INVALID_DURATION")
                        @Max(value = OrderItem.MAX_MONTHS, message = "INVALID_DURATION") Integer>
                durationMonths,

        @Pattern(regexp = FreeText.NOTE_PATTERN, message = "NOTE_TOO_LONG")
        String note,

        Optional<@Pattern(regexp = Order.USERNAME_PATTERN, message = "INVALID_USERNAME") String> username,

        Optional<RequestId> requestId) {

    public CreateOrder {
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(durationMonths, "durationMonths");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(requestId, "requestId");
        packageType = packageType.map(Ascii::toLowerCase);
        note = FreeText.clean(note);
    }

    /** A request without a note, a user name and a request id. */
    public CreateOrder(Customer customer, String packageType, int durationMonths) {
        this(customer, Optional.of(packageType), Optional.of(durationMonths), "", Optional.empty(), Optional.empty());
    }

    /** The same with a note of the customer's. */
    public CreateOrder withNote(String text) {
        return new CreateOrder(customer, packageType, durationMonths, text, username, requestId);
    }

    /** The same with a wanted panel user name. */
    public CreateOrder withUsername(String name) {
        return new CreateOrder(customer, packageType, durationMonths, note, Optional.of(name), requestId);
    }

    /** The same under a request id. */
    public CreateOrder under(RequestId request) {
        return new CreateOrder(customer, packageType, durationMonths, note, username, Optional.of(request));
    }
}
