package io.pteroorders.bot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import io.pteroorders.bot.whatsapp.AccessToken;
import io.pteroorders.bot.whatsapp.Templates;
import io.pteroorders.bot.whatsapp.WhatsAppSettings;
import io.pteroorders.notify.NotificationText;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the operator chose for WhatsApp. */
final class WhatsAppConfig {

    /** What {@code TRANSPORT} is for it. */
    static final String TRANSPORT = "whatsapp-cloud";

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.<String, String>builder()
            .put("WHATSAPP_PHONE_NUMBER_ID", "")
            .put("WHATSAPP_ACCESS_TOKEN", "")
            .put("WHATSAPP_ACCESS_TOKEN_FILE", "")
            .put("WHATSAPP_APP_SECRET", "")
            .put("WHATSAPP_APP_SECRET_FILE", "")
            .put("WHATSAPP_VERIFY_TOKEN", "")
            .put("WHATSAPP_VERIFY_TOKEN_FILE", "")
            .put("WHATSAPP_API_BASE", "https://graph.facebook.com")
            .put("WHATSAPP_API_VERSION", "v25.0")
            .put("WHATSAPP_TEMPLATES_FILE", "")
            .put("HTTP_BIND", "127.0.0.1")
            .put("HTTP_PORT", "8080")
            .put("MANAGEMENT_BIND", "127.0.0.1")
            .put("MANAGEMENT_PORT", "8081")
            .buildOrThrow();

