package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionQuery;
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
import io.pteroorders.storage.record.StoredOrder;
import io.pteroorders.storage.sql.SqlMigration;
import io.pteroorders.storage.sql.SqlOrderStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Subscriptions, every other of which was renewed twice: following the whole feed, a look at what is due when nothing is and
 * when a hundred reminders are, the whole sweep that tells and writes these, and pages of the query.
 */
final class Sweeps {

    private static final int SUBSCRIPTIONS = 100_000;
    private static final int IN_A_DATABASE = 10_000;
    private static final int ENDING_A_DAY = 100;
    private static final int DAYS_BEFORE = 7;
    private static final int READS_A_ROUND = 200;
    private static final int SETTLING = 3;
    private static final LocalDate FIRST_END = LocalDate.of(2024, 6, 1);
    private static final RenewalRules RULES = oneReminder(RenewalRules.defaults(ZoneId.of("Asia/Jakarta")));

    private static final String FOLLOW = "files: following the whole feed";
    private static final String HEAP = "files: live heap of the index, a subscription";
    private static final String POSTGRESQL =
            String.format("PostgreSQL: following the whole feed, %,d subscriptions", IN_A_DATABASE);
    private static final String NOTHING = "a sweep that finds nothing";
    private static final String LOOK = "finding the hundred that are due";
    private static final String HUNDRED = "a sweep that finds them, tells and writes each";
    private static final String BY_DUE = "a page of 10 by what is due";
    private static final String ENDING = "a page of 10 that end within a week";
    private static final String CUSTOMER = "those of a customer";
    private static final String GOLD = "a page of 10 of one package";

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final List<Order> orders = new ArrayList<>();
    private long sum;

