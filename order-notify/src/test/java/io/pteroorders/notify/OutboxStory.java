package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.notify.OutboxShop.ADMIN;
import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static io.pteroorders.notify.Samples.ANDI;
import static io.pteroorders.notify.Samples.RATNA;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * A random story of a shop whose transport fails in every way, whose store is away at times, whose disk is full at times or
 * breaks, and whose power fails at any moment. In the end the transport works, and what everybody got is compared with what the orders call for.
 */
final class OutboxStory {

    private static final int STEPS = 60;

    /** A message that arrived while its sender says nothing. */
    private record Silence(String id, Instant since, CompletableFuture<SendResult> answer) {}

    private final Random random;
    private final OutboxShop shop;
    private final List<OrderId> orders = new ArrayList<>();
    private final List<Silence> unanswered = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** How often each message reached its receiver. */
    private final Multiset<String> arrived = HashMultiset.create();
    /** How often each may have arrived without the outbox knowing. */
    private final Multiset<String> unknown = HashMultiset.create();

    private final Outage outage = new Outage();
    private final Map<String, Set<MessageKey>> covers = new HashMap<>();
    private int replies;
    private int doubles;
    private int failures;

    OutboxStory(long seed, FakeLog log, UnaryOperator<OrderStorage> store) {
        this.random = new Random(seed);
        this.shop = new OutboxShop(log);
        shop.admins = ImmutableSet.of(ANDI, RATNA);
        shop.shortLog = 30;
        shop.storage = outage.of(store.apply(InMemoryOrderStorage.create(JAKARTA)));
        shop.service = shop.service();
        shop.log.durable().clear();
        shop.restart();
        shop.sender.behaviour = this::fails;
    }

    /** Tells the story, and what was wrong in it. */
    List<String> tell() {
        for (int i = 0; i < STEPS && wrong.isEmpty(); i++) {
            step();
        }
        shop.sender.behaviour = message -> {
            arrive(message);
            return FakeSender.answer(SendResult.SENT);
        };
        if (random.nextBoolean()) {
            crash();
        } else {
            shop.log.mend();
        }
        shop.log.setForcing(true);
        shop.log.force();
        shop.passes(Duration.ofMinutes(30));
        crash();
        shop.passes(Duration.ofMinutes(30));
        checkEveryoneKnows();
        return wrong;
    }

    /** How often the log refused records for a while. */
    int refusals() {
        return shop.log.refusals();
    }

    /** How often it failed for good. */
    int failures() {
        return failures;
    }

    /** How many messages came twice, each explained by a crash or an answer that was lost. */
    int doubles() {
        return doubles;
    }

    private void step() {
        switch (random.nextInt(14)) {
            case 0, 1 -> create();
            case 2, 3, 4 -> move();
            case 5 -> proof();
            case 6, 7, 8 -> maybeWithoutStore(this::sendDue);
            case 9 -> shop.passes(Duration.ofSeconds(random.nextInt(400)));
            case 10 -> force();
            case 11 -> loseAppends();
            default -> settleOrCrash();
        }
    }

    private void sendDue() {
        shop.outbox
                .sendDue()
                .filter(next -> next.isBefore(shop.clock.instant()))
                .ifPresent(past -> wrong.add("something is due since " + past + ", and was not sent"));
    }

    private void force() {
        if (random.nextBoolean()) {
            shop.log.force();
        } else {
            shop.log.forceOnce();
        }
        checkFailure();
    }

    /** The log is full for a moment, for a while, or gone. */
    private void loseAppends() {
        if (shop.log.isRefusing()) {
            shop.log.mend();
        } else if (random.nextInt(6) == 0) {
            shop.log.fail(random.nextInt(3));
        } else {
            shop.log.fill(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                shop.log.force();
                shop.log.mend();
            }
        }
    }

    /** A program whose log failed ends, and is started anew when somebody mended it. */
    private void checkFailure() {
        boolean failed = shop.log.hasFailed();
        if (failed != shop.outbox.failure().isPresent()) {
            wrong.add("the log " + (failed ? "failed" : "did not fail") + ", and the outbox says "
                    + shop.outbox.failure());
        }
        if (failed) {
            failures++;
            crash();
        }
    }

    private void settleOrCrash() {
        if (random.nextInt(3) == 0) {
            crash();
        } else {
            unanswered.forEach(silence -> silence.answer().complete(SendResult.SENT));
            forgetSilences();
        }
    }

    private void crash() {
        shop.log.mend();
        shop.log.crash(random.nextInt(shop.log.unforced() + 1));
        forgetSilences();
        arrived.elementSet().forEach(id -> unknown.add(id));
        shop.restart();
    }

    private void forgetSilences() {
        unanswered.stream().filter(this::isTooLong).forEach(silence -> unknown.add(silence.id()));
        unanswered.clear();
    }

    private void create() {
        Customer customer = random.nextBoolean() ? BUDI : SITI;
        Order order = shop.creates(customer);
        orders.add(order.id());
        maybeAnswer(customer.id(), order.id());
    }

