package io.pteroorders.bot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.core.subscription.QuietHours;
import io.pteroorders.core.subscription.RenewalRules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator's choice of when customers are reminded, and what follows if they do not pay. */
final class RenewalConfig {

    /** The names of its settings and what each is when nobody sets it. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.of(
            "REMIND_DAYS", "7,3,1,0",
            "REMIND_AT", "09:00",
            "GRACE_DAYS", "3",
            "DELETE_AFTER", "7d",
            "QUIET_HOURS", "21-08",
            "RESTART_FROM_PAYMENT", "off",
            "RENEWAL_SWEEP", "60s",
            "RENEWAL_SETTLE", "10m");

    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Pattern HOURS = Pattern.compile("([01][0-9]|2[0-3])-([01][0-9]|2[0-3])");
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,2})d");
    private static final String NEVER = "never";
    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIME = Duration.ofHours(1);

    private RenewalConfig() {}

    /**
     * What was chosen; what is wrong is told to the reader.
     *
     * @param panel by which servers are made; empty if somebody sets them up by hand
     */
    static RenewalSettings read(SettingsReader reader, ZoneId zone, Optional<PanelSettings> panel) {
        return new RenewalSettings(
                rules(reader, zone),
                reader.value("RENEWAL_SWEEP", text -> time(text, SHORTEST_SWEEP), "a time of 10s to 1h such as 60s"),
                reader.value("RENEWAL_SETTLE", text -> time(text, Duration.ZERO), "a time up to 1h such as 10m, or 0"),
                panel.isPresent(),
                panel.map(PanelSettings::deleteConfirm).orElse(true));
    }

    private static Optional<Duration> time(String text, Duration least) {
        return (text.equals("0") ? Optional.of(Duration.ZERO) : PaymentConfig.parse(text))
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(LONGEST_TIME) <= 0);
    }

    private static RenewalRules rules(SettingsReader reader, ZoneId zone) {
        return new RenewalRules(
                zone,
                reader.value(
                        "REMIND_DAYS",
                        RenewalConfig::days,
                        "days before the last one, 0 to " + RenewalRules.MAX_REMIND + ", such as 7,3,1,0, or never"),
                reader.value("REMIND_AT", RenewalConfig::time, "a time of the day such as 09:00"),
                reader.number("GRACE_DAYS", 0, RenewalRules.MAX_GRACE),
                reader.value("DELETE_AFTER", RenewalConfig::deletion, "1d to " + RenewalRules.MAX_DELETE_AFTER + "d"),
                reader.value("QUIET_HOURS", RenewalConfig::quiet, "two hours of the day such as 21-08, or never"),
                reader.value("RESTART_FROM_PAYMENT", PanelConfig::onOrOff, "on or off"),
                Instant.EPOCH);
    }

    private static Optional<ImmutableSortedSet<Integer>> days(String text) {
        if (text.equals(NEVER)) {
            return Optional.of(ImmutableSortedSet.of());
        }
        List<Optional<Integer>> all = LIST.splitToStream(text)
                .map(day -> Optional.ofNullable(Ints.tryParse(day))
                        .filter(days -> days >= 0 && days <= RenewalRules.MAX_REMIND))
                .toList();
        return all.isEmpty() || all.contains(Optional.<Integer>empty())
                ? Optional.empty()
                : Optional.of(all.stream()
                        .flatMap(Optional::stream)
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compareTo)));
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> deletion(String text) {
        Matcher days = DAYS.matcher(text);
        return days.matches()
                ? Optional.of(Integer.parseInt(days.group(1))).filter(it -> it <= RenewalRules.MAX_DELETE_AFTER)
                : Optional.empty();
    }

    private static Optional<QuietHours> quiet(String text) {
        Matcher hours = HOURS.matcher(text);
        if (text.equals(NEVER)) {
            return Optional.of(QuietHours.NONE);
        }
        return hours.matches()
                ? Optional.of(new QuietHours(
                        LocalTime.of(Integer.parseInt(hours.group(1)), 0),
                        LocalTime.of(Integer.parseInt(hours.group(2)), 0)))
                : Optional.empty();
    }
}
