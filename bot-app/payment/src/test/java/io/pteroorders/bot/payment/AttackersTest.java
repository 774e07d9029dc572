package io.pteroorders.bot.payment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.notify.NotificationText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody gets who means ill and knows HTTP by heart: no money is booked that did not come, and all goes on. */
class AttackersTest extends ServedPages {

    private static final String BEARER = "Authorization: Bearer secret";
    private static final String ROW = "{\"id\":\"A1\",\"amount\":25037}";
    private static final int AT_ONCE = 50;

    /** What is answered to a request as it goes over the wire, by a character for each byte. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    private String posted(String path, String headers, String body) throws IOException {
        return answer("POST " + path + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + headers
                + (headers.isEmpty() ? "" : "\r\n") + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private String fed(String body) throws IOException {
        return posted("/payments/feed", BEARER, body);
    }

    private static String hmac(String key, String body) {
        return Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8))
                .hashString(body, ISO_8859_1)
                .toString();
    }

    private void assertNothingIsKept() {
        assertEquals(ImmutableList.of(), shop.app.desk().rows().unmatched());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization:",
                "Authorization: Bearer",
                "Authorization: Bearer \0",
                "Authorization: Bearer secret\0",
                "Authorization: Bearer secret x",
                "Authorization: Bearer SECRET",
                "Authorization: Token secret",
                "Authorization: Bearer secret\r\nAUTHORIZATION: Bearer secret",
                "Authorization: Bearer s\u00e9cret",
                "Proxy-Authorization: Bearer secret",
                "Cookie: Authorization=Bearer secret",
                "X-Signature: RIGHT\r\nx-signature: RIGHT",
                "X-Signature: RIGHT0",
                "X-Signature: 0RIGHT",
                "X-Signature: sha256=RIGHT",
                "X-Signature: RIGHT, RIGHT",
                "X-Signature: OTHERBODY",
                "X-Signature: OTHERKEY",
                "X-Signature: EMPTYKEY",
                "X-Signature: g000000000000000000000000000000000000000000000000000000000000000",
                "X-Signature: \u0661\u0661"
            })
    void whoDoesNotKnowTheSecretIsNobody(String header) throws IOException {
        String sent = header.replace("RIGHT", hmac("secret", ROW))
                .replace("OTHERBODY", hmac("secret", ROW + " "))
                .replace("OTHERKEY", hmac("Secret", ROW))
                .replace("EMPTYKEY", hmac("\0", ROW));
        int status = status(posted("/payments/feed", sent, ROW));
        assertTrue(status == 401 || status == 400, "HTTP status " + status);
        assertNothingIsKept();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//payments/feed",
                "/payments//feed",
                "/payments/./feed",
                "/payments/../payments/feed",
                "/payments/x/../feed",
                "/payments/%66eed",
                "/payments/feed%2f",
                "/payments%2ffeed",
                "/payments/%2e%2e/payments/feed",
                "/payments/feed;a=b",
                "/payments;a/feed",
                "/payments/feed%00",
                "/payments/FEED",
                "/Payments/feed",
                "/payments/feed/",
                "/payments/feed\\",
                "/payments/\u00e9"
            })
    void thereIsOneWayToNameAPage(String path) throws IOException {
        int status = status(posted(path, BEARER, ROW));
        assertTrue(status == 404 || status == 400, "HTTP status " + status);
        assertNothingIsKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "FOO"})
    void onlyPostIsTaken(String method) throws IOException {
        String answer = answer(method + " /payments/feed HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + BEARER
                + "\r\nContent-Length: " + ROW.length() + "\r\n\r\n" + ROW);
        assertEquals(405, status(answer));
        assertNothingIsKept();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 5 & Content-Length: 6 | 400",
                "Content-Length: 5 & Transfer-Encoding: chunked | 400",
                "Content-Length: -1 | 400",
                "Content-Length: 99999999999999999999 | 400",
                "Content-Length: 65537 | 413",
                "Transfer-Encoding: gzip, chunked | 400",
                "Transfer-Encoding: x | 400"
            })
    void aLengthIsSaidOnceAndClearly(String headers, int status) throws IOException {
        assertEquals(
                status,
                status(answer("POST /payments/feed HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + BEARER + "\r\n"
                        + headers.replace(" & ", "\r\n") + "\r\n\r\n12345")));
        assertNothingIsKept();
    }

    @Test
    void whatHasNoLengthHasAnEndAllTheSame() throws IOException {
        String head = "POST /payments/feed HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + BEARER
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        assertEquals(413, status(answer(head + chunk.repeat(4) + "1\r\n \r\n0\r\n\r\n")));
        String most = chunk.repeat(3) + "3fe6\r\n" + " ".repeat(0x4000 - ROW.length()) + "\r\n";
        assertEquals(200, status(answer(head + most + "1a\r\n" + ROW + "\r\n0\r\n\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001f\u008b\b\0\0\0\0\0\0\3",
                "\u00ff\u00fe{\0}\0",
                "{\"amount\":\"\u00c0\u00b1\"}",
                "{\"amount\":25037,\"amount\":25038}",
                "{\"amount\":25037}}",
                "{\"amount\":025037}",
                "{\"amount\":NaN}",
                "{\"amount\":25037,\"text\":\"\1\"}",
                "[{\"amount\":25037},[]]",
                "DEEP"
            })
    void whatCanBeReadInTwoWaysIsNotRead(String body) throws IOException {
        assertEquals(400, status(fed(body.replace("DEEP", "[".repeat(10_000) + "]".repeat(10_000)))));
        assertNothingIsKept();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1e999999999}",
                "{\"amount\":1e-999999999}",
                "{\"amount\":123456789012345678901234567890}",
                "{\"amount\":-25037}",
                "{\"amount\":25037.5}",
                "{\"amount\":\"2\\u06605037\"}",
                "{\"amount\":true}",
                "{\"amount\":[25037]}",
                "{\"amount\":{\"a\":25037}}",
                "{\"amount\":25037,\"type\":\"DB\"}",
                "\u00ef\u00bb\u00bf{\"amount\":25037,\"type\":\"out\"}",
                "{\"text\":\"Rp25.037 or Rp25.038\"}",
                "1.000.000.000.000.000",
                "MANY"
            })
    void whatIsNoExactAmountPaysNothing(String body) throws IOException {
        String answer = fed(body.replace("MANY", "1" + ".000".repeat(16_000)));
        assertTrue(answer.contains("{\"rows\":[{\"outcome\":\"unmatched\"}]}"), answer);
        assertEquals(1, shop.app.desk().rows().unmatched().size());
        assertTrue(shop.app.desk().rows().unmatched().get(0).amount().isEmpty());
    }

    private <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<T>> shuffled = new ArrayList<>(calls);
            Collections.shuffle(shuffled);
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(shuffled)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private Order charged() {
        Order order = shop.creates();
        shop.shows(order);
        return order;
    }

    private Callable<String> tells(Order order, String id, long amount) {
        String body = shop.reference(order) + " " + id + " " + amount;
        return () -> posted("/payments/" + TestGateway.NAME, TestGateway.SIGNATURE + ": right", body);
    }

    @Test
    void aReportThatComesFiftyTimesAtOnceWhileItsOrderIsCancelledIsBookedOnce() throws Exception {
        Order order = charged();
        List<Callable<String>> calls = new ArrayList<>(Collections.nCopies(AT_ONCE, tells(order, "m1", 25_000)));
        calls.add(() -> {
            shop.service.cancel(PaymentShop.BUDI, new ChangeStatus(order.id(), ""));
            return "HTTP/1.1 200";
        });
        for (String answer : atOnce(calls)) {
            assertEquals(200, status(answer));
        }
        assertEquals(1, shop.lastOf(order).arrivals().size());
        assertEquals(PaymentState.PAID, shop.lastOf(order).state());
        boolean confirmed = shop.now(order).status() == OrderStatus.CONFIRMED;
        assertEquals(confirmed, shop.now(order).moneyWithoutOrder().isEmpty());
    }

    @Test
    void aRowThatComesFiftyTimesAtOnceIsBookedOnce() throws Exception {
        Order order = shop.begins(shop.creates(), PaymentShop.QRIS);
        String row = ROW.replace(
                "25037",
                Long.toString(PaymentShop.last(order).amountDue().getAmount().longValueExact()));
        List<String> answers = atOnce(Collections.nCopies(AT_ONCE, () -> fed(row)));
        assertEquals(1, answers.stream().filter(each -> each.contains("booked")).count());
        assertEquals(
                AT_ONCE - 1,
                answers.stream().filter(each -> each.contains("known")).count());
        assertEquals(1, shop.lastOf(order).arrivals().size());
    }

    @Test
    void anOldReportAfterItsMoneyWentBackBringsNoneAgain() throws Exception {
        Order order = charged();
        tells(order, "m1", 25_000).call();
        shop.gateway.books.move(shop.reference(order), PaymentState.PAID);
        shop.payments()
                .refund(
                        PaymentShop.OWNER,
                        new ReturnMoney(order.id(), Optional.empty(), ReturnMoney.How.BY_HAND, "", Optional.empty()))
                .get();
        Order before = shop.now(order);
        assertEquals(200, status(tells(order, "m1", 25_000).call()));
        assertEquals(before, shop.now(order));
    }

    @Test
    void whatIsForgedTakesNoPlaceInTheQueue() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Executor full = task -> {
            throw new RejectedExecutionException();
        };
        serveInstead(new PaymentPages(
                shop.app.feed(),
                new CallbackIntake(shop.service, shop.app.desk(), () -> {}, shop.clock),
                new GatewayCalls(ImmutableMap.of(TestGateway.NAME, shop.gateway), name -> Runnable::run, meters),
                Optional.of("secret"),
                bodies(),
                full,
                meters));
        String page = "/payments/" + TestGateway.NAME;
        assertEquals(403, status(posted(page, TestGateway.SIGNATURE + ": wrong", "x")));
        assertEquals(401, status(posted("/payments/feed", "", ROW)));
        assertEquals(503, status(posted(page, TestGateway.SIGNATURE + ": right", "ORD-AAAAA-AAAAA-1 m1 1")));
        assertEquals(503, status(fed(ROW)));
    }

    @Test
    void manyRowsThatNobodyOwesAreOneMessage() throws Exception {
        String rows = IntStream.range(0, 1_000)
                .mapToObj(i -> Integer.toString(1_000_000 + i))
                .collect(Collectors.joining("\n"));
        assertEquals(200, status(fed(rows)));
        assertEquals(200, status(fed(rows)));
        shop.passes(Duration.ofMinutes(1));
        shop.restart();
        shop.passes(Duration.ofMinutes(1));
        assertEquals(1_000, shop.app.desk().rows().unmatched().size());
        assertEquals(1, shop.told(NotificationText.MONEY_UNMATCHED_ADMIN));
        String text = shop.sent.get(shop.sent.size() - 1).text();
        assertTrue(text.contains("money 5") && text.contains("\n\n… +995") && !text.contains("money 6"), text);
    }
}
