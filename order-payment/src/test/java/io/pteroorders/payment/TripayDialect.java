package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.testkit.FakeGatewayServer.Answer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Request;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.core.testkit.GatewayBooks.Entry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How Tripay speaks. */
public final class TripayDialect extends JsonDialect {

    public static final String CODE = "T0001";
    public static final String API_KEY = "api-key-of-nobody";
    public static final String PRIVATE_KEY = "private-key-of-nobody";

    /** A shop's, at an address. */
    public static TripayGateway.Settings settings(URI address) {
        return new TripayGateway.Settings(
                CODE,
                Secret.of(API_KEY),
                Secret.of(PRIVATE_KEY),
                address,
                Optional.of(URI.create("https://shop.example/payments/tripay")),
                TripayGateway.QRIS,
                "nobody@shop.example");
    }

    @Override
    public Answer answer(Request request, GatewayBooks books) {
        if (!("Bearer " + API_KEY).equals(request.headers().get("authorization"))) {
            return refused(401, "Invalid API Key");
        }
        if (isPost(request, "/transaction/create")) {
            return create(body(request), books);
        }
        if (isGet(request, "/merchant/transactions")) {
            return answer(
                    200,
                    ImmutableMap.of(
                            "success",
                            true,
                            "data",
                            books.all(request.query().getOrDefault("merchant_ref", "")).stream()
                                    .map(TripayDialect::transaction)
                                    .collect(ImmutableList.toImmutableList())));
        }
        return books.find(request.query().getOrDefault("reference", ""))
                .map(TripayDialect::data)
                .orElseGet(() -> refused(404, "Transaction not found"));
    }

    private static Answer create(JsonNode body, GatewayBooks books) {
        String reference = body.path("merchant_ref").asString();
        long amount = body.path("amount").longValue();
        boolean complete = body.path("customer_email").asString().contains("@")
                && !body.path("customer_name").asString().isEmpty()
                && body.path("order_items").path(0).path("price").longValue() == amount;
        return complete && body.path("signature").asString().equals(sign(CODE + reference + amount))
                ? data(books.create(reference, amount))
                : refused(400, "Invalid signature");
    }

    private static Answer refused(int status, String words) {
        return answer(status, ImmutableMap.of("success", false, "message", words));
    }

    private static Answer data(Entry entry) {
        return answer(200, ImmutableMap.of("success", true, "message", "", "data", transaction(entry)));
    }

    static String sign(String text) {
        return Hashing.hmacSha256(PRIVATE_KEY.getBytes(StandardCharsets.UTF_8))
                .hashString(text, StandardCharsets.UTF_8)
                .toString();
    }

    private static String word(PaymentState state) {
        return switch (state) {
            case WAITING, REVIEW -> "UNPAID";
            case PAID, DISPUTED, REVERSED -> "PAID";
            case EXPIRED, CANCELLED -> "EXPIRED";
            case FAILED -> "FAILED";
            case PARTLY_REFUNDED, REFUNDED -> "REFUND";
        };
    }

    private static ImmutableMap<String, Object> transaction(Entry entry) {
        return ImmutableMap.<String, Object>builder()
                .put("reference", entry.id())
                .put("merchant_ref", entry.reference())
                .put("amount", entry.amount() + entry.onTop())
                .put("fee_merchant", entry.kept())
                .put("fee_customer", entry.onTop())
                .put("total_fee", entry.kept() + entry.onTop())
                .put("amount_received", entry.amount() - entry.kept())
                .put("status", word(entry.state()))
                .put("expired_time", 1_768_455_000)
                .put("paid_at", "1768453200")
                .put("qr_string", "00020101")
                .buildOrThrow();
    }

    @Override
    public Notification callback(Entry entry) {
        String body = json(ImmutableMap.<String, Object>builder()
                .putAll(transaction(entry))
                .put("total_amount", entry.amount() + entry.onTop())
                .put("is_closed_payment", 1)
                .buildOrThrow());
        return new Notification(ImmutableMap.of("x-callback-signature", sign(body)), body);
    }
}
