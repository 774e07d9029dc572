package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The outbox through a sender that takes everything at once, with its durable log, in a small shop and in a large one. */
final class Messages {

    private static final int SMALL = 1_000;
    private static final int MESSAGES = 10_000;

    private final Form form;
    private final Figures figures;
    private final Path directory;

    Messages(Form form, Figures figures, Path directory) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section("The outbox through an instant sender");
        Directories.makeEmpty(directory);
        int large = Math.max(form.largest(), 10 * SMALL);
        try (Told few = new Told(directory.resolve("few"), new Stock(SMALL));
                Told many = new Told(directory.resolve("many"), new Stock(large))) {
            for (int round = 0; round <= form.rounds(); round++) {
                figures.add(name(SMALL), few.rate());
                figures.add(name(large), many.rate());
                if (round == 0) {
                    figures.warm();
                }
            }
        }
        figures.line(name(SMALL), "/s", "10,000/s");
        figures.line(name(large), "/s", name(SMALL), "1");
    }

    private static String name(int orders) {
        return String.format("messages at %,d orders", orders);
    }

    /** A shop whose customers are told of their orders. */
    private static final class Told implements AutoCloseable {

        private final Shop shop;
        private final JsonOrderStorage storage;
        private final ShopStorage beside;
        private final Outbox outbox;
        private final AtomicInteger sent = new AtomicInteger();

        Told(Path data, Stock stock) throws IOException {
            stock.prepare(data);
            Clock clock = Clock.systemUTC();
            Texts texts = Texts.load(ImmutableList.of(NotificationText.class), Optional.empty());
            OrderTexts orderTexts = new OrderTexts(
                    texts,
                    new Formats(texts, ZoneOffset.UTC),
                    new io.pteroorders.notify.text.Shop("Shop", "!", Optional.empty(), PackageType.BRONZE));
            shop = stock.shop();
            storage = Stock.open(data);
            beside = JsonShopStorage.withoutOrders(data, JsonStorageOptions.defaults(clock), ImmutableSet.of());
            outbox = Outbox.builder(
                            storage,
                            orderTexts,
                            new NotificationPolicy(ImmutableSet.of()),
                            message -> {
                                sent.incrementAndGet();
                                return CompletableFuture.completedFuture(SendResult.SENT);
                            },
                            DeliveryLog.of(beside.lease("bench").orElseThrow()),
                            clock)
                    .open();
        }

        /** How many messages a second are planned, put into words, sent, and durably known to be sent. */
        double rate() {
            for (int i = 0; i < MESSAGES; i++) {
                Order order = shop.newOrder();
                Stock.insert(
                        storage,
                        Order.create(
                                order.id(),
                                order.customer(),
                                order.item(),
                                order.customer().privateChat(),
                                Instant.now()));
            }
            sent.set(0);
            Stopwatch watch = Stopwatch.createStarted();
            outbox.onMissedEvents();
            outbox.sendDue();
            outbox.close();
            double seconds = watch.elapsed().toNanos() / 1e9;
            if (sent.get() != MESSAGES) {
                throw new IllegalStateException(sent + " messages were sent");
            }
            return MESSAGES / seconds;
        }

        @Override
        public void close() {
            beside.close();
            storage.close();
        }
    }
}
