package io.pteroorders.payment;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.testkit.FakeGatewayServer.Answer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Request;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.core.testkit.GatewayBooks.Entry;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How Pakasir speaks. An amount is a part of every look-up. */
public final class PakasirDialect extends JsonDialect {

    public static final String PROJECT = "panel shop";
    public static final String KEY = "key-of+nobody&";

    /** A shop's, at an address. */
    public static PakasirGateway.Settings settings(URI address) {
        return new PakasirGateway.Settings(PROJECT, Secret.of(KEY), address);
    }

    @Override
    public Answer answer(Request request, GatewayBooks books) {
        if (isGet(request, "/api/transactiondetail")) {
            Map<String, String> query = request.query();
            return isOurs(query.getOrDefault("project", ""), query.getOrDefault("api_key", ""))
                    ? found(
                                    books,
                                    query.getOrDefault("order_id", ""),
                                    Long.parseLong(query.getOrDefault("amount", "0")))
                            .map(entry -> answer(200, ImmutableMap.of("transaction", transaction(entry))))
                            .orElseGet(PakasirDialect::unknown)
                    : answer(401, ImmutableMap.of("message", "unknown project or key"));
        }
        JsonNode body = body(request);
        String reference = body.path("order_id").asString();
        long amount = body.path("amount").longValue();
        if (!isOurs(body.path("project").asString(), body.path("api_key").asString())) {
            return answer(401, ImmutableMap.of("message", "unknown project or key"));
        }
        return isPost(request, "/api/transactioncreate/qris")
                ? answer(200, ImmutableMap.of("payment", payment(books.create(reference, amount))))
                : found(books, reference, amount)
                        .map(entry -> cancelled(entry, books))
                        .orElseGet(PakasirDialect::unknown);
    }

    private static boolean isOurs(String project, String key) {
        return project.equals(PROJECT) && key.equals(KEY);
    }

    private static Optional<Entry> found(GatewayBooks books, String reference, long amount) {
        return books.find(reference).filter(entry -> entry.amount() == amount);
    }

    private static Answer unknown() {
        return answer(404, ImmutableMap.of("message", "Transaction not found"));
    }

    private static Answer cancelled(Entry entry, GatewayBooks books) {
        if (entry.state() == PaymentState.PAID) {
            return answer(400, ImmutableMap.of("message", "Transaction already completed"));
        }
        books.move(entry.id(), PaymentState.CANCELLED);
        return answer(200, ImmutableMap.of("success", true));
    }

    private static ImmutableMap<String, Object> payment(Entry entry) {
        return ImmutableMap.<String, Object>builder()
                .put("project", PROJECT)
                .put("order_id", entry.reference())
                .put("amount", entry.amount())
                .put("fee", entry.onTop())
                .put("total_payment", entry.amount() + entry.onTop())
                .put("payment_method", "qris")
                .put("payment_number", "00020101")
                .put("expired_at", "2026-01-15T05:30:00.678622564Z")
                .buildOrThrow();
    }

    private static String word(PaymentState state) {
        return switch (state) {
            case WAITING, REVIEW -> "pending";
            case PAID, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED -> "completed";
            case EXPIRED, FAILED -> "expired";
            case CANCELLED -> "canceled";
        };
    }

    private static ImmutableMap<String, Object> transaction(Entry entry) {
        return ImmutableMap.of(
                "amount",
                entry.amount(),
                "order_id",
                entry.reference(),
                "project",
                PROJECT,
                "status",
                word(entry.state()),
                "payment_method",
                "qris",
                "completed_at",
                "2026-01-15T12:07:02.819+07:00");
    }

    @Override
    public Notification callback(Entry entry) {
        return callback(transaction(entry));
    }
}
