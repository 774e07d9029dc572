package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.CHANGE;
import static io.pteroorders.storage.record.OrderFields.CLAIM;
import static io.pteroorders.storage.record.OrderFields.CUSTOMER;
import static io.pteroorders.storage.record.OrderFields.ITEM;
import static io.pteroorders.storage.record.OrderFields.ORDER;
import static io.pteroorders.storage.record.OrderFields.SPECIFICATIONS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.record.OrderFields.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Orders as JSON: compact, on one line, fields in the order of the document and then, sorted by name, those that the
 * program does not know. Amounts are plain numbers with {@code currency} beside them, instants have three decimals and
 * {@code Z}, empty optional fields are left out. Equal orders are written alike to the byte.
 *
 * <p>Records of the earlier bot are read too: without {@code packageName}, with its ids and packages.
 *
 * <p>Thread-safe. What repeats from record to record, such as items, customers and admins, becomes the same object.
 */
public final class OrderJson {

    /** The most bytes of a record. */
    public static final int MAX_RECORD = 1 << 20;

    private static final int USUAL_RECORD = 2048;
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final ImmutableMap<OrderStatus, byte[]> STATUSES =
            Maps.toMap(EnumSet.allOf(OrderStatus.class), status -> ("\"" + status.word() + "\"")
                    .getBytes(StandardCharsets.US_ASCII));

    private final OrderFlow flow;
    private final OrderReader.Memory memory = new OrderReader.Memory();

    /**
     * A reader and writer.
     *
     * @param flow that the history of every order read must follow
     */
    public OrderJson(OrderFlow flow) {
        this.flow = flow;
    }

    /**
     * The order in a record.
     *
     * @throws OrderFormatException if the bytes are not one JSON object in UTF-8 that keeps the rules of {@link Order},
     *     or go beyond a limit: 1 MiB, 32 levels, numbers of 40 characters, a history of 200 entries
     */
    public StoredOrder decode(byte[] json, int offset, int length) throws OrderFormatException {
        return checked(read(json, offset, length).order(flow), length);
    }

    /** The order in a record; see {@link #decode(byte[], int, int)}. */
    public StoredOrder decode(byte[] json) throws OrderFormatException {
        return decode(json, 0, json.length);
    }

    /**
     * The order in a record whose history may be missing, end in another status, or have steps that the flow does not
     * allow. Such an order keeps its status and gets the shortest history that leads there; the one it had stands under
     * {@code importedHistory}. One that {@link #decode(byte[], int, int)} accepts is not changed.
     *
     * @throws OrderFormatException if anything else is wrong with it
     */
    public StoredOrder repair(byte[] json, int offset, int length) throws OrderFormatException {
        return checked(read(json, offset, length).repaired(flow), length);
    }

    private OrderReader read(byte[] json, int offset, int length) throws OrderFormatException {
        if (length > MAX_RECORD) {
            throw tooLong();
        }
        return OrderReader.read(new JsonReader(json, offset, length), memory);
    }

    /** A record is at most twice as long when it is written anew. */
    private static StoredOrder checked(StoredOrder stored, int length) throws OrderFormatException {
        if (length > MAX_RECORD / 2 && write(stored).length() > MAX_RECORD) {
            throw tooLong();
        }
        return stored;
    }

    static OrderFormatException tooLong() {
        return new OrderFormatException("the record is longer than 1 MiB");
    }

    /**
     * The record of an order.
     *
     * @throws StorageException as rejected, if it would be longer than 1 MiB
     */
    public static byte[] encode(StoredOrder stored) {
        JsonWriter json = write(stored);
        if (json.length() > MAX_RECORD) {
            throw StorageException.rejected(
                    "the record of " + stored.order().id() + " would be longer than 1 MiB", null);
        }
        return json.toByteArray();
    }

    private static JsonWriter write(StoredOrder stored) {
        JsonWriter json = new JsonWriter(USUAL_RECORD);
        write(stored, json);
        return json;
    }

    /** Appends a record, however long. */
    static void write(StoredOrder stored, JsonWriter to) {
        JsonNode others = stored.otherFields().<JsonNode>map(fields -> fields).orElse(MissingNode.getInstance());
        Order order = stored.order();
        to.beginObject();
        text(Field.ID, order.id().toString(), to);
        to.key(Field.CUSTOMER.key());
        write(order.customer(), others(others, Field.CUSTOMER), to);
        to.key(Field.ITEM.key());
        write(order.item(), others(others, Field.ITEM), to);
        status(order.status(), to);
        amount(Field.TOTAL_AMOUNT, order.totalAmount(), to);
        text(Field.CURRENCY, order.totalAmount().getCurrencyUnit().getCode(), to);
        time(Field.CREATED_AT, order.createdAt(), to);
        time(Field.UPDATED_AT, order.updatedAt(), to);
        to.key(Field.STATUS_HISTORY.key());
        write(order.statusHistory(), others(others, Field.STATUS_HISTORY), to);
        notes(Field.NOTES, order.notes(), to);
        notes(Field.ADMIN_NOTES, order.adminNotes(), to);
        order.serverId().ifPresent(value -> text(Field.SERVER_ID, value, to));
        order.paymentProof().ifPresent(value -> text(Field.PAYMENT_PROOF, value, to));
        order.username().ifPresent(value -> text(Field.USERNAME, value, to));
        if (!order.claims().isEmpty()) {
            to.key(Field.CLAIMS.key());
            claims(order.claims(), others(others, Field.CLAIMS), to);
        }
        if (!order.payments().all().isEmpty()) {
            to.key(Field.PAYMENTS.key());
            PaymentWriter.write(order.payments(), others(others, Field.PAYMENTS), to);
        }
        order.server().ifPresent(server -> ServerWriter.write(server, others(others, Field.SERVER), to));
        order.sequel().ifPresent(sequel -> SubscriptionWriter.write(sequel, to));
        SubscriptionWriter.write(order.subscription(), others(others, Field.SUBSCRIPTION), to);
        OtherFields.write(others, ORDER, to);
        to.endObject();
    }

