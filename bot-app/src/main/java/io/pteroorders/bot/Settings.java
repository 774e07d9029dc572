package io.pteroorders.bot;

import com.google.common.base.Ascii;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import io.pteroorders.bot.SettingsInForce.Source;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.command.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where settings come from: the command line counts more than the environment, and that more than {@code .env}. */
final class Settings {

    private final Map<String, String> environment;
    private final Supplier<Map<String, String>> dotenv = Suppliers.memoize(Settings::dotenv);

    Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** All that is set anywhere, by its name. */
    Map<String, String> with(Map<String, String> commandLine) {
        Map<String, String> settings = new HashMap<>(dotenv.get());
        settings.putAll(environment);
        settings.putAll(commandLine);
        return settings;
    }

    /** @throws ConfigException naming every wrong value and every unknown name in {@code .env} */
    BotConfig read(Map<String, String> commandLine) {
        List<String> problems = new ArrayList<>(unknownNames());
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

    private List<String> unknownNames() {
        return Sets.difference(dotenv.get().keySet(), BotConfig.NAMES).stream()
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
                        new Source(".env", dotenv.get()))
                .all();
    }

    private static Map<String, String> dotenv() {
        try {
            return Dotenv.configure().ignoreIfMissing().load().entries(Dotenv.Filter.DECLARED_IN_ENV_FILE).stream()
                    .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue, (first, last) -> last));
        } catch (DotenvException e) {
            throw new ConfigException(List.of(
                    ".env has a line that is not NAME=value, such as OWNER_NUMBER=0812-3456-7890: " + e.getMessage()));
        }
    }
}
