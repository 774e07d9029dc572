package io.pteroorders.storage.json;

import java.util.Locale;

/**
 * How much the fault suite looks at, and what it says: some in every build, more with {@code -Pfaults}, and everything with
 * {@code -Pfaults -Dfaults=all}.
 */
final class Faults {

    private static final String AMOUNT = System.getProperty("faults", "false");

    /** Whether everything is looked at, and not only some. */
    static final boolean ALL = AMOUNT.equals("all");

    private Faults() {}

    /** How many, or one of how many. */
    static int amount(int inEveryBuild, int more, int everything) {
        return ALL ? everything : Boolean.parseBoolean(AMOUNT) ? more : inEveryBuild;
    }

    /** The same of what no build but one with {@code -Pfaults} looks at. */
    static int amount(int some, int everything) {
        return ALL ? everything : some;
    }

    /** Prints what was counted. */
    static void say(String text, Object... counts) {
        System.out.println(String.format(Locale.ROOT, text, counts));
    }
}
