package io.pteroorders.bot.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.testkit.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers, gateways and a feed may post, and what they are answered. */
class PaymentPagesTest extends ServedPages {

    private static final String ROW = "{\"id\":\"A1\",\"amount\":1}";
    private static final String UNMATCHED = "{\"rows\":[{\"id\":\"A1\",\"outcome\":\"unmatched\"}]}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private HttpRequest.Builder to(String page) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/payments/" + page));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> feed(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = to("feed").POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private int callback(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(TestGateway.NAME).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers)).statusCode();
    }

    private int signed(String body) throws IOException, InterruptedException {
        return callback(body, TestGateway.SIGNATURE, "right");
    }

    private static String hmac(String key, String body) {
        return Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8))
                .hashString(body, StandardCharsets.UTF_8)
                .toString();
    }

    // Who may post.

    @Test
    void aFeedIsKnownByItsSecretOrItsSignature() throws Exception {
        assertEquals(UNMATCHED, feed(ROW, "Authorization", "Bearer secret").body());
        String known = UNMATCHED.replace("unmatched", "known");
        assertEquals(known, feed(ROW, "authorization", "bearer  secret ").body());
        assertEquals(known, feed(ROW, "X-Signature", hmac("secret", ROW)).body());
        assertEquals(
                known,
                feed(ROW, "X-Signature", hmac("secret", ROW).toUpperCase(Locale.ROOT))
                        .body());
    }

    @Test
    void anybodyElseIsRefusedAndNothingIsKept() throws Exception {
        assertEquals(401, feed(ROW).statusCode());
        assertEquals(401, feed(ROW, "Authorization", "Bearer Secret").statusCode());
        assertEquals(401, feed(ROW, "Authorization", "Bearer ").statusCode());
        assertEquals(401, feed(ROW, "Authorization", "Basic secret").statusCode());
        assertEquals(401, feed(ROW, "X-Signature", hmac("secret", ROW + " ")).statusCode());
        assertEquals(401, feed(ROW, "X-Signature", hmac("other", ROW)).statusCode());
        assertEquals(401, feed(ROW, "X-Signature", "").statusCode());
        assertEquals(
                401,
                feed(ROW, "Authorization", "Bearer wrong", "X-Signature", hmac("secret", ROW))
                        .statusCode());
        assertEquals(
                401,
                feed(ROW, "Authorization", "Bearer secret", "Authorization", "Bearer secret")
                        .statusCode());
        assertEquals(0, shop.app.desk().rows().unmatched().size());
    }

    @Test
    void whoeverSentItIsKnownBeforeItIsRead() throws Exception {
        assertEquals(401, feed("{").statusCode());
        HttpResponse<String> answer = feed("{", "Authorization", "Bearer secret");
        assertEquals(400, answer.statusCode());
        assertEquals("{\"error\":\"it is not JSON\"}", answer.body());
    }

    @Test
    void aBodyHas64KibibytesAtMost() throws Exception {
        String most = " ".repeat(PaymentPages.MAX_BODY - ROW.length()) + ROW;
        assertEquals(200, feed(most, "Authorization", "Bearer secret").statusCode());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST /payments/feed HTTP/1.1\r\nHost: shop\r\nContent-Length: "
                                    + (PaymentPages.MAX_BODY + 1) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertTrue(answer.readLine().startsWith("HTTP/1.1 413 "), "refused before it is there");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed", TestGateway.NAME})
    void thereIsNothingToRead(String page) throws Exception {
        HttpResponse<String> answer = send(to(page).GET());
        assertEquals(405, answer.statusCode());
        assertEquals("POST", answer.headers().firstValue("Allow").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xendit", "feed/", "Feed", "midtrans/x", "%66eed/..", "manual"})
    void otherNamesAreNotFound(String page) throws Exception {
        assertEquals(404, send(to(page).POST(BodyPublishers.noBody())).statusCode());
    }

    // What gateways tell.

    private Order charged() {
        Order order = shop.creates();
        shop.shows(order);
        return order;
    }

    private String money(Order order, String id, long amount) {
        return shop.reference(order) + " " + id + " " + amount;
    }

    private OrderStatus status(Order order) {
        return shop.now(order).status();
    }

    @Test
    void whatIsSignedIsBookedOnce() throws Exception {
        Order order = charged();
        assertEquals(200, signed(money(order, "m1", 25_000)));
        assertEquals(OrderStatus.CONFIRMED, status(order));
        Order before = shop.now(order);
        assertEquals(200, signed(money(order, "m1", 25_000)));
        assertEquals(before, shop.now(order));
    }

    @Test
    void whatIsNotSignedOrForgedIsRefusedAndNothingIsKept() throws Exception {
        Order order = charged();
        assertEquals(401, callback(money(order, "m1", 25_000)));
        assertEquals(403, callback(money(order, "m1", 25_000), TestGateway.SIGNATURE, "wrong"));
        assertEquals(
                401,
                callback(money(order, "m1", 25_000), TestGateway.SIGNATURE, "right", TestGateway.SIGNATURE, "right"));
        assertEquals(400, signed("nonsense"));
        assertEquals(OrderStatus.PENDING, status(order));
        assertEquals(0, shop.app.desk().rows().unmatched().size());
    }

    @Test
    void anAlteredAmountIsKeptApart() throws Exception {
        Order order = charged();
        assertEquals(200, signed(money(order, "m1", 1_000)));
        assertEquals(200, signed(money(order, "m1", 1_000)));
        assertEquals(OrderStatus.PENDING, status(order));
        MoneyRow row = shop.app.desk().rows().unmatched().get(0);
        assertEquals(Fixtures.rupiah(1_000), row.amount().orElseThrow());
        assertEquals(shop.reference(order), row.text());
        assertEquals(1, shop.app.desk().rows().unmatched().size());
    }

    @Test
    void moneyOfAnUnknownReferenceIsKeptAndTheRestIsOfNoUse() throws Exception {
        assertEquals(200, signed("ORD-AAAAA-AAAAA-1 m1 25000"));
        assertEquals(200, signed("ORD-AAAAA-AAAAA-1 expired"));
        assertEquals(200, signed("ORD-AAAAA-AAAAA-1"));
        assertEquals(1, shop.app.desk().rows().unmatched().size());
    }

    @Test
    void moneyByAnotherWayToPayIsNotTheAttempts() throws Exception {
        Order order = shop.begins(shop.creates(), PaymentShop.QRIS);
        assertEquals(
                200,
                signed(shop.reference(order) + " m1 "
                        + PaymentShop.last(order).amountDue().getAmount().longValue()));
        assertEquals(OrderStatus.PENDING, status(order));
        assertEquals(1, shop.app.desk().rows().unmatched().size());
    }

    @Test
    void whatWasOvertakenMakesUsAskOnce() throws Exception {
        Order order = charged();
        signed(money(order, "m1", 25_000));
        shop.gateway.books.move(shop.reference(order), PaymentState.PAID);
        long before = shop.calls("ask");
        assertEquals(200, signed(shop.reference(order) + " expired"));
        assertEquals(200, signed(shop.reference(order) + " expired"));
        assertEquals(before + 1, shop.calls("ask"));
        assertEquals(OrderStatus.CONFIRMED, status(order));
    }

    @Test
    void anOddCallbackMakesUsAskAndNoMoreOftenThanTheGatewayAllows() throws Exception {
        shop.gateway.abilities.remove(Ability.SIGNED_CALLBACKS);
        Order order = charged();
        long before = shop.calls("ask");
        assertEquals(200, signed(shop.reference(order)));
        assertEquals(200, signed(shop.reference(order)));
        assertEquals(before + 1, shop.calls("ask"));
        shop.gateway.books.move(shop.reference(order), PaymentState.PAID);
        shop.clock.advance(TestGateway.PAUSE);
        assertEquals(200, signed(shop.reference(order)));
        assertEquals(before + 2, shop.calls("ask"));
        assertEquals(OrderStatus.CONFIRMED, status(order));
        shop.clock.advance(TestGateway.PAUSE);
        assertEquals(200, signed(shop.reference(order)));
        assertEquals(before + 2, shop.calls("ask"));
    }

    @Test
    void aGatewayHearsSuccessAlsoIfItDoesNotAnswerWhatWeAsk() throws Exception {
        Order order = charged();
        shop.gateway.trouble = Till.Trouble.DOWN;
        assertEquals(200, signed(shop.reference(order)));
        assertEquals(OrderStatus.PENDING, status(order));
    }

    @Test
    void whatCannotBeKeptIsToBeSentAgain() throws Exception {
        Order order = charged();
        String told = money(order, "m1", 25_000);
        shop.storage.close();
        assertEquals(503, feed(ROW, "Authorization", "Bearer secret").statusCode());
        assertEquals(503, signed(told));
        assertTrue(shop.sent.isEmpty());
    }
}
