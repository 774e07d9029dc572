package io.pteroorders.bot;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.pteroorders.bot.payment.GatewayMethod;
import io.pteroorders.bot.payment.PaymentSettings;
import io.pteroorders.bot.payment.UnpaidRule;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.payment.qris.QrisException;
import io.pteroorders.payment.qris.QrisPicture;
import io.pteroorders.payment.qris.QrisStatic;
import io.pteroorders.payment.qris.QrisText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;

/**
 * The operator's choice of how to be paid. Immutable and thread-safe.
 *
 * @param methods the names of the ways to pay, the best first
 * @param qris the seller's own code, if one of them needs it
 * @param gateways makes those of them that are gateways
 * @param expiresAfter how long an attempt waits
 * @param unpaid what becomes of orders that nobody pays
 * @param feedSecret who may tell of what came in
 * @param instructions how to pay by hand
 * @param picture what goes with them
 */
record PaymentConfig(
        ImmutableList<String> methods,
        Optional<QrisText> qris,
        ImmutableMap<String, Function<Clock, PaymentGateway>> gateways,
        Duration expiresAfter,
        UnpaidRule unpaid,
        Optional<String> feedSecret,
        Optional<String> instructions,
        Optional<Picture> picture) {

    /** The names of its settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.<String, String>builder()
            .put("PAYMENT_METHODS", ManualPayment.NAME)
            .put("PAYMENT_INSTRUCTIONS", "")
            .put("PAYMENT_PICTURE", "")
            .put("PAYMENT_EXPIRES_AFTER", "60m")
            .put("UNPAID_REMIND_BEFORE", "2h")
            .put("UNPAID_CANCEL_AFTER", "24h")
            .put("QRIS_TEXT", "")
            .put("QRIS_PICTURE", "")
            .put("PAYMENT_FEED_SECRET", "")
            .put("PAYMENT_FEED_SECRET_FILE", "")
            .putAll(GatewayConfig.DEFAULTS)
            .buildOrThrow();

    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,3})([smhd])");
    private static final String NEVER = "never";
    private static final int SHORTEST_SECRET = 16;
    private static final int LARGEST_PICTURE = 5 << 20;
    private static final CurrencyUnit RUPIAH = CurrencyUnit.of("IDR");

    /** What was chosen. */
    static PaymentConfig read(SettingsReader reader, CurrencyUnit currency) {
        ImmutableSet<String> names = LIST.splitToStream(reader.value("PAYMENT_METHODS", Optional::of, ""))
                .map(Ascii::toLowerCase)
                .filter(name -> isOffered(name, currency, reader))
                .collect(ImmutableSet.toImmutableSet());
        return new PaymentConfig(
                names.asList(),
                names.contains(QrisStatic.NAME) ? qris(reader) : Optional.empty(),
                new GatewayConfig(reader).read(names),
                reader.value("PAYMENT_EXPIRES_AFTER", PaymentConfig::parse, "a duration such as 90m, 24h or 7d"),
                unpaid(reader),
                reader.secret(
                        "PAYMENT_FEED_SECRET",
                        secret -> secret.length() >= SHORTEST_SECRET,
                        "a secret of at least " + SHORTEST_SECRET + " characters"),
                reader.optional(
                        "PAYMENT_INSTRUCTIONS",
                        PaymentConfig::instructions,
                        "text that uses no other placeholders than {{amount}} and {{orderId}}"),
                reader.text("PAYMENT_PICTURE").flatMap(file -> picture(file, reader)));
    }

    private static boolean isOffered(String name, CurrencyUnit currency, SettingsReader reader) {
        boolean known =
                name.equals(ManualPayment.NAME) || name.equals(QrisStatic.NAME) || GatewayConfig.NAMES.contains(name);
        if (!known) {
            reader.problem("PAYMENT_METHODS: there is no " + SettingText.shown(name)
                    + "; there are manual, qris-static, " + String.join(", ", GatewayConfig.NAMES));
        } else if (!name.equals(ManualPayment.NAME) && !currency.equals(RUPIAH)) {
            reader.problem("PAYMENT_METHODS: " + name + " takes rupiah alone, and STORE_CURRENCY is " + currency
                    + "; leave manual, or set STORE_CURRENCY=IDR");
        }
        return known;
    }

    private static Optional<QrisText> qris(SettingsReader reader) {
        Optional<String> text = reader.text("QRIS_TEXT");
        Optional<String> picture = reader.text("QRIS_PICTURE");
        if (text.isPresent() == picture.isPresent()) {
            reader.problem("qris-static needs QRIS_TEXT, the text of your QRIS code, or QRIS_PICTURE, a picture of it,"
                    + " and not both");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.isPresent() ? QrisText.parse(text.get()) : QrisPicture.read(Path.of(picture.get())));
        } catch (QrisException e) {
            reader.problem((text.isPresent() ? "QRIS_TEXT: " : "QRIS_PICTURE: ") + e.getMessage());
        } catch (IOException e) {
            reader.problem("QRIS_PICTURE must be a file that can be read, is " + picture.get());
        }
        return Optional.empty();
    }

    private static UnpaidRule unpaid(SettingsReader reader) {
        Optional<Duration> cancelAfter = durationOrNever("UNPAID_CANCEL_AFTER", reader);
        Duration remindBefore = durationOrNever("UNPAID_REMIND_BEFORE", reader).orElse(Duration.ZERO);
        boolean tooLong =
                cancelAfter.filter(after -> after.compareTo(remindBefore) <= 0).isPresent();
        if (tooLong && reader.text("UNPAID_REMIND_BEFORE").isPresent()) {
            reader.problem("UNPAID_REMIND_BEFORE must be shorter than UNPAID_CANCEL_AFTER");
        }
        return new UnpaidRule(cancelAfter, tooLong ? cancelAfter.get().dividedBy(2) : remindBefore);
    }

    private static Optional<Duration> durationOrNever(String name, SettingsReader reader) {
        Duration duration = reader.value(
                name,
                text -> Ascii.equalsIgnoreCase(text, NEVER) ? Optional.of(Duration.ZERO) : parse(text),
                "a duration such as 90m, 24h or 7d, or never");
        return Optional.of(duration).filter(time -> !time.isZero());
    }

    static Optional<Duration> parse(String text) {
        Matcher parts = DURATION.matcher(Ascii.toLowerCase(text));
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /** A setting stands on one line; {@code \\n} is where the text's next begins. */
    private static Optional<String> instructions(String text) {
        String lines = text.replace("\\n", "\n");
        try {
            Texts.check(lines, Shop.INSTRUCTION_VARIABLES);
            return Optional.of(lines);
        } catch (TextException e) {
            return Optional.empty();
        }
    }

    private static Optional<Picture> picture(String name, SettingsReader reader) {
        try {
            Path file = Path.of(name);
            String type = Ascii.toLowerCase(name).endsWith(".png") ? "image/png" : "image/jpeg";
            byte[] content = Files.size(file) > LARGEST_PICTURE ? new byte[0] : Files.readAllBytes(file);
            if (content.length > 0) {
                return Optional.of(Picture.of(type, content));
            }
        } catch (IOException e) {
            // The same as a file that is no picture.
        }
        reader.problem("PAYMENT_PICTURE must be a PNG or JPEG of up to 5 MB that can be read, is " + name);
        return Optional.empty();
    }

    /**
     * The ways to pay.
     *
     * @param zone of times that the feed tells
     * @param random picks amounts
     */
    PaymentSettings settings(ZoneId zone, Random random, Clock clock) {
        ImmutableMap<String, PaymentGateway> made =
                ImmutableMap.copyOf(Maps.transformValues(gateways, gateway -> gateway.apply(clock)));
        return new PaymentSettings(
                methods.stream().map(name -> method(name, made, random)).collect(ImmutableList.toImmutableList()),
                made,
                unpaid,
                feedSecret,
                zone,
                instructions,
                picture);
    }

    private PaymentMethod method(String name, ImmutableMap<String, PaymentGateway> made, Random random) {
        PaymentGateway gateway = made.get(name);
        if (gateway != null) {
            return new GatewayMethod(gateway, expiresAfter);
        }
        return name.equals(QrisStatic.NAME)
                ? new QrisStatic(qris.orElseThrow(), expiresAfter, random)
                : new ManualPayment();
    }

    /** Whether somebody outside has something to tell. */
    boolean isCalled() {
        return feedSecret.isPresent() || !gateways.isEmpty();
    }

    /** Secrets get into no log. */
    @Override
    public String toString() {
        return "payment by " + String.join(", ", methods);
    }
}
