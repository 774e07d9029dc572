package io.pteroorders.storage.json;

import static io.pteroorders.storage.json.OrderFields.CHANGE;
import static io.pteroorders.storage.json.OrderFields.CUSTOMER;
import static io.pteroorders.storage.json.OrderFields.ITEM;
import static io.pteroorders.storage.json.OrderFields.ORDER;
import static io.pteroorders.storage.json.OrderFields.SPECIFICATIONS;

import com.google.common.collect.ImmutableList;
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
import io.pteroorders.storage.json.JsonReader.Kind;
import io.pteroorders.storage.json.OrderFields.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one record, field by field, and makes an order of it. Complaints name the field and the rule, no content. */
final class OrderReader {

    private static final String IMPORTED_HISTORY = "importedHistory";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** What repeated pieces of JSON were read as. Thread-safe. */
    static final class Memory {
        private final RawCache<String> texts = new RawCache<>(12);
        private final RawCache<With<ItemParts>> items = new RawCache<>(10);
        private final RawCache<OrderStatus> statuses = new RawCache<>(5);
        private final RawCache<CurrencyUnit> currencies = new RawCache<>(5);
    }

    /** A part of an order, and the other fields beside its own. */
    private record With<T>(T part, @Nullable ObjectNode otherFields) {}

    /** An item before its currency is known. It remembers what it became, for the shop has one currency. */
    private static final class ItemParts {
        private final PackageType type;
        private final String name;
        private final int months;
        private final BigDecimal price;
        private final ServerSpecifications specifications;
        private @Nullable OrderItem latest;

        ItemParts(PackageType type, String name, int months, BigDecimal price, ServerSpecifications specifications) {
            this.type = type;
            this.name = name;
            this.months = months;
            this.price = price;
            this.specifications = specifications;
        }

        OrderItem in(CurrencyUnit currency) throws OrderFormatException {
            OrderItem known = latest;
            if (known != null && known.pricePerMonth().getCurrencyUnit().equals(currency)) {
                return known;
            }
            Money perMonth = ruled(ITEM, Field.PRICE, () -> Amounts.of(currency, price));
            OrderItem item =
                    ruled(ITEM, Field.DURATION, () -> new OrderItem(type, name, months, perMonth, specifications));
            latest = item;
            return item;
        }
    }

    private final JsonReader in;
    private final Memory memory;
    private @Nullable OrderId id;
    private @Nullable With<Customer> customer;
    private @Nullable With<ItemParts> item;
    private @Nullable OrderStatus status;
    private @Nullable BigDecimal totalAmount;
    private @Nullable CurrencyUnit currency;
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;
    private @Nullable List<StatusChange> history;
    private final ArrayNode historysOtherFields = JsonNodeFactory.instance.arrayNode();
    private int historyBegin;
    private Notes notes = Notes.NONE;
    private Notes adminNotes = Notes.NONE;
    private @Nullable String serverId;
    private @Nullable String paymentProof;
    private @Nullable String username;
    private @Nullable ObjectNode otherFields;

    private OrderReader(JsonReader in, Memory memory) {
        this.in = in;
        this.memory = memory;
    }

    /** @throws OrderFormatException if a field is not what it should be, or the record is not a JSON object */
    static OrderReader read(JsonReader in, Memory memory) throws OrderFormatException {
        OrderReader reader = new OrderReader(in, memory);
        reader.readOrder();
        in.end();
        return reader;
    }

    /** The fields of one object: gives the known ones, keeps the others, refuses any that is there twice. */
    private final class Fields {

        private final OrderFields object;
        private int next;
        private int seen;
        private @Nullable ObjectNode others;

        Fields(OrderFields object) throws OrderFormatException {
            this.object = object;
            in.beginObject();
        }

        /** The next known field, whose value is to be read then; null at the end of the object. */
        @Nullable
        Field next() throws OrderFormatException {
            while (in.nextName()) {
                Field field = find();
                if (field != null) {
                    return field;
                }
                keepOther();
            }
            return null;
        }

