package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import io.pteroorders.core.testkit.panel.Tables.UserRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pterodactyl, version 1.11. */
final class PterodactylFlavour implements PanelFlavour {

    private static final String IMAGE = "required|string|max:191|regex:/^~?[\\w\\.\\/\\-:@ ]*$/";

    private static final ImmutableMap<String, String> USER = ImmutableMap.<String, String>builder()
            .put("external_id", "sometimes|nullable|string|max:191|unique:users.external_id")
            .put("email", "required|email|between:1,191|unique:users.email")
            .put("username", "required|between:1,191|unique:users.username|p_username")
            .put("first_name", "required|string|between:1,191")
            .put("last_name", "required|string|between:1,191")
            .put("password", "sometimes|nullable|string")
            .put("root_admin", "boolean")
            .put("language", "string|in:en,id")
            .buildOrThrow();

    private static final ImmutableMap<String, String> SERVER = ImmutableMap.<String, String>builder()
            .put("external_id", "sometimes|nullable|string|between:1,191|unique:servers.external_id")
            .put("name", "required|string|between:1,191")
            .put("description", "nullable|string")
            .put("user", "required|integer|exists:users.id")
            .put("egg", "required|integer|exists:eggs.id")
            .put("docker_image", IMAGE)
            .put("startup", "required|string")
            .put("environment", "present|array")
            .put("skip_scripts", "sometimes|boolean")
            .put("oom_disabled", "sometimes|boolean")
            .put("start_on_completion", "sometimes|boolean")
            .put("limits", "required|array")
            .put("limits.memory", "required|numeric|min:0")
            .put("limits.swap", "required|numeric|min:-1")
            .put("limits.disk", "required|numeric|min:0")
            .put("limits.io", "required|numeric|between:10,1000")
            .put("limits.cpu", "required|numeric|min:0")
            .put("limits.threads", "nullable|regex:/^[0-9-,]+$/")
            .put("feature_limits", "required|array")
            .put("feature_limits.databases", "present|nullable|integer|min:0")
            .put("feature_limits.backups", "present|nullable|integer|min:0")
            .put("feature_limits.allocations", "sometimes|nullable|integer|min:0")
            .put("allocation.additional.*", "integer|exists:allocations.free")
            .buildOrThrow();

    private static final ImmutableMap<String, String> DEPLOY = ImmutableMap.<String, String>builder()
            .putAll(SERVER)
            .put("deploy", "sometimes|required|array")
            .put("deploy.locations", "present|array")
            .put("deploy.locations.*", "integer|min:1")
            .put("deploy.dedicated_ip", "required_with:deploy|boolean")
            .put("deploy.port_range", "present|array")
            .put("deploy.port_range.*", "string")
            .buildOrThrow();

    private static final ImmutableMap<String, String> BUILD = ImmutableMap.<String, String>builder()
            .put("allocation", "required|integer|exists:allocations.id")
            .put("oom_disabled", "sometimes|boolean")
            .put("limits", "sometimes|array")
            .put("limits.memory", "required_with:limits|numeric|min:0")
            .put("limits.swap", "required_with:limits|numeric|min:-1")
            .put("limits.io", "required_with:limits|numeric|between:10,1000")
            .put("limits.cpu", "required_with:limits|numeric|min:0")
            .put("limits.disk", "required_with:limits|numeric|min:0")
            .put("limits.threads", "nullable|regex:/^[0-9-,]+$/")
            .put("memory", "required_without:limits|numeric|min:0")
            .put("swap", "required_without:limits|numeric|min:-1")
            .put("io", "required_without:limits|numeric|between:10,1000")
            .put("cpu", "required_without:limits|numeric|min:0")
            .put("disk", "required_without:limits|numeric|min:0")
            .put("feature_limits", "required|array")
            .put("feature_limits.databases", "present|nullable|integer|min:0")
            .put("feature_limits.backups", "present|nullable|integer|min:0")
            .put("feature_limits.allocations", "sometimes|nullable|integer|min:0")
            .put("add_allocations.*", "integer")
            .put("remove_allocations.*", "integer")
            .buildOrThrow();

    private static final ImmutableMap<String, String> STARTUP = ImmutableMap.of(
            "startup", "required|string",
            "egg", "required|integer|exists:eggs.id",
            "image", IMAGE,
            "environment", "present|array",
            "skip_scripts", "present|boolean");

    @Override
    public int callsAMinute() {
        return 240;
    }

    @Override
    public String applicationKeyPrefix() {
        return "ptla_";
    }

    @Override
    public String clientKeyPrefix() {
        return "ptlc_";
    }

    @Override
    public ImmutableMap<String, String> userRules() {
        return USER;
    }

    @Override
    public ImmutableMap<String, String> serverRules() {
        return ImmutableMap.<String, String>builder()
                .putAll(SERVER)
                .put("allocation.default", "required|integer|exists:allocations.free")
                .buildOrThrow();
    }

    @Override
    public ImmutableMap<String, String> deployRules() {
        return DEPLOY;
    }

    @Override
    public ImmutableMap<String, String> buildRules() {
        return BUILD;
    }

    @Override
    public ImmutableMap<String, String> startupRules() {
        return STARTUP;
    }

    @Override
    public void addRoutes(Router router, EggRoutes eggs, NodeRoutes nodes) {
        eggs.addNests(router);
        nodes.addLocations(router);
    }

    @Override
    public void showName(ObjectNode attributes, UserRow user) {
        attributes.put("first_name", user.firstName).put("last_name", user.lastName);
    }

    @Override
    public void showEgg(ObjectNode attributes, EggRow egg) {
        attributes.put("nest", egg.nest()).put("egg", egg.id());
    }

    @Override
    public void showNest(ObjectNode attributes, EggRow egg) {
        attributes.put("nest", egg.nest());
    }

    @Override
    public void showOom(ObjectNode limits, ServerRow server) {
        limits.put("oom_disabled", server.oomDisabled);
    }

    @Override
    public void showLocation(ObjectNode attributes, NodeRow node) {
        attributes.put("location_id", node.location);
    }

    @Override
    public void showRules(ObjectNode variable, String rules) {
        variable.put("rules", rules);
    }

    @Override
    public void includePlace(ObjectNode shown, ServerRow server, Includes includes, Views views) {
        views.includePlace(shown, server, includes);
    }

    @Override
    public void includeLocation(ObjectNode shown, NodeRow node, Includes includes, Views views) {
        views.includeLocation(shown, node, includes);
    }

    @Override
    public boolean isOomDisabled(JsonNode body, boolean before) {
        return Json.truth(body.path("oom_disabled"), before);
    }

    /** -1 is taken as it is, and makes a machine one percent smaller. */
    @Override
    public boolean fits(long needed, long used, long size, int overallocate) {
        return (used + needed) * 100 <= size * (100 + overallocate);
    }

    @Override
    public boolean takesSuspensionBack() {
        return true;
    }

    @Override
    public boolean deploysWithoutPort() {
        return false;
    }
}
