package io.pteroorders.bot.whatsapp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The address at which a person can be reached.
 *
 * @param phone the digits of the phone number
 * @param userId the id that this business alone has for the person
 */
record Address(Optional<String> phone, Optional<String> userId) {

    private static final String PHONE = "phone";
    private static final String USER_ID = "userId";

    boolean isEmpty() {
        return phone.isEmpty() && userId.isEmpty();
    }

    Address withPhone(Optional<String> other) {
        return new Address(other, userId);
    }

    JsonNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        phone.ifPresent(digits -> json.put(PHONE, digits));
        userId.ifPresent(id -> json.put(USER_ID, id));
        return json;
    }

    static Address fromJson(JsonNode json) {
        return new Address(json.path(PHONE).stringValueOpt(), json.path(USER_ID).stringValueOpt());
    }
}
