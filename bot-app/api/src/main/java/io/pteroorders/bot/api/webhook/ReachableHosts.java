package io.pteroorders.bot.api.webhook;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Hosts to which requests may go. Each is looked up once for a connection, which goes to the addresses that were looked at:
 * a name that says something else later leads nowhere else. Thread-safe.
 */
final class ReachableHosts implements SocketAddressResolver {

    /** A host has an address to which nothing may go. Its message is for whoever made the webhook. */
    static final class NotPublicException extends UnknownHostException {

        private static final long serialVersionUID = 1;

        NotPublicException() {
            super("the host has an address that is not public");
        }
    }

    private static final CharMatcher BRACKETS = CharMatcher.anyOf("[]");

    private final HostResolver resolver;
    private final boolean everywhere;
    private final Executor threads;

    /**
     * Hosts.
     *
     * @param everywhere whether addresses of this machine and its network are as good as others
     * @param threads where hosts are looked up
     */
    ReachableHosts(HostResolver resolver, boolean everywhere, Executor threads) {
        this.resolver = resolver;
        this.everywhere = everywhere;
        this.threads = threads;
    }

    /**
     * The addresses of a host, each with its name, by which its certificate is looked at: none if one of them may not be
     * reached.
     *
     * @throws NotPublicException if one may not be reached
     * @throws UnknownHostException if it has none
     */
    ImmutableList<InetAddress> addresses(String host) throws UnknownHostException {
        InetAddress[] found = resolver.resolve(host);
        if (found.length == 0) {
            throw new UnknownHostException("the host has no address");
        }
        if (!everywhere && !Arrays.stream(found).allMatch(PublicAddresses::isPublic)) {
            throw new NotPublicException();
        }
        ImmutableList.Builder<InetAddress> addresses = ImmutableList.builder();
        for (InetAddress address : found) {
            addresses.add(InetAddress.getByAddress(BRACKETS.trimFrom(host), address.getAddress()));
        }
        return addresses.build();
    }

    @Override
    public void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> addresses) {
        try {
            threads.execute(() -> resolve(host, port, addresses));
        } catch (RejectedExecutionException e) {
            addresses.failed(e);
        }
    }

    private void resolve(String host, int port, Promise<List<InetSocketAddress>> addresses) {
        ImmutableList<InetSocketAddress> found;
        try {
            found = addresses(host).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .collect(ImmutableList.toImmutableList());
        } catch (UnknownHostException | RuntimeException e) {
            addresses.failed(e);
            return;
        }
        addresses.succeeded(found);
    }
}
