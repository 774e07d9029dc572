package io.pteroorders.bot;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import java.util.LinkedHashSet;
import java.util.Set;

/** A conversation as people would see it, everybody's side in one. */
final class Transcript {

    private final TestShop shop;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> templates = new LinkedHashSet<>();

    Transcript(TestShop shop) {
        this.shop = shop;
    }

    Transcript says(PersonId person, String message) {
        text.append(TestShop.name(person))
                .append(": ")
                .append(shortened(message))
                .append("\n");
        for (OutgoingMessage sent : shop.says(person, message)) {
            templates.add(sent.template());
            text.append("    → ").append(TestShop.name(PersonId.of(sent.to()))).append("\n");
            sent.text().lines().forEach(line -> text.append(("    " + line).stripTrailing())
                    .append("\n"));
        }
        text.append("\n");
        return this;
    }

    private static String shortened(String message) {
        return message.length() <= 80 ? message : message.substring(0, 80) + "...";
    }

    Set<String> templates() {
        return templates;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
