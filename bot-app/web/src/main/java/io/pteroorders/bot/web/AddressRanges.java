package io.pteroorders.bot.web;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Addresses: single ones, {@code 10.0.0.0/8} and {@code 10.0.0.1-10.0.0.9}. Names are none, so that nothing is looked up.
 * Immutable and thread-safe.
 */
public final class AddressRanges {

    private static final CharMatcher PLAIN = CharMatcher.anyOf("0123456789abcdefABCDEF.:/-[]");

    private final InetAddressSet ranges = new InetAddressSet();

    /** @throws IllegalArgumentException if one {@link #isRange is none} */
    public AddressRanges(ImmutableSet<String> texts) {
        texts.forEach(text -> {
            if (!isRange(text)) {
                throw new IllegalArgumentException(text + " is no address and no range of addresses");
            }
            ranges.add(text);
        });
    }

    /** Whether a text is an address or a range of them. */
    public static boolean isRange(String text) {
        try {
            return PLAIN.matchesAllOf(text) && !text.isEmpty() && new InetAddressSet().add(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether an address is among them; no other text is. */
    public boolean has(String address) {
        return InetAddresses.isInetAddress(address) && ranges.test(InetAddresses.forString(address));
    }
}
