package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was saved once. Immutable and thread-safe.
 *
 * @param number from 1; each version has the next one
 * @param time when it was saved
 * @param by who did it, as histories say it
 * @param back the version that it brought back; 0 if it is no such
 * @param files all that it consists of, by name
 */
public record Version(long number, Instant time, String by, long back, ImmutableSortedMap<String, String> files) {

    /** What stands for whoever brings files in from outside. */
    public static final String IMPORT = "system:import";

    String toJson() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("number", number)
                .put("time", time.toString())
                .put("by", by)
                .put("back", back);
        ObjectNode contents = json.putObject("files");
        files.forEach(contents::put);
        return json.toString();
    }

    static Version fromJson(String text) {
        JsonNode json = JsonMapper.shared().readTree(text);
        return new Version(
                json.path("number").longValue(),
                Instant.parse(json.path("time").stringValue()),
                json.path("by").stringValue(),
                json.path("back").longValue(),
                json.path("files").properties().stream()
                        .collect(ImmutableSortedMap.toImmutableSortedMap(
                                String::compareTo, Map.Entry::getKey, file -> file.getValue()
                                        .stringValue())));
    }
}
