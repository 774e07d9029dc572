package io.pteroorders.storage.json.log;

import java.io.Closeable;
import java.io.IOException;

/** Opens one thing after another: what is open already is closed if the next step fails. */
public final class Openings {

    private Openings() {}

    /** A step with something that is open. */
    @FunctionalInterface
    public interface Step<C, T> {

        /** Does it. */
        T with(C open) throws IOException;
    }

    /** What the step makes of something that was just opened. */
    public static <C extends Closeable, T> T then(C open, Step<C, T> step) throws IOException {
        try {
            return step.with(open);
        } catch (IOException | RuntimeException | Error e) {
            try {
                open.close();
            } catch (IOException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }
}