    static JsonNode others(JsonNode fields, Field inside) {
        return fields.path(inside.toString());
    }

    private static void write(Customer customer, JsonNode others, JsonWriter to) {
        to.beginObject();
        boolean readable = PersonId.whatsApp(customer.id().text()).equals(customer.id());
        text(readable ? Field.PHONE_NUMBER : Field.PERSON_ID, customer.id().text(), to);
        text(Field.DISPLAY_NAME, customer.displayName(), to);
        text(Field.CHAT_ID, customer.chatId(), to);
        OtherFields.write(others, CUSTOMER, to);
        to.endObject();
    }

    private static void write(OrderItem item, JsonNode others, JsonWriter to) {
        to.beginObject();
        text(Field.PACKAGE_TYPE, item.packageType().code(), to);
        text(Field.PACKAGE_NAME, item.packageName(), to);
        number(Field.DURATION, item.durationMonths(), to);
        amount(Field.PRICE, item.pricePerMonth(), to);
        to.key(Field.SPECIFICATIONS.key());
        write(item.specifications(), others(others, Field.SPECIFICATIONS), to);
        item.plan().ifPresent(plan -> ServerWriter.write(plan, others(others, Field.PANEL), to));
        OtherFields.write(others, ITEM, to);
        to.endObject();
    }

    private static void write(ServerSpecifications specifications, JsonNode others, JsonWriter to) {
        to.beginObject();
        text(Field.RAM, specifications.ram(), to);
        text(Field.CPU, specifications.cpu(), to);
        text(Field.STORAGE, specifications.storage(), to);
        text(Field.BANDWIDTH, specifications.bandwidth(), to);
        OtherFields.write(others, SPECIFICATIONS, to);
        to.endObject();
    }

    private static void write(ImmutableList<StatusChange> history, JsonNode others, JsonWriter to) {
        to.beginArray();
        for (int i = 0; i < history.size(); i++) {
            to.element();
            write(history.get(i), others.path(i), to);
        }
        to.endArray();
    }

    private static void write(StatusChange change, JsonNode others, JsonWriter to) {
        to.beginObject();
        status(change.status(), to);
        time(Field.TIMESTAMP, change.timestamp(), to);
        text(Field.UPDATED_BY, change.updatedBy(), to);
        if (!change.notes().isEmpty()) {
            text(Field.NOTES, change.notes(), to);
        }
        OtherFields.write(others, CHANGE, to);
        to.endObject();
    }

    private static void claims(ImmutableList<Claim> claims, JsonNode others, JsonWriter to) {
        to.beginArray();
        for (Claim claim : claims) {
            to.element();
            write(claim, others.path(claim.subject()), to);
        }
        to.endArray();
    }

    private static void write(Claim claim, JsonNode others, JsonWriter to) {
        to.beginObject();
        text(Field.SPACE, claim.space(), to);
        text(Field.KEY, claim.key(), to);
        time(Field.UNTIL, claim.until(), to);
        OtherFields.write(others, CLAIM, to);
        to.endObject();
    }

    private static void status(OrderStatus status, JsonWriter to) {
        to.key(Field.STATUS.key());
        to.raw(STATUSES.getOrDefault(status, new byte[0]));
    }

    static void text(Field field, String value, JsonWriter to) {
        to.key(field.key());
        to.text(value);
    }

    static void number(Field field, long number, JsonWriter to) {
        to.key(field.key());
        to.ascii(Long.toString(number));
    }

    static void flag(Field field, boolean value, JsonWriter to) {
        to.key(field.key());
        to.raw(value ? TRUE : FALSE);
    }

    private static void notes(Field field, Notes notes, JsonWriter to) {
        String text = notes.toString();
        if (!text.isEmpty()) {
            text(field, text, to);
        }
    }

    static void time(Field field, Instant time, JsonWriter to) {
        to.key(field.key());
        to.time(time);
    }

    static void amount(Field field, Money money, JsonWriter to) {
        BigDecimal value = money.getAmount().setScale(Amounts.decimals(money.getCurrencyUnit()));
        to.key(field.key());
        to.ascii(value.toPlainString());
    }
}
