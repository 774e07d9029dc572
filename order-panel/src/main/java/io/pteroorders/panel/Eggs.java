package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import java.util.Optional;

/** A panel's programs for servers. */
final class Eggs {

    private final PanelHttp application;
    private final PanelDialect dialect;

    Eggs(PanelHttp application, PanelDialect dialect) {
        this.application = application;
        this.dialect = dialect;
    }

    private Optional<Egg> find(ServerPlan plan) {
        return dialect.egg(application, plan).map(egg -> Egg.of(egg, dialect));
    }

    Egg need(ServerPlan plan) {
        return find(plan).orElseThrow(() -> PanelException.about(Kind.REFUSED, "egg", missing(plan)));
    }

    ImmutableList<String> problems(ServerPlan plan) {
        return find(plan).map(egg -> egg.problems(plan)).orElseGet(() -> ImmutableList.of(missing(plan)));
    }

    private static String missing(ServerPlan plan) {
        return "the panel has no egg " + plan.egg()
                + plan.nest().map(nest -> " in nest " + nest).orElse("");
    }
}
