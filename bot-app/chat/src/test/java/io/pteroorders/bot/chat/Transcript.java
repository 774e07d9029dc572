package io.pteroorders.bot.chat;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A conversation as people would see it, everybody's side in one. */
final class Transcript {

    private final TestShop shop;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> examples = new LinkedHashMap<>();

    Transcript(TestShop shop) {
        this.shop = shop;
    }

    Transcript says(PersonId person, String message) {
        text.append(TestShop.name(person))
                .append(": ")
                .append(shortened(message))
                .append("\n");
        for (OutgoingMessage sent : shop.says(person, message)) {
            examples.putIfAbsent(sent.template(), sent.text());
            text.append("    → ")
                    .append(TestShop.name(PersonId.whatsApp(sent.to())))
                    .append("\n");
            sent.text().lines().forEach(line -> text.append(("    " + line).stripTrailing())
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
