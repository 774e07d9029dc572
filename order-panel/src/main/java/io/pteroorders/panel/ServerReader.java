package io.pteroorders.panel;

import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelServer.Status;
import java.util.Optional;
import java.util.function.Supplier;

/** Servers as a panel shows them. */
final class ServerReader {

    private ServerReader() {}

    static PanelServer server(Fields object) {
        return ofAttributes(object.attributes());
    }

    static PanelServer ofAttributes(Fields server) {
        Optional<Long> allocation = server.number("allocation");
        return new PanelServer(
                server.needNumber("id"),
                server.text("external_id"),
                server.need("identifier"),
                server.need("name"),
                status(server),
                limits(server.in("limits")),
                features(server.in("feature_limits")),
                server.needNumber("user"),
                server.needNumber("node"),
                server.needNumber("egg"),
                allocation,
                allocation.flatMap(id -> address(server, id)));
    }

    private static Status status(Fields server) {
        if (server.isTrue("suspended")) {
            return Status.SUSPENDED;
        }
        return switch (server.text("status").orElse("")) {
            case "" -> Status.NORMAL;
            case "installing" -> Status.INSTALLING;
            case "install_failed", "reinstall_failed" -> Status.INSTALL_FAILED;
            case "suspended" -> Status.SUSPENDED;
            default -> Status.BUSY;
        };
    }

    /** Where a port is reached: by its own name, if it has one. */
    private static Optional<String> address(Fields server, long allocation) {
        return server.included("allocations").stream()
                .filter(each -> each.number("id").filter(id -> id == allocation).isPresent())
                .findFirst()
                .map(each -> each.text("alias").orElseGet(() -> each.need("ip")) + ":" + each.needNumber("port"));
    }

    private static Optional<ServerLimits> limits(Fields limits) {
        return possible(() -> new ServerLimits(
                number(limits, "memory"),
                number(limits, "swap"),
                number(limits, "disk"),
                number(limits, "io"),
                number(limits, "cpu")));
    }

    private static Optional<ServerFeatures> features(Fields features) {
        return possible(() -> new ServerFeatures(
                number(features, "databases"), number(features, "backups"), number(features, "allocations")));
    }

    private static int number(Fields fields, String name) {
        return fields.integer(name).orElseThrow(() -> new IllegalArgumentException("no number as " + name));
    }

    private static <T> Optional<T> possible(Supplier<T> numbers) {
        try {
            return Optional.of(numbers.get());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
