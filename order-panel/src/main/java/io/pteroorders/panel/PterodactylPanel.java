package io.pteroorders.panel;

import java.time.Duration;

/** A Pterodactyl panel, from version 1.8, by its application API and its client API. Immutable and thread-safe. */
public final class PterodactylPanel extends RestPanel {

    /**
     * The panel.
     *
     * @throws IllegalArgumentException if one key was given in the place of the other; the message says which
     */
    public PterodactylPanel(PanelSettings settings) {
        this(settings, PanelHttp.PATIENCE);
    }

    PterodactylPanel(PanelSettings settings, Duration patience) {
        super(settings, new PterodactylDialect(), patience);
    }

    /** Its kind. */
    @Override
    public String toString() {
        return "pterodactyl";
    }
}
