package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.CHANGE;
import static io.pteroorders.storage.record.OrderFields.CLAIM;
import static io.pteroorders.storage.record.OrderFields.CUSTOMER;
import static io.pteroorders.storage.record.OrderFields.ITEM;
import static io.pteroorders.storage.record.OrderFields.ORDER;
import static io.pteroorders.storage.record.OrderFields.SPECIFICATIONS;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.storage.record.JsonReader.Kind;
import io.pteroorders.storage.record.OrderFields.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final int NOWHERE = -1;

    /** What repeated pieces of JSON were read as. Thread-safe. */
    static final class Memory {
        private final FieldReader.Memory texts = new FieldReader.Memory();
        private final RawCache<With<ItemParts>> items = new RawCache<>(10);
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
        private final Optional<ServerPlan> plan;
        private @Nullable OrderItem latest;

        ItemParts(
                PackageType type,
                String name,
                int months,
                BigDecimal price,
                ServerSpecifications specifications,
                Optional<ServerPlan> plan) {
            this.type = type;
            this.name = name;
            this.months = months;
            this.price = price;
            this.specifications = specifications;
            this.plan = plan;
        }

        OrderItem in(CurrencyUnit currency) throws OrderFormatException {
            OrderItem known = latest;
            if (known != null && known.pricePerMonth().getCurrencyUnit().equals(currency)) {
                return known;
            }
            Money perMonth = ITEM.ruled(Field.PRICE, () -> FieldReader.amount(currency, price));
            OrderItem item =
                    ITEM.ruled(Field.DURATION, () -> new OrderItem(type, name, months, perMonth, specifications, plan));
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
    private List<Claim> claims = ImmutableList.of();
    private @Nullable ObjectNode claimsOtherFields;
    private int paymentsBegin = NOWHERE;
    private Payments payments = Payments.NONE;
    private final ArrayNode paymentsOtherFields = JsonNodeFactory.instance.arrayNode();
    private @Nullable With<Server> server;
    private @Nullable OrderId renews;
    private @Nullable OrderId upgrades;
    private @Nullable BigDecimal monthlyPrice;
    private int subscriptionBegin = NOWHERE;
    private With<SubscriptionLog> subscription = new With<>(SubscriptionLog.NONE, null);
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
        reader.readPayments();
        reader.readSubscription();
        return reader;
    }

    private void readOrder() throws OrderFormatException {
        if (in.kind() != Kind.OBJECT) {
            in.skip();
            in.end();
            throw new OrderFormatException("the record must be an object");
        }
        FieldReader fields = new FieldReader(ORDER, in, memory.texts);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            readField(fields, field);
        }
        otherFields = fields.others();
    }

    private void readField(FieldReader fields, Field field) throws OrderFormatException {
        switch (field) {
            case ID -> id = id(fields, field);
            case CUSTOMER -> customer = readCustomer();
            case ITEM -> item = rememberedItem();
            case STATUS -> status = fields.status();
            case TOTAL_AMOUNT -> totalAmount = fields.number(field);
            case CURRENCY -> currency = fields.currency();
            case CREATED_AT -> createdAt = fields.time(field);
            case UPDATED_AT -> updatedAt = fields.time(field);
            case STATUS_HISTORY -> readHistory(fields);
            case NOTES -> notes = notes(fields, field);
            case ADMIN_NOTES -> adminNotes = notes(fields, field);
            case SERVER_ID -> serverId = fields.text(field);
            case PAYMENT_PROOF -> paymentProof = fields.text(field);
            case USERNAME -> username = fields.text(field);
            case CLAIMS -> readClaims(fields);
            case PAYMENTS -> findPayments(fields);
            case SERVER -> server = fields.skipNull() ? null : readServer();
            case RENEWS -> renews = id(fields, field);
            case UPGRADES -> upgrades = id(fields, field);
            case MONTHLY_PRICE -> monthlyPrice = fields.skipNull() ? null : fields.number(field);
            case SUBSCRIPTION -> findSubscription(fields);
            default -> throw new AssertionError(field);
        }
    }

    /** @throws OrderFormatException if a field is missing or a rule of {@link Order} is broken */
    StoredOrder order(OrderFlow flow) throws OrderFormatException {
        List<StatusChange> changes = ORDER.required(history, Field.STATUS_HISTORY);
        return order(flow, changes, nested(otherFields(), Field.STATUS_HISTORY, historysOtherFields));
    }

    /**
     * The order; if its history is missing, has steps that the flow does not allow or ends in another status, with a
     * history rebuilt.
     *
     * @throws OrderFormatException if anything else is wrong with it
     */
    StoredOrder repaired(OrderFlow flow) throws OrderFormatException {
        OrderStatus current = ORDER.required(status, Field.STATUS);
        List<StatusChange> told = history == null ? ImmutableList.of() : history;
        if (HistoryRepair.leadsTo(current, told, flow)) {
            return order(flow);
        }
        if (HistoryRepair.goesBackwards(told)) {
            throw new OrderFormatException("the history's times go backwards");
        }
        ImmutableList<StatusChange> rebuilt = HistoryRepair.rebuilt(
                current,
                ORDER.required(createdAt, Field.CREATED_AT),
                ORDER.required(updatedAt, Field.UPDATED_AT),
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
                        ORDER.required(id, Field.ID),
                        ORDER.required(customer, Field.CUSTOMER).part(),
                        ORDER.required(item, Field.ITEM).part().in(ORDER.required(currency, Field.CURRENCY)),
                        ORDER.required(createdAt, Field.CREATED_AT),
                        changes)
                .updatedAt(ORDER.required(updatedAt, Field.UPDATED_AT))
                .notes(notes)
                .adminNotes(adminNotes)
                .serverId(serverId)
                .paymentProof(paymentProof)
                .username(username)
                .claims(claims)
                .payments(payments)
                .server(server == null ? null : server.part())
                .sequel(sequel(ORDER.required(currency, Field.CURRENCY)))
                .subscription(subscription.part());
        return new StoredOrder(checked(built(builder, flow)), Optional.ofNullable(others));
    }

    private @Nullable Sequel sequel(CurrencyUnit known) throws OrderFormatException {
        if (renews != null && upgrades != null) {
            throw ORDER.wrong(Field.UPGRADES, "must not stand beside renews");
        }
        if (upgrades == null && monthlyPrice != null) {
            throw ORDER.wrong(Field.MONTHLY_PRICE, "must stand beside upgrades");
        }
        if (upgrades == null) {
            return renews == null ? null : new Sequel.Renewal(renews);
        }
        BigDecimal price = ORDER.required(monthlyPrice, Field.MONTHLY_PRICE);
        Money perMonth = ORDER.ruled(Field.MONTHLY_PRICE, () -> FieldReader.amount(known, price));
        return new Sequel.Upgrade(upgrades, perMonth);
    }

    private static Order built(Order.Builder builder, OrderFlow flow) throws OrderFormatException {
        try {
            return builder.build(flow);
        } catch (IllegalArgumentException brokenRule) {
            throw new OrderFormatException(brokenRule.getMessage());
        }
    }

    private Order checked(Order order) throws OrderFormatException {
        if (order.status() != ORDER.required(status, Field.STATUS)) {
            throw new OrderFormatException("status is not that of the last entry of statusHistory");
        }
        if (order.totalAmount().getAmount().compareTo(ORDER.required(totalAmount, Field.TOTAL_AMOUNT)) != 0) {
            throw new OrderFormatException("totalAmount is not price times duration");
        }
        return order;
    }

    /** All other fields but those of the history. */
    private @Nullable ObjectNode otherFields() throws OrderFormatException {
        ObjectNode fields = nested(
                otherFields,
                Field.CUSTOMER,
                ORDER.required(customer, Field.CUSTOMER).otherFields());
        fields = nested(fields, Field.ITEM, ORDER.required(item, Field.ITEM).otherFields());
        fields = nested(fields, Field.CLAIMS, claimsOtherFields);
        fields = nested(fields, Field.PAYMENTS, paymentsOtherFields);
        fields = nested(fields, Field.SERVER, server == null ? null : server.otherFields());
        return nested(fields, Field.SUBSCRIPTION, subscription.otherFields());
    }

    /** The outer fields with the inner ones, if any, under a name. */
    static @Nullable ObjectNode nested(@Nullable ObjectNode outer, Field name, @Nullable JsonNode inner) {
        if (inner == null || inner.isEmpty()) {
            return outer;
        }
        return with(outer, name.toString(), inner.deepCopy());
    }

    private static ObjectNode with(@Nullable ObjectNode object, String name, JsonNode value) {
        ObjectNode fields = object == null ? JsonNodeFactory.instance.objectNode() : object;
        fields.set(name, value);
        return fields;
    }

    private static @Nullable OrderId id(FieldReader fields, Field field) throws OrderFormatException {
        String text = fields.text(field);
        return text == null ? null : ORDER.matching(field, OrderId.PATTERN, () -> OrderId.of(text));
    }

    private static Notes notes(FieldReader fields, Field field) throws OrderFormatException {
        String text = fields.text(field);
        return text == null ? Notes.NONE : Notes.parse(text);
    }

    private With<Customer> readCustomer() throws OrderFormatException {
        String phoneNumber = null;
        String personId = null;
        String displayName = null;
        String chatId = null;
        FieldReader fields = new FieldReader(CUSTOMER, in, memory.texts);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case PHONE_NUMBER -> phoneNumber = fields.text(field);
                case PERSON_ID -> personId = fields.text(field);
                case DISPLAY_NAME -> displayName = fields.text(field);
                case CHAT_ID -> chatId = fields.text(field);
                default -> throw new AssertionError(field);
            }
        }
        PersonId person = person(phoneNumber, personId);
        String given = phoneNumber == null ? person.text() : phoneNumber;
        String name = displayName == null ? "" : displayName;
        String chat = chatId == null ? given : chatId.equals(person.text()) ? person.text() : chatId;
        return new With<>(CUSTOMER.ruled(Field.CHAT_ID, () -> new Customer(person, name, chat)), fields.others());
    }

    /** {@code phoneNumber} has whatever WhatsApp may call a person, {@code personId} what would be read as a number there. */
    private static PersonId person(@Nullable String phoneNumber, @Nullable String personId)
            throws OrderFormatException {
        if (personId == null) {
            String phone = CUSTOMER.required(phoneNumber, Field.PHONE_NUMBER);
            return CUSTOMER.ruled(Field.PHONE_NUMBER, () -> PersonId.whatsApp(phone));
        }
        if (phoneNumber != null) {
            throw CUSTOMER.wrong(Field.PERSON_ID, "must not stand beside phoneNumber");
        }
        return CUSTOMER.ruled(Field.PERSON_ID, () -> PersonId.of(personId));
    }

    /** The whole of an item is likely to be found in other records too. */
    private With<ItemParts> rememberedItem() throws OrderFormatException {
        int begin = in.mark();
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
        With<Optional<ServerPlan>> plan = new With<>(Optional.empty(), null);
        FieldReader fields = new FieldReader(ITEM, in, memory.texts);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case PACKAGE_TYPE -> type = packageType(fields);
                case PACKAGE_NAME -> name = fields.text(field);
                case DURATION -> months = fields.smallNumber(field);
                case PRICE -> price = fields.number(field);
                case SPECIFICATIONS -> specifications = readSpecifications();
                case PANEL -> plan = fields.skipNull() ? plan : readPlan();
                default -> throw new AssertionError(field);
            }
        }
        if (specifications == null) {
            throw ITEM.wrong(Field.SPECIFICATIONS, "must be an object");
        }
        PackageType code = ITEM.required(type, Field.PACKAGE_TYPE);
        ItemParts parts = new ItemParts(
                code,
                name == null ? code.code().toUpperCase(Locale.ROOT) : name,
                ITEM.required(months, Field.DURATION),
                ITEM.required(price, Field.PRICE),
                specifications.part(),
                plan.part());
        ObjectNode others = nested(fields.others(), Field.SPECIFICATIONS, specifications.otherFields());
        return new With<>(parts, nested(others, Field.PANEL, plan.otherFields()));
    }

    private With<Optional<ServerPlan>> readPlan() throws OrderFormatException {
        PlanReader reader = new PlanReader(in, memory.texts);
        return new With<>(Optional.of(reader.read()), reader.otherFields());
    }

    private static @Nullable PackageType packageType(FieldReader fields) throws OrderFormatException {
        String code = fields.text(Field.PACKAGE_TYPE);
        return code == null
                ? null
                : ITEM.matching(Field.PACKAGE_TYPE, PackageType.PATTERN, () -> new PackageType(code));
    }

    private With<ServerSpecifications> readSpecifications() throws OrderFormatException {
        String ram = "";
        String cpu = "";
        String storage = "";
        String bandwidth = "";
        FieldReader fields = new FieldReader(SPECIFICATIONS, in, memory.texts);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            String value = Optional.ofNullable(fields.shared(field)).orElse("");
            switch (field) {
                case RAM -> ram = value;
                case CPU -> cpu = value;
                case STORAGE -> storage = value;
                case BANDWIDTH -> bandwidth = value;
                default -> throw new AssertionError(field);
            }
        }
        return new With<>(new ServerSpecifications(ram, cpu, storage, bandwidth), fields.others());
    }

    private void readHistory(FieldReader order) throws OrderFormatException {
        historyBegin = order.array(Field.STATUS_HISTORY);
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
        OrderStatus to = null;
        Instant timestamp = null;
        String updatedBy = null;
        String said = null;
        FieldReader fields = new FieldReader(CHANGE, in, memory.texts);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case STATUS -> to = fields.status();
                case TIMESTAMP -> timestamp = fields.time(field);
                case UPDATED_BY -> updatedBy = fields.shared(field);
                case NOTES -> said = fields.shared(field);
                default -> throw new AssertionError(field);
            }
        }
        OtherFields.add(historysOtherFields, position, fields.others());
        return change(to, timestamp, updatedBy, said == null ? "" : said);
    }

    private static StatusChange change(
            @Nullable OrderStatus status, @Nullable Instant timestamp, @Nullable String updatedBy, String notes)
            throws OrderFormatException {
        OrderStatus to = CHANGE.required(status, Field.STATUS);
        Instant at = CHANGE.required(timestamp, Field.TIMESTAMP);
        String by = CHANGE.required(updatedBy, Field.UPDATED_BY);
        return CHANGE.ruled(Field.UPDATED_BY, () -> new StatusChange(to, at, by, notes));
    }

    private void readClaims(FieldReader order) throws OrderFormatException {
        if (order.skipNull()) {
            return;
        }
        order.array(Field.CLAIMS);
        claims = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            claims.add(readClaim());
        }
    }

    private Claim readClaim() throws OrderFormatException {
        String space = null;
        String key = null;
        Instant until = null;
        FieldReader fields = new FieldReader(CLAIM, in, memory.texts);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case SPACE -> space = fields.shared(field);
                case KEY -> key = fields.text(field);
                case UNTIL -> until = fields.time(field);
                default -> throw new AssertionError(field);
            }
        }
        Claim claim = claim(space, key, until);
        if (fields.others() != null) {
            claimsOtherFields = with(claimsOtherFields, claim.subject(), fields.others());
        }
        return claim;
    }

    private static Claim claim(@Nullable String space, @Nullable String key, @Nullable Instant until)
            throws OrderFormatException {
        String of = CLAIM.required(space, Field.SPACE);
        String on = CLAIM.required(key, Field.KEY);
        Instant end = CLAIM.required(until, Field.UNTIL);
        return ORDER.ruled(Field.CLAIMS, () -> new Claim(of, on, end));
    }

    /** An amount needs the currency, which may stand behind it. */
    private void findPayments(FieldReader order) throws OrderFormatException {
        if (!order.skipNull()) {
            paymentsBegin = order.array(Field.PAYMENTS);
            in.skip();
        }
    }

    private void readPayments() throws OrderFormatException {
        if (paymentsBegin == NOWHERE) {
            return;
        }
        in.back(paymentsBegin);
        CurrencyUnit known = ORDER.required(currency, Field.CURRENCY);
        List<Payment> attempts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            PaymentReader reader = new PaymentReader(in, memory.texts, known);
            attempts.add(reader.read());
            OtherFields.add(paymentsOtherFields, attempts.size() - 1, reader.otherFields());
        }
        payments = ORDER.ruled(Field.PAYMENTS, () -> Payments.of(attempts));
    }

    private With<Server> readServer() throws OrderFormatException {
        ServerReader reader = new ServerReader(in, memory.texts);
        return new With<>(reader.read(), reader.otherFields());
    }

    private void findSubscription(FieldReader order) throws OrderFormatException {
        if (!order.skipNull()) {
            subscriptionBegin = in.mark();
            in.skip();
        }
    }

    private void readSubscription() throws OrderFormatException {
        if (subscriptionBegin == NOWHERE) {
            return;
        }
        in.back(subscriptionBegin);
        SubscriptionReader reader = new SubscriptionReader(in, memory.texts, ORDER.required(currency, Field.CURRENCY));
        subscription = new With<>(reader.read(), reader.otherFields());
    }
}
