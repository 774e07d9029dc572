package io.pteroorders.panel;

import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelUser;
import java.util.Optional;
import java.util.OptionalLong;

/** How Pterodactyl speaks: programs are in nests, machines at locations, and users have two names. */
final class PterodactylDialect implements PanelDialect {

    /** It demands a last name. */
    private static final String NO_NAME = "-";

    private static final int LONGEST_NAME = 191;

    @Override
    public String applicationKeyPrefix() {
        return "ptla_";
    }

    @Override
    public String clientKeyPrefix() {
        return "ptlc_";
    }

    @Override
    public Optional<Fields> egg(PanelHttp application, ServerPlan plan) {
        return plan.nest()
                .map(Integer::longValue)
                .or(() -> nest(application, plan.egg()))
                .flatMap(nest -> application
                        .get("/nests/" + nest + "/eggs/" + plan.egg() + "?include=variables")
                        .objectIfThere())
                .map(Fields::attributes);
    }

    /** The nest that an egg is in. */
    private static Optional<Long> nest(PanelHttp application, long egg) {
        return Pages.first("/nests?include=eggs", application::get, nest -> nest.included("eggs").stream()
                        .anyMatch(each -> each.needNumber("id") == egg))
                .map(nest -> nest.needNumber("id"));
    }

    @Override
    public void name(Body body, NewPanelUser user) {
        String name = user.displayName().strip();
        int end = name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        body.put("first_name", name.substring(0, end)).put("last_name", NO_NAME);
    }

    @Override
    public void keepName(Body body, Fields user) {
        body.put("first_name", user.text("first_name").orElse(NO_NAME))
                .put("last_name", user.text("last_name").orElse(NO_NAME));
    }

    @Override
    public OptionalLong location(Fields node) {
        return OptionalLong.of(node.needNumber("location_id"));
    }

    @Override
    public VariableRules rules(Fields variable) {
        return VariableRules.parse(variable.text("rules").orElse(""));
    }

    /** -1 is no sign for "without a limit" here: it is one percent less. */
    @Override
    public OptionalLong capacity(long size, long overallocation) {
        return OptionalLong.of(Math.floorDiv(size * (100 + overallocation), 100));
    }
}
