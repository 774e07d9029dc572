package io.pteroorders.bot;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where the operator wants the orders to be kept. */
final class DatabaseConfig {

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.of(
            "STORAGE",
            "json",
            "DB_URL",
            "",
            "DB_USER",
            "",
            "DB_PASSWORD",
            "",
            "DB_PASSWORD_FILE",
            "",
            "LEASE_TERM",
            "20s");

    private static final String SQL = "sql";
    private static final Set<String> STORAGES = Set.of("json", SQL);

    private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]{0,2})s");
    private static final Duration LONGEST_TERM = Duration.ofMinutes(5);

    private DatabaseConfig() {}

    /** The database that was chosen; empty for files. */
    static Optional<SqlStorageOptions> read(SettingsReader reader, ZoneId zone) {
        String storage = reader.value(
                "STORAGE", text -> Optional.of(text).filter(STORAGES::contains), "json (files) or sql (a database)");
        return storage.equals(SQL) ? Optional.of(settings(reader, zone)) : Optional.empty();
    }

    /**
     * The database in these settings, whichever storage is chosen.
     *
     * @throws ConfigException if anything is wrong; it names everything
     */
    static SqlStorageOptions read(Map<String, String> settings, ZoneId zone) {
        SettingsReader reader = new SettingsReader(settings, DEFAULTS);
        SqlStorageOptions options = settings(reader, zone);
        reader.check();
        return options;
    }

    private static Optional<Duration> seconds(String text) {
        Matcher seconds = SECONDS.matcher(text);
        return seconds.matches()
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(seconds.group(1))))
                        .filter(term -> term.compareTo(LONGEST_TERM) <= 0)
                : Optional.empty();
    }

    private static SqlStorageOptions settings(SettingsReader reader, ZoneId zone) {
        return new SqlStorageOptions(
                        reader.required(
                                reader.optional(
                                        "DB_URL",
                                        text -> Optional.of(text).filter(url -> url.startsWith("jdbc:")),
                                        "a URL such as jdbc:postgresql://localhost:5432/shop or jdbc:mariadb://localhost:3306/shop"),
                                "",
                                "DB_URL",
                                "where the database is, such as jdbc:postgresql://localhost:5432/shop or"
                                        + " jdbc:mariadb://localhost:3306/shop"),
                        reader.required(reader.text("DB_USER"), "", "DB_USER", "whom the database knows"),
                        reader.secret("DB_PASSWORD", word -> true, "a password").orElse(""),
                        zone,
                        OrderFlow.ORDER_STATUS_FLOW)
                .withLeaseTerm(reader.value("LEASE_TERM", DatabaseConfig::seconds, "1s to 300s, such as 20s"));
    }
}
