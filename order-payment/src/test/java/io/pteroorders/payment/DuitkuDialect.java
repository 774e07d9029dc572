package io.pteroorders.payment;

import com.google.common.base.Joiner;
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

/** How Duitku speaks. */
public final class DuitkuDialect extends JsonDialect {

    public static final String CODE = "D0001";
    public static final String KEY = "key-of-nobody";

    /** A shop's, at an address. */
    public static DuitkuGateway.Settings settings(URI address) {
        return new DuitkuGateway.Settings(
                CODE,
                Secret.of(KEY),
                address,
                Optional.of(URI.create("https://shop.example/payments/duitku")),
                DuitkuGateway.SHOPEEPAY_QRIS,
                "nobody@shop.example");
    }

    @Override
    public Answer answer(Request request, GatewayBooks books) {
        JsonNode body = body(request);
        String reference = body.path("merchantOrderId").asString();
        String signature = body.path("signature").asString();
        if (isPost(request, "/api/merchant/v2/inquiry")) {
            long amount = body.path("paymentAmount").longValue();
            return signature.equals(Digests.md5(CODE + reference + amount + KEY))
                    ? made(books.create(reference, amount))
                    : answer(401, ImmutableMap.of("Message", "Wrong signature"));
        }
        return signature.equals(Digests.md5(CODE + reference + KEY))
                ? books.find(reference)
                        .map(DuitkuDialect::status)
                        .orElseGet(() -> answer(404, ImmutableMap.of("Message", "Transaction not found")))
                : answer(401, ImmutableMap.of("Message", "Wrong signature"));
    }

    private static Answer made(Entry entry) {
        return answer(
                200,
                ImmutableMap.of(
                        "merchantCode",
                        CODE,
                        "reference",
                        entry.id(),
                        "paymentUrl",
                        "https://pay.example/" + entry.id(),
                        "qrString",
                        "00020101",
                        "amount",
                        Long.toString(entry.amount()),
                        "statusCode",
                        "00",
                        "statusMessage",
                        "SUCCESS"));
    }

    private static String word(PaymentState state) {
        return switch (state) {
            case WAITING, REVIEW -> "01";
            case PAID, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED -> "00";
            case EXPIRED, FAILED, CANCELLED -> "02";
        };
    }

    private static Answer status(Entry entry) {
        return answer(
                200,
                ImmutableMap.of(
                        "merchantOrderId", entry.reference(),
                        "reference", entry.id(),
                        "amount", Long.toString(entry.amount()),
                        "fee", entry.kept() + ".00",
                        "statusCode", word(entry.state()),
                        "statusMessage", "SUCCESS"));
    }

    @Override
    public Notification callback(Entry entry) {
        return new Notification(
                ImmutableMap.of(),
                Joiner.on('&')
                        .withKeyValueSeparator('=')
                        .join(ImmutableMap.of(
                                "merchantCode",
                                CODE,
                                "amount",
                                entry.amount(),
                                "merchantOrderId",
                                entry.reference(),
                                "productDetail",
                                "Bronze%2C+1+month",
                                "resultCode",
                                entry.state() == PaymentState.PAID ? "00" : "01",
                                "spUserHash",
                                "",
                                "reference",
                                entry.id(),
                                "signature",
                                Digests.md5(CODE + entry.amount() + entry.reference() + KEY))));
    }
}
