package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of requests to the Graph API. Choices become buttons or a list where they fit, and are left out otherwise. */
final class SendRequest {

    /** The longest text with buttons below it, or a picture above. */
    private static final int MAX_CAPTION = 1024;

    private static final int MOST_BUTTONS = 3;
    private static final int MAX_BUTTON = 20;
    private static final int MAX_BUTTON_ID = 256;
    private static final int MOST_ROWS = 10;
    private static final int MAX_ROW = 24;
    private static final int MAX_ROW_ID = 200;

    /** What opens a list; a sign, because it stands in no language. */
    private static final String OPEN_LIST = "☰";

    private SendRequest() {}

    /** The beginning of a request to a person. */
    static ObjectNode to(Address address) {
        ObjectNode request = start().put("recipient_type", "individual");
        address.phone()
                .ifPresentOrElse(
                        phone -> request.put("to", phone),
                        () -> request.put("recipient", address.userId().orElseThrow()));
        return request;
    }

    /** The beginning of a request to a group. */
    static ObjectNode toGroup(String group) {
        return start().put("recipient_type", "group").put("to", group);
    }

    /** A message as free text. */
    static ObjectNode text(OutgoingMessage message, ObjectNode request) {
        put(message, request);
        return named(message, answering(message, request));
    }

    /** Whether a message's text is short enough to stand below a picture. */
    static boolean fitsCaption(OutgoingMessage message) {
        return message.text().length() <= MAX_CAPTION;
    }

    /**
     * A message with a picture above it. Without choices that fit, the text is its caption.
     *
     * @param id Meta's id of the picture
     */
    static ObjectNode picture(OutgoingMessage message, Upload picture, String id, ObjectNode request) {
        if (fitButtons(message.choices())) {
            interactive("button", message, request).set("buttons", each(message.choices(), SendRequest::button));
            ((ObjectNode) request.path("interactive"))
                    .putObject("header")
                    .put("type", picture.kind())
                    .set(picture.kind(), shown(picture, id));
        } else {
            ObjectNode shown = shown(picture, id);
            if (!message.text().isEmpty()) {
                shown.put("caption", message.text());
            }
            request.put("type", picture.kind()).set(picture.kind(), shown);
        }
        return named(message, answering(message, request));
    }

    private static ObjectNode shown(Upload picture, String id) {
        ObjectNode shown = JsonMapper.shared().createObjectNode().put("id", id);
        return picture.kind().equals("document") ? shown.put("filename", picture.fileName()) : shown;
    }

    /** A message as a template, already filled. */
    static ObjectNode template(OutgoingMessage message, ObjectNode template, ObjectNode request) {
        request.put("type", "template").set("template", template);
        return named(message, request);
    }

    /** Tells that a message was read, and that an answer is being written. */
    static ObjectNode readReceipt(String messageId) {
        ObjectNode request = start().put("status", "read").put("message_id", messageId);
        request.putObject("typing_indicator").put("type", "text");
        return request;
    }

    private static ObjectNode start() {
        return JsonMapper.shared().createObjectNode().put("messaging_product", "whatsapp");
    }

    private static ObjectNode answering(OutgoingMessage message, ObjectNode request) {
        message.replyTo()
                .filter(id -> !id.isEmpty() && id.length() <= MessageReader.MAX_ID)
                .ifPresent(id -> request.putObject("context").put("message_id", id));
        return request;
    }

    private static ObjectNode named(OutgoingMessage message, ObjectNode request) {
        return request.put("biz_opaque_callback_data", message.id());
    }

    private static void put(OutgoingMessage message, ObjectNode request) {
        ImmutableList<Choice> choices = message.choices();
        if (fitButtons(choices) && fitsCaption(message)) {
            interactive("button", message, request).set("buttons", each(choices, SendRequest::button));
        } else if (fit(choices, MOST_ROWS, MAX_ROW, MAX_ROW_ID)) {
            ObjectNode action = interactive("list", message, request).put("button", OPEN_LIST);
            action.putArray("sections").addObject().set("rows", each(choices, SendRequest::row));
        } else {
            request.put("type", "text")
                    .putObject("text")
                    .put("body", message.text())
                    .put("preview_url", false);
        }
    }

    private static boolean fitButtons(ImmutableList<Choice> choices) {
        return fit(choices, MOST_BUTTONS, MAX_BUTTON, MAX_BUTTON_ID);
    }

    private static boolean fit(ImmutableList<Choice> choices, int most, int maxLabel, int maxCommand) {
        return !choices.isEmpty()
                && choices.size() <= most
                && choices.stream()
                        .allMatch(choice -> isIn(choice.label(), maxLabel) && isIn(choice.command(), maxCommand))
                && areDifferent(choices, Choice::label)
                && areDifferent(choices, Choice::command);
    }

    private static boolean isIn(String text, int most) {
        return !text.isBlank() && text.length() <= most;
    }

    private static boolean areDifferent(ImmutableList<Choice> choices, Function<Choice, String> what) {
        return choices.stream().map(what).distinct().count() == choices.size();
    }

    private static ObjectNode interactive(String type, OutgoingMessage message, ObjectNode request) {
        ObjectNode interactive =
                request.put("type", "interactive").putObject("interactive").put("type", type);
        interactive.putObject("body").put("text", message.text());
        return interactive.putObject("action");
    }

    private static ArrayNode each(ImmutableList<Choice> choices, Function<Choice, ObjectNode> what) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        choices.stream().map(what).forEach(array::add);
        return array;
    }

    private static ObjectNode button(Choice choice) {
        ObjectNode button = JsonMapper.shared().createObjectNode().put("type", "reply");
        button.putObject("reply").put("id", choice.command()).put("title", choice.label());
        return button;
    }

    private static ObjectNode row(Choice choice) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", choice.command())
                .put("title", choice.label());
    }
}
