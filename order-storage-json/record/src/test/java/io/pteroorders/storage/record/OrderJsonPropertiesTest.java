package io.pteroorders.storage.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Bytes;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reading and writing agree with each other and with Jackson. */
class OrderJsonPropertiesTest {

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private static final JsonMapper JACKSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final byte[] ODD = "\"\\{}[],:0123456789-+.eEutfnalrs \t\n\r".getBytes(StandardCharsets.US_ASCII);

    @Provide
    Arbitrary<StoredOrder> orders() {
        return StoredOrders.any();
    }

    @Property(tries = 300)
    void whatWasWrittenIsReadAgain(@ForAll("orders") StoredOrder stored) throws Exception {
        assertEquals(stored, FORMAT.decode(OrderJson.encode(stored)));
    }

    @Property(tries = 300)
    void whatWasReadIsWrittenAgainToTheByte(@ForAll("orders") StoredOrder stored) throws Exception {
        byte[] record = OrderJson.encode(stored);
        assertArrayEquals(record, OrderJson.encode(FORMAT.decode(record)));
        assertEquals(-1, Bytes.indexOf(record, (byte) '\n'));
    }

    @Property(tries = 300)
    void formattingChangesNothing(@ForAll("orders") StoredOrder stored) throws Exception {
        byte[] record = OrderJson.encode(stored);
        byte[] pretty = JACKSON.writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsBytes(JACKSON.readTree(record));
        assertArrayEquals(record, OrderJson.encode(FORMAT.decode(pretty)));
    }

    @Property(tries = 300)
    void jacksonReadsTheSame(@ForAll("orders") StoredOrder stored) {
        assertSame(stored, JACKSON.readTree(OrderJson.encode(stored)));
    }

    /** A record with one byte changed, left out or added is the same to both if it is an order, else no JSON to both. */
    @Property(tries = 100)
    void jacksonJudgesDamageAlike(@ForAll("orders") StoredOrder stored, @ForAll Random random) {
        byte[] record = OrderJson.encode(stored);
        for (int i = 0; i < 100; i++) {
            assertJudgedAlike(damaged(record, random));
        }
    }

    private static byte[] damaged(byte[] record, Random random) {
        int at = random.nextInt(record.length);
        byte[] odd = {random.nextBoolean() ? (byte) random.nextInt() : ODD[random.nextInt(ODD.length)]};
        return Bytes.concat(
                Arrays.copyOf(record, at),
                random.nextInt(3) == 0 ? new byte[0] : odd,
                Arrays.copyOfRange(record, at + random.nextInt(2), record.length));
    }

    private static void assertJudgedAlike(byte[] damaged) {
        try {
            assertSame(FORMAT.decode(damaged), JACKSON.readTree(damaged));
        } catch (OrderFormatException e) {
            String complaint = String.valueOf(e.getMessage());
            boolean malformed = complaint.contains("not valid JSON") || complaint.contains("after its end");
            assertFalse(malformed && isJson(damaged), complaint);
        }
    }

    private static boolean isJson(byte[] json) {
        try {
            JACKSON.readTree(json);
            return true;
        } catch (JacksonException | NumberFormatException e) {
            return false;
        }
    }

    private static void assertSame(StoredOrder stored, JsonNode json) {
        Order order = stored.order();
        assertEquals(order.id().toString(), text(json, "/id"));
        assertEquals(order.status(), OrderStatus.parse(text(json, "/status")).orElseThrow());
        assertEquals(order.createdAt().toEpochMilli(), time(json, "/createdAt"));
        assertEquals(order.updatedAt().toEpochMilli(), time(json, "/updatedAt"));
        assertEquals(order.item().packageType().code(), text(json, "/item/packageType"));
        assertEquals(order.item().durationMonths(), json.at("/item/duration").intValue());
        assertEquals(
                order.item().specifications().ram(),
                FreeText.clean(json.at("/item/specifications/ram").asString("")));
        assertEquals(
                order.item().specifications().cpu(),
                FreeText.clean(json.at("/item/specifications/cpu").asString("")));
        assertEquals(
                order.item().specifications().storage(),
                FreeText.clean(json.at("/item/specifications/storage").asString("")));
        assertEquals(
                order.item().specifications().bandwidth(),
                FreeText.clean(json.at("/item/specifications/bandwidth").asString("")));
        assertEquals(
                0,
                order.item()
                        .pricePerMonth()
                        .getAmount()
                        .compareTo(json.at("/item/price").decimalValue()));
        assertEquals(
                0,
                order.totalAmount()
                        .getAmount()
                        .compareTo(json.at("/totalAmount").decimalValue()));
        assertEquals(order.totalAmount().getCurrencyUnit().getCode(), text(json, "/currency"));
        assertEquals(order.notes().toString(), json.at("/notes").asString(""));
        assertEquals(order.adminNotes().toString(), json.at("/adminNotes").asString(""));
        assertEquals(order.serverId(), optional(json, "/serverId"));
        assertEquals(order.paymentProof(), optional(json, "/paymentProof"));
        assertEquals(order.username(), optional(json, "/username"));
        assertEquals(order.claims().size(), json.at("/claims").size());
        for (JsonNode claim : json.path("claims")) {
            assertHasClaim(stored, claim);
        }
        assertEquals(order.payments().all().size(), json.at("/payments").size());
        order.payments()
                .all()
                .forEach(payment ->
                        assertSame(payment, json.at("/payments/" + (payment.id().number() - 1))));
        assertEquals(order.item().plan().isPresent(), json.at("/item/panel").isObject());
        order.item().plan().ifPresent(plan -> assertSame(plan, json.at("/item/panel")));
        assertEquals(order.server().isPresent(), json.at("/server").isObject());
        order.server().ifPresent(server -> assertSame(server, json.at("/server")));
        assertSame(order.sequel(), json);
        assertSame(order.subscription(), json.path("subscription"));
        assertEquals(order.statusHistory().size(), json.at("/statusHistory").size());
        for (int i = 0; i < order.statusHistory().size(); i++) {
            assertSame(order.statusHistory().get(i), json.at("/statusHistory/" + i));
        }
        stored.otherFields().ifPresent(fields -> assertHolds(withoutKeys(fields), json));
    }

