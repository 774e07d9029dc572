package io.pteroorders.bot.site.http;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.session.Session;
import io.pteroorders.notify.text.Language;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for a page, and who makes it. Immutable and thread-safe.
 *
 * @param path of the page
 * @param places what stands in the places of the path, by their names
 * @param fields of the form that was sent, or else of the address
 * @param signedIn empty for a stranger
 * @param language in which they read
 * @param device what they look with, in few words
 * @param address where they are
 * @param isGlance whether the page is only looked at again, by a script, and need not say what it says once
 * @param time when it was
 */
public record Visit(
        String path,
        ImmutableMap<String, String> places,
        ImmutableListMultimap<String, String> fields,
        Optional<SignedIn> signedIn,
        Language language,
        String device,
        String address,
        boolean isGlance,
        Instant time) {

    private static final CharMatcher LINE_ENDS = CharMatcher.anyOf("\r\n");

    /**
     * Somebody who is signed in.
     *
     * @param secret of their session
     * @param session how they signed in
     * @param person who they are, with what they are to the shop now
     */
    public record SignedIn(String secret, Session session, Person person) {

        /** Without the secret. */
        @Override
        public String toString() {
            return person.toString();
        }
    }

    /** Who it is, on a page for those who are signed in. */
    public Person person() {
        return signedIn.orElseThrow().person();
    }

    /** What stands in a place of the path. */
    public String place(String name) {
        return places.getOrDefault(name, "");
    }

    /** The value of a field on one line; empty if it is missing or blank. */
    public Optional<String> field(String name) {
        return text(name).map(text -> LINE_ENDS.replaceFrom(text, ' '));
    }

    /** The same with its lines. */
    public Optional<String> text(String name) {
        return fields.get(name).stream().findFirst().map(String::strip).filter(text -> !text.isEmpty());
    }
}
