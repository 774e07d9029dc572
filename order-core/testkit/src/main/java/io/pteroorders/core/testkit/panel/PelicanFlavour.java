package io.pteroorders.core.testkit.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import io.pteroorders.core.testkit.panel.Tables.UserRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pelican, version 1.0. */
final class PelicanFlavour implements PanelFlavour {

    private static final String IMAGE = "sometimes|nullable|string|max:255|regex:/^~?[\\w\\.\\/\\-:@ ]*$/";

    private static final ImmutableMap<String, String> USER = ImmutableMap.<String, String>builder()
            .put("external_id", "sometimes|nullable|string|max:255|unique:users.external_id")
            .put("email", "required|email|between:1,255|unique:users.email")
            .put("username", "required|between:1,255|unique:users.username|p_username")
            .put("timezone", "string")
            .put("is_managed_externally", "boolean")
            .put("password", "sometimes|nullable|string")
            .put("root_admin", "boolean")
            .put("language", "string|in:en,id")
            .buildOrThrow();

    private static final ImmutableMap<String, String> SERVER = ImmutableMap.<String, String>builder()
            .put("external_id", "sometimes|nullable|string|between:1,255|unique:servers.external_id")
            .put("name", "required|string|between:1,255")
            .put("description", "nullable|string")
            .put("user", "required|integer|exists:users.id")
            .put("egg", "required|integer|exists:eggs.id")
            .put("docker_image", IMAGE)
            .put("startup", "sometimes|nullable|string")
            .put("environment", "present|array")
            .put("skip_scripts", "sometimes|boolean")
            .put("oom_killer", "sometimes|boolean")
            .put("start_on_completion", "sometimes|boolean")
            .put("limits", "required|array")
            .put("limits.memory", "required|numeric|min:0")
            .put("limits.swap", "required|numeric|min:-1")
            .put("limits.disk", "required|numeric|min:0")
            .put("limits.io", "required|numeric|between:0,1000")
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
            .put("deploy.tags", "array")
            .put("deploy.dedicated_ip", "boolean")
            .put("deploy.port_range", "present|array")
            .put("deploy.port_range.*", "string")
            .buildOrThrow();

    private static final ImmutableMap<String, String> BUILD = ImmutableMap.<String, String>builder()
            .put("allocation", "required|integer|exists:allocations.id")
            .put("oom_killer", "sometimes|boolean")
            .put("limits", "required|array")
            .put("limits.memory", "required|numeric|min:0")
            .put("limits.swap", "required|numeric|min:-1")
            .put("limits.io", "required|numeric|between:0,1000")
            .put("limits.cpu", "required|numeric|min:0")
            .put("limits.disk", "required|numeric|min:0")
            .put("limits.threads", "nullable|regex:/^[0-9-,]+$/")
            .put("feature_limits", "required|array")
            .put("feature_limits.databases", "present|nullable|integer|min:0")
            .put("feature_limits.backups", "present|nullable|integer|min:0")
            .put("feature_limits.allocations", "sometimes|nullable|integer|min:0")
            .put("add_allocations.*", "integer")
            .put("remove_allocations.*", "integer")
            .buildOrThrow();

    private static final ImmutableMap<String, String> STARTUP = ImmutableMap.of(
            "startup", "sometimes|nullable|string",
            "egg", "required|integer|exists:eggs.id",
            "image", IMAGE,
            "environment", "present|array",
            "skip_scripts", "present|boolean");

    @Override
    public int callsAMinute() {
        return 256;
    }

    @Override
    public String applicationKeyPrefix() {
        return "papp_";
    }

    @Override
    public String clientKeyPrefix() {
        return "pacc_";
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
        eggs.addFlat(router);
    }

    @Override
    public void showName(ObjectNode attributes, UserRow user) {
        attributes.put("timezone", "UTC").put("is_managed_externally", false);
    }

    @Override
    public void showEgg(ObjectNode attributes, EggRow egg) {
        attributes.put("egg", egg.id());
    }

    @Override
    public void showNest(ObjectNode attributes, EggRow egg) {
        attributes.put("update_url", "");
    }

    @Override
    public void showOom(ObjectNode limits, ServerRow server) {
        limits.put("oom_killer", !server.oomDisabled);
    }

    @Override
    public void showLocation(ObjectNode attributes, NodeRow node) {
        attributes.putArray("tags");
    }

    @Override
    public void showRules(ObjectNode variable, String rules) {
        variable.putArray("rules")
                .addAll(Splitter.on('|')
                        .splitToStream(rules)
                        .map(JsonNodeFactory.instance::stringNode)
                        .toList());
    }

    @Override
    public void includePlace(ObjectNode shown, ServerRow server, Includes includes, Views views) {
        // It has neither groups of programs nor places.
    }

    @Override
    public void includeLocation(ObjectNode shown, NodeRow node, Includes includes, Views views) {
        // It has no places.
    }

    @Override
    public boolean isOomDisabled(JsonNode body, boolean before) {
        return !Json.truth(body.path("oom_killer"), !before);
    }

    /** Both -1 and a machine of size 0 are without an end. */
    @Override
    public boolean fits(long needed, long used, long size, int overallocate) {
        return size == 0 || overallocate < 0 || (used + needed) * 100 <= size * (100 + overallocate);
    }

    @Override
    public boolean takesSuspensionBack() {
        return false;
    }

    @Override
    public boolean deploysWithoutPort() {
        return true;
    }
}
