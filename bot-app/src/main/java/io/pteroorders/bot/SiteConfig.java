package io.pteroorders.bot;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.site.SiteSettings;
import io.pteroorders.core.order.PersonId;
import java.net.URI;
import java.util.Optional;

/** Reads what the operator chose for the shop's pages. */
final class SiteConfig {

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.of("SHOP_NUMBER", "");

    private static final ImmutableSet<String> LOOPBACK = ImmutableSet.of("localhost", "127.0.0.1", "[::1]");

    private SiteConfig() {}

    /** Empty if the shop has no pages. {@code PUBLIC_URL} is the payments' as well, which say what is wrong with it. */
    static Optional<SiteSettings> read(SettingsReader reader) {
        if (!ApiConfig.isOn("WEB", reader)) {
            number(reader);
            return Optional.empty();
        }
        URI address = reader.optional("PUBLIC_URL", GatewayConfig::address, "an address such as https://shop.example")
                .orElseGet(() -> URI.create(
                        "http://localhost:" + WhatsAppConfig.http(reader).getPort()));
        if (!isSafe(address)) {
            reader.problem(
                    "PUBLIC_URL must be https, or on this machine, for WEB=on: people sign in there, and whoever is"
                            + " on the way could read along; it is " + address);
        }
        return Optional.of(new SiteSettings(address, number(reader), ApiConfig.proxies(reader)));
    }

    private static Optional<String> number(SettingsReader reader) {
        return reader.optional(
                "SHOP_NUMBER",
                text -> PhoneNumbers.parse(text).flatMap(PersonId::phoneDigits),
                "the phone number to which customers write");
    }

    private static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }
}
