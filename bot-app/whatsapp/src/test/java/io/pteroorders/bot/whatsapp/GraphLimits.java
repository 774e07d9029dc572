package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Meta's documentation says about the body of a message; everything that is wrong with one. */
final class GraphLimits {

    private static final ImmutableSet<String> FIELDS = ImmutableSet.of(
            "messaging_product",
            "recipient_type",
            "to",
            "recipient",
            "type",
            "text",
            "interactive",
            "template",
            "image",
            "document",
            "context",
            "biz_opaque_callback_data",
            "status",
            "message_id",
            "typing_indicator");

    private final List<String> wrong = new ArrayList<>();

    private GraphLimits() {}

    static List<String> violations(JsonNode body) {
        GraphLimits limits = new GraphLimits();
        limits.check(body);
        return limits.wrong;
    }

    /** The id of the file that a message shows, if it shows one. */
    static Optional<String> media(JsonNode body) {
        return Stream.of("/image/id", "/document/id", "/interactive/header/image/id", "/interactive/header/document/id")
                .flatMap(place -> body.at(place).stringValueOpt().stream())
                .findFirst();
    }

    private void check(JsonNode body) {
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> wrong.add("field " + name));
        require(text(body, "messaging_product").equals("whatsapp"), "messaging_product");
        if (body.has("status")) {
            checkReadReceipt(body);
            return;
        }
        checkReceiver(body);
        length(body, "biz_opaque_callback_data", 0, 512);
        if (body.has("context")) {
            length(body.path("context"), "message_id", 1, 128);
        }
        switch (text(body, "type")) {
            case "text" -> checkText(body.path("text"));
            case "interactive" -> checkInteractive(body.path("interactive"));
            case "template" -> checkTemplate(body.path("template"));
            case "image" -> checkMedia(body.path("image"));
            case "document" -> checkMedia(body.path("document"));
            default -> wrong.add("type " + text(body, "type"));
        }
    }

    private void checkReadReceipt(JsonNode body) {
        require(text(body, "status").equals("read"), "status");
        length(body, "message_id", 1, 128);
        if (body.has("typing_indicator")) {
            require(text(body.path("typing_indicator"), "type").equals("text"), "typing_indicator");
        }
    }

    private void checkReceiver(JsonNode body) {
        require(Set.of("individual", "group").contains(text(body, "recipient_type")), "recipient_type");
        require(body.has("to") || body.has("recipient"), "no receiver");
        boolean person = text(body, "recipient_type").equals("individual");
        require(!person || !body.has("to") || text(body, "to").matches("[0-9]{6,15}"), "to " + text(body, "to"));
        require(
                !body.has("recipient") || text(body, "recipient").matches("[A-Z]{2}\\.[0-9A-Za-z]{1,128}"),
                "recipient " + text(body, "recipient"));
    }

    private void checkText(JsonNode text) {
        length(text, "body", 1, 4096);
        require(text.path("preview_url").isBoolean(), "preview_url");
    }

    private void checkInteractive(JsonNode interactive) {
        JsonNode action = interactive.path("action");
        switch (text(interactive, "type")) {
            case "button" -> {
                if (interactive.has("header")) {
                    checkHeader(interactive.path("header"));
                }
                length(interactive.path("body"), "text", 1, 1024);
                checkButtons(action.path("buttons"));
            }
            case "list" -> {
                length(interactive.path("body"), "text", 1, 4096);
                length(action, "button", 1, 20);
                checkRows(action.path("sections"));
            }
            default -> wrong.add("interactive " + text(interactive, "type"));
        }
    }

    private void checkHeader(JsonNode header) {
        String type = text(header, "type");
        require(Set.of("image", "document").contains(type), "header " + type);
        require(text(header.path(type), "id").matches("[0-9]+"), "media id in a header");
    }

    private void checkButtons(JsonNode buttons) {
        require(buttons.size() >= 1 && buttons.size() <= 3, buttons.size() + " buttons");
        Set<String> ids = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (JsonNode button : buttons) {
            require(text(button, "type").equals("reply"), "button type");
            length(button.path("reply"), "title", 1, 20);
            length(button.path("reply"), "id", 1, 256);
            require(ids.add(text(button.path("reply"), "id")), "button ids differ");
            require(titles.add(text(button.path("reply"), "title")), "button titles differ");
        }
    }

    private void checkRows(JsonNode sections) {
        int rows = 0;
        Set<String> ids = new HashSet<>();
        for (JsonNode section : sections) {
            for (JsonNode row : section.path("rows")) {
                rows++;
                length(row, "title", 1, 24);
                length(row, "id", 1, 200);
                if (row.has("description")) {
                    length(row, "description", 1, 72);
                }
                require(ids.add(text(row, "id")), "row ids differ");
            }
        }
        require(rows >= 1 && rows <= 10, rows + " rows");
    }

    private void checkTemplate(JsonNode template) {
        length(template, "name", 1, 512);
        require(text(template.path("language"), "code").matches("[a-z]{2}(_[A-Z]{2})?"), "language");
        for (JsonNode component : template.path("components")) {
            for (JsonNode parameter : component.path("parameters")) {
                String value = text(parameter, "text");
                require(!value.isBlank(), "a parameter is empty");
                require(!value.matches("(?s).*[\\n\\t].*") && !value.contains("    "), "a parameter has lines or gaps");
            }
        }
    }

    private void checkMedia(JsonNode media) {
        require(text(media, "id").matches("[0-9]+"), "media id");
        length(media, "caption", 0, 1024);
    }

    private void length(JsonNode json, String field, int least, int most) {
        int length = text(json, field).length();
        require(length >= least && length <= most, field + " has " + length + " characters");
    }

    private void require(boolean right, String what) {
        if (!right) {
            wrong.add(what);
        }
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).stringValue("");
    }
}
