package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.Room;
import io.pteroorders.core.provisioning.ServerPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a catalogue lets a panel make with what the panel can make, before anybody is sold it. */
final class PanelCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PanelCheck.class);

    private final ServerPanel panel;

    private PanelCheck(ServerPanel panel) {
        this.panel = panel;
    }

    /**
     * Looks at each package that a panel makes. A panel that does not answer holds up no start.
     *
     * @throws ConfigException if the panel cannot make one of them; it names everything that is wrong
     */
    static void check(ServerPanel panel, PackageCatalog catalog) {
        ImmutableList<String> problems = problems(panel, catalog);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** What the panel cannot make; nothing if it does not answer, since it might. */
    static ImmutableList<String> problems(ServerPanel panel, PackageCatalog catalog) {
        List<String> problems = new ArrayList<>();
        try {
            PanelCheck check = new PanelCheck(panel);
            Room room = Room.of(panel.nodes());
            catalog.forSale().forEach(sold -> sold.plan()
                    .ifPresent(plan -> check.problems(sold, plan, room).forEach(problems::add)));
        } catch (PanelException e) {
            LOG.warn("the catalogue is not compared with the panel: {}", e.getMessage());
        }
        return ImmutableList.copyOf(problems);
    }

    private Stream<String> problems(PackageInfo sold, ServerPlan plan, Room room) {
        String where = "package " + sold.type() + ", panel: ";
        Stream<String> place = room.hasMachine(plan)
                ? Stream.empty()
                : Stream.of("the panel has no machine there: see \"locations\" and \"nodes\"");
        return Stream.concat(panel.problems(plan).stream(), place).map(where::concat);
    }
}
