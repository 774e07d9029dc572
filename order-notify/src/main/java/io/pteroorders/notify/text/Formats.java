package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.OrderStatus;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.joda.money.format.MoneyFormatter;
import org.joda.money.format.MoneyFormatterBuilder;

/** Money, times, durations and statuses as people read them; times are in the shop's zone. Immutable and thread-safe. */
public final class Formats {

    private static final CurrencyUnit IDR = CurrencyUnit.of("IDR");

    /** The JDK's names of zones change from version to version; other zones are told by their offset. */
    private static final ImmutableMap<String, String> ZONE_NAMES = ImmutableMap.of(
            "Asia/Jakarta", "WIB",
            "Asia/Pontianak", "WIB",
            "Asia/Makassar", "WITA",
            "Asia/Jayapura", "WIT");

    private final Texts texts;
    private final ZoneId zone;
    private final ImmutableMap<Language, MoneyFormatter> amounts;
    private final Supplier<ImmutableMap<Language, DateTimeFormatter>> days;
    private final Supplier<ImmutableMap<Language, DateTimeFormatter>> times;

    /**
     * Formats for a shop.
     *
     * @param texts has the words
     * @param zone the shop's zone
     */
    public Formats(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
        this.amounts = forEach(Formats::amount);
        this.days = texts.derived(() -> forEach(language -> day(language).toFormatter(Locale.ROOT)));
        this.times = texts.derived(() -> forEach(this::time));
    }

    private static <T> ImmutableMap<Language, T> forEach(Function<Language, T> formatter) {
        return Stream.of(Language.values()).collect(Maps.toImmutableEnumMap(language -> language, formatter));
    }

    private DateTimeFormatterBuilder day(Language language) {
        ImmutableMap<Long, String> months = Stream.of(Month.values())
                .collect(ImmutableMap.toImmutableMap(
                        month -> (long) month.getValue(), month -> texts.word("month." + month.getValue(), language)));
        return new DateTimeFormatterBuilder()
                .appendPattern("d ")
                .appendText(ChronoField.MONTH_OF_YEAR, months)
                .appendPattern(" uuuu");
    }

    private DateTimeFormatter time(Language language) {
        DateTimeFormatterBuilder time = day(language).appendPattern(" " + language.clock() + " ");
        String name = ZONE_NAMES.get(zone.getId());
        return (name == null ? time.appendLocalizedOffset(TextStyle.SHORT) : time.appendLiteral(name))
                .toFormatter(Locale.ROOT);
    }

    private static MoneyFormatter amount(Language language) {
        return new MoneyFormatterBuilder().appendAmount(language.amounts()).toFormatter(Locale.ROOT);
    }

    /** An amount: {@code Rp 25.000} in Indonesian, {@code IDR 25,000} in English. */
    public String money(Money amount, Language language) {
        CurrencyUnit currency = amount.getCurrencyUnit();
        String sign = currency.equals(IDR) ? language.rupiah() : currency.getCode();
        return sign + " "
                + Objects.requireNonNull(amounts.get(language))
                        .print(amount.toBigMoney().withScale(Amounts.decimals(currency), RoundingMode.HALF_EVEN));
    }

    /**
     * A moment: {@code 22 Nov 2026 21.50 WIB} in Indonesian, {@code 22 Nov 2026 21:50 WIB} in English; {@code GMT+8} and
     * the like in zones outside Indonesia.
     */
    public String time(Instant time, Language language) {
        return Objects.requireNonNull(times.get().get(language)).format(time.atZone(zone));
    }

    /** A day: {@code 22 Nov 2026}. */
    public String day(LocalDate day, Language language) {
        return Objects.requireNonNull(days.get().get(language)).format(day);
    }

    /** The day that a moment lies in, in the shop's zone. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** The moment at which a day begins, in the shop's zone. */
    public Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** A number of months: {@code 3 bulan}, {@code 3 months}. */
    public String months(int months, Language language) {
        return count(months, "month", language);
    }

    /** How long something took or waits, in its greatest unit: {@code 5 menit}, {@code 2 days}. */
    public String duration(Duration duration, Language language) {
        if (duration.toDays() > 0) {
            return count(duration.toDays(), "day", language);
        }
        return duration.toHours() > 0
                ? count(duration.toHours(), "hour", language)
                : count(duration.toMinutes(), "minute", language);
    }

    /** How long ago something was: {@code 5 menit lalu}, {@code just now}. */
    public String ago(Duration age, Language language) {
        return age.toMinutes() < 1
                ? texts.word("ago.now", language)
                : duration(age, language) + " " + texts.word("ago", language);
    }

    private String count(long number, String unit, Language language) {
        return number + " " + texts.word("unit." + unit + (number == 1 ? ".one" : ".many"), language);
    }

    /** A status as a word, for example {@code menunggu pembayaran}. */
    public String status(OrderStatus status, Language language) {
        return texts.word("status." + status.word(), language);
    }

    /** The one icon of a status. */
    public static String icon(OrderStatus status) {
        return switch (status) {
            case PENDING -> "⏳";
            case CONFIRMED -> "✅";
            case PROCESSING -> "⚙️";
            case COMPLETED -> "🎉";
            case CANCELLED -> "❌";
            case REFUNDED -> "💸";
        };
    }
}
