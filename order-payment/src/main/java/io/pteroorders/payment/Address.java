package io.pteroorders.payment;

import java.net.URI;
import java.util.regex.Pattern;

/** The addresses that gateways are spoken to by. */
final class Address {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Address() {}

    /**
     * An address without what stands behind its path, and without a slash at its end.
     *
     * @throws IllegalArgumentException if a key would travel in the clear to it, or it is none; the message says which
     */
    static URI base(String gateway, URI base) {
        boolean encrypted = "https".equals(base.getScheme()) && base.getHost() != null;
        if (!encrypted && !("http".equals(base.getScheme()) && isLoopback(base))) {
            throw new IllegalArgumentException("the address of " + gateway
                    + " begins with https:// and a host, and http:// is for this machine alone");
        }
        if (base.getRawQuery() != null || base.getRawFragment() != null || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address of " + gateway + " has a host and a path, and no more");
        }
        return URI.create(base.toString().replaceAll("/+$", ""));
    }

    /** Whether it is on this machine, where nobody's money is. */
    static boolean isLoopback(URI address) {
        return address.getHost() != null && LOOPBACK.matcher(address.getHost()).matches();
    }

    /** Whether a host is this one or one below it. */
    static boolean isAt(URI address, String host) {
        return address.getHost().equals(host) || address.getHost().endsWith("." + host);
    }
}
