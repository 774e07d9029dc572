package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.payment.Feed;
import io.pteroorders.bot.payment.PaymentApp;
import io.pteroorders.bot.payment.PaymentSettings;
import io.pteroorders.bot.payment.PaymentStores;
import io.pteroorders.bot.payment.UnpaidRule;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A row of the feed, booked by its amount while few and while many attempts wait, in a store that was opened with them:
 * the order and the row are forced, one after the other. The floor is two forces of as many bytes.
 */
final class Matching {

    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int ROWS = 200;
    private static final int RECORD = 1_000;
    private static final long LEAST = 1_000_000;
    private static final String METHOD = "by-amount";
    private static final String TWO_WRITES = "two forced writes";

    private final Form form;
    private final Figures figures;
    private final Path directory;

    Matching(Form form, Figures figures, Path directory) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section("A row of the feed, booked by its amount");
        Directories.makeEmpty(directory);
        try (Waiting few = new Waiting(directory.resolve("few"), FEW);
                Waiting many = new Waiting(directory.resolve("many"), MANY);
                RawDisk disk = new RawDisk(directory.resolve("raw"))) {
            for (int round = 0; round <= form.rounds(); round++) {
                round(few, many, disk);
                if (round == 0) {
                    figures.warm();
                }
            }
        }
        figures.line(name(FEW), "us", TWO_WRITES, "");
        figures.line(name(MANY), "us", name(FEW), "1");
        figures.line(TWO_WRITES, "us", "");
    }

    private static String name(int waiting) {
        return String.format("a row while %,d wait", waiting);
    }

    /** Row by row in turns, so that all meet the same disk. */
    private void round(Waiting few, Waiting many, RawDisk disk) throws Exception {
        long ofFew = 0;
        long ofMany = 0;
        long ofDisk = 0;
        for (int i = 0; i < ROWS; i++) {
            ofFew += few.nanos();
            ofMany += many.nanos();
            ofDisk += nanos(disk);
        }
        figures.add(name(FEW), ofFew / 1e3 / ROWS);
        figures.add(name(MANY), ofMany / 1e3 / ROWS);
        figures.add(TWO_WRITES, ofDisk / 1e3 / ROWS);
    }

    private static long nanos(RawDisk disk) throws IOException {
        byte[] record = new byte[RECORD];
        long began = System.nanoTime();
        disk.write(record);
        disk.write(record);
        return System.nanoTime() - began;
    }

    /** A shop in which always as many attempts wait. */
    private static final class Waiting implements AutoCloseable {

        private final Clock clock = Clock.systemUTC();
        private final Random random = new Random(1);
        private final Shop shop = new Shop(4, MANY);
        private final List<Long> amounts = new ArrayList<>();
        private final JsonOrderStorage storage;
        private final ShopStorage beside;
        private final Feed feed;
        private long last = LEAST;

        Waiting(Path data, int waiting) throws IOException {
            List<Order> orders = new ArrayList<>();
            for (int i = 0; i < waiting; i++) {
                orders.add(next());
            }
            Stock.write(data, orders);
            storage = Stock.open(data);
            beside = JsonShopStorage.withoutOrders(data, JsonStorageOptions.defaults(clock), ImmutableSet.of());
            feed = feed();
        }

        /** An order whose attempt asks for an amount that no other asks for. */
        private Order next() {
            Order order = shop.newOrder();
            Instant now = Instant.now();
            Money amount = Money.ofMajor(CurrencyUnit.of("IDR"), ++last);
            Payment attempt = Payment.begin(new PaymentId(order.id(), 1), METHOD, amount, now)
                    .expiresAt(now.plus(Duration.ofHours(1)))
                    .build();
            amounts.add(last);
            return Order.create(
                            order.id(),
                            order.customer(),
                            order.item(),
                            order.customer().privateChat(),
                            now)
                    .withPayment(now, attempt)
                    .withClaims(now, ImmutableList.of(attempt.claim()));
        }

        private Feed feed() {
            Lease lease = beside.lease("bench").orElseThrow();
            PaymentSettings settings = new PaymentSettings(
                    ImmutableList.of(new ByAmount()),
                    ImmutableMap.of(),
                    UnpaidRule.PATIENT,
                    Optional.empty(),
                    ZoneOffset.UTC,
                    Optional.empty(),
                    Optional.empty());
            return new PaymentApp(
                            settings,
                            OrderService.builder(storage, clock, random)
                                    .payBy(settings.methods())
                                    .build(),
                            storage,
                            PaymentStores.of(lease),
                            outbox(lease).letters(),
                            ImmutableSet.of(),
                            row -> "row " + row.number(),
                            () -> "not paid",
                            () -> {},
                            new SimpleMeterRegistry(),
                            clock)
                    .feed();
        }

        private Outbox outbox(Lease lease) {
            Texts texts = Texts.load(ImmutableList.of(NotificationText.class), Optional.empty());
            OrderTexts orderTexts = new OrderTexts(
                    texts,
                    new Formats(texts, ZoneOffset.UTC),
                    new io.pteroorders.notify.text.Shop("Shop", "!", Optional.empty(), PackageType.BRONZE));
            return Outbox.builder(
                            storage,
                            orderTexts,
                            new NotificationPolicy(ImmutableSet.of()),
                            message -> CompletableFuture.completedFuture(SendResult.SENT),
                            DeliveryLog.of(lease),
                            clock)
                    .open();
        }

        /** How long a row takes. For each that is booked another order comes, outside of that time. */
        long nanos() throws Exception {
            Stock.insert(storage, next());
            long amount = amounts.remove(random.nextInt(amounts.size()));
            byte[] body = ("{\"id\":\"" + amount + "\",\"amount\":" + amount + "}").getBytes(StandardCharsets.UTF_8);
            long began = System.nanoTime();
            String answer = feed.take(body);
            long nanos = System.nanoTime() - began;
            if (!answer.contains("\"booked\"")) {
                throw new IllegalStateException(answer);
            }
            return nanos;
        }

        @Override
        public void close() {
            beside.close();
            storage.close();
        }
    }

    /** A way to pay whose money is known by its amount. */
    private static final class ByAmount implements PaymentMethod {

        @Override
        public String name() {
            return METHOD;
        }

        @Override
        public ImmutableList<Money> amounts(Money total) {
            return ImmutableList.of(total);
        }

        @Override
        public boolean isToldByAmount() {
            return true;
        }

        @Override
        public Payment begin(PaymentId id, Money amount, Instant now) {
            return Payment.begin(id, METHOD, amount, now).build();
        }
    }
}
