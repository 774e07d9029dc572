package io.pteroorders.bot.command;

import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** Packages as values for templates. */
final class Packages {

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
