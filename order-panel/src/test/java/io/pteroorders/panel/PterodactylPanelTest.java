package io.pteroorders.panel;

import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.ServerPanelContract;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

// region test
class PterodactylPanelTest extends ServerPanelContract {

    @Override
    protected FakePanel open(Clock clock) {
        return FakePanel.pterodactyl(clock);
    }

    @Override
    protected ServerPanel panel(FakePanel panel, boolean startsServers, Duration patience) {
        return new PterodactylPanel(settings(panel, startsServers), patience);
    }

    static PanelSettings settings(FakePanel panel, boolean startsServers) {
        return new PanelSettings(
                panel.address(),
                PanelKey.of(panel.applicationKey()),
                Optional.of(PanelKey.of(panel.clientKey())).filter(key -> startsServers));
    }

    @Override
    protected boolean hasLocations() {
        return true;
    }
}
// endregion
