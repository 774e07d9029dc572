package io.pteroorders.core.order;

import java.util.regex.Pattern;

/**
 * The panel's user that a {@link Server} belongs to. Immutable and thread-safe.
 *
 * @param id the panel's number, from 1
 * @param name what they type to log in; 1 to 191 visible ASCII characters
 * @param isNew whether the user was made for this order, so that nobody has a password yet
 */
public record ServerUser(long id, String name, boolean isNew) {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,191}");

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public ServerUser {
        if (id < 1) {
            throw new IllegalArgumentException("users of the panel are numbered from 1");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a panel's user is 1 to 191 visible ASCII characters");
        }
    }
}
