package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that servers run, as the panel has it.
 *
 * @param image the first of its Docker images, if it has any
 * @param command how it is started, if that is said
 * @param variables in the panel's order
 */
record Egg(Optional<String> image, Optional<String> command, ImmutableList<Variable> variables) {

    /**
     * A variable.
     *
     * @param usual what it is if nothing is said; may be empty
     */
    record Variable(String name, String usual, VariableRules rules) {}

    static Egg of(Fields egg, PanelDialect dialect) {
        egg.needNumber("id");
        return new Egg(
                firstImage(egg).or(() -> egg.text("docker_image")),
                egg.text("startup"),
                egg.included("variables").stream()
                        .map(variable -> new Variable(
                                variable.need("env_variable"),
                                variable.text("default_value").orElse(""),
                                dialect.rules(variable)))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Optional<String> firstImage(Fields egg) {
        Fields images = egg.in("docker_images");
        return images.node().propertyStream().findFirst().flatMap(image -> images.text(image.getKey()));
    }

    /** All variables with their values: what the plan says, else what the egg says. */
    ImmutableMap<String, String> environment(ServerStartup startup) {
        return variables.stream()
                .collect(ImmutableMap.toImmutableMap(
                        Variable::name,
                        variable -> startup.environment().getOrDefault(variable.name(), variable.usual()),
                        (first, second) -> second));
    }

    /** What is wrong with a plan, in plain English. */
    ImmutableList<String> problems(ServerPlan plan) {
        ImmutableMap<String, String> environment = environment(plan.startup());
        String egg = "egg " + plan.egg();
        Stream<String> unknown = plan.startup().environment().keySet().stream()
                .filter(name -> !environment.containsKey(name))
                .map(name -> egg + " has no variable " + name + ", it has " + environment.keySet());
        Stream<String> broken = variables.stream()
                .flatMap(variable -> variable
                        .rules()
                        .problem(environment.getOrDefault(variable.name(), ""))
                        .map(problem -> "environment " + variable.name() + " of " + egg + " " + problem)
                        .stream());
        return Stream.concat(Stream.concat(unknown, broken), missing(plan).stream())
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<String> missing(ServerPlan plan) {
        ImmutableList.Builder<String> missing = ImmutableList.builder();
        if (plan.startup().image().or(() -> image).isEmpty()) {
            missing.add("egg " + plan.egg() + " names no Docker image: give one as image");
        }
        if (plan.startup().command().or(() -> command).isEmpty()) {
            missing.add("egg " + plan.egg() + " does not say how it is started: give a command as startup");
        }
        return missing.build();
    }
}
