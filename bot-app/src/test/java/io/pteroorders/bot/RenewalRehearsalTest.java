package io.pteroorders.bot;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.cli.Rehearsal.Totals;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a rehearsal says, and what it leaves as it was. */
class RenewalRehearsalTest {

    private boolean byPanel;
    private boolean deleteConfirm = true;

    private static final Path SNAPSHOT = Path.of("src/test/resources/io/pteroorders/bot/rehearsal.txt");
    private static final Actor OWNER = Actor.owner(Fixtures.admin());

    private final ManualClock clock = ManualClock.at(at("2026-11-22T10:00"));
    private final InMemoryOrderStorage storage = InMemoryOrderStorage.create(JAKARTA);
    private final OrderService service =
            OrderService.builder(storage, clock, new Random(7)).build();
    private final List<String> lines = new ArrayList<>();

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(JAKARTA).toInstant();
    }

    private OrderId completed(Customer customer) {
        OrderId id = service.create(Actor.customer(customer.id()), new CreateOrder(customer, "bronze", 1))
                .get()
                .id();
        service.confirm(OWNER, new ChangeStatus(id, "")).get();
        service.process(OWNER, new ChangeStatus(id, "")).get();
        service.complete(OWNER, new CompleteOrder(id, "srv-1", "")).get();
        return id;
    }

    /** One whose server a panel made, and keeps. */
    private void completedByPanel() {
        Instant now = clock.instant();
        Order order = Fixtures.planned(Fixtures.anOrder(1).at(now).in(OrderStatus.COMPLETED));
        Server ready = Server.wanted("shop-" + order.id(), now)
                .moved(ServerState.CREATING, now)
                .found(41, "1a7ce997", 1, Optional.empty())
                .moved(ServerState.INSTALLING, now)
                .moved(ServerState.READY, now);
        storage.insert(order.withServer(now, ready), OrderStorage.InsertGuard.NONE, Optional.empty());
    }

    private List<Order> orders() {
        return OrderWalk.of(storage, OrderQuery.oldestFirst());
    }

    private Totals rehearsed(Optional<Instant> since, String from, String to) {
        lines.clear();
        return new RenewalRehearsal(
                        new RenewalSettings(
                                RenewalRules.defaults(JAKARTA),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(10),
                                byPanel,
                                deleteConfirm),
                        new Shop("Ptero Shop", "!", Optional.empty(), PackageType.BRONZE),
                        PackageCatalog.PACKAGE_CATALOG,
                        Texts.load(List.of(NotificationText.class), Optional.empty()),
                        new Random(7),
                        clock)
                .walk(orders(), since, LocalDate.parse(from), LocalDate.parse(to), lines::add);
    }

    @Test
    void aServerThatNobodyPaysForIsShownFromItsFirstReminderToItsDeletion() throws IOException {
        completed(Fixtures.budi());
        List<Order> before = orders();
        assertEquals(new Totals(1, 9, 2, 1, 1), rehearsed(Optional.of(Instant.EPOCH), "2026-11-22", "2027-01-10"));
        assertEquals(before, orders());
        String said = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("snapshots.update")) {
            Files.createDirectories(SNAPSHOT.getParent());
            Files.writeString(SNAPSHOT, said);
        }
        assertEquals(Files.readString(SNAPSHOT), said, "if that is right, run again with -Dsnapshots.update=true");
    }

    @Test
    void aServerThatAPanelKeepsIsSuspendedWithoutAnAdmin() {
        completedByPanel();
        byPanel = true;
        assertEquals(new Totals(1, 9, 1, 1, 1), rehearsed(Optional.of(Instant.EPOCH), "2026-11-22", "2027-01-10"));
        assertTrue(lines.stream().anyMatch(line -> line.matches("2026-12-26 09:00 ORD\\S+ suspend")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(" ask to delete")), lines::toString);
        deleteConfirm = false;
        assertEquals(new Totals(1, 9, 0, 1, 1), rehearsed(Optional.of(Instant.EPOCH), "2026-11-22", "2027-01-10"));
        assertTrue(lines.stream().anyMatch(line -> line.matches("2027-01-02 09:00 ORD\\S+ delete")), lines::toString);
    }

    @Test
    void theDaysUntilTheFirstOneThatIsShownAreWalkedToo() {
        completed(Fixtures.budi());
        rehearsed(Optional.of(Instant.EPOCH), "2026-11-22", "2027-01-10");
        List<String> later =
                lines.stream().filter(line -> line.compareTo("2026-12-26") >= 0).toList();
        assertEquals(new Totals(1, 3, 2, 1, 1), rehearsed(Optional.of(Instant.EPOCH), "2026-12-26", "2027-01-10"));
        assertEquals(later, lines);
    }

    @Test
    void whatIsPaidAheadHeldOrWaitsToBeLookedAtIsLeftAlone() {
        OrderId id = completed(Fixtures.budi());
        service.subscriptions()
                .hold(OWNER, id, LocalDate.parse("2026-12-31"), "", Optional.empty())
                .get();
        assertEquals(
                0,
                rehearsed(Optional.of(Instant.EPOCH), "2026-11-22", "2026-12-31")
                        .suspended());
        OrderId renewal = service.subscriptions()
                .renew(Actor.customer(Fixtures.budi().id()), new RenewOrder(id, Optional.of(1), Optional.empty()))
                .get()
                .id();
        service.setPaymentProof(
                        Actor.customer(Fixtures.budi().id()), new SetPaymentProof(renewal, "media:1", Optional.empty()))
                .get();
        assertEquals(new Totals(0, 0, 0, 0, 0), rehearsed(Optional.of(Instant.EPOCH), "2026-11-22", "2026-12-31"));
    }

    @Test
    void ordersOfBeforeAreLeftAloneUntilSomebodySaysADay() {
        OrderId id = completed(Fixtures.budi());
        clock.advance(Duration.ofDays(1));
        assertEquals(new Totals(0, 0, 0, 0, 0), rehearsed(Optional.empty(), "2026-11-23", "2027-01-10"));
        service.subscriptions()
                .setPaidUntil(OWNER, id, LocalDate.parse("2026-12-22"), "", Optional.empty())
                .get();
        assertEquals(new Totals(1, 9, 2, 1, 1), rehearsed(Optional.empty(), "2026-11-23", "2027-01-10"));
    }
}
