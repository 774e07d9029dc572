package io.pteroorders.bot;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.panel.PanelKey;
import io.pteroorders.panel.PelicanPanel;
import io.pteroorders.panel.PterodactylPanel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The operator's choice of a panel. */
final class PanelConfig {

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.<String, String>builder()
            .put("PANEL_URL", "")
            .put("PANEL_KIND", "pterodactyl")
            .put("PANEL_API_KEY", "")
            .put("PANEL_API_KEY_FILE", "")
            .put("PANEL_CLIENT_KEY", "")
            .put("PANEL_CLIENT_KEY_FILE", "")
            .put("PANEL_SHOP", "")
            .put("PANEL_MAIL_DOMAIN", "")
            .put("PANEL_HOLD", "30m")
            .put("PANEL_DELETE_AFTER", "7d")
            .put("DELETE_CONFIRM", "on")
            .buildOrThrow();

    /** A panel allows 240, and counts those of its owner's other programs. */
    private static final int CALLS_PER_MINUTE = 195;

    private static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}[a-z0-9]");
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
    private static final String DURATION_RULE = "a duration such as 90m, 24h or 7d";

    private final SettingsReader reader;

    private PanelConfig(SettingsReader reader) {
        this.reader = reader;
    }

    /** What was chosen; empty if there is no panel. What is wrong is told to the reader. */
    static Optional<PanelSettings> read(SettingsReader reader, ZoneId zone) {
        Optional<URI> address =
                reader.optional("PANEL_URL", PanelConfig::address, "an address such as https://panel.example");
        return address.flatMap(panel -> new PanelConfig(reader).read(panel, zone));
    }

    private Optional<PanelSettings> read(URI address, ZoneId zone) {
        Optional<PanelKey> key = needed("PANEL_API_KEY", "an application key of the panel, which begins with ptla_");
        Optional<PanelKey> clientKey = key("PANEL_CLIENT_KEY");
        Optional<String> shop = reader.optional(
                "PANEL_SHOP",
                text -> Optional.of(text).filter(name -> SHOP.matcher(name).matches()),
                "2 to 32 lower-case letters, digits and dashes");
        reader.required(shop, "", "PANEL_SHOP", "a short name for this shop, by which the panel knows its servers");
        Optional<String> domain = reader.optional(
                "PANEL_MAIL_DOMAIN",
                text -> Optional.of(text).filter(name -> DOMAIN.matcher(name).matches()),
                "a domain of yours such as mail.shop.example");
        Duration hold = reader.value("PANEL_HOLD", PaymentConfig::parse, DURATION_RULE);
        Duration deleteAfter = reader.value("PANEL_DELETE_AFTER", PaymentConfig::parse, DURATION_RULE);
        boolean confirm = reader.value("DELETE_CONFIRM", PanelConfig::onOrOff, "on or off");
        boolean pelican = reader.value("PANEL_KIND", PanelConfig::isPelican, "pterodactyl or pelican");
        return key.isEmpty() || shop.isEmpty()
                ? Optional.empty()
                : panel(address, key.get(), clientKey, pelican)
                        .map(panel -> new PanelSettings(
                                panel,
                                clientKey.isPresent(),
                                address,
                                shop.get(),
                                domain,
                                hold,
                                deleteAfter,
                                confirm,
                                CALLS_PER_MINUTE,
                                zone));
    }

    private Optional<ServerPanel> panel(URI address, PanelKey key, Optional<PanelKey> clientKey, boolean pelican) {
        try {
            io.pteroorders.panel.PanelSettings settings =
                    new io.pteroorders.panel.PanelSettings(address, key, clientKey);
            return Optional.of(pelican ? new PelicanPanel(settings) : new PterodactylPanel(settings));
        } catch (IllegalArgumentException e) {
            reader.problem("PANEL_URL, PANEL_API_KEY, PANEL_CLIENT_KEY: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<PanelKey> needed(String name, String rule) {
        Optional<PanelKey> key = key(name);
        reader.required(key, PanelKey.of("-"), name, rule + "; also as " + name + "_FILE");
        return key;
    }

    private Optional<PanelKey> key(String name) {
        return reader.secret(name, PanelConfig::isKey, "a key without spaces").map(PanelKey::of);
    }

    private static boolean isKey(String text) {
        try {
            return Objects.nonNull(PanelKey.of(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getScheme() != null && uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> onOrOff(String text) {
        return switch (Ascii.toLowerCase(text)) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> isPelican(String text) {
        return switch (Ascii.toLowerCase(text)) {
            case "pterodactyl" -> Optional.of(false);
            case "pelican" -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
