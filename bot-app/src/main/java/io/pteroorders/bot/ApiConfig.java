package io.pteroorders.bot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.ApiSettings;
import io.pteroorders.bot.web.AddressRanges;
import io.pteroorders.bot.web.ClientAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads what the operator chose for other programs. */
final class ApiConfig {

    private static final String ON = "on";
    private static final String OFF = "off";
    private static final String NOBODY = "none";
    private static final int MOST_REQUESTS = 1_000_000;

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.of(
            "WEB",
            OFF,
            "API_RATE_LIMIT",
            "600",
            "API_ORIGINS",
            "",
            "TRUSTED_PROXIES",
            String.join(",", ClientAddresses.LOOPBACK),
            "WEBHOOK_PRIVATE",
            OFF);

    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();

    private ApiConfig() {}

    static Optional<ApiSettings> read(SettingsReader reader) {
        ApiSettings settings = new ApiSettings(
                reader.number("API_RATE_LIMIT", 1, MOST_REQUESTS),
                reader.optional(
                                "API_ORIGINS",
                                list(ApiConfig::isOrigin),
                                "addresses of sites, such as https://shop.example, with commas between them")
                        .orElse(ImmutableSet.of()),
                proxies(reader),
                isOn("WEBHOOK_PRIVATE", reader));
        return isOn("WEB", reader) ? Optional.of(settings) : Optional.empty();
    }

    /** Whose word about addresses counts. */
    static ImmutableSet<String> proxies(SettingsReader reader) {
        return reader.value(
                "TRUSTED_PROXIES",
                text -> text.equals(NOBODY)
                        ? Optional.of(ImmutableSet.of())
                        : list(AddressRanges::isRange).apply(text),
                "addresses such as 10.0.0.5 or 10.0.0.0/8 with commas between them, or none");
    }

    static boolean isOn(String name, SettingsReader reader) {
        return reader.value(
                        name,
                        text -> Optional.of(text).filter(word -> word.equals(ON) || word.equals(OFF)),
                        ON + " or " + OFF)
                .equals(ON);
    }

    private static Function<String, Optional<ImmutableSet<String>>> list(Predicate<String> each) {
        return text -> {
            ImmutableSet<String> all = ImmutableSet.copyOf(LIST.split(text));
            return all.stream().allMatch(each) ? Optional.of(all) : Optional.empty();
        };
    }

    /** A scheme and a host, and nothing behind them. */
    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
