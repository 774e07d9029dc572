package io.pteroorders.bot.site.view;

import io.pteroorders.bot.command.Person;
import java.util.Optional;

/**
 * What is around every page. Immutable and thread-safe.
 *
 * @param store what the shop is called
 * @param speech the reader's
 * @param person who is signed in; empty for a stranger
 * @param isDashboard whether they are on the pages of admins
 * @param path of the page
 * @param said what their last form came to, if it was not shown yet
 * @param once a new name for the next form, so that it counts once
 */
public record Frame(
        String store,
        Speech speech,
        Optional<Person> person,
        boolean isDashboard,
        String path,
        Optional<Said> said,
        String once) {

    /** A word or phrase of pages. */
    public String word(String name) {
        return speech.word(name);
    }

    /** A phrase in which {@code %s} stands for a value. */
    public String word(String name, Object value) {
        return speech.word(name, value);
    }

    /** How the page's place in the navigation is marked. */
    public String current(String of) {
        return path.equals(of) || (of.length() > 1 && path.startsWith(of + "/")) ? "page" : "false";
    }
}
