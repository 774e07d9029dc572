package io.pteroorders.bot;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.privacy.RetentionSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator's choice of how long things are kept that nobody needs any more. */
final class RetentionConfig {

    /** The names of its settings and what each is when nobody sets it. */
    static final ImmutableMap<String, String> DEFAULTS =
            ImmutableMap.of("KEEP_PROOFS", "365d", "KEEP_MESSAGES", "90d", "KEEP_AUDIT", "730d");

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");
    private static final int MOST_DAYS = 3650;

    private RetentionConfig() {}

    /** What was chosen; what is wrong is told to the reader. */
    static RetentionSettings read(SettingsReader reader) {
        return new RetentionSettings(
                days("KEEP_PROOFS", reader), days("KEEP_MESSAGES", reader), days("KEEP_AUDIT", reader));
    }

    private static Duration days(String name, SettingsReader reader) {
        return reader.value(name, RetentionConfig::parse, "1d to " + MOST_DAYS + "d");
    }

    private static Optional<Duration> parse(String text) {
        Matcher days = DAYS.matcher(text);
        return days.matches()
                ? Optional.of(Integer.parseInt(days.group(1)))
                        .filter(count -> count <= MOST_DAYS)
                        .map(Duration::ofDays)
                : Optional.empty();
    }
}
