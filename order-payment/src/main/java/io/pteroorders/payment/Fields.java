package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import com.google.common.collect.Streams;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.PaymentArrival;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of an object that a gateway sent. A field may have any type that says the same; what it says must be exact.
 * Immutable and thread-safe.
 *
 * @param node an object, or anything else, which has no fields
 * @param unreadable what is thrown for a field that says nothing sensible, of the words for it
 */
record Fields(JsonNode node, Function<String, RuntimeException> unreadable) {

    static final CurrencyUnit RUPIAH = CurrencyUnit.of("IDR");

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,2})?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final Pattern REFERENCE = Pattern.compile(PaymentArrival.REFERENCE_PATTERN);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    /** Programs write their zero for a time that there is not. */
    private static final Range<Instant> AGE = Range.open(Instant.EPOCH, Instant.parse("3000-01-01T00:00:00Z"));

    /** The object that bytes in UTF-8 say. */
    static Fields parse(byte[] utf8, Function<String, RuntimeException> unreadable) {
        try {
            JsonNode node = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
            if (node.isObject()) {
                return new Fields(node, unreadable);
            }
        } catch (CharacterCodingException | JacksonException | NumberFormatException e) {
            throw unreadable.apply("something that is no JSON");
        }
        throw unreadable.apply("something that is no JSON object");
    }

    /** An object as JSON in UTF-8. */
    static byte[] write(Object object) {
        return MAPPER.writeValueAsBytes(object);
    }

    /** The object in a field, of which nothing may be there. */
    Fields in(String name) {
        return new Fields(node.path(name), unreadable);
    }

    /** The objects in a field. */
    ImmutableList<Fields> all(String name) {
        return Streams.stream(node.path(name).iterator())
                .map(each -> new Fields(each, unreadable))
                .collect(ImmutableList.toImmutableList());
    }

    /** What a field says, whatever its type; empty if that is nothing. */
    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** What a field must say. */
    String need(String name) {
        return text(name).orElseThrow(() -> unreadable.apply("nothing as " + name));
    }

    boolean is(String name, String value) {
        return text(name).filter(value::equals).isPresent();
    }

    /** The name that somebody gave to something. */
    Optional<String> reference(String name) {
        return text(name).map(text -> {
            if (!REFERENCE.matcher(text).matches()) {
                throw unreadable.apply("a " + name + " that is none");
            }
            return text;
        });
    }

    /** A whole number of rupiah. */
    Optional<Money> rupiah(String name) {
        return text(name).map(text -> money(name, text, RUPIAH));
    }

    /** An amount whose currency another field says; rupiah if it does not. */
    Optional<Money> money(String name, String currency) {
        return text(name).map(text -> money(name, text, currency(currency)));
    }

    private CurrencyUnit currency(String name) {
        try {
            return text(name).map(CurrencyUnit::of).orElse(RUPIAH);
        } catch (IllegalCurrencyException e) {
            throw unreadable.apply("a " + name + " that is none");
        }
    }

    private Money money(String name, String text, CurrencyUnit currency) {
        try {
            if (AMOUNT.matcher(text).matches()) {
                return Amounts.of(currency, new BigDecimal(text));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable.apply("a " + name + " that is no amount of " + currency);
        }
        throw unreadable.apply("a " + name + " that is no amount of " + currency);
    }

    /** A time as seconds, in ISO 8601, or by Jakarta's clocks; empty if it is none of them, or not of this age. */
    Optional<Instant> time(String name) {
        return text(name).flatMap(Fields::parseTime).filter(AGE);
    }

    private static Optional<Instant> parseTime(String text) {
        try {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.contains("T")
                            ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from)
                            : LocalDateTime.parse(text, LOCAL).atZone(JAKARTA).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What a customer pays by. */
    Optional<PayBy> payBy(PayBy.Kind kind, String name) {
        try {
            return text(name).map(text -> new PayBy(kind, text));
        } catch (IllegalArgumentException e) {
            throw unreadable.apply("a " + name + " that cannot be shown");
        }
    }
}