    private static final String TOKEN = "WHATSAPP_ACCESS_TOKEN";
    private static final Splitter SECRETS = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Pattern NUMBER_ID = Pattern.compile("[0-9]{5,32}");
    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}\\.[0-9]{1,2}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    /** The values of each message that are a text; those of lists' elements are not, and have a dot in their names. */
    private static final ImmutableMap<String, ImmutableSet<String>> TEXTS = Stream.of(NotificationText.values())
            .collect(ImmutableMap.toImmutableMap(NotificationText::file, text -> text.variables().stream()
                    .filter(name -> !name.contains("."))
                    .collect(ImmutableSet.toImmutableSet())));

    private static final int MOST_SECRETS = 2;
    private static final int HIGHEST_PORT = 65_535;

    private WhatsAppConfig() {}

    /** What was chosen; empty for another transport. */
    static Optional<WhatsAppSettings> read(SettingsReader reader) {
        boolean chosen = reader.text("TRANSPORT").filter(TRANSPORT::equals).isPresent();
        return chosen ? Optional.of(settings(reader)) : Optional.empty();
    }

    private static WhatsAppSettings settings(SettingsReader reader) {
        return new WhatsAppSettings(
                reader.required(
                        reader.optional("WHATSAPP_PHONE_NUMBER_ID", WhatsAppConfig::numberId, "Meta's id, digits only"),
                        "",
                        "WHATSAPP_PHONE_NUMBER_ID",
                        "Meta's id of the shop's number, such as 106540352242922 (not the number itself)"),
                token(reader),
                secrets(reader),
                reader.required(
                        reader.secret("WHATSAPP_VERIFY_TOKEN", WhatsAppConfig::isVisible, "without spaces"),
                        "",
                        "WHATSAPP_VERIFY_TOKEN",
                        "a word of your own that you also type in at Meta"),
                reader.value(
                        "WHATSAPP_API_BASE",
                        WhatsAppConfig::address,
                        "an address that begins with https, such as https://graph.facebook.com"),
                reader.value("WHATSAPP_API_VERSION", WhatsAppConfig::version, "a version such as v25.0"),
                reader.text("WHATSAPP_TEMPLATES_FILE")
                        .map(Path::of)
                        .map(file -> templates(file, reader))
                        .orElse(Templates.NONE),
                http(reader).getHost(),
                http(reader).getPort(),
                reader.value("BOT_PREFIX", Optional::of, ""),
                HostAndPort.fromParts(
                        reader.value("MANAGEMENT_BIND", WhatsAppConfig::host, "an address such as 127.0.0.1"),
                        reader.number("MANAGEMENT_PORT", 0, HIGHEST_PORT)));
    }

    /** Where strangers reach the program. */
    static HostAndPort http(SettingsReader reader) {
        return HostAndPort.fromParts(
                reader.value("HTTP_BIND", WhatsAppConfig::host, "an address such as 127.0.0.1"),
                reader.number("HTTP_PORT", 0, HIGHEST_PORT));
    }

    private static Optional<String> numberId(String text) {
        return Optional.of(text).filter(id -> NUMBER_ID.matcher(id).matches());
    }

    private static Optional<String> host(String text) {
        return Optional.of(text).filter(host -> InetAddresses.isInetAddress(host) || InternetDomainName.isValid(host));
    }

    private static Optional<String> version(String text) {
        return Optional.of(text).filter(version -> VERSION.matcher(version).matches());
    }

    private static boolean isVisible(String text) {
        return VISIBLE.matcher(text).matches();
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            return Optional.of(address)
                    .filter(uri -> uri.getHost() != null
                            && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isHere(uri))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The token would go through a network in clear. */
    private static boolean isHere(URI address) {
        return address.getHost().equals("localhost")
                || (InetAddresses.isUriInetAddress(address.getHost())
                        && InetAddresses.forUriString(address.getHost()).isLoopbackAddress());
    }

    private static AccessToken token(SettingsReader reader) {
        String text = reader.required(
                reader.secret(TOKEN, WhatsAppConfig::isVisible, "without spaces"),
                "",
                TOKEN,
                "the key to the Graph API, here or in the file that " + TOKEN + "_FILE names");
        return reader.secretFile(TOKEN).map(file -> tokenIn(file, text)).orElseGet(() -> AccessToken.of(text));
    }

    private static AccessToken tokenIn(Path file, String otherwise) {
        try {
            return AccessToken.in(file);
        } catch (IOException e) {
            // Reading the setting has named it.
            return AccessToken.of(otherwise);
        }
    }

    private static ImmutableList<String> secrets(SettingsReader reader) {
        return reader.required(
                        reader.secret("WHATSAPP_APP_SECRET", WhatsAppConfig::areSecrets, rule()),
                        "",
                        "WHATSAPP_APP_SECRET",
                        "the app's secret, which signs webhooks")
                .transform(text -> ImmutableList.copyOf(SECRETS.split(text)));
    }

    private static String rule() {
        return "one secret of at least " + WhatsAppSettings.SHORTEST_SECRET
                + " characters, or two with a comma between";
    }

    private static boolean areSecrets(String text) {
        ImmutableList<String> secrets = ImmutableList.copyOf(SECRETS.split(text));
        return !secrets.isEmpty()
                && secrets.size() <= MOST_SECRETS
                && secrets.stream().allMatch(secret -> secret.length() >= WhatsAppSettings.SHORTEST_SECRET);
    }

    private static Templates templates(Path file, SettingsReader reader) {
        Lines lines = new Lines();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        } catch (IllegalArgumentException e) {
            lines.problems.add("it cannot be read: " + e.getMessage());
        } catch (IOException e) {
            lines.problems.add(
                    Files.isReadable(file)
                            ? file + " is not text in UTF-8"
                            : file + " is not there, or this user may not read it");
        }
        Templates templates = Templates.of(Maps.fromProperties(lines), TEXTS, lines.problems::add);
        lines.problems.forEach(problem -> reader.problem("WHATSAPP_TEMPLATES_FILE: " + problem));
        return templates;
    }

    /** Lines of which none may take the place of another. */
    private static final class Lines extends Properties {

        private static final long serialVersionUID = 1;

        private final transient List<String> problems = new ArrayList<>();

        @Override
        public synchronized @Nullable Object put(Object name, Object line) {
            Object before = super.put(name, line);
            if (before != null) {
                problems.add("\"" + name + "\" stands there twice");
            }
            return before;
        }
    }
}
