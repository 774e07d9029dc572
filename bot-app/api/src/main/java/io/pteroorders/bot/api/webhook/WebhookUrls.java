package io.pteroorders.bot.api.webhook;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses webhooks may have. Thread-safe. */
final class WebhookUrls {

    private static final int MOST_LETTERS = 2000;
    private static final int LAST_PORT = 65_535;

    /** Names whose last part is a number are read as addresses. */
    private static final Pattern FIGURES = Pattern.compile("(?i)(^|\\.)(0x[0-9a-f]*|[0-9]+)\\.?$");

    private final ReachableHosts hosts;
    private final boolean everywhere;

    /** @param everywhere whether they may go to this machine and its network, and without TLS */
    WebhookUrls(ReachableHosts hosts, boolean everywhere) {
        this.hosts = hosts;
        this.everywhere = everywhere;
    }

    /** What is wrong with a URL, to stand after its name; empty if nothing is, as far as can be told now. */
    Optional<String> violation(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL such as https://example.com/orders");
        }
        return malformed(uri, url).or(() -> unreachable(uri.getHost()));
    }

    private Optional<String> malformed(URI uri, String url) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        if (!scheme.equals("https") && !(everywhere && scheme.equals("http"))) {
            return Optional.of("must begin with https:// " + (everywhere ? "or http://" : "and nothing else"));
        } else if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            return Optional.of("must have no user and no password in it: who sends is known by the signature");
        } else if (uri.getHost() == null || !isPlain(uri.getHost())) {
            return Optional.of("must name a host, by a name in ASCII or by an address in its usual form");
        } else if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            return Optional.of("must have a port from 1 to " + LAST_PORT + ", or none");
        } else if (uri.getRawFragment() != null) {
            return Optional.of("must have no part after #, which is never sent");
        } else if (url.length() > MOST_LETTERS) {
            return Optional.of("must have at most " + MOST_LETTERS + " letters");
        }
        return Optional.empty();
    }

    /** An address in figures has one form only, so that all who read it read the same. */
    private static boolean isPlain(String host) {
        if (host.startsWith("[")) {
            return host.indexOf('%') < 0;
        }
        return !host.endsWith(".") && (!FIGURES.matcher(host).find() || isUsual(host));
    }

    private static boolean isUsual(String figures) {
        return InetAddresses.isInetAddress(figures)
                && InetAddresses.forString(figures).getHostAddress().equals(figures);
    }

    /** A name that nobody knows now may be known when something is sent. */
    private Optional<String> unreachable(String host) {
        if (isLocal(host) && !everywhere) {
            return notPublic();
        }
        try {
            hosts.addresses(host);
            return Optional.empty();
        } catch (ReachableHosts.NotPublicException e) {
            return notPublic();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(String host) {
        String name = CharMatcher.is('.').trimTrailingFrom(Ascii.toLowerCase(host));
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private static Optional<String> notPublic() {
        return Optional.of(
                "must be on the internet: addresses of this machine and of private networks are only for shops"
                        + " with WEBHOOK_PRIVATE=on");
    }
}
