package io.pteroorders.panel;

import java.time.Duration;

/** A Pelican panel, from version 1.0, by its application API and its client API. Immutable and thread-safe. */
public final class PelicanPanel extends RestPanel {

    /**
     * The panel.
     *
     * @throws IllegalArgumentException if one key was given in the place of the other; the message says which
     */
    public PelicanPanel(PanelSettings settings) {
        this(settings, PanelHttp.PATIENCE);
    }

    PelicanPanel(PanelSettings settings, Duration patience) {
        super(settings, new PelicanDialect(), patience);
    }

    /** Its kind. */
    @Override
    public String toString() {
        return "pelican";
    }
}
