package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The configuration is wrong; the message names every wrong value, the rule and an example. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ImmutableList<String> problems;

    ConfigException(List<String> problems) {
        super("the configuration is wrong:\n  - " + String.join("\n  - ", problems));
        this.problems = ImmutableList.copyOf(problems);
    }

    /** What is wrong, each in a sentence. */
    ImmutableList<String> problems() {
        return problems;
    }
}
