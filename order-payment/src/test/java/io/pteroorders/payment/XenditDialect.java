package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.testkit.FakeGatewayServer.Answer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Request;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.core.testkit.GatewayBooks.Entry;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** How Xendit speaks. What is asked for again under one key is done once. */
public final class XenditDialect extends JsonDialect {

    public static final String KEY = "xnd_development_of-nobody";
    public static final String TOKEN = "token-of-nobody";

    /** A shop's, at an address. */
    public static XenditGateway.Settings settings(URI address) {
        return new XenditGateway.Settings(Secret.of(KEY), Secret.of(TOKEN), address);
    }

    @Override
    public Answer answer(Request request, GatewayBooks books) {
        if (!Secret.of(KEY).basic().equals(request.headers().get("authorization"))) {
            return refused(401, "API key is not authorized");
        }
        if (isPost(request, "/refunds")) {
            return refund(request, books);
        }
        if (isPost(request, "/v3/payment_requests")) {
            JsonNode body = body(request);
            String reference = body.path("reference_id").asString();
            Entry entry = books.find(request.headers().getOrDefault("idempotency-key", "?"))
                    .orElseGet(() ->
                            books.create(reference, body.path("request_amount").longValue()));
            return answer(201, request(entry));
        }
        return books.find(part(request, 3))
                .map(entry -> request.method().equals("GET") ? answer(200, request(entry)) : cancelled(entry, books))
                .orElseGet(() -> refused(404, "Payment request not found"));
    }

    private static Answer refund(Request request, GatewayBooks books) {
        JsonNode body = body(request);
        books.refund(
                body.path("payment_request_id").asString(),
                request.headers().getOrDefault("idempotency-key", "?"),
                body.path("amount").longValue());
        return answer(200, ImmutableMap.of("id", "rfd-1", "status", "PENDING"));
    }

    private static Answer refused(int status, String words) {
        return answer(status, ImmutableMap.of("error_code", "NO", "message", words));
    }

    private static Answer cancelled(Entry entry, GatewayBooks books) {
        return entry.state() == PaymentState.WAITING
                ? answer(200, request(books.move(entry.id(), PaymentState.CANCELLED)))
                : refused(400, "Payment request can no longer be cancelled");
    }

    private static String word(PaymentState state) {
        return switch (state) {
            case WAITING -> "REQUIRES_ACTION";
            case REVIEW -> "AUTHORIZED";
            case PAID, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED -> "SUCCEEDED";
            case EXPIRED -> "EXPIRED";
            case FAILED -> "FAILED";
            case CANCELLED -> "CANCELED";
        };
    }

    private static ImmutableMap<String, Object> request(Entry entry) {
        return ImmutableMap.<String, Object>builder()
                .put("payment_request_id", entry.id())
                .put("reference_id", entry.reference())
                .put("status", word(entry.state()))
                .put("currency", "IDR")
                .put("request_amount", entry.amount())
                .put(
                        "actions",
                        ImmutableList.of(ImmutableMap.of(
                                "type", "PRESENT_TO_CUSTOMER",
                                "descriptor", "QR_STRING",
                                "value", "00020101")))
                .put("updated", "2026-01-15T05:07:02.819Z")
                .buildOrThrow();
    }

    @Override
    public Notification callback(Entry entry) {
        String body = json(ImmutableMap.of("event", "payment.capture", "data", request(entry)));
        return new Notification(ImmutableMap.of("x-callback-token", TOKEN), body);
    }
}
