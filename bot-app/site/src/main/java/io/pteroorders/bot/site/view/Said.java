package io.pteroorders.bot.site.view;

import java.util.Optional;

/**
 * What a form came to, to be shown once. Immutable and thread-safe.
 *
 * @param text with its lines
 * @param isGood whether it was carried out
 * @param question by which a yes is known, if it asks
 */
public record Said(String text, boolean isGood, Optional<String> question) {

    /** Something that was done. */
    public static Said yes(String text) {
        return new Said(text, true, Optional.empty());
    }

    /** Something that was not done. */
    public static Said no(String text) {
        return new Said(text, false, Optional.empty());
    }
}
