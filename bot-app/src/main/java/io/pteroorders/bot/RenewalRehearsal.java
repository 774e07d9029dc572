package io.pteroorders.bot;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.cli.Rehearsal;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Renewals;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Walks a copy of a shop's orders through days that may lie ahead: the program's own work on the ends of servers, minute by
 * minute, whose messages go nowhere. Thread-safe.
 */
final class RenewalRehearsal {

    /** Stands for all admins, also where there are none. */
    private static final PersonId ADMIN = PersonId.of("admins");

    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final RenewalRules rules;
    private final boolean byPanel;
    private final boolean deleteConfirm;
    private final Shop shop;
    private final PackageCatalog catalog;
    private final Texts texts;
    private final RandomGenerator random;
    private final Clock clock;

    RenewalRehearsal(
            RenewalSettings settings,
            Shop shop,
            PackageCatalog catalog,
            Texts texts,
            RandomGenerator random,
            Clock clock) {
        this.rules = settings.rules();
        this.byPanel = settings.byPanel();
        this.deleteConfirm = settings.deleteConfirm();
        this.shop = shop;
        this.catalog = catalog;
        this.texts = texts;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Walks, as if nobody paid, every message arrived, and admins suspended at once what they are asked to.
     *
     * @param orders all that the shop has; they are copied
     */
    Rehearsal.Totals walk(
            Iterable<Order> orders, Optional<Instant> since, LocalDate from, LocalDate to, Consumer<String> out) {
        Instant now = clock.instant();
        Instant shown = from.atStartOfDay(rules.zone()).toInstant();
        Walk walk = new Walk(orders, rules.trackingFrom(since.orElse(now)), shown, out);
        walk.go(shown.isBefore(now) ? shown : now.truncatedTo(ChronoUnit.MINUTES), rules.endOf(to));
        return walk.totals();
    }

    /** One walk. Not thread-safe. */
    private final class Walk implements InstantSource {

        private final OrderStorage storage;
        private final Instant shown;
        private final Consumer<String> out;
        private final Outbox outbox;
        private final OrderService service;
        private final RenewalApp renewals;
        private final Queue<OutgoingMessage> sent = new ArrayDeque<>();
        private final Set<String> servers = new HashSet<>();
        private Instant now = Instant.EPOCH;
        private int toCustomers;
        private int toAdmins;
        private int suspended;
        private int toDelete;

        Walk(Iterable<Order> orders, RenewalRules tracking, Instant shown, Consumer<String> out) {
            this.shown = shown;
            this.out = out;
            this.storage = InMemoryOrderStorage.builder(zone()).orders(orders).build();
            Clock walked = withZone(zone());
            Renewals known = Renewals.of(new SubscriptionReader(storage, catalog, tracking), walked);
            this.outbox = Outbox.builder(
                            storage,
                            new OrderTexts(texts, new Formats(texts, zone()), shop, known),
                            new NotificationPolicy(ImmutableSet.of()),
                            message -> {
                                sent.add(message);
                                return CompletableFuture.completedFuture(SendResult.SENT);
                            },
                            TaskLog.inMemory(),
                            walked)
                    .open();
            this.service = OrderService.builder(storage, walked, random)
                    .catalog(catalog)
                    .renewals(tracking)
                    .build();
            this.renewals = new RenewalApp(
                    storage,
                    service.subscriptions(),
                    outbox,
                    ImmutableSet.of(ADMIN),
                    new RenewalSettings(tracking, SWEEP, Duration.ZERO, byPanel, true),
                    outbox::sendDue,
                    walked);
        }

        private ZoneId zone() {
            return rules.zone();
        }

        @Override
        public Instant instant() {
            return now;
        }

        void go(Instant begin, Instant end) {
            for (now = begin; now.isBefore(end); now = now.plus(SWEEP)) {
                renewals.sweep();
                tellAll();
            }
        }

        Rehearsal.Totals totals() {
            return new Rehearsal.Totals(servers.size(), toCustomers, toAdmins, suspended, toDelete);
        }

        private void tellAll() {
            for (OutgoingMessage message = sent.poll(); message != null; message = sent.poll()) {
                String order = Objects.requireNonNullElse(message.variables().get("orderId"), "");
                boolean deletes = is(message, NotificationText.UNPAID_DELETION_DUE_ADMIN);
                boolean unasked = deletes && !deleteConfirm && isKept(order);
                if (!unasked) {
                    tell(message, order);
                }
                if (is(message, NotificationText.SUSPENSION_DUE_ADMIN)) {
                    suspend(OrderId.of(order));
                } else if (is(message, NotificationText.UNPAID_SUSPENDED_CUSTOMER) && isKept(order)) {
                    suspended += say(order, "suspend");
                } else if (deletes) {
                    toDelete += say(order, unasked ? "delete" : "ask to delete");
                }
            }
        }

        private static boolean is(OutgoingMessage message, NotificationText text) {
            return message.template().equals(text.file());
        }

        /** Whether a panel suspends and deletes the server, not an admin. */
        private boolean isKept(String order) {
            return byPanel
                    && storage.get(OrderId.of(order))
                            .filter(Provisioning::isKept)
                            .isPresent();
        }

        private void tell(OutgoingMessage message, String order) {
            if (message.to().equals(ADMIN.text())) {
                toAdmins += say(order, "send " + message.template() + " to admins");
            } else {
                String customer = PersonId.of(message.to()).masked();
                toCustomers += say(order, "send " + message.template() + " to " + customer);
            }
        }

        /** As an admin does who is asked to, and as their customer is told then. */
        private void suspend(OrderId id) {
            service.subscriptions().suspendUnpaid(Actor.owner(ADMIN), id, Optional.empty());
            suspended += say(id.toString(), "suspend");
            storage.get(id).ifPresent(order -> outbox.letters()
                    .send(
                            "suspended:" + id + ":" + now,
                            NotificationText.UNPAID_SUSPENDED_CUSTOMER,
                            id,
                            ImmutableSet.of(order.customer().id()),
                            ""));
            outbox.sendDue();
        }

        /** How many things that makes: one, or none before what is shown. */
        private int say(String order, String what) {
            if (now.isBefore(shown)) {
                return 0;
            }
            servers.add(order);
            out.accept(MINUTE.format(ZonedDateTime.ofInstant(now, zone())) + " " + order + " " + what);
            return 1;
        }
    }
}