    private void move() {
        if (orders.isEmpty()) {
            return;
        }
        OrderId id = orders.get(random.nextInt(orders.size()));
        Order order = shop.storage.get(id).orElseThrow();
        ChangeStatus change = new ChangeStatus(id, "");
        switch (order.status()) {
            case PENDING -> {
                if (random.nextInt(4) == 0) {
                    shop.service.cancel(ADMIN, change);
                } else {
                    shop.service.confirm(ADMIN, change);
                }
            }
            case CONFIRMED -> shop.service.process(ADMIN, change);
            case PROCESSING -> shop.service.complete(ADMIN, new CompleteOrder(id, "srv-1", ""));
            case COMPLETED -> shop.service.refund(ADMIN, change);
            case CANCELLED, REFUNDED -> {
                return;
            }
        }
        maybeAnswer(ANDI, id);
    }

    private void proof() {
        orders.stream()
                .map(id -> shop.storage.get(id).orElseThrow())
                .filter(order -> order.status() == OrderStatus.PENDING)
                .findAny()
                .ifPresent(order -> shop.sendsProof(order.customer(), order.id(), "media:" + random.nextInt(1000)));
    }

    private void maybeAnswer(PersonId person, OrderId id) {
        if (random.nextBoolean()) {
            String reply = "reply" + ++replies;
            covers.put(reply, Set.of());
            Order order = shop.storage.get(id).orElseThrow();
            covers.put(
                    reply,
                    new HashSet<>(keys(order).stream()
                            .filter(key -> key.receiver().equals(person)
                                    && key.isOfStep()
                                    && key.entry() == order.statusHistory().size())
                            .toList()));
            maybeWithoutStore(() -> shop.answers(person, reply, id));
        }
    }

    private void maybeWithoutStore(Runnable action) {
        if (random.nextInt(4) == 0) {
            outage.during(action);
        } else {
            action.run();
        }
    }

    private CompletionStage<SendResult> fails(OutgoingMessage message) {
        switch (random.nextInt(8)) {
            case 0 -> {
                return FakeSender.answer(SendResult.tryAgain("busy"));
            }
            case 1 -> throw new IllegalStateException("no connection");
            case 2 -> {
                arrive(message);
                unknown.add(message.id());
                return CompletableFuture.failedFuture(new Exception("timed out after it was accepted"));
            }
            case 3 -> {
                arrive(message);
                CompletableFuture<SendResult> late = new CompletableFuture<>();
                unanswered.add(new Silence(message.id(), shop.clock.instant(), late));
                return late;
            }
            default -> {
                arrive(message);
                return FakeSender.answer(SendResult.SENT);
            }
        }
    }

    private void arrive(OutgoingMessage message) {
        for (MessageKey done : shop.log.acknowledged()) {
            if (done.id().equals(message.id())) {
                wrong.add(message.template() + " was sent again after its success was recorded");
            }
        }
        arrived.add(message.id());
        if (arrived.count(message.id()) > 1) {
            doubles++;
        }
        long silences = unanswered.stream()
                .filter(silence -> silence.id().equals(message.id()) && isTooLong(silence))
                .count();
        if (arrived.count(message.id()) > 1 + unknown.count(message.id()) + silences) {
            wrong.add(message.template() + " was sent twice without need");
        }
    }

    private boolean isTooLong(Silence silence) {
        Duration length = Duration.between(silence.since(), shop.clock.instant());
        return length.compareTo(Duration.ofMinutes(Outbox.MINUTES_TO_ANSWER)) >= 0;
    }

    private List<MessageKey> keys(Order order) {
        NotificationPolicy policy = new NotificationPolicy(shop.admins);
        List<MessageKey> keys = new ArrayList<>();
        for (int number = 1; number <= order.statusHistory().size(); number++) {
            keys.addAll(policy.ofEntry(order, number));
        }
        return keys;
    }

    /** The last step that somebody is to know of has reached them, in words of its own or in others. */
    private void checkEveryoneKnows() {
        for (OrderId id : orders) {
            Order order = shop.storage.get(id).orElseThrow();
            Map<String, MessageKey> last = new HashMap<>();
            keys(order).forEach(key -> last.put(key.receiver() + "" + key.text().isForAdmins(), key));
            last.values().forEach(this::checkKnown);
        }
        if (shop.outbox.counts().waiting() > 0) {
            wrong.add(shop.outbox.counts() + " although the transport works");
        }
    }

    private void checkKnown(MessageKey key) {
        boolean byReply = covers.entrySet().stream()
                .anyMatch(reply ->
                        arrived.contains(reply.getKey()) && reply.getValue().contains(key));
        boolean byDigest = shop.sender.tried.stream()
                .anyMatch(message -> message.template().equals("digest-admin")
                        && message.to().equals(key.receiver().text())
                        && message.text().contains(key.order().toString()));
        if (!arrived.contains(key.id()) && !byReply && !byDigest) {
            wrong.add(key.text() + " of entry " + key.occasion() + " never arrived");
        }
    }
}
