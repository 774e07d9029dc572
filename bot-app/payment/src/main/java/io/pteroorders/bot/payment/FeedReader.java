package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.core.order.FreeText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is sent to the feed: a JSON object, an array of them, or plain text with a row in each line. Fields of many
 * kinds are taken; an amount that is not exactly one number of rupiah is none. Immutable and thread-safe.
 */
final class FeedReader {

    private static final CurrencyUnit RUPIAH = CurrencyUnit.of("IDR");
    private static final int MOST_ROWS = 1000;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_DIGITS = 12;
    private static final long MILLIS = 100_000_000_000L;
    private static final ImmutableSet<String> OUT = ImmutableSet.of("d", "db", "dr", "debit", "out", "keluar");

    private static final JsonMapper MAPPER = StrictJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd[[' ']['T']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("][XXX][X]")
            .toFormatter(Locale.ROOT);

    private final ZoneId zone;
    private final Clock clock;

    /** @param zone of times that name none */
    FeedReader(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * The rows of a body.
     *
     * @throws FeedException if it has none, or too many, or cannot be read
     */
    ImmutableList<FeedRow> read(byte[] body) throws FeedException {
        String text = withoutMark(text(body)).strip();
        ImmutableList<FeedRow> rows = text.startsWith("{") || text.startsWith("[") ? ofJson(text) : ofLines(text);
        if (rows.isEmpty()) {
            throw new FeedException("there are no rows");
        }
        if (rows.size() > MOST_ROWS) {
            throw new FeedException("there are more than " + MOST_ROWS + " rows");
        }
        return rows;
    }

    private static String text(byte[] body) throws FeedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FeedException("it is not text in UTF-8");
        }
    }

    /** Some programs on Windows begin what they write with a mark of its byte order. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private ImmutableList<FeedRow> ofLines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(this::ofLine)
                .collect(ImmutableList.toImmutableList());
    }

    private FeedRow ofLine(String line) {
        Instant now = clock.instant();
        return new FeedRow(
                Optional.empty(),
                FeedRow.key(line, now.truncatedTo(ChronoUnit.MINUTES).toString()),
                money(RupiahText.find(line)),
                now,
                shown(line));
    }

    private ImmutableList<FeedRow> ofJson(String text) throws FeedException {
        JsonNode json = tree(text);
        ImmutableList.Builder<FeedRow> rows = ImmutableList.builder();
        for (JsonNode row : json.isArray() ? json : ImmutableList.of(json)) {
            if (!row.isObject()) {
                throw new FeedException("a row is a JSON object with amount or text, and id and at if there are any");
            }
            rows.add(ofObject(row));
        }
        return rows.build();
    }

    private static JsonNode tree(String text) throws FeedException {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException | NumberFormatException e) {
            throw new FeedException("it is not JSON");
        }
    }

    private FeedRow ofObject(JsonNode row) {
        Instant now = clock.instant();
        String text = first(row, "text", "message", "description", "body");
        Optional<String> id =
                Optional.of(first(row, "id", "reference", "issuer_reff")).filter(any -> !any.isEmpty());
        String at = first(row, "at", "date", "time", "timestamp");
        Instant when = time(at, now);
        String amount = first(row, "amount");
        String key = id.map(FeedRow::key)
                .orElseGet(() -> FeedRow.key(amount, text, at.isEmpty() ? minute(when) : at, first(row, "balance")));
        return new FeedRow(
                id,
                key,
                isOut(row) ? Optional.empty() : amount(row, text),
                when,
                shown(text.isEmpty() ? amount : text));
    }

    private static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static String first(JsonNode row, String... names) {
        return Stream.of(names)
                .map(row::path)
                .filter(JsonNode::isValueNode)
                .map(value -> value.asString("").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean isOut(JsonNode row) {
        return OUT.contains(first(row, "type").toLowerCase(Locale.ROOT));
    }

    private static Optional<Money> amount(JsonNode row, String text) {
        JsonNode amount = row.path("amount");
        if (amount.isNumber()) {
            return money(whole(amount.decimalValue()));
        }
        return amount.isMissingNode() || amount.isNull()
                ? money(RupiahText.find(text))
                : money(RupiahText.find(amount.asString("")));
    }

    /** Looked at before it is spelled out: a number may stand for more digits than there is memory. */
    private static OptionalLong whole(BigDecimal number) {
        boolean fits = number.signum() > 0 && number.precision() - (long) number.scale() <= MOST_DIGITS;
        if (!fits || number.stripTrailingZeros().scale() > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.longValueExact());
    }

    private static Optional<Money> money(OptionalLong amount) {
        return amount.isPresent() && amount.getAsLong() > 0
                ? Optional.of(Money.ofMajor(RUPIAH, amount.getAsLong()))
                : Optional.empty();
    }

    private static String shown(String text) {
        String clean = FreeText.clean(text);
        return FreeText.length(clean) <= LONGEST_TEXT
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_TEXT));
    }

    /** What cannot be read, lies ahead or before all shops is now; midnight says no more than the day. */
    private Instant time(String text, Instant now) {
        Optional<Instant> at = text.matches("[0-9]{9,13}") ? Optional.of(ofNumber(Long.parseLong(text))) : ofDate(text);
        return at.filter(time -> time.isBefore(now) && time.isAfter(Instant.EPOCH))
                .orElse(now);
    }

    private static Instant ofNumber(long number) {
        return number < MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private Optional<Instant> ofDate(String text) {
        try {
            return Optional.of(
                    instant(TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant instant(TemporalAccessor read) {
        if (read instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (read instanceof LocalDateTime time && !time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return time.atZone(zone).toInstant();
        }
        return LocalDate.from(read).plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
    }
}
