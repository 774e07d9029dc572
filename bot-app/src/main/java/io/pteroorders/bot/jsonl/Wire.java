package io.pteroorders.bot.jsonl;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Doubles;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.SendResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON of each kind of line. */
final class Wire {

    static final String MESSAGE = "message";
    static final String TIME = "time";

    private static final ImmutableMap<String, Trait> FLAGS =
            ImmutableMap.of("group", Trait.GROUP, "forwarded", Trait.FORWARDED, "fromMe", Trait.FROM_ME);

    private static final int MAX_ID_LENGTH = 256;

    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    /** The year 5138 in seconds, and 1973 in milliseconds. */
    private static final long LATEST_SECONDS = 100_000_000_000L;

    private static final long LATEST_MILLIS = LATEST_SECONDS * 1000;
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');

    private static final String NO_CHAT_ID =
            " must be a chat id such as 6281234567890@s.whatsapp.net, with the number in international form";

    /** A number with what bridges put around it: a scheme, a plus, the agent and the device. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?:whatsapp:)?\\+?([1-9]\\d{5,14})(?:_\\d{1,3})?(?::\\d{1,5}){0,2}(@s\\.whatsapp\\.net|@c\\.us|@lid)?");

    /** What would be a number if it were written like one; with another number it would be another person. */
    private static final Pattern NUMBER_OF_A_KIND =
            Pattern.compile("(?:whatsapp:|\\+|0).*|.*@(?:s\\.whatsapp\\.net|c\\.us|lid)");

    private Wire() {}

    static JsonNode parse(String line) throws WireException {
        try {
            JsonNode json = StrictJson.parse(line);
            if (!json.isObject()) {
                throw new WireException("a line must be a JSON object");
            }
            return json;
        } catch (JacksonException e) {
            throw new WireException("not valid JSON");
        }
    }

    /** A message that came in, as it is kept. */
    private record Kept(
            String type,
            String id,
            String from,
            String chat,
            String name,
            String text,
            Optional<Long> timestamp,
            boolean group,
            boolean forwarded,
            boolean fromMe,
            Optional<String> kind,
            Optional<String> quoted) {}

    /** The line of a message. */
    static String encode(IncomingMessage message) {
        return line(new Kept(
                MESSAGE,
                message.id(),
                message.from().text(),
                message.chat(),
                message.name(),
                message.text(),
                message.sentAt().map(Instant::toEpochMilli),
                message.is(Trait.GROUP),
                message.is(Trait.FORWARDED),
                message.is(Trait.FROM_ME),
                message.instead().flatMap(IncomingMessage::word),
                message.quoted()));
    }

    private static String line(Record content) {
        return StrictJson.records().writeValueAsString(content);
    }

    /** The message of a line. */
    static IncomingMessage message(String transport, String line) throws WireException {
        JsonNode json = parse(line);
        if (!text(json, "type").equals(MESSAGE)) {
            throw new WireException("not a message");
        }
        return message(transport, json);
    }

    static IncomingMessage message(String transport, JsonNode json) throws WireException {
        String id = text(json, "id");
        if (!isId(id)) {
            throw new WireException("id must have 1 to " + MAX_ID_LENGTH + " visible ASCII characters");
        }
        PersonId from = person(text(json, "from"), "from");
        if (PersonId.isShared(from.text())) {
            throw new WireException("from must be the person who wrote, not a group or channel");
        }
        String chat = json.path("chat").isString() ? text(json, "chat") : from.text();
        return new IncomingMessage(
                transport,
                id,
                from,
                person(chat, "chat").text(),
                json.path("name").asString(""),
                json.path("text").isNull() || json.path("text").isMissingNode() ? "" : text(json, "text"),
                traits(json),
                sentAt(json.path("timestamp")),
                Optional.empty(),
                json.path("quoted").stringValueOpt().filter(Wire::isId));
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MAX_ID_LENGTH && VISIBLE.matchesAllOf(text);
    }

