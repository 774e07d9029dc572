package io.pteroorders.bot.api;

import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.Fixtures;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A panel whose servers all run, and that makes none. */
final class QuietPanel {

    private QuietPanel() {}

    static PanelSettings settings() {
        return new PanelSettings(
                panel(),
                true,
                URI.create("https://panel.example"),
                "shop",
                Optional.empty(),
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                true,
                1_000_000,
                Fixtures.JAKARTA);
    }

    private static ServerPanel panel() {
        return (ServerPanel) Proxy.newProxyInstance(
                QuietPanel.class.getClassLoader(),
                new Class<?>[] {ServerPanel.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "power" -> PowerState.RUNNING;
                    case "signal" -> null;
                    default -> throw PanelException.of(PanelException.Kind.NOT_FOUND, "there is nothing");
                });
    }
}
