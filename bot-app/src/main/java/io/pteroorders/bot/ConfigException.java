package io.pteroorders.bot;

import java.util.List;

/** The configuration is wrong; the message names every wrong value, the rule and an example. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConfigException(List<String> problems) {
        super("the configuration is wrong:\n  - " + String.join("\n  - ", problems));
    }
}
