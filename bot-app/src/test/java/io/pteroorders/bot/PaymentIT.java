package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Trouble;
import io.pteroorders.payment.MidtransDialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built jar in a shop whose orders go on by themselves: by the seller's own code and a feed, and by a gateway. */
class PaymentIT {

    private static final String BUDI = "6281200000011@s.whatsapp.net";
    private static final String SITI = "6281200000012@s.whatsapp.net";
    private static final String SECRET = "rahasia-yang-cukup-panjang";
    static final String QRIS =
            "00020101021126620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE51440014ID.CO.QRIS.WWW0215"
                    + "AID0607336128660303UKE5204341453033605802ID5904Test6007BANDUNG61054028463047968";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = WhatsAppDoor.freePort();

    @TempDir
    Path directory;

    private Map<String, String> settings(FakeGatewayServer gateway) {
        return ImmutableMap.<String, String>builder()
                .put("TRANSPORT", "jsonl")
                .put("STORE_LANGUAGE", "en")
                .put("OWNER_NUMBER", "6289900000001")
                .put("PAYMENT_METHODS", "qris-static,midtrans")
                .put("QRIS_TEXT", QRIS)
                .put("PAYMENT_FEED_SECRET", SECRET)
                .put("MIDTRANS_SERVER_KEY", MidtransDialect.KEY)
                .put("MIDTRANS_API_BASE", gateway.address().toString())
                .put("HTTP_PORT", Integer.toString(port))
                .buildOrThrow();
    }

    private HttpResponse<String> post(String page, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String feed(String row) throws Exception {
        HttpResponse<String> answer = post("/payments/feed", Map.of("Authorization", "Bearer " + SECRET), row);
        assertEquals(200, answer.statusCode(), answer.body());
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("rows")
                .path(0)
                .path("outcome")
                .stringValue();
    }

    private HttpResponse<String> callBack(Notification notification) throws Exception {
        return post("/payments/midtrans", notification.headers(), notification.body());
    }

    /** What a customer is shown to scan. */
    private static JsonNode code(BotProcess bot, String customer, String command) throws IOException {
        bot.asks(customer, command);
        JsonNode message = JsonMapper.shared().readTree(bot.lineWith("\"qr\":"));
        assertEquals(customer, message.path("to").stringValue());
        assertEquals("image/png", message.path("image").path("type").stringValue());
        return message;
    }

    private static void awaitThanks(BotProcess bot, String customer) throws IOException {
        String line = bot.lineWith("Your payment for order");
        assertEquals(customer, JsonMapper.shared().readTree(line).path("to").stringValue());
    }

    private static String id(JsonNode message) {
        return BotProcess.orderIds(message).findFirst().orElseThrow().toString();
    }

    @Test
    void ordersGoOnByThemselvesAlsoAfterAKill() throws Exception {
        try (FakeGatewayServer gateway = FakeGatewayServer.start(new MidtransDialect())) {
            String row;
            String siti;
            try (BotProcess bot = BotProcess.start(directory, settings(gateway))) {
                bot.awaitLogged("ready: messages are answered");
                row = "{\"id\":\"row-1\",\"amount\":"
                        + code(bot, BUDI, "!order bronze 1").path("amount").asInt() + "}";
                assertEquals("booked", feed(row));
                awaitThanks(bot, BUDI);
                siti = id(code(bot, SITI, "!order gold 1"));
                gateway.next(Trouble.HANGS, request -> request.path().endsWith("/charge"));
                bot.asks(SITI, "!pay " + siti + " midtrans");
                gateway.awaitTrouble();
                bot.kill();
            }
            try (BotProcess bot = BotProcess.start(directory, settings(gateway))) {
                assertEquals(
                        SITI,
                        JsonMapper.shared()
                                .readTree(bot.lineWith("Here is your code"))
                                .path("to")
                                .stringValue());
                assertEquals("known", feed(row));
                assertEquals(1, gateway.books().all(siti + "-2").size(), "charged once");
                gateway.books().move(siti + "-2", PaymentState.PAID);
                Notification paid = gateway.callback(siti + "-2");
                Notification forged =
                        new Notification(paid.headers(), paid.body().replace("85000", "85001"));
                assertTrue(callBack(forged).statusCode() >= 400);
                assertEquals(200, callBack(paid).statusCode());
                assertEquals(200, callBack(paid).statusCode());
                awaitThanks(bot, SITI);
                assertEquals(0, bot.end(), bot.errors());
            }
        }
        for (JsonNode order : JsonMapper.shared()
                .readTree(Files.readString(directory.resolve("data").resolve("orders.json")))) {
            assertEquals("confirmed", order.path("status").stringValue());
        }
    }
}
