package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A shop that sends webhooks when a test says so, by a clock that the test moves. */
final class Sending implements AutoCloseable {

    static final Customer BUDI = new Customer(PersonId.phone("6281234567890"), "Budi", "6281234567890@s.whatsapp.net");

    /** What is signed is dated by it, and who checks signatures looks at the date. */
    final ManualClock clock = ManualClock.at(Instant.now());

    final MemoryEvents events = new MemoryEvents();
    final List<Webhook> switchedOff = new ArrayList<>();
    final AttemptLog log = new AttemptLog();
    final OrderService service;
    private final WebhookSender sender;
    private final UnaryOperator<Endpoints> bug;
    private WebhookStore store;
    private WebhookDeliveries deliveries;

    /** Patient, so that a busy machine is no silent receiver. */
    Sending(WebhookStore store) {
        this(store, endpoints -> endpoints, Duration.ofSeconds(30));
    }

    /** @param patience within so long a receiver has to answer */
    Sending(WebhookStore store, Duration patience) {
        this(store, endpoints -> endpoints, patience);
    }

    /** @param bug makes endpoints out of those that are right */
    Sending(WebhookStore store, UnaryOperator<Endpoints> bug) {
        this(store, bug, Duration.ofSeconds(30));
    }

    private Sending(WebhookStore store, UnaryOperator<Endpoints> bug, Duration patience) {
        this.bug = bug;
        this.service = OrderService.builder(
                        InMemoryOrderStorage.create(Fixtures.JAKARTA), clock, new SplittableRandom(7))
                .payBy(List.of(new ManualPayment()))
                .build();
        this.sender = WebhookSender.start(HostResolver.SYSTEM, true, patience, clock);
        this.store = store;
        this.deliveries = open();
    }

    private WebhookDeliveries open() {
        return new WebhookDeliveries(
                store, events, service, bug.apply(sender), sender.threads(), switchedOff::add, log, clock);
    }

    /** The program ends and begins again, with what is kept. */
    void restart(WebhookStore again) {
        store = again;
        deliveries = open();
    }

    WebhookDeliveries deliveries() {
        return deliveries;
    }

    WebhookSender sender() {
        return sender;
    }

    WebhookStore store() {
        return store;
    }

    Webhook webhook(URI url, EventType... types) {
        Webhook webhook = new Webhook(
                Webhook.drawId(new SecureRandom()),
                url,
                ImmutableSet.copyOf(types),
                Secrets.of(Secret.draw(new SecureRandom())),
                Optional.empty(),
                true,
                clock.instant(),
                "key:test",
                events.now(),
                Optional.empty(),
                Optional.empty());
        return store.add(webhook).orElseThrow();
    }

    Webhook now(Webhook webhook) {
        return store.get(webhook.id()).orElseThrow();
    }

    Order order() {
        return service.createAgain(Actor.customer(BUDI.id()), new CreateOrder(BUDI, "bronze", 1))
                .get();
    }

    /** Something without an order happens; its id. */
    String happens(EventType type) {
        return events.add(type, Optional.empty(), clock.instant());
    }

    /** Notes are added; the ids of the events. */
    List<String> happen(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(happens(EventType.ORDER_NOTE));
        }
        return ids;
    }

    /** Sends what is due, and waits for what is said. */
    void send() {
        deliveries.finishDue();
    }

    /** Time passes in steps, at each of which is sent what is due. */
    void pass(Duration time, Duration step) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(step);
            send();
        }
    }

    @Override
    public void close() {
        deliveries.close();
        sender.close();
    }
}