    /** Those whose names stand in the record as they stand there. */
    private static JsonNode withoutKeys(ObjectNode fields) {
        ObjectNode plain = fields.deepCopy();
        plain.remove("claims");
        if (plain.path("subscription") instanceof ObjectNode subscription) {
            subscription.remove("steps");
        }
        return plain;
    }

    private static void assertSame(Optional<Sequel> sequel, JsonNode json) {
        Optional<String> first = sequel.map(Sequel::first).map(OrderId::toString);
        boolean isUpgrade = sequel.filter(Sequel.Upgrade.class::isInstance).isPresent();
        assertEquals(isUpgrade ? Optional.empty() : first, optional(json, "/renews"));
        assertEquals(isUpgrade ? first : Optional.empty(), optional(json, "/upgrades"));
        if (isUpgrade) {
            assertSame(((Sequel.Upgrade) sequel.orElseThrow()).pricePerMonth(), json.path("monthlyPrice"));
        }
    }

    private static void assertSame(SubscriptionLog log, JsonNode json) {
        assertEquals(log.entries().size(), json.path("entries").size());
        for (int i = 0; i < log.entries().size(); i++) {
            assertSame(log.entries().get(i), json.at("/entries/" + i));
        }
        assertEquals(log.steps().size(), json.path("steps").size());
        for (int i = 0; i < log.steps().size(); i++) {
            TakenStep step = log.steps().get(i);
            JsonNode written = json.at("/steps/" + i);
            assertEquals(step.paidUntil().toString(), text(written, "/paidUntil"));
            assertEquals(step.step().word(), text(written, "/step"));
            assertEquals(step.at().toEpochMilli(), time(written, "/at"));
            assertEquals(step.skipped(), written.path("skipped").asBoolean(false));
        }
    }

    private static void assertSame(SubscriptionEntry entry, JsonNode json) {
        Instant at = Instant.parse(text(json, "/at"));
        String by = text(json, "/by");
        String why = json.path("why").asString("");
        assertEquals(
                entry,
                switch (text(json, "/kind")) {
                    case "paid-until" ->
                        new SubscriptionEntry.PaidUntil(at, by, LocalDate.parse(text(json, "/day")), why);
                    case "given" ->
                        new SubscriptionEntry.Given(at, by, json.path("days").intValue(), why);
                    case "held" -> new SubscriptionEntry.Held(at, by, LocalDate.parse(text(json, "/until")), why);
                    case "suspended" -> new SubscriptionEntry.Suspended(at, by, reason(json), why);
                    case "lifted" -> new SubscriptionEntry.Lifted(at, by, reason(json), why);
                    case "renewing" ->
                        new SubscriptionEntry.Renewing(
                                at, by, json.path("wanted").booleanValue());
                    case "changing" ->
                        new SubscriptionEntry.Changing(
                                at, by, optional(json, "/to").map(PackageType::new));
                    case "credited" -> new SubscriptionEntry.Credited(at, by, amount(entry, json), why);
                    default -> new SubscriptionEntry.Ended(at, by, why);
                });
    }

    private static Money amount(SubscriptionEntry entry, JsonNode json) {
        Money amount = ((SubscriptionEntry.Credited) entry).amount();
        return Money.of(amount.getCurrencyUnit(), json.path("amount").decimalValue());
    }

    private static SuspensionReason reason(JsonNode json) {
        return SuspensionReason.parse(text(json, "/reason")).orElseThrow();
    }

    private static void assertHasClaim(StoredOrder stored, JsonNode json) {
        Claim claim = new Claim(text(json, "/space"), text(json, "/key"), Instant.parse(text(json, "/until")));
        assertTrue(stored.order().claims().contains(claim), claim.toString());
        stored.otherFields()
                .ifPresent(fields -> assertHolds(fields.path("claims").path(claim.subject()), json));
    }

