package io.pteroorders.bot.edit;

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
    private final Consumer<Problem> problems;
    private boolean isRight = true;

    private CatalogPanel(JsonNode json, Consumer<Problem> problems) {
        this.json = json;
        this.problems = problems;
    }

    /**
     * The plan.
     *
     * @param problems is told of each thing that is wrong with it, with the rule
     * @return empty if anything is wrong with it
     */
    static Optional<ServerPlan> read(JsonNode json, Consumer<Problem> problems) {
        return new CatalogPanel(json, problems).plan();
    }

    private Optional<ServerPlan> plan() {
        if (!json.isObject()) {
            problem(Problem.of("panel.not-an-object"));
            return Optional.empty();
        }
        json.propertyNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(
                        field -> problem(Problem.of("panel.no-field", Shown.quoted(field), String.join(", ", FIELDS))));
        int egg = required("egg", "panel-number", PANELS_NUMBERS);
        int nest = optional("nest", "panel-number", PANELS_NUMBERS, NO_NEST);
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
                required("memory", "megabytes", SIZES),
                optional("swap", "megabytes-or-less", Range.closed(-1, ServerLimits.MOST), 0),
                required("disk", "megabytes", SIZES),
                optional("io", "io", Range.closed(10, 1000), ServerLimits.USUAL_IO),
                required("cpu", "percent", SIZES));
    }

    private ServerFeatures features() {
        return new ServerFeatures(
                optional("databases", "count", COUNTS, 0),
                optional("backups", "count", COUNTS, 0),
                optional("allocations", "ports", COUNTS, 0));
    }

    private ServerStartup startup() {
        ImmutableSortedMap<String, String> environment = environment();
        Optional<String> image = text("image", "rule.image");
        Optional<String> command = text("startup", "rule.command");
        return made(() -> new ServerStartup(environment, image, command)).orElse(ServerStartup.OF_THE_EGG);
    }

    private ImmutableSortedMap<String, String> environment() {
        SortedMap<String, String> environment = new TreeMap<>();
        if (json.has("environment") && !json.path("environment").isObject()) {
            wrong("environment", Problem.of("rule.environment"));
        }
        json.path("environment").properties().forEach(variable -> {
            if (!variable.getValue().isString()) {
                wrong("environment", Problem.of("rule.environment-texts"));
            }
            environment.put(variable.getKey(), variable.getValue().stringValue(""));
        });
        return ImmutableSortedMap.copyOfSorted(environment);
    }

    private boolean automatic() {
        if (json.has("automatic") && !json.path("automatic").isBoolean()) {
            wrong("automatic", Problem.of("rule.boolean"));
        }
        return json.path("automatic").asBoolean(true);
    }

    private Optional<String> text(String field, String rule) {
        if (json.has(field) && !json.path(field).isString()) {
            wrong(field, Problem.of(rule));
        }
        return json.path(field).stringValueOpt();
    }

    private ImmutableSortedSet<Integer> numbers(String field) {
        SortedSet<Integer> numbers = new TreeSet<>();
        if (json.has(field) && !json.path(field).isArray()) {
            wrong(field, Problem.of("rule.numbers"));
        }
        for (JsonNode number : json.path(field)) {
            if (isWhole(number)) {
                numbers.add(number.intValue());
            } else {
                wrong(field, Problem.of("rule.numbers-whole"));
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
                    Problem.of(
                            "rule.whole-of",
                            range.lowerEndpoint(),
                            range.upperEndpoint(),
                            Problem.of("rule.of." + what)));
            return range.lowerEndpoint();
        }
        return number.intValue();
    }

    private static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt();
    }

    private void wrong(String field, Problem rule) {
        problem(
                json.has(field)
                        ? Problem.of(
                                "must-be",
                                "panel." + field,
                                rule,
                                Shown.quoted(json.get(field).toString()))
                        : Problem.of("missing", "panel." + field, rule));
    }

    /** What the rules of the core allow. */
    private <T> Optional<T> made(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (IllegalArgumentException e) {
            problem(Problem.of("panel.rule", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void problem(Problem what) {
        isRight = false;
        problems.accept(what);
    }
}
