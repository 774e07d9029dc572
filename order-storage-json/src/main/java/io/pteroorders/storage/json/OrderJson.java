package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders as JSON: the only place that knows the names of the fields. Amounts are plain numbers with {@code currency}
 * beside them, instants have three decimals and {@code Z}, empty optional fields are left out.
 *
 * <p>Files of the earlier bot are read too: without {@code packageName}, with its ids and packages.
 *
 * <p>Immutable and thread-safe.
 */
public final class OrderJson {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final ImmutableSet<String> ORDER_FIELDS = ImmutableSet.of(
            "id",
            "customer",
            "item",
            "status",
            "totalAmount",
            "currency",
            "createdAt",
            "updatedAt",
            "statusHistory",
            "notes",
            "adminNotes",
            "serverId",
            "paymentProof",
            "username");
    private static final ImmutableSet<String> CUSTOMER_FIELDS = ImmutableSet.of("phoneNumber", "displayName", "chatId");
    private static final ImmutableSet<String> ITEM_FIELDS =
            ImmutableSet.of("packageType", "packageName", "duration", "price", "specifications");
    private static final ImmutableSet<String> SPECIFICATION_FIELDS =
            ImmutableSet.of("ram", "cpu", "storage", "bandwidth");
    private static final ImmutableSet<String> CHANGE_FIELDS =
            ImmutableSet.of("status", "timestamp", "updatedBy", "notes");

    private final OrderFlow flow;

    /**
     * A reader and writer.
     *
     * @param flow that the history of every order read must follow
     */
    public OrderJson(OrderFlow flow) {
        this.flow = flow;
    }

    /**
     * The order that a JSON value holds. Fields with other names are ignored here and kept by {@link #write}.
     *
     * @throws OrderFormatException if the value is not an order or breaks a rule of {@link Order}
     */
    public Order read(JsonNode json) throws OrderFormatException {
        try {
            return readOrder(new Fields("", json));
        } catch (IllegalArgumentException | DateTimeException brokenRule) {
            throw new OrderFormatException(brokenRule.getMessage());
        }
    }

    private Order readOrder(Fields json) throws OrderFormatException {
        CurrencyUnit currency = CurrencyUnit.of(json.text("currency"));
        Order order = Order.restore(
                        id(json.text("id")),
                        readCustomer(json.object("customer")),
                        readItem(json.object("item"), currency),
                        json.instant("createdAt"),
                        readHistory(json))
                .updatedAt(json.instant("updatedAt"))
                .notes(Notes.parse(json.optionalText("notes").orElse("")))
                .adminNotes(Notes.parse(json.optionalText("adminNotes").orElse("")))
                .serverId(json.optionalText("serverId").orElse(null))
                .paymentProof(json.optionalText("paymentProof").orElse(null))
                .username(json.optionalText("username").orElse(null))
                .build(flow);
        if (order.status() != status(json.text("status"))) {
            throw new OrderFormatException("status is not that of the last entry of statusHistory");
        }
        if (order.totalAmount().getAmount().compareTo(json.number("totalAmount")) != 0) {
            throw new OrderFormatException("totalAmount is not price times duration");
        }
        return order;
    }

    /** The text is not repeated in the complaint, for it may be anything. */
    private static OrderId id(String text) throws OrderFormatException {
        if (!text.matches(OrderId.PATTERN)) {
            throw new OrderFormatException("id must match " + OrderId.PATTERN);
        }
        return OrderId.of(text);
    }

    private static Customer readCustomer(Fields json) throws OrderFormatException {
        String phoneNumber = json.text("phoneNumber");
        return new Customer(
                PersonId.of(phoneNumber),
                json.optionalText("displayName").orElse(""),
                json.optionalText("chatId").orElse(phoneNumber));
    }

    private static OrderItem readItem(Fields json, CurrencyUnit currency) throws OrderFormatException {
        PackageType type = new PackageType(json.text("packageType"));
        Fields specifications = json.object("specifications");
        return new OrderItem(
                type,
                json.optionalText("packageName").orElseGet(() -> type.code().toUpperCase(Locale.ROOT)),
                json.integer("duration"),
                Amounts.of(currency, json.number("price")),
                new ServerSpecifications(
                        specifications.optionalText("ram").orElse(""),
                        specifications.optionalText("cpu").orElse(""),
                        specifications.optionalText("storage").orElse(""),
                        specifications.optionalText("bandwidth").orElse("")));
    }