    private static void assertSame(StatusChange change, JsonNode json) {
        assertEquals(change.timestamp().toEpochMilli(), time(json, "/timestamp"));
        assertEquals(
                change,
                new StatusChange(
                        change.status(),
                        change.timestamp(),
                        text(json, "/updatedBy"),
                        json.at("/notes").asString("")));
    }

    private static void assertSame(Payment payment, JsonNode json) {
        assertEquals(payment.id().toString(), text(json, "/id"));
        assertEquals(payment.method(), text(json, "/method"));
        assertEquals(payment.state(), PaymentState.parse(text(json, "/state")).orElseThrow());
        assertSame(payment.amountDue(), json.at("/amountDue"));
        assertSame(payment.amountPaid(), json.at("/amountPaid"));
        assertEquals(payment.reference(), optional(json, "/reference"));
        assertEquals(payment.createdAt().toEpochMilli(), time(json, "/createdAt"));
        assertEquals(payment.expiresAt().isPresent(), json.has("expiresAt"));
        assertEquals(payment.paidAt().isPresent(), json.has("paidAt"));
        payment.fee().ifPresent(fee -> assertSame(fee, json.at("/fee")));
        assertEquals(payment.payBy().map(PayBy::text), optional(json, "/payBy/text"));
        assertEquals(payment.arrivals().size(), json.path("arrivals").size());
        for (int i = 0; i < payment.arrivals().size(); i++) {
            assertSame(payment.arrivals().get(i).amount(), json.at("/arrivals/" + i + "/amount"));
        }
        payment.refunds()
                .forEach(refund ->
                        assertSame(refund.amount(), json.at("/refunds/" + (refund.number() - 1) + "/amount")));
        assertEquals(payment.usedBy().map(OrderId::toString), optional(json, "/usedBy"));
        assertEquals(payment.from().map(PaymentId::toString), optional(json, "/from"));
    }

    private static void assertSame(ServerPlan plan, JsonNode json) {
        assertEquals(plan.egg(), json.at("/egg").intValue());
        assertEquals(plan.nest().orElse(0), json.path("nest").asInt(0));
        assertEquals(plan.locations().size(), json.path("locations").size());
        assertEquals(plan.nodes().size(), json.path("nodes").size());
        assertEquals(plan.limits().memory(), json.at("/memory").intValue());
        assertEquals(plan.limits().swap(), json.at("/swap").intValue());
        assertEquals(plan.features().backups(), json.at("/backups").intValue());
        plan.startup()
                .environment()
                .forEach((name, value) ->
                        assertEquals(value, json.path("environment").path(name).stringValue()));
        assertEquals(plan.startup().image(), optional(json, "/image"));
        assertEquals(plan.startup().command(), optional(json, "/startup"));
        assertEquals(plan.automatic(), json.path("automatic").asBoolean(true));
    }

    private static void assertSame(Server server, JsonNode json) {
        assertEquals(server.externalId(), text(json, "/externalId"));
        assertEquals(server.state(), ServerState.parse(text(json, "/state")).orElseThrow());
        assertEquals(server.since().toEpochMilli(), time(json, "/since"));
        assertEquals(server.attempts(), json.at("/attempts").intValue());
        assertEquals(server.user().map(ServerUser::name), optional(json, "/user/name"));
        assertEquals(server.id().orElse(0L), json.path("id").asLong(0));
        assertEquals(server.identifier(), optional(json, "/identifier"));
        assertEquals(server.address(), optional(json, "/address"));
        assertEquals(server.trouble().map(trouble -> trouble.kind().word()), optional(json, "/trouble/kind"));
    }

    private static void assertSame(Money amount, JsonNode json) {
        assertEquals(0, amount.getAmount().compareTo(json.decimalValue()));
    }

    /** Every other field stands in the record with its value. */
    private static void assertHolds(JsonNode fields, JsonNode json) {
        fields.properties().forEach(field -> {
            JsonNode value = json.path(field.getKey());
            if (field.getKey().startsWith(".")) {
                assertEquals(field.getValue(), value);
            } else if (field.getValue().isArray()) {
                for (int i = 0; i < field.getValue().size(); i++) {
                    assertHolds(field.getValue().path(i), value.path(i));
                }
            } else if (field.getValue().isObject()) {
                assertFalse(value.isMissingNode());
                assertHolds(field.getValue(), value);
            }
        });
    }

    private static String text(JsonNode json, String pointer) {
        return json.at(pointer).stringValue();
    }

    private static long time(JsonNode json, String pointer) {
        return Instant.parse(text(json, pointer)).toEpochMilli();
    }

    private static Optional<String> optional(JsonNode json, String pointer) {
        return json.at(pointer).asStringOpt().filter(text -> !json.at(pointer).isNull());
    }
}
