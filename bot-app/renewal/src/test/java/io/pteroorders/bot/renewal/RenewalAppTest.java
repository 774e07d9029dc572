package io.pteroorders.bot.renewal;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told, and what is written down, when the end of a server comes. */
class RenewalAppTest {

    private static final PersonId ADMIN = Fixtures.admin();
    private static final Actor OWNER = Actor.owner(ADMIN);

    private final ManualClock clock = ManualClock.at(at("2026-11-22T10:00"));
    private final InMemoryOrderStorage storage = InMemoryOrderStorage.create(JAKARTA);
    private final TaskLog<TaskRecord<MessageKey>> log = TaskLog.inMemory();
    private final List<String> sent = new ArrayList<>();
    private Function<OutgoingMessage, SendResult> fate = message -> SendResult.SENT;
    private RenewalRules rules = RenewalRules.defaults(JAKARTA);
    private Duration settle = Duration.ZERO;
    private Outbox outbox = outbox();
    private OrderService service = service();
    private RenewalApp app = app();

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(JAKARTA).toInstant();
    }

    private Outbox outbox() {
        Texts texts = Texts.load(List.of(NotificationText.class), Optional.empty());
        Shop shop = new Shop(
                "Ptero Shop", "!", Optional.empty(), PackageType.BRONZE, true, Optional.empty(), Optional.empty());
        return Outbox.builder(
                        storage,
                        new OrderTexts(texts, new Formats(texts, JAKARTA), shop),
                        new NotificationPolicy(ImmutableSet.of()),
                        message -> {
                            SendResult result = fate.apply(message);
                            if (result.equals(SendResult.SENT)) {
                                sent.add(message.template());
                            }
                            return CompletableFuture.completedFuture(result);
                        },
                        log,
                        clock)
                .open();
    }

    private OrderService service() {
        return OrderService.builder(storage, clock, new Random(7))
                .renewals(rules)
                .listener(event -> outbox.onEvent(event), Runnable::run)
                .build();
    }

    private RenewalApp app() {
        return new RenewalApp(
                storage, service.subscriptions(), outbox, ImmutableSet.of(ADMIN), settings(), outbox::sendDue, clock);
    }

    private RenewalSettings settings() {
        return new RenewalSettings(rules, Duration.ofMinutes(1), settle, false, true);
    }

    /** The program starts anew; what was written stays. */
    private void restarts() {
        outbox = outbox();
        service = service();
        app = app();
    }

    private OrderId completed() {
        OrderId id = service.create(Actor.customer(Fixtures.budi().id()), new CreateOrder(Fixtures.budi(), "bronze", 1))
                .get()
                .id();
        service.confirm(OWNER, new ChangeStatus(id, "")).get();
        service.process(OWNER, new ChangeStatus(id, "")).get();
        service.complete(OWNER, new CompleteOrder(id, "srv-1", "")).get();
        outbox.sendDue();
        sent.clear();
        return id;
    }

    /** What is sent because of a time. */
    private List<String> on(String local) {
        clock.advance(Duration.between(clock.instant(), at(local)));
        app.sweep();
        outbox.sendDue();
        List<String> news = List.copyOf(sent);
        sent.clear();
        return news;
    }

    private Order stored(OrderId id) {
        return storage.get(id).orElseThrow();
    }

    private static List<String> steps(Order first) {
        return first.subscription().steps().stream()
                .map(taken -> taken.step() + (taken.skipped() ? " skipped" : ""))
                .toList();
    }

    @Test
    @DisplayName("R11 a pause that nobody ends is over after 30 days, and its days are given back")
    void aPauseEndsByItself() {
        OrderId id = completed();
        service.subscriptions().pause(OWNER, id, "a journey", Optional.empty()).get();
        assertEquals(List.of(), on("2026-12-21T10:00"));
        assertEquals(List.of("server-resumed-customer", "resumption-due-admin"), on("2026-12-22T09:00"));
        assertEquals(
                LocalDate.of(2027, 1, 21),
                service.subscriptions().get(OWNER, id).get().paidUntil());
        assertEquals(List.of(), on("2026-12-22T09:01"));
    }

    @Test
    @DisplayName("B176 a server that is not paid for takes no other of the same customer with it")
    void eachServerStandsForItself() {
        OrderId unpaid = completed();
        OrderId paid = completed();
        service.subscriptions()
                .setPaidUntil(OWNER, paid, LocalDate.of(2027, 12, 22), "", Optional.empty())
                .get();
        on("2026-12-22T09:00");
        on("2026-12-23T09:00");
        on("2026-12-25T09:00");
        assertEquals(List.of("suspension-due-admin"), on("2026-12-26T09:00"));
        assertEquals("suspension-0", Iterables.getLast(steps(stored(unpaid))));
        assertEquals(List.of(), steps(stored(paid)));
    }

    @Test
    void nothingIsSuspendedShortlyAfterAStartOrAJumpOfTheClock() {
        settle = Duration.ofMinutes(10);
        OrderId id = completed();
        app = app();
        on("2026-12-22T09:00");
        on("2026-12-23T09:00");
        on("2026-12-25T09:00");
        assertEquals(List.of(), on("2026-12-26T09:00"));
        assertEquals(List.of(), on("2026-12-26T09:09"));
        assertEquals(List.of("suspension-due-admin"), on("2026-12-26T09:10"));
        assertEquals("suspension-0", Iterables.getLast(steps(stored(id))));
    }

    @Test
    void eachStepIsToldOnceInItsTime() {
        OrderId id = completed();
        assertEquals(List.of(), on("2026-12-15T08:59"));
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-15T09:00"));
        assertEquals(List.of(), on("2026-12-15T09:01"));
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-19T09:00"));
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-21T10:00"));
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-22T10:00"));
        assertEquals(List.of(), on("2026-12-23T03:00"), "the night is quiet");
        assertEquals(List.of("renewal-overdue-customer"), on("2026-12-23T08:00"));
        assertEquals(List.of("renewal-last-warning-customer"), on("2026-12-25T09:00"));
        assertEquals(List.of("suspension-due-admin"), on("2026-12-26T09:00"));
        assertEquals(List.of(), on("2026-12-29T09:00"), "nothing is to be deleted that was not stopped");
        service.subscriptions().suspendUnpaid(OWNER, id, Optional.empty()).get();
        assertEquals(List.of(), on("2026-12-29T10:00"));
        assertEquals(List.of("deletion-warning-customer"), on("2027-01-02T09:00"));
        assertEquals(List.of("deletion-warning-customer"), on("2027-01-04T09:00"));
        assertEquals(List.of("unpaid-deletion-due-admin"), on("2027-01-05T09:00"));
        assertEquals(List.of(), on("2027-03-01T09:00"));
    }

    @Test
    void whoPaysHearsNothingMoreBeforeTheNextEnd() {
        OrderId id = completed();
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-15T09:00"));
        OrderId renewal = service.subscriptions()
                .renew(OWNER, new RenewOrder(id, Optional.empty(), Optional.empty()))
                .get()
                .id();
        service.confirm(OWNER, new ChangeStatus(renewal, "")).get();
        outbox.sendDue();
        sent.clear();
        assertEquals(List.of(), on("2027-01-14T09:00"));
        assertEquals(List.of("renewal-reminder-customer"), on("2027-01-15T09:00"));
        assertEquals(List.of("reminder-7"), steps(stored(id)), "steps of the day before are forgotten");
    }

    @Test
    void afterDaysOfDowntimeOnlyTheNewestIsTold() {
        OrderId id = completed();
        restarts();
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-22T12:00"));
        assertEquals(
                List.of("reminder-7 skipped", "reminder-3 skipped", "reminder-1 skipped", "reminder-0"),
                steps(stored(id)));
    }

    @Test
    void aCrashBetweenTellingAndWritingTellsNothingTwice() {
        OrderId id = completed();
        clock.advance(Duration.between(clock.instant(), at("2026-12-15T09:00")));
        outbox.letters()
                .send(
                        "renewal:" + id + ":2026-12-22:reminder-7",
                        NotificationText.RENEWAL_REMINDER_CUSTOMER,
                        id,
                        ImmutableSet.of(Fixtures.budi().id()),
                        "");
        outbox.sendDue();
        assertEquals(List.of("renewal-reminder-customer"), sent);
        sent.clear();
        restarts();
        assertEquals(List.of(), on("2026-12-15T09:05"));
        assertEquals(List.of("reminder-7"), steps(stored(id)));
    }

    @Test
    void aPaymentThatIsLookedAtHoldsEverythingBack() {
        OrderId id = completed();
        OrderId renewal = service.subscriptions()
                .renew(OWNER, new RenewOrder(id, Optional.empty(), Optional.empty()))
                .get()
                .id();
        service.setPaymentProof(OWNER, new SetPaymentProof(renewal, "media:1", Optional.empty()))
                .get();
        outbox.sendDue();
        sent.clear();
        assertEquals(List.of(), on("2026-12-26T09:00"));
        service.refusePaymentProof(OWNER, new ChangeStatus(renewal, "")).get();
        assertEquals(List.of("renewal-last-warning-customer"), on("2026-12-26T09:01"));
    }

    @Test
    void nobodyIsStoppedWhomNoWarningReached() {
        OrderId id = completed();
        fate = message -> message.template().equals("suspension-put-off-admin")
                        || message.template().equals("suspension-due-admin")
                ? SendResult.SENT
                : SendResult.failed("no such number");
        for (String day : List.of("15", "19", "21", "22", "23", "25")) {
            assertEquals(List.of(), on("2026-12-" + day + "T09:00"));
        }
        assertEquals(List.of("suspension-put-off-admin"), on("2026-12-26T09:00"));
        assertEquals(List.of("suspension-put-off-admin"), on("2026-12-27T09:00"));
        assertEquals(List.of("suspension-put-off-admin"), on("2026-12-28T09:00"));
        assertEquals(List.of("suspension-due-admin"), on("2026-12-29T09:00"), "it was tried for three days");
        assertTrue(stored(id).subscription().steps().stream()
                .map(TakenStep::step)
                .anyMatch(new RenewalStep(RenewalStep.Kind.PUT_OFF, 3)::equals));
    }

    @Test
    @DisplayName("R5 each time that a suspension is put off it is so for a day, also when it is late")
    void aSuspensionThatIsLateIsPutOffByDaysToo() {
        OrderId id = completed();
        fate = message -> SendResult.tryAgain("not yet");
        restarts();
        assertEquals(List.of(), on("2026-12-30T12:00"));
        assertEquals(List.of(), on("2026-12-30T12:01"));
        assertEquals("put-off-1", Iterables.getLast(steps(stored(id))));
        on("2026-12-30T12:02");
        fate = message -> SendResult.SENT;
        assertTrue(on("2026-12-31T08:59").contains("renewal-last-warning-customer"));
        assertEquals("put-off-1", Iterables.getLast(steps(stored(id))));
        assertEquals(List.of("suspension-due-admin"), on("2026-12-31T12:02"));
    }

    @Test
    void whatWasCompletedBeforeTheShopWatchedIsNamedOnceAndLeftAlone() {
        OrderId id = completed();
        Lease lease = InMemoryShopStorage.create(JAKARTA, clock).lease("test").orElseThrow();
        RenewalStores stores = RenewalStores.of(lease);
        assertEquals(Optional.empty(), stores.since());
        clock.advance(Duration.ofDays(1));
        app.begin(stores);
        outbox.sendDue();
        assertEquals(List.of("renewals-begin-admin"), sent);
        sent.clear();
        rules = rules.trackingFrom(stores.since().orElseThrow());
        restarts();
        app.begin(stores);
        assertEquals(List.of(), on("2026-12-26T09:00"));
        assertEquals(OrderStatus.COMPLETED, stored(id).status());
        service.subscriptions()
                .setPaidUntil(OWNER, id, LocalDate.of(2027, 1, 1), "", Optional.empty())
                .get();
        assertEquals(List.of("renewal-reminder-customer"), on("2026-12-26T09:01"));
    }
}
