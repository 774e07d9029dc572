package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PanelNode;
import java.util.Optional;
import java.util.OptionalLong;

/** A panel's machines and their ports. */
final class Nodes {

    private final PanelHttp application;
    private final PanelDialect dialect;

    Nodes(PanelHttp application, PanelDialect dialect) {
        this.application = application;
        this.dialect = dialect;
    }

    ImmutableList<PanelNode> all() {
        return Pages.all(application, "/nodes").stream().map(this::node).collect(ImmutableList.toImmutableList());
    }

    private PanelNode node(Fields node) {
        long id = node.needNumber("id");
        return new PanelNode(
                id,
                dialect.location(node),
                node.isTrue("public") && !node.isTrue("maintenance_mode"),
                left(node, "memory"),
                left(node, "disk"),
                countPorts(id));
    }

    private OptionalLong left(Fields node, String what) {
        OptionalLong capacity = dialect.capacity(node.needNumber(what), node.needNumber(what + "_overallocate"));
        long used = node.in("allocated_resources").needNumber(what);
        return capacity.isPresent() ? OptionalLong.of(Math.max(0, capacity.getAsLong() - used)) : capacity;
    }

    /** The ports of a machine that no server has. */
    private static String freePorts(long node) {
        return "/nodes/" + node + "/allocations?filter%5Bserver_id%5D=0";
    }

    private long countPorts(long node) {
        return application
                .get(freePorts(node) + "&per_page=1")
                .object()
                .in("meta")
                .in("pagination")
                .needNumber("total");
    }

    /**
     * The panel's number of a free port.
     *
     * @param nodes where it may be, the best first
     */
    long freePort(ImmutableList<Long> nodes) {
        return nodes.stream()
                .flatMap(node -> freePort(node).stream())
                .findFirst()
                .orElseThrow(() -> PanelException.of(Kind.NO_PORT, "no free port on nodes " + nodes + " of the panel"));
    }

    private Optional<Long> freePort(long node) {
        return Pages.first(freePorts(node), application::get, port -> !port.isTrue("assigned"))
                .map(port -> port.needNumber("id"));
    }
}
