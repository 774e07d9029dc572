package io.pteroorders.core.catalog;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the program of a server is started. What is not said here, the egg says. Immutable and thread-safe.
 *
 * @param environment variables of the egg by name, at most 100; a value has at most 2,000 characters
 * @param image the Docker image, at most 191 characters
 * @param command the command line, at most 2,000 characters
 */
public record ServerStartup(
        ImmutableSortedMap<String, String> environment, Optional<String> image, Optional<String> command) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern IMAGE = Pattern.compile("~?[\\w./\\-:@ ]{1,190}");
    private static final int MOST_VARIABLES = 100;
    private static final int LONGEST = 2_000;

    /** Everything as the egg says. */
    public static final ServerStartup OF_THE_EGG =
            new ServerStartup(ImmutableSortedMap.of(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public ServerStartup {
        if (environment.size() > MOST_VARIABLES) {
            throw new IllegalArgumentException("environment has at most " + MOST_VARIABLES + " variables");
        }
        environment.forEach(ServerStartup::check);
        if (image.filter(IMAGE.asMatchPredicate().negate()).isPresent()) {
            throw new IllegalArgumentException("image is the name of a Docker image, at most 191 characters");
        }
        if (command.filter(text -> text.isBlank() || !isShort(text)).isPresent()) {
            throw new IllegalArgumentException(
                    "startup is a command of at most " + LONGEST + " characters on one line");
        }
    }

    /**
     * As the egg says, but for these variables.
     *
     * @param environment values by name
     */
    public static ServerStartup with(Map<String, String> environment) {
        return new ServerStartup(ImmutableSortedMap.copyOf(environment), Optional.empty(), Optional.empty());
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("environment has names like SERVER_JAR, of letters, digits and _");
        }
        if (!isShort(value)) {
            throw new IllegalArgumentException(
                    "environment " + name + " has at most " + LONGEST + " characters on one line");
        }
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST && text.codePoints().noneMatch(ServerStartup::isOdd);
    }

    /** Whether it ends a line, controls something, or is half a character. */
    private static boolean isOdd(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }
}
