package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.port.Attachment;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Picture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A conversation as people would see it, everybody's side in one. */
final class Transcript {

    /** Drawn anew each time. */
    private static final Pattern PASSWORD = Pattern.compile("(Password: )[A-Za-z0-9]{16}(?=\\n)");

    private static final Pattern LINK = Pattern.compile("(?<=/login/)[A-Za-z0-9_-]{43}");
    private static final String LINK_SHOWN = "8kGm2vXo5nQe1TzR7yHc4WbL9dPs0fUj3AiNtKxMwEg";

    private final TestShop shop;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> examples = new LinkedHashMap<>();
    private int messages;

    Transcript(TestShop shop) {
        this.shop = shop;
    }

    Transcript says(PersonId person, String message) {
        text.append(TestShop.name(person))
                .append(": ")
                .append(shortened(message))
                .append("\n");
        return shows(shop.says(person, message));
    }

    /** An answer to the last message made from a template, quoting it. */
    Transcript quotes(PersonId person, String template, String message) {
        text.append(TestShop.name(person))
                .append(" (")
                .append(template)
                .append("): ")
                .append(shortened(message))
                .append("\n");
        return shows(shop.quotes(person, template, message));
    }

    /** A person sends something else than a text. */
    Transcript sends(PersonId person, String kind) {
        text.append(TestShop.name(person)).append(": (").append(kind).append(")\n");
        return shows(shop.receives(message(person, "", Optional.empty(), IncomingMessage.instead(kind))));
    }

    /** A person sends a picture that can be had. */
    Transcript sendsPicture(PersonId person, String caption) {
        text.append(TestShop.name(person))
                .append((": [picture] " + caption).stripTrailing())
                .append("\n");
        Attachment picture = () -> CompletableFuture.completedFuture(Optional.of(ByteSource.wrap(new byte[9])));
        return shows(shop.receives(message(person, caption, Optional.of(picture))));
    }

    private IncomingMessage message(PersonId person, String caption, Optional<Attachment> attachment, Trait... traits) {
        messages++;
        return new IncomingMessage(
                "test",
                "t" + messages,
                person,
                person.text(),
                TestShop.name(person),
                caption,
                ImmutableSet.copyOf(traits),
                Optional.empty(),
                attachment,
                Optional.empty());
    }

    /** Money comes into the seller's account. */
    Transcript getsMoney(String row) {
        text.append("$ ").append(row).append("\n");
        return shows(shop.getsMoney(row));
    }

    /** A time comes, and what it brings. */
    Transcript on(String day, String time) {
        Instant now =
                LocalDateTime.parse(day + "T" + time).atZone(Fixtures.JAKARTA).toInstant();
        shop.clock.advance(Duration.between(shop.clock.instant(), now));
        text.append("(").append(day).append(' ').append(time).append(")\n");
        return shows(shop.looksAtRenewals());
    }

    /** Servers come further. */
    Transcript seesToServers() {
        text.append("...\n");
        return shows(shop.seesToServers());
    }

    private Transcript shows(List<OutgoingMessage> messages) {
        for (OutgoingMessage sent : messages) {
            String words = LINK.matcher(sent.text()).replaceAll(LINK_SHOWN);
            examples.putIfAbsent(sent.template(), words);
            text.append("    → ")
                    .append(TestShop.name(PersonId.whatsApp(sent.to())))
                    .append("\n");
            sent.picture()
                    .flatMap(Picture::code)
                    .ifPresent(code -> text.append("    [").append(code.text()).append("]\n"));
            PASSWORD.matcher(words).replaceAll("$1****").lines().forEach(line -> text.append(
                            ("    " + line).stripTrailing())
                    .append("\n"));
        }
        text.append("\n");
        return this;
    }

    /** Time passes in which nobody says anything. */
    Transcript later(Duration time) {
        shop.clock.advance(time);
        return this;
    }

    /** The order that the last message is about. */
    String lastId() {
        return shop.sent.get(shop.sent.size() - 1).variables().getOrDefault("orderId", "");
    }

    private static String shortened(String message) {
        return message.length() <= 80 ? message : message.substring(0, 80) + "...";
    }

    /** The first message made from each template. */
    Map<String, String> examples() {
        return examples;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
