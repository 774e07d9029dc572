package io.pteroorders.panel;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A shop's way to a panel. Immutable and thread-safe.
 *
 * @param address of the panel's pages, for example {@code https://panel.example.com}; without a slash at its end
 * @param applicationKey lets the shop make users and servers
 * @param clientKey of an administrator, lets the shop start and stop servers; without it they can be made, but not that
 */
public record PanelSettings(URI address, PanelKey applicationKey, Optional<PanelKey> clientKey) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * Takes slashes from the end of the address.
     *
     * @throws IllegalArgumentException if a key would travel in the clear to the address, or it is none; the message says
     *     which
     */
    public PanelSettings {
        Objects.requireNonNull(applicationKey, "applicationKey");
        Objects.requireNonNull(clientKey, "clientKey");
        if (!isPrivate(address)) {
            throw new IllegalArgumentException(
                    "the address of the panel begins with https:// and a host, and http:// is for this machine alone");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address of the panel has a host and a path, and no more");
        }
        address = URI.create(address.toString().replaceAll("/+$", ""));
    }

    private static boolean isPrivate(URI address) {
        String host = Objects.requireNonNullElse(address.getHost(), "");
        boolean encrypted = "https".equals(address.getScheme()) && !host.isEmpty();
        return encrypted
                || ("http".equals(address.getScheme()) && LOOPBACK.matcher(host).matches());
    }

    /**
     * Checks that no key was given in the place of the other.
     *
     * @throws IllegalArgumentException if so; the message says which
     */
    PanelSettings checked(String applicationPrefix, String clientPrefix) {
        if (applicationKey.startsWith(clientPrefix)) {
            throw new IllegalArgumentException(
                    "the panel's application key begins with " + applicationPrefix + "; a client key was given");
        }
        if (clientKey.filter(key -> key.startsWith(applicationPrefix)).isPresent()) {
            throw new IllegalArgumentException(
                    "the panel's client key begins with " + clientPrefix + "; an application key was given");
        }
        return this;
    }
}
