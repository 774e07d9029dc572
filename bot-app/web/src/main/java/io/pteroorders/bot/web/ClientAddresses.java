package io.pteroorders.bot.web;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.net.InetAddresses;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * The addresses of those who ask, also behind proxies: what {@code X-Forwarded-For} says counts as far as it comes from a
 * trusted proxy. Immutable and thread-safe.
 */
public final class ClientAddresses {

    /** Proxies on this machine. */
    public static final ImmutableSet<String> LOOPBACK = ImmutableSet.of("127.0.0.0/8", "::1");

    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

    private final AddressRanges proxies;

    /**
     * Behind these.
     *
     * @param proxies addresses and ranges of addresses
     * @throws IllegalArgumentException if one is none
     */
    public ClientAddresses(ImmutableSet<String> proxies) {
        this.proxies = new AddressRanges(proxies);
    }

    /** Who asks: the last address in the row that is no trusted proxy's, as a text. */
    public String of(Request request) {
        String near = Request.getRemoteAddr(request);
        if (!proxies.has(near)) {
            return near;
        }
        List<String> row = request.getHeaders().getValuesList("X-Forwarded-For").stream()
                .flatMap(COMMAS::splitToStream)
                .toList();
        return Lists.reverse(row).stream()
                .map(ClientAddresses::address)
                .filter(address -> address.filter(proxies::has).isEmpty())
                .findFirst()
                .flatMap(address -> address)
                .orElse(near);
    }

    /** Some proxies write the port too. */
    private static Optional<String> address(String written) {
        return Optional.of(written).filter(InetAddresses::isInetAddress);
    }
}
