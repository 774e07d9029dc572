package io.pteroorders.bot.api.key;

import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Part;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a shop's keys that was asked of the process that keeps them. Immutable and thread-safe.
 *
 * @param added a new key; empty if one is revoked
 * @param revoked the name of a key; empty if one is added
 */
public record KeyChange(Optional<ApiKey> added, Optional<String> revoked) {

    /** The queue in which changes wait. */
    public static final String QUEUE = "api-key-changes";

    private static final String ADD = "add";
    private static final String REVOKE = "revoke";

    /** A new key. */
    public static KeyChange add(ApiKey key) {
        return new KeyChange(Optional.of(key), Optional.empty());
    }

    /** A key that is to be of no more use. */
    public static KeyChange revoke(String name) {
        return new KeyChange(Optional.empty(), Optional.of(name));
    }

    /** As it waits. */
    public JsonValue value() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        added.ifPresent(key -> json.set(ADD, key.toJson()));
        revoked.ifPresent(name -> json.put(REVOKE, name));
        return new JsonValue(Part.SHOP, json.toString());
    }

    /** As it waited. */
    public static KeyChange read(JsonValue value) {
        JsonNode json = StrictJson.parse(value.json());
        return new KeyChange(
                Optional.of(json.path(ADD)).filter(JsonNode::isObject).map(ApiKey::fromJson),
                json.path(REVOKE).stringValueOpt());
    }

    /** Carries it out; whether there was something to change. */
    public boolean apply(ApiKeys keys) {
        return added.map(keys::add).orElseGet(() -> keys.revoke(revoked.orElseThrow()));
    }
}
