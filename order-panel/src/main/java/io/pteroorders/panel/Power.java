package io.pteroorders.panel;

import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import java.util.Locale;
import java.util.Optional;

/** What servers of a panel do, through its client API. */
final class Power {

    private final Optional<PanelHttp> client;

    Power(Optional<PanelHttp> client) {
        this.client = client;
    }

    private PanelHttp client() {
        return client.orElseThrow(() -> PanelException.of(
                Kind.KEY_REFUSED, "servers are started and stopped with the panel's client key, which is not set"));
    }

    private static String path(String identifier) {
        return "/servers/" + PanelHttp.encoded(identifier);
    }

    PowerState state(String identifier) {
        Fields stats = client().get(path(identifier) + "/resources").object().attributes();
        return switch (stats.need("current_state")) {
            case "offline" -> PowerState.OFFLINE;
            case "starting" -> PowerState.STARTING;
            case "running" -> PowerState.RUNNING;
            case "stopping" -> PowerState.STOPPING;
            default -> throw stats.unreadable().apply("a state that is not known");
        };
    }

    void signal(String identifier, PowerSignal signal) {
        client().post(
                        path(identifier) + "/power",
                        Body.empty().put("signal", signal.name().toLowerCase(Locale.ROOT)))
                .done();
    }
}
