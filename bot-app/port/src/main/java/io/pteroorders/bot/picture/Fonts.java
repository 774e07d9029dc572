package io.pteroorders.bot.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Optional;

/** The fonts of the system, which a small one may lack. */
public final class Fonts {

    private static final int ANY_SIZE = 10;

    private Fonts() {}

    /** Why no words can be drawn here; empty if they can. From then on nothing that is drawn asks for a screen. */
    public static Optional<String> missing() {
        System.setProperty("java.awt.headless", "true");
        return missing(() -> new Font(Font.DIALOG, Font.PLAIN, ANY_SIZE)
                .getLineMetrics("0", new FontRenderContext(null, false, false)));
    }

    /** What is thrown where fonts or the library that draws them are not installed differs between Javas. */
    static Optional<String> missing(Runnable measuring) {
        try {
            measuring.run();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
