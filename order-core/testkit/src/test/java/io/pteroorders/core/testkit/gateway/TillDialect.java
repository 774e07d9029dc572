package io.pteroorders.core.testkit.gateway;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.FakeGatewayServer.Answer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Request;
import io.pteroorders.core.testkit.GatewayBooks;
import java.nio.charset.StandardCharsets;

/** How a till speaks. */
public final class TillDialect implements FakeGatewayServer.Dialect {

    private final String key;

    public TillDialect(String key) {
        this.key = key;
    }

    @Override
    public Answer answer(Request request, GatewayBooks books) {
        if (!key.equals(request.headers().get("key"))) {
            return new Answer(401, "");
        }
        ImmutableMap<String, String> fields =
                FakeGatewayServer.fields(request.body().replace('\n', '&'));
        String[] path = request.path().split("/", -1);
        return request.method().equals("POST")
                ? new Answer(
                        200,
                        text(books.create(
                                fields.getOrDefault("reference", ""),
                                Long.parseLong(fields.getOrDefault("amount", "0")))))
                : books.find(path[2])
                        .map(entry -> answer(request.method(), path, fields, entry, books))
                        .orElse(new Answer(404, "no such charge"));
    }

    private static Answer answer(
            String method,
            String[] path,
            ImmutableMap<String, String> fields,
            GatewayBooks.Entry entry,
            GatewayBooks books) {
        return switch (method) {
            case "GET" -> new Answer(200, text(entry));
            case "PUT" ->
                new Answer(
                        200,
                        text(books.refund(entry.id(), path[4], Long.parseLong(fields.getOrDefault("amount", "0")))));
            default ->
                entry.state() == PaymentState.PAID
                        ? new Answer(409, "it is paid")
                        : new Answer(200, text(books.move(entry.id(), PaymentState.CANCELLED)));
        };
    }

    private static String text(GatewayBooks.Entry entry) {
        return String.join(
                "\n",
                "id=" + entry.id(),
                "reference=" + entry.reference(),
                "amount=" + entry.amount(),
                "total=" + (entry.amount() + entry.onTop()),
                "fee=" + entry.kept(),
                "qr=CODE",
                "state=" + entry.state().word());
    }

    @Override
    public Notification callback(GatewayBooks.Entry entry) {
        String body = text(entry);
        String signature = TillGateway.signature(key, body.getBytes(StandardCharsets.UTF_8));
        return new Notification(ImmutableMap.of("signature", signature), body);
    }
}
