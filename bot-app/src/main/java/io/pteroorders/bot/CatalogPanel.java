package io.pteroorders.bot;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Range;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Reads the {@code panel} of a package in an operator's catalogue: what a panel makes for it. What is wrong with it is told,
 * and read as if it were right.
 */
final class CatalogPanel {

    private static final ImmutableSet<String> FIELDS = ImmutableSet.of(
            "nest",
            "egg",
            "locations",
            "nodes",
            "memory",
            "disk",
            "cpu",
            "swap",
            "io",
            "databases",
            "backups",
            "allocations",
            "environment",
            "image",
            "startup",
            "automatic");

    private static final Range<Integer> PANELS_NUMBERS = Range.closed(1, Integer.MAX_VALUE);
    private static final int NO_NEST = 0;
    private static final Range<Integer> SIZES = Range.closed(0, ServerLimits.MOST);
    private static final Range<Integer> COUNTS = Range.closed(0, 1000);

    private final JsonNode json;
    private final Consumer<String> problems;
    private boolean isRight = true;

    private CatalogPanel(JsonNode json, Consumer<String> problems) {
        this.json = json;
        this.problems = problems;
    }

    /**
     * The plan.
     *
     * @param problems is told of each thing that is wrong with it, with the rule
     * @return empty if anything is wrong with it
     */
    static Optional<ServerPlan> read(JsonNode json, Consumer<String> problems) {
        return new CatalogPanel(json, problems).plan();
    }

    private Optional<ServerPlan> plan() {
        if (!json.isObject()) {
            problem(" must be an object in braces: {\"egg\": 15, \"memory\": 1024, \"disk\": 2048, \"cpu\": 100}");
            return Optional.empty();
        }
        json.propertyNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> problem(
                        " has no field " + SettingText.shown(field) + "; the fields are " + String.join(", ", FIELDS)));
        int egg = required("egg", "the panel's number of it", PANELS_NUMBERS);
        int nest = optional("nest", "the panel's number of it", PANELS_NUMBERS, NO_NEST);
        ImmutableSortedSet<Integer> locations = numbers("locations");
        ImmutableSortedSet<Integer> nodes = numbers("nodes");
        ServerLimits limits = limits();
        ServerFeatures features = features();
        ServerStartup startup = startup();
        boolean automatic = automatic();
        return made(() -> new ServerPlan(
                        egg,
                        Optional.of(nest).filter(number -> number != NO_NEST),
                        locations,
                        nodes,
                        limits,
                        features,
                        startup,
                        automatic))
                .filter(plan -> isRight);
    }

    private ServerLimits limits() {
        return new ServerLimits(
                required("memory", "MB, 0 for no limit", SIZES),
                optional("swap", "MB, -1 for no limit", Range.closed(-1, ServerLimits.MOST), 0),
                required("disk", "MB, 0 for no limit", SIZES),
                optional("io", "the weight of its disk", Range.closed(10, 1000), ServerLimits.USUAL_IO),
                required("cpu", "percent of a core, 0 for no limit", SIZES));
    }

    private ServerFeatures features() {
        return new ServerFeatures(
                optional("databases", "how many", COUNTS, 0),
                optional("backups", "how many", COUNTS, 0),
                optional("allocations", "how many ports", COUNTS, 0));
    }

    private ServerStartup startup() {
        ImmutableSortedMap<String, String> environment = environment();
        Optional<String> image = text("image", "the name of a Docker image in quotes");
        Optional<String> command = text("startup", "a command line in quotes");
        return made(() -> new ServerStartup(environment, image, command)).orElse(ServerStartup.OF_THE_EGG);
    }

    private ImmutableSortedMap<String, String> environment() {
        SortedMap<String, String> environment = new TreeMap<>();
        if (json.has("environment") && !json.path("environment").isObject()) {
            wrong("environment", "the egg's variables in braces: {\"MAIN_FILE\": \"index.js\"}");
        }
        json.path("environment").properties().forEach(variable -> {
            if (!variable.getValue().isString()) {
                wrong("environment", "texts in quotes, also where they are numbers: {\"PORT\": \"25565\"}");
            }
            environment.put(variable.getKey(), variable.getValue().stringValue(""));
        });
        return ImmutableSortedMap.copyOfSorted(environment);
    }

    private boolean automatic() {
        if (json.has("automatic") && !json.path("automatic").isBoolean()) {
            wrong("automatic", "true or false, without quotes");
        }
        return json.path("automatic").asBoolean(true);
    }

    private Optional<String> text(String field, String rule) {
        if (json.has(field) && !json.path(field).isString()) {
            wrong(field, rule);
        }
        return json.path(field).stringValueOpt();
    }

    private ImmutableSortedSet<Integer> numbers(String field) {
        SortedSet<Integer> numbers = new TreeSet<>();
        if (json.has(field) && !json.path(field).isArray()) {
            wrong(field, "a list of the panel's numbers in square brackets: [1, 2]");
        }
        for (JsonNode number : json.path(field)) {
            if (isWhole(number)) {
                numbers.add(number.intValue());
            } else {
                wrong(field, "a list of the panel's numbers, whole and without quotes: [1, 2]");
                break;
            }
        }
        return ImmutableSortedSet.copyOfSorted(numbers);
    }

    private int optional(String field, String what, Range<Integer> range, int otherwise) {
        return json.has(field) ? required(field, what, range) : otherwise;
    }

    private int required(String field, String what, Range<Integer> range) {
        JsonNode number = json.path(field);
        if (!isWhole(number) || !range.contains(number.intValue())) {
            wrong(
                    field,
                    "a whole number from " + range.lowerEndpoint() + " to " + range.upperEndpoint()
                            + " without quotes (" + what + ")");
            return range.lowerEndpoint();
        }
        return number.intValue();
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt();
    }

    private void wrong(String field, String rule) {
        problem(
                json.has(field)
                        ? "." + field + " must be " + rule + ", is "
                                + SettingText.shown(json.get(field).toString())
                        : "." + field + " is missing: " + rule);
    }

    /** What the rules of the core allow. */
    private <T> Optional<T> made(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (IllegalArgumentException e) {
            problem(": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void problem(String what) {
        isRight = false;
        problems.accept("panel" + what);
    }
}