    Sweeps(Form form, Figures figures, Path directory) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
    }

    private static RenewalRules oneReminder(RenewalRules rules) {
        return new RenewalRules(
                rules.zone(),
                ImmutableSortedSet.of(DAYS_BEFORE),
                rules.remindAt(),
                rules.graceDays(),
                rules.deleteAfter(),
                rules.quiet(),
                rules.restartFromPayment(),
                rules.trackedFrom());
    }

    void measure() throws Exception {
        figures.section(String.format("%,d subscriptions", SUBSCRIPTIONS));
        Directories.makeEmpty(directory);
        make();
        database();
        Path data = directory.resolve("json");
        Stock.write(data, orders);
        orders.clear();
        Day clock = new Day();
        try (JsonOrderStorage storage = Stock.open(data);
                ShopStorage beside = JsonShopStorage.withoutOrders(
                        data, JsonStorageOptions.defaults(Clock.systemUTC()), ImmutableSet.of())) {
            follow(storage);
            RenewalApp app = app(storage, beside, clock);
            app.sweep();
            for (int round = 0; round <= form.rounds(); round++) {
                round(app, clock);
                if (round == 0) {
                    figures.warm();
                }
            }
        }
        print();
    }

    /** A hundred end each day, those of the first day on {@link #FIRST_END}. */
    private void make() {
        Shop shop = new Shop(6, SUBSCRIPTIONS);
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            Order first = completed(shop.newOrder());
            Instant now = first.updatedAt();
            if (i % 2 == 0) {
                for (int renewal = 0; renewal < 2; renewal++) {
                    orders.add(renewal(shop.newOrder(), first, now));
                }
            }
            SubscriptionEntry said = new SubscriptionEntry.PaidUntil(
                    now.plusSeconds(3_600), "system", FIRST_END.plusDays(i / ENDING_A_DAY), "");
            orders.add(first.withSubscription(said.at(), first.subscription().with(said)));
        }
    }

    private static Order renewal(Order like, Order first, Instant now) {
        OrderItem item = new OrderItem(
                first.item().packageType(),
                first.item().packageName(),
                1,
                first.item().pricePerMonth(),
                first.item().specifications());
        return completed(
                Order.create(like.id(), first.customer(), item, new Sequel.Renewal(first.id()), "system", now));
    }

    private static Order completed(Order order) {
        return Shop.advance(Shop.advance(Shop.advance(order)));
    }

    private void follow(JsonOrderStorage storage) {
        for (int round = 0; round <= form.rounds(); round++) {
            long before = liveHeap();
            SubscriptionIndex index = new SubscriptionIndex(storage, RULES);
            long start = System.nanoTime();
            index.follow();
            figures.add(FOLLOW, (System.nanoTime() - start) / 1e9);
            figures.add(HEAP, (liveHeap() - before) / (double) SUBSCRIPTIONS);
            sum += index.count(SubscriptionQuery.byDue(Instant.EPOCH).build());
            if (round == 0) {
                figures.warm();
            }
        }
        figures.line(FOLLOW, "s", "");
        figures.line(HEAP, "bytes", "");
    }

    private static long liveHeap() {
        for (int i = 0; i < SETTLING; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Once: it asks for the renewals of each that has some. */
    private void database() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .start()) {
            SqlStorageOptions options = new SqlStorageOptions(
                    server.getJdbcUrl("postgres", "postgres"),
                    "postgres",
                    "postgres",
                    RULES.zone(),
                    OrderFlow.ORDER_STATUS_FLOW);
            Iterable<StoredOrder> source =
                    Iterables.transform(Iterables.limit(orders, 2 * IN_A_DATABASE), StoredOrder::of);
            try (SqlMigration migration = SqlMigration.into(options)) {
                migration.write(source);
                migration.finish(source);
            }
            try (SqlOrderStorage storage = SqlOrderStorage.open(options)) {
                SubscriptionIndex index = new SubscriptionIndex(storage, RULES);
                long start = System.nanoTime();
                index.follow();
                figures.add(POSTGRESQL, (System.nanoTime() - start) / 1e9);
                sum += index.count(SubscriptionQuery.byDue(Instant.EPOCH).build());
            }
        }
        figures.line(POSTGRESQL, "s", "");
    }

    private static RenewalApp app(JsonOrderStorage storage, ShopStorage beside, Clock clock) {
        Texts texts = Texts.load(ImmutableList.of(NotificationText.class), Optional.empty());
        OrderTexts orderTexts = new OrderTexts(
                texts,
                new Formats(texts, RULES.zone()),
                new io.pteroorders.notify.text.Shop("Shop", "!", Optional.empty(), PackageType.BRONZE));
        Outbox outbox = Outbox.builder(
                        storage,
                        orderTexts,
                        new NotificationPolicy(ImmutableSet.of()),
                        message -> CompletableFuture.completedFuture(SendResult.SENT),
                        DeliveryLog.of(beside.lease("bench").orElseThrow()),
                        clock)
                .open();
        OrderService service = OrderService.builder(storage, clock, new Random(1))
                .renewals(RULES)
                .build();
        return new RenewalApp(
                storage,
                service.subscriptions(),
                outbox,
                ImmutableSet.of(),
                new RenewalSettings(RULES, Duration.ofMinutes(1), Duration.ZERO, false, true),
                () -> {},
                clock);
    }

    /** The next day: nothing is due until nine. */
    private void round(RenewalApp app, Day clock) {
        clock.at(LocalTime.of(8, 59));
        Instant now = clock.instant();
        SubscriptionIndex index = app.index();
        SubscriptionQuery all = SubscriptionQuery.byDue(now).build();
        SubscriptionQuery ending = SubscriptionQuery.byPaidUntil(now)
                .endingBy(RULES.day(now).plusDays(DAYS_BEFORE))
                .tracked()
                .build();
        SubscriptionQuery gold =
                SubscriptionQuery.byPaidUntil(now).packageType(PackageType.GOLD).build();
        PersonId customer = index.query(all).found().get(0).customer();
        SubscriptionQuery own =
                SubscriptionQuery.byPaidUntil(now).customer(customer).build();
        time(NOTHING, () -> {
            app.sweep();
            return 1;
        });
        time(BY_DUE, () -> index.query(all).found().size());
        time(ENDING, () -> index.query(ending).found().size());
        time(CUSTOMER, () -> index.query(own).found().size());
        time(GOLD, () -> index.query(gold).found().size());
        clock.at(LocalTime.of(9, 0));
        SubscriptionQuery due = SubscriptionQuery.byDue(clock.instant())
                .dueBefore(clock.instant().plusNanos(1))
                .limit(ENDING_A_DAY)
                .build();
        if (index.count(due) != ENDING_A_DAY) {
            throw new IllegalStateException(index.count(due) + " are due");
        }
        time(LOOK, () -> index.query(due).found().size());
        long start = System.nanoTime();
        app.sweep();
        figures.add(HUNDRED, (System.nanoTime() - start) / 1e6);
        clock.tomorrow();
    }

    private void time(String name, LongSupplier read) {
        long start = System.nanoTime();
        for (int i = 0; i < READS_A_ROUND; i++) {
            sum += read.getAsLong();
        }
        figures.add(name, (System.nanoTime() - start) / 1e3 / READS_A_ROUND);
    }

    private void print() {
        figures.line(NOTHING, "us", "50 ms");
        figures.line(LOOK, "us", "50 ms");
        figures.line(HUNDRED, "ms", "");
        for (String page : ImmutableList.of(BY_DUE, ENDING, CUSTOMER, GOLD)) {
            figures.line(page, "us", "");
        }
        figures.checksum(sum);
    }

    /** Shows the time of a day of the shop; begins on the day of the first reminders. */
    private static final class Day extends Clock {

        private LocalDate day = FIRST_END.minusDays(DAYS_BEFORE);
        private Instant now = Instant.EPOCH;

        Day() {
            at(LocalTime.MIDNIGHT);
        }

        void at(LocalTime time) {
            now = day.atTime(time).atZone(RULES.zone()).toInstant();
        }

        void tomorrow() {
            day = day.plusDays(1);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return RULES.zone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the day is one of the shop");
        }
    }
}
