package io.pteroorders.bot.cli;

import java.util.Optional;

/** Which version of the program this is. */
public final class Version {

    private Version() {}

    /** Its name and number, as the jar says it. */
    public static String text() {
        return "Ptero Orders "
                + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                        .orElse("of no version");
    }
}