    private static List<StatusChange> readHistory(Fields json) throws OrderFormatException {
        List<StatusChange> history = new ArrayList<>();
        for (Fields entry : json.objects("statusHistory")) {
            history.add(new StatusChange(
                    status(entry.text("status")),
                    entry.instant("timestamp"),
                    entry.text("updatedBy"),
                    entry.optionalText("notes").orElse("")));
        }
        return history;
    }

    private static OrderStatus status(String word) throws OrderFormatException {
        return OrderStatus.parse(word).orElseThrow(() -> new OrderFormatException("there is no such status"));
    }

    /**
     * The order as JSON, fields in their usual order.
     *
     * @param earlier the JSON that the order was read from or last written as; its fields with other names, at any
     *     level, follow after the known ones
     */
    public ObjectNode write(Order order, Optional<? extends JsonNode> earlier) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", order.id().toString());
        json.set("customer", writeCustomer(order.customer()));
        json.set("item", writeItem(order.item()));
        json.put("status", order.status().word());
        json.set("totalAmount", amount(order.totalAmount()));
        json.put("currency", order.totalAmount().getCurrencyUnit().getCode());
        json.put("createdAt", TIME.format(order.createdAt()));
        json.put("updatedAt", TIME.format(order.updatedAt()));
        ArrayNode history = json.putArray("statusHistory");
        order.statusHistory().forEach(change -> history.add(writeChange(change)));
        putUnlessEmpty(json, "notes", order.notes().toString());
        putUnlessEmpty(json, "adminNotes", order.adminNotes().toString());
        order.serverId().ifPresent(value -> json.put("serverId", value));
        order.paymentProof().ifPresent(value -> json.put("paymentProof", value));
        order.username().ifPresent(value -> json.put("username", value));
        earlier.ifPresent(from -> keepUnknownFields(json, from));
        return json;
    }

    private static ObjectNode writeCustomer(Customer customer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("phoneNumber", customer.id().text());
        json.put("displayName", customer.displayName());
        json.put("chatId", customer.chatId());
        return json;
    }

    private static ObjectNode writeItem(OrderItem item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("packageType", item.packageType().code());
        json.put("packageName", item.packageName());
        json.put("duration", item.durationMonths());
        json.set("price", amount(item.pricePerMonth()));
        ObjectNode specifications = json.putObject("specifications");
        specifications.put("ram", item.specifications().ram());
        specifications.put("cpu", item.specifications().cpu());
        specifications.put("storage", item.specifications().storage());
        specifications.put("bandwidth", item.specifications().bandwidth());
        return json;
    }

    private static ObjectNode writeChange(StatusChange change) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", change.status().word());
        json.put("timestamp", TIME.format(change.timestamp()));
        json.put("updatedBy", change.updatedBy());
        putUnlessEmpty(json, "notes", change.notes());
        return json;
    }

    private static void putUnlessEmpty(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }

    private static JsonNode amount(Money money) {
        BigDecimal value = money.getAmount().setScale(Amounts.decimals(money.getCurrencyUnit()));
        return value.scale() == 0
                ? JsonNodeFactory.instance.numberNode(value.longValueExact())
                : JsonNodeFactory.instance.numberNode(value);
    }

    private static void keepUnknownFields(ObjectNode json, JsonNode earlier) {
        keepUnknownFields(json, earlier, ORDER_FIELDS);
        keepUnknownFields(json.path("customer"), earlier.path("customer"), CUSTOMER_FIELDS);
        keepUnknownFields(json.path("item"), earlier.path("item"), ITEM_FIELDS);
        keepUnknownFields(
                json.path("item").path("specifications"),
                earlier.path("item").path("specifications"),
                SPECIFICATION_FIELDS);
        for (int i = 0; i < earlier.path("statusHistory").size(); i++) {
            keepUnknownFields(
                    json.path("statusHistory").path(i),
                    earlier.path("statusHistory").path(i),
                    CHANGE_FIELDS);
        }
    }

    private static void keepUnknownFields(JsonNode to, JsonNode from, ImmutableSet<String> known) {
        if (to instanceof ObjectNode json) {
            from.properties().stream()
                    .filter(field -> !known.contains(field.getKey()))
                    .forEach(field -> json.set(field.getKey(), field.getValue()));
        }
    }
}
