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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How Midtrans speaks. Its own status says more than HTTP's. */
public final class MidtransDialect extends JsonDialect {

    public static final String KEY = "Mid-server-of-nobody";

    /** A shop's, at an address. */
    public static MidtransGateway.Settings settings(URI address) {
        return new MidtransGateway.Settings(
                Secret.of(KEY), address, Optional.of(URI.create("https://shop.example/payments/midtrans")));
    }

    @Override
    public Answer answer(Request request, GatewayBooks books) {
        if (!Secret.of(KEY).basic().equals(request.headers().get("authorization"))) {
            return said(401, "Transaction cannot be authorized with the current client/server key.");
        }
        if (isPost(request, "/v2/charge")) {
            return charge(body(request), books);
        }
        if (isPost(request, "/snap/v1/transactions")) {
            return page(body(request), books);
        }
        Optional<Entry> entry = books.find(part(request, 2));
        return entry.map(known -> about(known, part(request, 3), request, books))
                .orElseGet(() -> said(404, "Transaction doesn't exist."));
    }

    private static Answer charge(JsonNode body, GatewayBooks books) {
        JsonNode details = body.path("transaction_details");
        String reference = details.path("order_id").asString();
        if (!books.all(reference).isEmpty()) {
            return said(406, "The request could not be completed due to a conflict, order_id was used.");
        }
        Entry made = books.create(reference, details.path("gross_amount").longValue());
        return answer(
                200,
                ImmutableMap.<String, Object>builder()
                        .putAll(transaction(made))
                        .put("status_code", "201")
                        .put("qr_string", "00020101")
                        .buildKeepingLast());
    }

    /** A page is made as often as it is asked for, until somebody pays there. */
    private static Answer page(JsonNode body, GatewayBooks books) {
        JsonNode details = body.path("transaction_details");
        String reference = details.path("order_id").asString();
        Entry entry = books.find(reference)
                .orElseGet(() ->
                        books.create(reference, details.path("gross_amount").longValue()));
        return answer(201, ImmutableMap.of("token", entry.id(), "redirect_url", "https://pay.example/" + entry.id()));
    }

    private static Answer about(Entry entry, String verb, Request request, GatewayBooks books) {
        return switch (verb) {
            case "status" -> answer(200, transaction(entry));
            case "cancel" ->
                entry.state() == PaymentState.WAITING
                        ? answer(200, transaction(books.move(entry.id(), PaymentState.CANCELLED)))
                        : said(412, "Merchant cannot modify the status of the transaction");
            default -> {
                JsonNode body = body(request);
                yield answer(
                        200,
                        transaction(books.refund(
                                entry.id(),
                                body.path("refund_key").asString(),
                                body.path("amount").longValue())));
            }
        };
    }

    private static Answer said(int code, String words) {
        return answer(200, ImmutableMap.of("status_code", Integer.toString(code), "status_message", words));
    }

    static String word(PaymentState state) {
        return switch (state) {
            case WAITING -> "pending";
            case REVIEW -> "authorize";
            case PAID -> "settlement";
            case EXPIRED -> "expire";
            case FAILED, REVERSED -> "deny";
            case CANCELLED -> "cancel";
            case PARTLY_REFUNDED -> "partial_refund";
            case REFUNDED -> "refund";
            case DISPUTED -> "chargeback";
        };
    }

    private static ImmutableMap<String, Object> transaction(Entry entry) {
        String code = entry.state() == PaymentState.WAITING ? "201" : "200";
        String gross = entry.amount() + entry.onTop() + ".00";
        ImmutableMap.Builder<String, Object> fields = ImmutableMap.<String, Object>builder()
                .put("status_code", code)
                .put("status_message", "Success")
                .put("transaction_id", entry.id())
                .put("order_id", entry.reference())
                .put("gross_amount", gross)
                .put("currency", "IDR")
                .put("payment_type", "qris")
                .put("fraud_status", "accept")
                .put("transaction_time", "2026-01-15 12:00:10")
                .put("transaction_status", word(entry.state()))
                .put("signature_key", Digests.sha512(entry.reference() + code + gross + KEY));
        if (entry.onTop() > 0) {
            fields.put("metadata", ImmutableMap.of("extra_info", ImmutableMap.of("gross_amount_info", parts(entry))));
        }
        if (!entry.refunds().isEmpty()) {
            fields.put("refund_amount", entry.refunded() + ".00");
            fields.put("refunds", refunds(entry));
        }
        return fields.buildOrThrow();
    }

    private static ImmutableMap<String, String> parts(Entry entry) {
        return ImmutableMap.of(
                "original_amount", Long.toString(entry.amount()),
                "gross_amount", Long.toString(entry.amount() + entry.onTop()),
                "customer_imposed_payment_fee", Long.toString(entry.onTop()));
    }

    private static ImmutableList<ImmutableMap<String, String>> refunds(Entry entry) {
        return entry.refunds().entrySet().stream()
                .map(refund ->
                        ImmutableMap.of("refund_key", refund.getKey(), "refund_amount", refund.getValue() + ".00"))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Notification callback(Entry entry) {
        return callback(transaction(entry));
    }
}