    /** In seconds or milliseconds, as a number, as digits, or as bridges write numbers of 64 bits: in two halves. */
    private static Optional<Instant> sentAt(JsonNode json) throws WireException {
        if (json.isMissingNode() || json.isNull()) {
            return Optional.empty();
        }
        long time = json.isObject()
                ? (json.path("high").asLong(0) << Integer.SIZE)
                        + (json.path("low").asLong(0) & LOW_HALF)
                : Optional.ofNullable(Doubles.tryParse(json.asString("")))
                        .orElse(0.0)
                        .longValue();
        if (time <= 0 || time > LATEST_MILLIS) {
            throw new WireException("timestamp must be the seconds or milliseconds since 1970, such as 1767225600");
        }
        return Optional.of(time > LATEST_SECONDS ? Instant.ofEpochMilli(time) : Instant.ofEpochSecond(time));
    }

    private static ImmutableSet<Trait> traits(JsonNode json) throws WireException {
        ImmutableSet.Builder<Trait> traits = ImmutableSet.builder();
        for (Map.Entry<String, Trait> flag : FLAGS.entrySet()) {
            if (flag(json, flag.getKey())) {
                traits.add(flag.getValue());
            }
        }
        kind(json).ifPresent(traits::add);
        return traits.build();
    }

    /** What came instead of a text. */
    private static Optional<Trait> kind(JsonNode json) throws WireException {
        if (json.path("kind").isMissingNode() || json.path("kind").isNull()) {
            return Optional.empty();
        }
        return Optional.of(Ascii.toLowerCase(text(json, "kind")))
                .filter(kind -> !kind.equals("text"))
                .map(IncomingMessage::instead);
    }

    /** The person or chat that a text names: one, in whatever form a bridge knows them. */
    private static PersonId person(String text, String field) throws WireException {
        Matcher number = NUMBER.matcher(text);
        String canonical = number.matches()
                ? number.group(1) + Optional.ofNullable(number.group(2)).orElse("")
                : text;
        if (!number.matches() && NUMBER_OF_A_KIND.matcher(text).matches()) {
            throw new WireException(field + NO_CHAT_ID);
        }
        try {
            return PersonId.whatsApp(canonical);
        } catch (IllegalArgumentException e) {
            throw new WireException(field + NO_CHAT_ID);
        }
    }

    static String text(JsonNode json, String field) throws WireException {
        if (!json.path(field).isString()) {
            throw new WireException(field + " must be text");
        }
        return json.path(field).stringValue();
    }

    private static boolean flag(JsonNode json, String field) throws WireException {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new WireException(field + " must be true or false");
        }
        return value.asBoolean(false);
    }

    static SendResult nack(JsonNode json) throws WireException {
        String reason = json.has("error") ? text(json, "error") : "refused by the bridge";
        return flag(json, "retryable") ? SendResult.tryAgain(reason) : SendResult.failed(reason);
    }

    private record Send(
            String type,
            String id,
            String to,
            String text,
            Optional<String> replyTo,
            Optional<Image> image,
            Optional<String> qr,
            Optional<BigDecimal> amount,
            Optional<String> expires) {}

    private record Image(String type, String data) {}

    /** The line of a message to send. */
    static String send(OutgoingMessage message) {
        Optional<PaymentCode> code = message.picture().flatMap(Picture::code);
        return line(new Send(
                "send",
                message.id(),
                message.to(),
                message.text(),
                message.replyTo(),
                message.picture().map(Wire::image),
                code.map(PaymentCode::text),
                code.map(PaymentCode::amount).map(Wire::plain),
                code.flatMap(PaymentCode::expiresAt).map(Instant::toString)));
    }

    private static Image image(Picture picture) {
        return new Image(picture.mediaType(), BaseEncoding.base64().encode(picture.content()));
    }

    /** With as many decimals as people use. */
    private static BigDecimal plain(Money amount) {
        return amount.getAmount().setScale(Amounts.decimals(amount.getCurrencyUnit()));
    }

    /** The time of a line. */
    static Instant time(JsonNode json) throws WireException {
        try {
            Instant now = Instant.parse(text(json, "now"));
            if (!now.isBefore(EARLIEST) && now.isBefore(LATEST)) {
                return now;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new WireException("now must be a time of the years 2000 to 2999, such as 2026-12-23T01:00:00Z");
    }

    private record Told(String type, String now) {}

    /** The line that says that all is done that was due at a time. */
    static String time(Instant now) {
        return line(new Told(TIME, now.toString()));
    }

    private record Refused(String type, int line, String error) {}

    /** The line that says what is wrong with another. */
    static String error(int line, String problem) {
        return line(new Refused("error", line, problem));
    }
}
