package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import com.google.common.hash.Hashing;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The bot with its durable store and a gateway that calls back: signed, over HTTP, each time that the money of an order
 * came. Counted is the time to the answer 200, when the order is paid and confirmed on the disk; customers and admins are
 * told meanwhile. In turns with that the same callbacks once more, and a {@link Floor}. Each order has to be paid once.
 */
final class Callbacks {

    private static final int CONNECTIONS = 16;
    private static final String KEY = "SB-Mid-server-of-the-bench";
    private static final String PACED = " to 200 at 500/s";

    /** Attempts begin so much later than now, so that nobody asks the gateway of them meanwhile. */
    private static final Duration LATER = Duration.ofMinutes(10);

    private final Form form;
    private final Rounds rounds;
    private final int all;
    private final Figures figures;
    private final Path directory;

    Callbacks(Form form, Figures figures, Path directory) {
        this.form = form;
        this.rounds = new Rounds(form, figures, 2, 500, 10);
        this.all = rounds.all();
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Callbacks over HTTP, %d connections, %,d orders", CONNECTIONS, all));
        Directories.makeEmpty(directory);
        Order[] orders = waiting(all);
        Stock.write(directory.resolve("data"), Arrays.asList(orders));
        byte[][] requests = Arrays.stream(orders).map(Callbacks::request).toArray(byte[][]::new);
        int port = Posts.freePort();
        try (Floor floor = Floor.start(directory, CONNECTIONS);
                Bridge bridge = answering(port);
                Posts posts = new Posts(port, CONNECTIONS, bridge::isAlive)) {
            rounds.asFastAsItGoes(
                    first -> asFastAsItGoes(posts, floor, Arrays.copyOfRange(requests, first, first + form.chats())));
            paced(posts, Arrays.copyOfRange(requests, rounds.fast(), all));
            bridge.end();
        }
        requireEachPaidOnce();
        figures.line("paid to 200", "/s", "a write to 200", "2,000/s");
        figures.line("told again to 200", "/s", "a write to 200", "");
        figures.line("a write to 200", "/s", "");
        rounds.lines(PACED, "25 ms", "");
    }

    /** Orders that wait for their money. */
    private static Order[] waiting(int count) {
        Shop shop = new Shop(3, count);
        Instant begin = Instant.now().plus(LATER);
        return IntStream.range(0, count)
                .mapToObj(i -> waiting(shop.newOrder(), begin))
                .toArray(Order[]::new);
    }

    private static Order waiting(Order order, Instant begin) {
        PaymentId id = new PaymentId(order.id(), 1);
        return Order.create(
                        order.id(),
                        order.customer(),
                        order.item(),
                        order.customer().privateChat(),
                        begin)
                .withPayment(
                        begin,
                        Payment.begin(id, "midtrans", order.totalAmount(), begin)
                                .expiresAt(begin.plus(Duration.ofHours(1)))
                                .payBy(new PayBy(PayBy.Kind.LINK, "https://pay.test/" + id))
                                .build());
    }

    /** The callback that tells of its money, as it goes over the wire. */
    private static byte[] request(Order order) {
        String id = order.id() + "-1";
        String amount = order.totalAmount().getAmount().longValueExact() + ".00";
        String signature = Hashing.sha512()
                .hashString(id + "200" + amount + KEY, StandardCharsets.UTF_8)
                .toString();
        String body = """
                {"transaction_type":"on-us","transaction_time":"2026-11-29 15:45:42","transaction_status":"settlement",\
                "transaction_id":"1015a919-%s","status_message":"midtrans payment notification","status_code":"200",\
                "signature_key":"%s","settlement_time":"2026-11-29 15:46:00","payment_type":"qris","order_id":"%s",\
                "merchant_id":"G490526303","issuer":"gopay","gross_amount":"%s","fraud_status":"accept",\
                "currency":"IDR","acquirer":"gopay"}\
                """.formatted(id, signature, id, amount);
        return ("POST /payments/midtrans HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "PAYMENT_METHODS",
                "midtrans",
                "MIDTRANS_SERVER_KEY",
                KEY,
                "MIDTRANS_API_BASE",
                "http://127.0.0.1:9",
                "HTTP_PORT",
                Integer.toString(port));
    }

    /** A bot that has come so far that it answers. */
    private Bridge answering(int port) throws IOException {
        Bridge bridge = Bridge.start(directory, 1, settings(port));
        bridge.says(0, Bridge.OWNERS.get(0), "!help");
        bridge.flush();
        bridge.awaitAnswers(1);
        return bridge;
    }

    private void asFastAsItGoes(Posts posts, Floor floor, byte[][] requests) throws Exception {
        rate("paid to 200", posts, requests);
        rate("told again to 200", posts, requests);
        rate("a write to 200", floor.posts(), requests);
    }

    private void rate(String name, Posts posts, byte[][] requests) throws Exception {
        Stopwatch watch = Stopwatch.createStarted();
        posts.post(requests, i -> {});
        figures.add(name, requests.length / (watch.elapsed().toNanos() / 1e9));
    }

    private void paced(Posts posts, byte[][] requests) throws Exception {
        rounds.add(PACED, rounds.paced(posts, requests));
    }

    private void requireEachPaidOnce() {
        try (JsonOrderStorage store = Stock.open(directory.resolve("data"))) {
            long paid = store.count(
                    OrderQuery.newestFirst().status(OrderStatus.CONFIRMED).build());
            if (paid != all) {
                throw new IllegalStateException(paid + " orders are paid of " + all);
            }
        }
    }
}
