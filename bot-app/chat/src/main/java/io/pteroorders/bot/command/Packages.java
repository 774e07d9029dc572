package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** Packages as values for templates. */
final class Packages {

    /** The names of the values of a package. */
    static final ImmutableSet<String> VARIABLES =
            ImmutableSet.of("emoji", "packageName", "packageType", "price", "ram", "cpu", "storage", "bandwidth");

    private Packages() {}

    static Variables variables(PackageInfo sold, Replies replies, Language language) {
        return Variables.builder()
                .put("emoji", sold.emoji())
                .put("packageName", sold.name())
                .put("packageType", sold.type())
                .put("price", replies.formats().money(sold.pricePerMonth(), language))
                .put("ram", sold.specifications().ram())
                .put("cpu", sold.specifications().cpu())
                .put("storage", sold.specifications().storage())
                .put("bandwidth", sold.specifications().bandwidth())
                .build();
    }
}
