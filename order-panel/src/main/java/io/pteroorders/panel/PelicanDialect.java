package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelUser;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** How Pelican speaks: it has neither nests nor locations, and users have one name. */
final class PelicanDialect implements PanelDialect {

    @Override
    public String applicationKeyPrefix() {
        return "papp_";
    }

    @Override
    public String clientKeyPrefix() {
        return "pacc_";
    }

    @Override
    public Optional<Fields> egg(PanelHttp application, ServerPlan plan) {
        return application
                .get("/eggs/" + plan.egg() + "?include=variables")
                .objectIfThere()
                .map(Fields::attributes);
    }

    @Override
    public void name(Body body, NewPanelUser user) {
        // Its pages call users by what they log in with.
    }

    @Override
    public void keepName(Body body, Fields user) {
        user.text("timezone").ifPresent(timezone -> body.put("timezone", timezone));
    }

    @Override
    public OptionalLong location(Fields node) {
        return OptionalLong.empty();
    }

    @Override
    public VariableRules rules(Fields variable) {
        JsonNode rules = variable.node().path("rules");
        return rules.isArray()
                ? new VariableRules(
                        rules.valueStream().map(rule -> rule.asString("")).collect(ImmutableList.toImmutableList()))
                : VariableRules.parse(variable.text("rules").orElse(""));
    }

    /** A machine of size 0 has no limit, nor has one that may be given more by less than nothing. */
    @Override
    public OptionalLong capacity(long size, long overallocation) {
        return size == 0 || overallocation < 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.floorDiv(size * (100 + overallocation), 100));
    }
}
