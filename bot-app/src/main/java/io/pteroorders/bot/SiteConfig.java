package io.pteroorders.bot;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.site.SiteSettings;
import io.pteroorders.core.order.PersonId;
import java.net.URI;
import java.util.Optional;

/** Reads what the operator chose for the shop's pages. */
final class SiteConfig {

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.of("SHOP_NUMBER", "");

    private SiteConfig() {}

    /** Empty if the shop has no pages. {@code PUBLIC_URL} is the payments' as well, which say what is wrong with it. */
    static Optional<SiteSettings> read(SettingsReader reader) {
        URI address = reader.optional("PUBLIC_URL", GatewayConfig::address, "an address such as https://shop.example")
                .orElseGet(() -> URI.create(
                        "http://localhost:" + WhatsAppConfig.http(reader).getPort()));
        Optional<String> number = reader.optional(
                "SHOP_NUMBER",
                text -> PhoneNumbers.parse(text).flatMap(PersonId::phoneDigits),
                "the phone number to which customers write");
        return ApiConfig.isOn("WEB", reader)
                ? Optional.of(new SiteSettings(address, number, ApiConfig.proxies(reader)))
                : Optional.empty();
    }
}
