package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The shop, as texts speak of it. Immutable and thread-safe.
 *
 * @param name the shop's name
 * @param prefix what commands begin with
 * @param contact the admin whom customers can write to
 * @param examplePackage the code of a package that is sold, for examples that work; asked each time
 * @param takesPictures whether customers can send a picture of their payment into the chat
 * @param instructions how to pay by hand, in the seller's own words, a template that may use
 *     {@link #INSTRUCTION_VARIABLES}; empty for the program's words
 * @param panel where customers find their servers; empty if the shop has no panel
 */
public record Shop(
        String name,
        String prefix,
        Optional<PersonId> contact,
        Supplier<PackageType> examplePackage,
        boolean takesPictures,
        Optional<String> instructions,
        Optional<String> panel) {

    /** The names of the values that {@link #instructions} may use. */
    public static final ImmutableSet<String> INSTRUCTION_VARIABLES = ImmutableSet.of("amount", "orderId");

    /** A shop whose examples are always of the same package. */
    public Shop(
            String name,
            String prefix,
            Optional<PersonId> contact,
            PackageType examplePackage,
            boolean takesPictures,
            Optional<String> instructions,
            Optional<String> panel) {
        this(name, prefix, contact, () -> examplePackage, takesPictures, instructions, panel);
    }

    /** A shop that explains how to pay in the program's words. */
    public Shop(
            String name, String prefix, Optional<PersonId> contact, PackageType examplePackage, boolean takesPictures) {
        this(name, prefix, contact, examplePackage, takesPictures, Optional.empty(), Optional.empty());
    }

    /** A shop that takes pictures. */
    public Shop(String name, String prefix, Optional<PersonId> contact, PackageType examplePackage) {
        this(name, prefix, contact, examplePackage, true);
    }

    /** Where customers write to an admin. */
    Optional<String> contactLink() {
        return contact.flatMap(PersonId::phoneDigits).map(digits -> "wa.me/" + digits);
    }
}
