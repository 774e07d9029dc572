package io.pteroorders.notify.text;

import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;

/**
 * The shop, as texts speak of it. Immutable and thread-safe.
 *
 * @param name the shop's name
 * @param prefix what commands begin with
 * @param contact the admin whom customers can write to
 * @param examplePackage the code of a package that is sold, for examples that work
 * @param takesPictures whether customers can send a picture of their payment into the chat
 */
public record Shop(
        String name, String prefix, Optional<PersonId> contact, PackageType examplePackage, boolean takesPictures) {

    /** A shop that takes pictures. */
    public Shop(String name, String prefix, Optional<PersonId> contact, PackageType examplePackage) {
        this(name, prefix, contact, examplePackage, true);
    }
}
