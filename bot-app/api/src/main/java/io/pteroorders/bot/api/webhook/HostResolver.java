package io.pteroorders.bot.api.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of hosts. Thread-safe. */
@FunctionalInterface
interface HostResolver {

    /** That of this machine. */
    HostResolver SYSTEM = InetAddress::getAllByName;

    /**
     * The addresses of a host, one at least.
     *
     * @throws UnknownHostException if it has none, or nobody can tell at present
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
