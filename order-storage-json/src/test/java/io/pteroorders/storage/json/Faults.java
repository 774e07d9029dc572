package io.pteroorders.storage.json;

import java.util.Locale;

/** How long the fault suite takes, and what it says. With {@code -Pfaults} it looks at everything. */
final class Faults {

    /** Whether everything is looked at, and not only some. */
    static final boolean ALL = Boolean.getBoolean("faults");

    private Faults() {}

    /** Prints what was counted. */
    static void say(String text, Object... counts) {
        System.out.println(String.format(Locale.ROOT, text, counts));
    }
}
