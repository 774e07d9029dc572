package io.pteroorders.panel;

import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.ServerPanelContract;
import java.time.Clock;
import java.time.Duration;

class PelicanPanelTest extends ServerPanelContract {

    @Override
    protected FakePanel open(Clock clock) {
        return FakePanel.pelican(clock);
    }

    @Override
    protected ServerPanel panel(FakePanel panel, boolean startsServers, Duration patience) {
        return new PelicanPanel(PterodactylPanelTest.settings(panel, startsServers), patience);
    }

    @Override
    protected boolean hasLocations() {
        return false;
    }
}
