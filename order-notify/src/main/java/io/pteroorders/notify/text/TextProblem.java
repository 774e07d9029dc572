package io.pteroorders.notify.text;

/**
 * One thing that is wrong with a text of an operator's own. Immutable and thread-safe.
 *
 * @param file which it is, as {@code en/order-created-customer.mustache} or the path of a file
 * @param line where it is; 0 if it is about the whole of it
 * @param kind what is wrong
 * @param subject what it is about: a name, or the words of whoever read it
 * @param allowed the values that the text has, with commas between them; empty if that is not what is wrong
 */
public record TextProblem(String file, int line, Kind kind, String subject, String allowed) {

    /** What can be wrong. */
    public enum Kind {
        /** A tag that cannot be read; the subject says so in English. */
        SYNTAX,
        /** A tag begins and does not end. */
        UNCLOSED,
        /** A name that the text does not have. */
        UNKNOWN,
        /** A name that only the elements of a list have: the name, and the lists in square brackets. */
        ONLY_IN_LIST,
        /** Another template in it. */
        INCLUDES,
        /** Nothing would be said. */
        EMPTY,
        /** What people type begins a line. */
        BEGINS_LINE,
        /** There is no text of this name. */
        NO_SUCH_TEXT,
        /** There are no such words. */
        NO_SUCH_WORDS,
        /** Words that cannot be read; the subject says so in English. */
        BROKEN_WORDS
    }

    /** All of it in English. */
    public String message() {
        return switch (kind) {
            case SYNTAX -> file + ": " + subject + ". " + variables();
            case UNCLOSED -> at("a tag begins and does not end");
            case UNKNOWN -> at("{{" + subject + "}} is unknown");
            case ONLY_IN_LIST -> at("{{" + subject.replaceFirst(" ", "}} is known only inside of "));
            case INCLUDES -> at("{{" + subject + "}} includes another template, which is not supported");
            case EMPTY -> file + " is empty, so there would be no message";
            case BEGINS_LINE ->
                at("{{" + subject + "}} begins a line; people type what stands there, so put a word before it");
            case NO_SUCH_TEXT ->
                file + " takes the place of no text; texts are named like " + Language.INDONESIAN.code()
                        + "/order-created-customer.mustache";
            case NO_SUCH_WORDS -> file + " has words that no text uses: " + subject;
            case BROKEN_WORDS -> file + ": " + subject;
        };
    }

    private String at(String what) {
        return file + ", line " + line + ": " + what + ". " + variables();
    }

    private String variables() {
        return "Its variables are: " + allowed + ".";
    }
}
