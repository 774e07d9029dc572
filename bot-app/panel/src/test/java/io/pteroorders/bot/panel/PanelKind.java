package io.pteroorders.bot.panel;

import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.panel.PanelKey;
import io.pteroorders.panel.PelicanPanel;
import io.pteroorders.panel.PterodactylPanel;
import java.time.Clock;
import java.util.Optional;

/** The panels that shops of tests have. */
enum PanelKind {
    PTERODACTYL {
        @Override
        FakePanel open(Clock clock) {
            return FakePanel.pterodactyl(clock);
        }

        @Override
        ServerPanel adapter(FakePanel panel) {
            return new PterodactylPanel(settings(panel));
        }
    },
    PELICAN {
        @Override
        FakePanel open(Clock clock) {
            return FakePanel.pelican(clock);
        }

        @Override
        ServerPanel adapter(FakePanel panel) {
            return new PelicanPanel(settings(panel));
        }
    };

    /** An empty one. */
    abstract FakePanel open(Clock clock);

    /** The way to it that shops have. */
    abstract ServerPanel adapter(FakePanel panel);

    private static io.pteroorders.panel.PanelSettings settings(FakePanel panel) {
        return new io.pteroorders.panel.PanelSettings(
                panel.address(), PanelKey.of(panel.applicationKey()), Optional.of(PanelKey.of(panel.clientKey())));
    }
}
