package io.pteroorders.storage.record;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.storage.record.Samples.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OrderJsonTest {

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);

    private static ObjectNode written(Order order) {
        return (ObjectNode) JSON.readTree(OrderJson.encode(StoredOrder.of(order)));
    }

    private static Order read(JsonNode json) throws OrderFormatException {
        return FORMAT.decode(json.toString().getBytes(StandardCharsets.UTF_8)).order();
    }

    private static ImmutableList<String> names(JsonNode json) {
        return ImmutableList.copyOf(json.propertyNames());
    }

    @Test
    void theSampleOfTheDocumentIsAnOrder() throws Exception {
        Order order = read(JSON.readTree(Samples.text("document-sample.json")));
        assertEquals("ORD-XXXXX-XXXXX bronze 1 pending", order.toString());
        assertEquals("BRONZE", order.item().packageName());
        assertEquals("Customer notes", order.notes().toString());
        assertEquals("Admin notes", order.adminNotes().toString());
        assertEquals(Optional.of("SERVER123"), order.serverId());
    }

    @Test
    void theSampleIsWrittenAsInTheDocumentWithItsPackagesNameAsSold() throws Exception {
        ObjectNode sample = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        JsonNode written = written(read(sample));
        ImmutableList<String> itemFields = names(written.path("item"));
        ((ObjectNode) written.path("item")).remove("packageName");
        assertEquals(sample.toPrettyString(), written.toPrettyString());
        assertEquals(ImmutableList.of("packageType", "packageName", "duration", "price", "specifications"), itemFields);
    }

    @Test
    void whatTheDocumentDoesNotNameComesLast() {
        Order order = anOrder(1)
                .in(OrderStatus.COMPLETED)
                .withNote(NOON, "system", "a note")
                .withAdminNote(NOON, "system", "another")
                .withUsername(NOON, "budi.panel")
                .withPaymentProof(NOON, "media:1")
                .withClaims(NOON, ImmutableList.of(new Claim("slots", "1", NOON)))
                .withPayment(NOON, waiting(1));
        ImmutableList<String> names = names(written(order));
        assertEquals(
                ImmutableList.of("notes", "adminNotes", "serverId", "paymentProof", "username", "claims", "payments"),
                names.subList(names.indexOf("statusHistory") + 1, names.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "6281234567890@s.whatsapp.net, phoneNumber",
        "98765432109876@lid, phoneNumber",
        "budi@example.com, phoneNumber",
        "12345, phoneNumber",
        "700100200, personId",
        "123456:78, personId",
        "628123456789@c.us, personId"
    })
    void anIdentityThatWouldBeReadAsANumberHasAFieldOfItsOwn(String id, String field) throws Exception {
        Order order =
                anOrder(1).by(new Customer(PersonId.of(id), "Budi", "room-7")).pending();
        ObjectNode json = written(order);
        assertEquals(ImmutableList.of(field, "displayName", "chatId"), names(json.path("customer")));
        assertEquals(id, json.path("customer").path(field).stringValue());
        assertEquals(order, read(json));
    }

    @Test
    void aPersonHasOneIdentity() {
        ObjectNode json = written(anOrder(1).pending());
        ((ObjectNode) json.path("customer")).put("personId", "700100200");
        assertEquals(
                "customer.personId must not stand beside phoneNumber",
                assertThrows(OrderFormatException.class, () -> read(json)).getMessage());
    }

    @Test
    void claimsStandBySpaceAndKey() {
        Order order = anOrder(1)
                .pending()
                .withClaims(NOON, ImmutableList.of(new Claim("slots", "1", NOON), new Claim("amounts", "24863", NOON)));
        assertEquals(
                "[{\"space\":\"amounts\",\"key\":\"24863\",\"until\":\"2026-01-15T05:00:00.000Z\"},"
                        + "{\"space\":\"slots\",\"key\":\"1\",\"until\":\"2026-01-15T05:00:00.000Z\"}]",
                written(order).path("claims").toString());
    }

    @Test
    void noClaimsMayBeWrittenAsNothingOrNoneAtAll() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        Order order = read(json);
        assertEquals(order, read(json.putNull("claims")));
        json.putArray("claims");
        assertEquals(order, read(json));
    }

    @Test
    void whatElseStandsInAClaimStaysAsLongAsTheClaim() throws Exception {
        ObjectNode json = written(anOrder(1)
                .pending()
                .withClaims(NOON, ImmutableList.of(new Claim("slots", "1", NOON), new Claim("slots", "2", NOON))));
        ((ObjectNode) json.at("/claims/1")).put("node", 7);
        StoredOrder stored = FORMAT.decode(json.toString().getBytes(StandardCharsets.UTF_8));
        Order order = stored.order();
        StoredOrder longer =
                stored.with(order.withClaims(NOON, ImmutableList.of(new Claim("slots", "2", NOON.plusSeconds(9)))));
        assertEquals(
                7, JSON.readTree(OrderJson.encode(longer)).at("/claims/0/node").intValue());
        assertEquals(
                StoredOrder.of(order.withClaims(NOON, ImmutableList.of())),
                longer.with(order.withClaims(NOON, ImmutableList.of())));
    }

    private static Payment waiting(int number) {
        return Payment.begin(new PaymentId(orderId(1), number), "midtrans", Fixtures.rupiah(24_863), NOON)
                .build();
    }

    private static PaymentArrival arrival(long amount) {
        return new PaymentArrival(Fixtures.rupiah(amount), NOON, "system:feed", Optional.of("f-7"));
    }

    @Test
    void aPaymentStandsWithWhatItHas() {
        Payment full = waiting(1)
                .withReference("ref-1")
                .offered(new PayBy(PayBy.Kind.QR, "000201"), Optional.empty())
                .withFee(Fixtures.rupiah(175))
                .with(arrival(24_863))
                .moved(PaymentState.PAID, NOON)
                .withRefund(Fixtures.rupiah(863), NOON, "owner", "late")
                .refundEnded(1, PaymentRefund.State.DONE, NOON);
        JsonNode payments = written(anOrder(1).pending().withPayment(NOON, full).withPayment(NOON, waiting(2)))
                .path("payments");
        String noon = "\"2026-01-15T05:00:00.000Z\"";
        assertEquals(
                "{\"id\":\"ORD-TEST0-00001-1\",\"method\":\"midtrans\",\"state\":\"partly-refunded\","
                        + "\"amountDue\":24863,\"amountPaid\":24863,\"reference\":\"ref-1\",\"createdAt\":" + noon
                        + ",\"paidAt\":" + noon + ",\"fee\":175,\"payBy\":{\"kind\":\"qr\",\"text\":\"000201\"},"
                        + "\"arrivals\":[{\"amount\":24863,\"at\":" + noon
                        + ",\"by\":\"system:feed\",\"report\":\"f-7\"}],"
                        + "\"refunds\":[{\"number\":1,\"amount\":863,\"state\":\"done\",\"at\":" + noon
                        + ",\"by\":\"owner\",\"reason\":\"late\"}]}",
                payments.path(0).toString());
        assertEquals(
                "{\"id\":\"ORD-TEST0-00001-2\",\"method\":\"midtrans\",\"state\":\"waiting\",\"amountDue\":24863,"
                        + "\"amountPaid\":0,\"createdAt\":" + noon + "}",
                payments.path(1).toString());
    }

    @Test
    void whatElseStandsInAPaymentStaysAtItsPlace() throws Exception {
        Order order = anOrder(1).pending().withPayment(NOON, waiting(1).with(arrival(863)));
        ObjectNode json = written(order);
        ((ObjectNode) json.at("/payments/0")).put("node", 7);
        ((ObjectNode) json.at("/payments/0/arrivals/0")).put("bank", "x");
        StoredOrder stored = FORMAT.decode(json.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(order, stored.order());
        Payment failed = order.payments().all().get(0).with(arrival(1)).moved(PaymentState.FAILED, NOON);
        StoredOrder later = stored.with(order.withPayment(NOON, failed).withPayment(NOON, waiting(2)));
        JsonNode written = JSON.readTree(OrderJson.encode(later)).path("payments");
        assertEquals(7, written.at("/0/node").intValue());
        assertEquals("x", written.at("/0/arrivals/0/bank").stringValue());
        assertEquals(1, written.toString().split("node", -1).length - 1);
        assertEquals(1, written.toString().split("bank", -1).length - 1);
    }

    @Test
    void noPaymentsMayBeWrittenAsNothingOrNoneAtAll() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        Order order = read(json);
        assertEquals(order, read(json.putNull("payments")));
        json.putArray("payments");
        assertEquals(order, read(json));
    }

    @Test
    void emptyOptionalFieldsAreLeftOut() {
        ImmutableList<String> names = names(written(anOrder(1).pending()));
        assertEquals("statusHistory", names.get(names.size() - 1));
    }

    @Test
    void instantsHaveThreeDecimalsAndZ() {
        JsonNode json = written(anOrder(1).at(NOON.plusNanos(5_999_999)).pending());
        assertEquals("2026-01-15T05:00:00.005Z", json.path("createdAt").stringValue());
        assertEquals(
                "2026-01-15T05:00:00.005Z",
                json.path("statusHistory").path(0).path("timestamp").stringValue());
        assertEquals(
                "2026-01-15T05:01:00.000Z",
                written(anOrder(1).pending()).path("createdAt").stringValue());
    }

    @Test
    void amountsArePlainNumbersInTheDecimalsInUse() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        json.set(
                "item",
                ((ObjectNode) json.path("item"))
                        .set("price", JSON.readTree("1.20"))
                        .put("duration", 12));
        json.set("totalAmount", JSON.readTree("1.44e1"));
        JsonNode dollars = written(read(json.put("currency", "USD")));
        assertEquals("1.20", dollars.path("item").path("price").toString());
        assertEquals("14.40", dollars.path("totalAmount").toString());
        json.set("item", ((ObjectNode) json.path("item")).set("price", JSON.readTree("9e14")));
        json.set("totalAmount", JSON.readTree("10800000000000000"));
        JsonNode rupiah = written(read(json.put("currency", "IDR")));
        assertEquals("900000000000000", rupiah.path("item").path("price").toString());
        assertEquals("10800000000000000", rupiah.path("totalAmount").toString());
    }

    @Test
    void aNoteWithoutBeginningStaysAsTheEarlierBotWroteIt() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        Order order = read(json.put("notes", "please hurry\n  second line"));
        assertEquals(1, order.notes().all().size());
        Order noted = order.withNote(NOON, "system", "more");
        assertEquals(
                "please hurry\n  second line\n2026-01-15T05:00:00.000Z system more",
                written(noted).path("notes").stringValue());
        assertEquals(
                2, Notes.parse(written(noted).path("notes").stringValue()).all().size());
    }

    @Test
    void aComplaintNamesTheFieldAndTheRuleButNoContent() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        assertEquals(
                "createdAt must be a time like 2026-01-01T00:00:00.000Z", complaint(json.put("createdAt", "0812")));
        assertEquals("createdAt must be text, is a whole number", complaint(json.put("createdAt", 5)));
        json.remove("createdAt");
        assertEquals("createdAt is missing", complaint(json));
        assertEquals("customer must be an object", complaint(json.put("customer", "628123456789")));
    }

    private static String complaint(JsonNode json) {
        return String.valueOf(
                assertThrows(OrderFormatException.class, () -> read(json)).getMessage());
    }
}
