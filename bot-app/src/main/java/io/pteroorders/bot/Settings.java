package io.pteroorders.bot;

import com.google.common.base.Ascii;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.pteroorders.bot.SettingsInForce.Source;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.command.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where settings come from: the command line counts more than the environment, and that more than {@code .env}. */
final class Settings {

    /** What stands in a text for bytes that are none in the process's encoding. */
    private static final String UNREADABLE = "\uFFFD";

    private final Map<String, String> environment;
    private final Supplier<EnvFile.Content> dotenv;

    /**
     * Settings.
     *
     * @param environment the variables of the process; a pair of quotes around a value is none of it, because programs
     *     that read files of settings for others may leave it there
     * @param file read when settings are; it need not be there
     */
    Settings(Map<String, String> environment, Path file) {
        this.environment = Maps.transformValues(environment, value -> SettingText.unquoted(value.strip()));
        this.dotenv = Suppliers.memoize(() -> EnvFile.read(file));
    }

    /** All that is set anywhere, by its name. */
    Map<String, String> with(Map<String, String> commandLine) {
        Map<String, String> settings = new HashMap<>(dotenv.get().settings());
        settings.putAll(environment);
        settings.putAll(commandLine);
        return settings;
    }

    /** @throws ConfigException naming every wrong value and every unknown name in {@code .env} */
    BotConfig read(Map<String, String> commandLine) {
        List<String> problems = new ArrayList<>(dotenv.get().problems());
        Stream.of(unknownNames(), unreadable(environment), unreadable(commandLine), Logs.problem(environment))
                .forEach(problems::addAll);
        try {
            BotConfig config = BotConfig.read(with(commandLine));
            if (problems.isEmpty()) {
                return config;
            }
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        throw new ConfigException(problems);
    }

    private static List<String> unreadable(Map<String, String> settings) {
        return BotConfig.NAMES.stream()
                .filter(name -> settings.getOrDefault(name, "").contains(UNREADABLE))
                .map(name -> name + " has characters that this process cannot read: start it with LC_ALL=C.UTF-8")
                .toList();
    }

    private List<String> unknownNames() {
        return Sets.difference(dotenv.get().settings().keySet(), BotConfig.NAMES).stream()
                .sorted()
                .map(name -> name + " in .env is no setting; " + likely(name))
                .toList();
    }

    private static String likely(String unknown) {
        List<String> names = BotConfig.NAMES.stream().map(Ascii::toLowerCase).toList();
        return Nearest.of(unknown, names)
                .map(name -> "did you mean " + Ascii.toUpperCase(name) + "?")
                .orElse("settings are " + String.join(", ", BotConfig.NAMES));
    }

    /** All settings, and where each comes from. */
    ImmutableList<Setting> inForce(Map<String, String> commandLine) {
        read(commandLine);
        return new SettingsInForce(
                        new Source("command line", commandLine),
                        new Source("environment", environment),
                        new Source(".env", dotenv.get().settings()))
                .all();
    }
}