        private @Nullable Field find() throws OrderFormatException {
            int count = object.fields().size();
            for (int i = 0; i < count; i++) {
                int place = (next + i) % count;
                if (object.fields().get(place).isIn(in)) {
                    next = place + 1;
                    return once(object.fields().get(place), 1 << place);
                }
            }
            return null;
        }

        private Field once(Field field, int bit) throws OrderFormatException {
            if ((seen & bit) != 0) {
                throw new OrderFormatException(object.path(field) + " is there twice");
            }
            seen |= bit;
            return field;
        }

        private void keepOther() throws OrderFormatException {
            String name = in.text();
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
                throw new OrderFormatException(
                        "a field that the program does not know has half a character in its name");
            }
            in.skip();
            if (others == null) {
                others = JsonNodeFactory.instance.objectNode();
            }
            if (others.putIfAbsent(name, OtherFields.read(in)) != null) {
                throw new OrderFormatException("a field that the program does not know is there twice");
            }
        }
    }

    private void readOrder() throws OrderFormatException {
        if (in.kind() != Kind.OBJECT) {
            in.skip();
            in.end();
            throw new OrderFormatException("the record must be an object");
        }
        Fields fields = new Fields(ORDER);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            readField(field);
        }
        otherFields = fields.others;
    }

    private void readField(Field field) throws OrderFormatException {
        switch (field) {
            case ID -> id = id();
            case CUSTOMER -> {
                object(ORDER, field);
                customer = readCustomer();
            }
            case ITEM -> item = rememberedItem();
            case STATUS -> status = status(ORDER);
            case TOTAL_AMOUNT -> totalAmount = number(ORDER, field);
            case CURRENCY -> currency = currency();
            case CREATED_AT -> createdAt = time(ORDER, field);
            case UPDATED_AT -> updatedAt = time(ORDER, field);
            case STATUS_HISTORY -> readHistory();
            case NOTES -> notes = notes(field);
            case ADMIN_NOTES -> adminNotes = notes(field);
            case SERVER_ID -> serverId = text(ORDER, field);
            case PAYMENT_PROOF -> paymentProof = text(ORDER, field);
            case USERNAME -> username = text(ORDER, field);
            default -> throw new AssertionError(field);
        }
    }

    /** @throws OrderFormatException if a field is missing or a rule of {@link Order} is broken */
    StoredOrder order(OrderFlow flow) throws OrderFormatException {
        List<StatusChange> changes = required(history, ORDER, Field.STATUS_HISTORY);
        return order(flow, changes, nested(otherFields(), Field.STATUS_HISTORY, historysOtherFields));
    }

    /**
     * The order; if its history is missing, has steps that the flow does not allow or ends in another status, with a
     * history rebuilt.
     *
     * @throws OrderFormatException if anything else is wrong with it
     */
    StoredOrder repaired(OrderFlow flow) throws OrderFormatException {
        OrderStatus current = required(status, ORDER, Field.STATUS);
        List<StatusChange> told = history == null ? ImmutableList.of() : history;
        if (HistoryRepair.leadsTo(current, told, flow)) {
            return order(flow);
        }
        if (HistoryRepair.goesBackwards(told)) {
            throw new OrderFormatException("the history's times go backwards");
        }
        ImmutableList<StatusChange> rebuilt = HistoryRepair.rebuilt(
                current,
                required(createdAt, ORDER, Field.CREATED_AT),
                required(updatedAt, ORDER, Field.UPDATED_AT),
                flow);
        return order(flow, rebuilt, withImportedHistory(otherFields()));
    }

    private @Nullable ObjectNode withImportedHistory(@Nullable ObjectNode fields) throws OrderFormatException {
        if (history == null) {
            return fields;
        }
        ObjectNode with = fields == null ? JsonNodeFactory.instance.objectNode() : fields;
        String name = IMPORTED_HISTORY;
        for (int copy = 2; with.has(name); copy++) {
            name = IMPORTED_HISTORY + copy;
        }
        in.back(historyBegin);
        in.skip();
        with.set(name, OtherFields.read(in));
        return with;
    }

    private StoredOrder order(OrderFlow flow, List<StatusChange> changes, @Nullable ObjectNode others)
            throws OrderFormatException {
        Order.Builder builder = Order.restore(
                        required(id, ORDER, Field.ID),
                        required(customer, ORDER, Field.CUSTOMER).part(),
                        required(item, ORDER, Field.ITEM).part().in(required(currency, ORDER, Field.CURRENCY)),
                        required(createdAt, ORDER, Field.CREATED_AT),
                        changes)
                .updatedAt(required(updatedAt, ORDER, Field.UPDATED_AT))
                .notes(notes)
                .adminNotes(adminNotes)
                .serverId(serverId)
                .paymentProof(paymentProof)
                .username(username);
        return new StoredOrder(checked(built(builder, flow)), Optional.ofNullable(others));
    }

    private static Order built(Order.Builder builder, OrderFlow flow) throws OrderFormatException {
        try {
            return builder.build(flow);
        } catch (IllegalArgumentException brokenRule) {
            throw new OrderFormatException(brokenRule.getMessage());
        }
    }

    private Order checked(Order order) throws OrderFormatException {
        if (order.status() != required(status, ORDER, Field.STATUS)) {
            throw new OrderFormatException("status is not that of the last entry of statusHistory");
        }
        if (order.totalAmount().getAmount().compareTo(required(totalAmount, ORDER, Field.TOTAL_AMOUNT)) != 0) {
            throw new OrderFormatException("totalAmount is not price times duration");
        }
        return order;
    }

    /** All other fields but those of the history. */
    private @Nullable ObjectNode otherFields() throws OrderFormatException {
        ObjectNode fields = nested(
                otherFields,
                Field.CUSTOMER,
                required(customer, ORDER, Field.CUSTOMER).otherFields());
        return nested(fields, Field.ITEM, required(item, ORDER, Field.ITEM).otherFields());
    }

    /** The outer fields with the inner ones, if any, under a name. */
    private static @Nullable ObjectNode nested(@Nullable ObjectNode outer, Field name, @Nullable JsonNode inner) {
        if (inner == null || inner.isEmpty()) {
            return outer;
        }
        ObjectNode fields = outer == null ? JsonNodeFactory.instance.objectNode() : outer;
        fields.set(name.toString(), inner.deepCopy());
        return fields;
    }

    private @Nullable OrderId id() throws OrderFormatException {
        String text = text(ORDER, Field.ID);
        return text == null ? null : matching(ORDER, Field.ID, OrderId.PATTERN, () -> OrderId.of(text));
    }

    private Notes notes(Field field) throws OrderFormatException {
        String text = text(ORDER, field);
        return text == null ? Notes.NONE : Notes.parse(text);
    }

    private @Nullable CurrencyUnit currency() throws OrderFormatException {
        if (!isText(ORDER, Field.CURRENCY)) {
            return null;
        }
        CurrencyUnit known = memory.currencies.get(in.json(), in.from(), in.to());
        return known != null ? known : memory.currencies.put(in.json(), in.from(), in.to(), readCurrency());
    }

    private CurrencyUnit readCurrency() throws OrderFormatException {
        try {
            return CurrencyUnit.of(in.text());
        } catch (IllegalArgumentException e) {
            throw new OrderFormatException("currency must be a code of ISO 4217");
        }
    }

    private With<Customer> readCustomer() throws OrderFormatException {
        String phoneNumber = null;
        String displayName = null;
        String chatId = null;
        Fields fields = new Fields(CUSTOMER);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case PHONE_NUMBER -> phoneNumber = text(CUSTOMER, field);
                case DISPLAY_NAME -> displayName = text(CUSTOMER, field);
                case CHAT_ID -> chatId = text(CUSTOMER, field);
                default -> throw new AssertionError(field);
            }
        }
        String phone = required(phoneNumber, CUSTOMER, Field.PHONE_NUMBER);
        PersonId person = ruled(CUSTOMER, Field.PHONE_NUMBER, () -> PersonId.of(phone));
        String name = displayName == null ? "" : displayName;
        String chat = chatId == null ? phone : chatId.equals(person.text()) ? person.text() : chatId;
        return new With<>(ruled(CUSTOMER, Field.CHAT_ID, () -> new Customer(person, name, chat)), fields.others);
    }

    /** The whole of an item is likely to be found in other records too. */
    private With<ItemParts> rememberedItem() throws OrderFormatException {
        int begin = object(ORDER, Field.ITEM);
        in.skip();
        int end = in.to();
        With<ItemParts> known = memory.items.get(in.json(), begin, end);
        if (known != null) {
            return known;
        }
        in.back(begin);
        return memory.items.put(in.json(), begin, end, readItem());
    }

    private With<ItemParts> readItem() throws OrderFormatException {
        PackageType type = null;
        String name = null;
        BigDecimal price = null;
        Integer months = null;
        With<ServerSpecifications> specifications = null;
        Fields fields = new Fields(ITEM);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case PACKAGE_TYPE -> type = packageType();
                case PACKAGE_NAME -> name = text(ITEM, field);
                case DURATION -> months = months();
                case PRICE -> price = number(ITEM, field);
                case SPECIFICATIONS -> {
                    object(ITEM, field);
                    specifications = readSpecifications();
                }
                default -> throw new AssertionError(field);
            }
        }
        if (specifications == null) {
            throw wrong(ITEM, Field.SPECIFICATIONS, "must be an object");
        }
        PackageType code = required(type, ITEM, Field.PACKAGE_TYPE);
        ItemParts parts = new ItemParts(
                code,
                name == null ? code.code().toUpperCase(Locale.ROOT) : name,
                required(months, ITEM, Field.DURATION),
                required(price, ITEM, Field.PRICE),
                specifications.part());
        return new With<>(parts, nested(fields.others, Field.SPECIFICATIONS, specifications.otherFields()));
    }

    private @Nullable PackageType packageType() throws OrderFormatException {
        String code = text(ITEM, Field.PACKAGE_TYPE);
        return code == null
                ? null
                : matching(ITEM, Field.PACKAGE_TYPE, PackageType.PATTERN, () -> new PackageType(code));
    }

    private int months() throws OrderFormatException {
        if (in.kind() != Kind.WHOLE_NUMBER) {
            throw wrong(ITEM, Field.DURATION, "must be a small whole number, is " + in.kind());
        }
        try {
            return number(ITEM, Field.DURATION).intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(ITEM, Field.DURATION, "must be a small whole number, is a great one");
        }
    }

    private With<ServerSpecifications> readSpecifications() throws OrderFormatException {
        String ram = "";
        String cpu = "";
        String storage = "";
        String bandwidth = "";
        Fields fields = new Fields(SPECIFICATIONS);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            String value = Optional.ofNullable(shared(SPECIFICATIONS, field)).orElse("");
            switch (field) {
                case RAM -> ram = value;
                case CPU -> cpu = value;
                case STORAGE -> storage = value;
                case BANDWIDTH -> bandwidth = value;
                default -> throw new AssertionError(field);
            }
        }
        return new With<>(new ServerSpecifications(ram, cpu, storage, bandwidth), fields.others);
    }

    private void readHistory() throws OrderFormatException {
        if (in.kind() != Kind.ARRAY) {
            throw wrong(ORDER, Field.STATUS_HISTORY, "must be an array, is " + in.kind());
        }
        historyBegin = in.mark();
        List<StatusChange> changes = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            if (changes.size() == Order.MAX_HISTORY) {
                throw new OrderFormatException("the history has more than " + Order.MAX_HISTORY + " entries");
            }
            changes.add(readChange(changes.size()));
        }
        history = changes;
    }

    private StatusChange readChange(int position) throws OrderFormatException {
        if (in.kind() != Kind.OBJECT) {
            throw new OrderFormatException("statusHistory[] must be an object");
        }
        OrderStatus to = null;
        Instant timestamp = null;
        String updatedBy = null;
        String said = null;
        Fields fields = new Fields(CHANGE);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case STATUS -> to = status(CHANGE);
                case TIMESTAMP -> timestamp = time(CHANGE, field);
                case UPDATED_BY -> updatedBy = shared(CHANGE, field);
                case NOTES -> said = shared(CHANGE, field);
                default -> throw new AssertionError(field);
            }
        }
        if (fields.others != null) {
            OtherFields.add(historysOtherFields, position, fields.others);
        }
        return change(to, timestamp, updatedBy, said == null ? "" : said);
    }

    private static StatusChange change(
            @Nullable OrderStatus status, @Nullable Instant timestamp, @Nullable String updatedBy, String notes)
            throws OrderFormatException {
        OrderStatus to = required(status, CHANGE, Field.STATUS);
        Instant at = required(timestamp, CHANGE, Field.TIMESTAMP);
        String by = required(updatedBy, CHANGE, Field.UPDATED_BY);
        return ruled(CHANGE, Field.UPDATED_BY, () -> new StatusChange(to, at, by, notes));
    }

    private @Nullable OrderStatus status(OrderFields object) throws OrderFormatException {
        if (!isText(object, Field.STATUS)) {
            return null;
        }
        OrderStatus known = memory.statuses.get(in.json(), in.from(), in.to());
        if (known != null) {
            return known;
        }
        OrderStatus status = OrderStatus.parse(in.text())
                .orElseThrow(() -> wrong(object, Field.STATUS, "is none that the program knows"));
        return memory.statuses.put(in.json(), in.from(), in.to(), status);
    }

    private @Nullable Instant time(OrderFields object, Field field) throws OrderFormatException {
        if (!isText(object, field)) {
            return null;
        }
        try {
            return inRange(object, field, in.time());
        } catch (DateTimeException e) {
            throw wrong(object, field, "must be a time like 2026-01-01T00:00:00.000Z");
        }
    }

    private static Instant inRange(OrderFields object, Field field, Instant time) throws OrderFormatException {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw wrong(object, field, "lies outside the years 1970 to 9999");
        }
        return time;
    }

    private BigDecimal number(OrderFields object, Field field) throws OrderFormatException {
        Kind kind = in.kind();
        if (kind != Kind.WHOLE_NUMBER && kind != Kind.DECIMAL_NUMBER) {
            throw wrong(object, field, "must be a number, is " + kind);
        }
        in.readNumber();
        try {
            return in.number();
        } catch (NumberFormatException e) {
            throw wrong(object, field, "is beyond reason");
        }
    }

    private @Nullable String text(OrderFields object, Field field) throws OrderFormatException {
        return isText(object, field) ? in.text() : null;
    }

    /** A text that is likely to be found in other records too. */
    private @Nullable String shared(OrderFields object, Field field) throws OrderFormatException {
        if (!isText(object, field)) {
            return null;
        }
        String known = memory.texts.get(in.json(), in.from(), in.to());
        return known != null ? known : memory.texts.put(in.json(), in.from(), in.to(), in.text());
    }

    /** Reads a text; false if there is null in its place. */
    private boolean isText(OrderFields object, Field field) throws OrderFormatException {
        Kind kind = in.kind();
        if (kind == Kind.TEXT) {
            in.readText();
        } else if (kind == Kind.NULL) {
            in.skip();
        } else {
            throw wrong(object, field, "must be text, is " + kind);
        }
        return kind == Kind.TEXT;
    }

    /** Where an object begins. */
    private int object(OrderFields object, Field field) throws OrderFormatException {
        if (in.kind() != Kind.OBJECT) {
            throw wrong(object, field, "must be an object");
        }
        return in.mark();
    }

    private static <T> T required(@Nullable T value, OrderFields object, Field field) throws OrderFormatException {
        if (value == null) {
            throw wrong(object, field, "is missing");
        }
        return value;
    }

    private static <T> T matching(OrderFields object, Field field, String pattern, Supplier<T> value)
            throws OrderFormatException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(object, field, "must match " + pattern);
        }
    }

    private static <T> T ruled(OrderFields object, Field field, Supplier<T> value) throws OrderFormatException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(object, field, "breaks a rule: " + e.getMessage());
        }
    }

    private static OrderFormatException wrong(OrderFields object, Field field, String complaint) {
        return new OrderFormatException(object.path(field) + " " + complaint);
    }
}
