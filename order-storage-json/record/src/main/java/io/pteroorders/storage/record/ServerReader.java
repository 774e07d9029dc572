package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.ORDER;
import static io.pteroorders.storage.record.OrderFields.SERVER;
import static io.pteroorders.storage.record.OrderFields.TROUBLE;
import static io.pteroorders.storage.record.OrderFields.USER;

import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.storage.record.OrderFields.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the server of a record. Complaints name the field and the rule, no content. */
final class ServerReader {

    private final JsonReader in;
    private final FieldReader.Memory memory;
    private @Nullable String externalId;
    private @Nullable ServerState state;
    private @Nullable Instant since;
    private @Nullable Integer round;
    private @Nullable Integer attempts;
    private @Nullable Integer reinstalls;
    private @Nullable ServerUser user;
    private @Nullable Long id;
    private @Nullable String identifier;
    private @Nullable Long node;
    private @Nullable String address;
    private @Nullable ServerTrouble trouble;
    private @Nullable Instant deletionAsked;
    private @Nullable ObjectNode usersOtherFields;
    private @Nullable ObjectNode troublesOtherFields;
    private @Nullable ObjectNode otherFields;

    ServerReader(JsonReader in, FieldReader.Memory memory) {
        this.in = in;
        this.memory = memory;
    }

    /** @throws OrderFormatException if it is none, or breaks a rule */
    Server read() throws OrderFormatException {
        FieldReader fields = new FieldReader(SERVER, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            if (!fields.skipNull()) {
                readField(fields, field);
            }
        }
        otherFields = fields.others();
        return server();
    }

    private void readField(FieldReader fields, Field field) throws OrderFormatException {
        switch (field) {
            case EXTERNAL_ID -> externalId = fields.text(field);
            case STATE -> state = fields.known(field, ServerState::parse);
            case SINCE -> since = fields.time(field);
            case ROUND -> round = fields.smallNumber(field);
            case ATTEMPTS -> attempts = fields.smallNumber(field);
            case REINSTALLS -> reinstalls = fields.smallNumber(field);
            case USER -> user = readUser();
            case ID -> id = fields.wholeNumber(field);
            case IDENTIFIER -> identifier = fields.text(field);
            case NODE -> node = fields.wholeNumber(field);
            case ADDRESS -> address = fields.text(field);
            case TROUBLE -> trouble = readTrouble();
            case DELETION_ASKED_AT -> deletionAsked = fields.time(field);
            default -> throw new AssertionError(field);
        }
    }

    private Server server() throws OrderFormatException {
        Server.Builder server = Server.restore(
                        SERVER.required(externalId, Field.EXTERNAL_ID),
                        SERVER.required(state, Field.STATE),
                        SERVER.required(since, Field.SINCE))
                .round(SERVER.required(round, Field.ROUND))
                .attempts(SERVER.required(attempts, Field.ATTEMPTS))
                .reinstalls(SERVER.required(reinstalls, Field.REINSTALLS))
                .user(user)
                .id(id)
                .identifier(identifier)
                .node(node)
                .address(address)
                .trouble(trouble)
                .deletionAsked(deletionAsked);
        return ORDER.ruled(Field.SERVER, server::build);
    }

    private ServerUser readUser() throws OrderFormatException {
        Long number = null;
        String name = null;
        Boolean isNew = null;
        FieldReader fields = new FieldReader(USER, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case ID -> number = fields.wholeNumber(field);
                case NAME -> name = fields.text(field);
                case IS_NEW -> isNew = fields.flag(field);
                default -> throw new AssertionError(field);
            }
        }
        usersOtherFields = fields.others();
        return user(number, name, isNew);
    }

    private static ServerUser user(@Nullable Long number, @Nullable String name, @Nullable Boolean isNew)
            throws OrderFormatException {
        long who = USER.required(number, Field.ID);
        String login = USER.required(name, Field.NAME);
        boolean made = USER.required(isNew, Field.IS_NEW);
        return SERVER.ruled(Field.USER, () -> new ServerUser(who, login, made));
    }

    private ServerTrouble readTrouble() throws OrderFormatException {
        ServerTrouble.Kind kind = null;
        String detail = null;
        FieldReader fields = new FieldReader(TROUBLE, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case KIND -> kind = fields.known(field, ServerTrouble.Kind::parse);
                case DETAIL -> detail = fields.text(field);
                default -> throw new AssertionError(field);
            }
        }
        troublesOtherFields = fields.others();
        return new ServerTrouble(TROUBLE.required(kind, Field.KIND), detail == null ? "" : detail);
    }

    /** Those beside its own fields and beside those of its parts; null if there are none. */
    @Nullable
    ObjectNode otherFields() {
        ObjectNode fields = OrderReader.nested(otherFields, Field.USER, usersOtherFields);
        return OrderReader.nested(fields, Field.TROUBLE, troublesOtherFields);
    }
}
