package io.pteroorders.bot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings and where each comes from, as an operator may show them to others. Immutable and thread-safe. */
final class SettingsInForce {

    private static final Pattern SECRET = Pattern.compile("(?!.*_FILE$).*(SECRET|TOKEN|PASSWORD|KEY)(_.*)?");
    private static final Pattern URL = Pattern.compile("DB_URL");
    private static final Pattern PHONES = Pattern.compile("OWNER_NUMBER|STORE_ADMIN");
    private static final String DEFAULT = "default";

    private final ImmutableList<Source> sources;

    /**
     * Where settings come from.
     *
     * @param name what the operator calls it
     * @param settings what it says
     */
    record Source(String name, Map<String, String> settings) {}

    /**
     * Settings.
     *
     * @param sources the one that counts first comes first; what none of them says has its default
     */
    SettingsInForce(Source... sources) {
        this.sources = ImmutableList.copyOf(sources);
    }

    /** All settings, in the order of {@link BotConfig#DEFAULTS}. */
    ImmutableList<Setting> all() {
        return BotConfig.DEFAULTS.keySet().stream().map(this::setting).collect(ImmutableList.toImmutableList());
    }

    private Setting setting(String name) {
        Optional<Source> source = sources.stream()
                .filter(s -> s.settings().containsKey(name))
                .findFirst()
                .filter(s -> !s.settings().getOrDefault(name, "").isBlank());
        String value =
                source.map(s -> s.settings().getOrDefault(name, "")).orElse(BotConfig.DEFAULTS.getOrDefault(name, ""));
        return new Setting(
                name, shown(name, value.strip()), source.map(Source::name).orElse(DEFAULT));
    }

    private static String shown(String name, String value) {
        if (SECRET.matcher(name).matches() && !value.isEmpty()) {
            return "****";
        }
        if (URL.matcher(name).matches()) {
            return SqlStorageOptions.withoutSecrets(value);
        }
        return PHONES.matcher(name).matches() ? masked(value) : value;
    }

    private static String masked(String numbers) {
        return Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(numbers)
                .map(number -> PhoneNumbers.parse(number).map(PersonId::masked).orElse("****"))
                .collect(Collectors.joining(","));
    }
}
