package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Arrays;

/** Addresses that belong to somebody on the internet, and not to this machine, its network or nobody. */
final class PublicAddresses {

    /** Addresses that begin alike: those that do so with the first bits of an address. */
    private static final class Range {

        private final byte[] first;
        private final int bits;

        /** Such as {@code 10.0.0.0/8}. */
        Range(String text) {
            int slash = text.indexOf('/');
            first = InetAddresses.forString(text.substring(0, slash)).getAddress();
            bits = Integer.parseInt(text.substring(slash + 1));
        }

        boolean has(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = Byte.SIZE - bits % Byte.SIZE;
            return Arrays.equals(address, 0, whole, first, 0, whole)
                    && (bits % Byte.SIZE == 0 || (address[whole] & 0xff) >> rest == (first[whole] & 0xff) >> rest);
        }
    }

    private static final int V4 = 4;

    /** This network, private ones, carriers' own, loopback, link-local, protocols', examples, measurements, groups, the rest. */
    private static final ImmutableList<Range> CLOSED_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Where all addresses are that were given to somebody. */
    private static final Range GIVEN_V6 = new Range("2000::/3");

    /** Tunnels and protocols' own, and examples. */
    private static final ImmutableList<Range> CLOSED_V6 = ranges("2001::/23", "2001:db8::/32", "3fff::/20");

    /** What is behind a translator: its last bytes say whom it stands for. */
    private static final Range TRANSLATED = new Range("64:ff9b::/96");

    /** What is behind a tunnel: the bytes after the first two say whom it stands for. */
    private static final Range SIX_TO_FOUR = new Range("2002::/16");

    private PublicAddresses() {}

    private static ImmutableList<Range> ranges(String... texts) {
        return Arrays.stream(texts).map(Range::new).collect(ImmutableList.toImmutableList());
    }

    /** Whether an address is public, whichever form it has. */
    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == V4) {
            return !isIn(CLOSED_V4, address);
        } else if (TRANSLATED.has(address)) {
            return isPublic(Arrays.copyOfRange(address, address.length - V4, address.length));
        } else if (SIX_TO_FOUR.has(address)) {
            return isPublic(Arrays.copyOfRange(address, 2, 2 + V4));
        }
        return GIVEN_V6.has(address) && !isIn(CLOSED_V6, address);
    }

    private static boolean isIn(ImmutableList<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.has(address));
    }
}
