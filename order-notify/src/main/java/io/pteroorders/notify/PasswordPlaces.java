package io.pteroorders.notify;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.io.BaseEncoding;
import io.pteroorders.core.order.OrderId;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places in texts for passwords, which are set when their message is sent: what waits to be sent, and what is written down of
 * it, has no password. A place cannot be forged by whoever types a text. Immutable and thread-safe.
 */
public final class PasswordPlaces {

    private static final int SECRET_BYTES = 16;

    private final String secret;
    private final Pattern place;

    /** @param random makes places that nobody can guess; a {@link java.security.SecureRandom}, except in tests */
    public PasswordPlaces(RandomGenerator random) {
        byte[] drawn = new byte[SECRET_BYTES];
        random.nextBytes(drawn);
        this.secret = BaseEncoding.base16().encode(drawn);
        this.place = Pattern.compile("<" + secret + ":([A-Z0-9-]+)>");
    }

    /** The place for the password to the server of an order. */
    public String of(OrderId order) {
        return "<" + secret + ":" + order + ">";
    }

    /** The order whose password a message has a place for. */
    public Optional<OrderId> in(OutgoingMessage message) {
        Matcher found = place.matcher(message.text());
        return found.find() ? OrderId.parse(found.group(1)) : Optional.empty();
    }

    /**
     * A message with a password.
     *
     * @param id its own, so that nothing takes it for one with another password
     */
    public OutgoingMessage fill(OutgoingMessage message, String password, String id) {
        ImmutableMap<String, String> values =
                ImmutableMap.copyOf(Maps.transformValues(message.variables(), value -> filled(value, password)));
        return message.withId(id).withText(filled(message.text(), password)).withVariables(values);
    }

    private String filled(String text, String password) {
        return place.matcher(text).replaceAll(Matcher.quoteReplacement(password));
    }
}
