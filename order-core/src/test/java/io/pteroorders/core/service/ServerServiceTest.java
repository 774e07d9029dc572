package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers of orders, and the room for them. */
class ServerServiceTest extends ServiceTest {

    private static final Duration HOLD = Duration.ofMinutes(30);
    private static final ServerPlan PLAN = new ServerPlan(
            1,
            Optional.empty(),
            ImmutableSortedSet.of(),
            ImmutableSortedSet.of(),
            new ServerLimits(1024, 0, 2048, ServerLimits.USUAL_IO, 100),
            ServerFeatures.NONE,
            ServerStartup.OF_THE_EGG,
            true);

    private final ServerService servers = service.servers();

    @Override
    OrderService.Builder builder() {
        return super.builder()
                .catalog(PackageCatalog.of(
                        List.of(sold(PackageType.BRONZE, Optional.of(PLAN)), sold(PackageType.GOLD, Optional.empty()))))
                .maxPendingOrders(10_000)
                .payBy(List.of(new ManualPayment()))
                .rooms(new FewPlaces());
    }

    private static PackageInfo sold(PackageType type, Optional<ServerPlan> plan) {
        return new PackageInfo(
                type,
                type.code(),
                new ServerSpecifications("1GB", "1 CPU", "2GB", "Unlimited"),
                Samples.rupiah(25_000),
                "",
                true,
                plan);
    }

    /** Three places, the orders that hold one counted anew each time. */
    private final class FewPlaces implements Rooms {

        private static final int PLACES = 3;

        @Override
        public Optional<Place> take(ServerPlan plan, Instant at) {
            ImmutableList<Order> all = Samples.all(storage);
            long held = all.stream()
                    .filter(order -> Provisioning.holdsRoom(order, at))
                    .count();
            long last = all.stream()
                    .flatMap(order -> order.claims().stream())
                    .mapToLong(claim -> Long.parseLong(claim.key()))
                    .max()
                    .orElse(0);
            return held >= PLACES
                    ? Optional.empty()
                    : Optional.of(new Place(Optional.of(new Claim(SPACE, Long.toString(last + 1), at.plus(HOLD)))));
        }
    }

    private Outcome<Order> orders() {
        return service.create(ADMIN, new CreateOrder(Samples.budi(), "bronze", 1));
    }

    private OrderId confirmed() {
        OrderId id = orders().value().orElseThrow().id();
        done(service.confirm(ADMIN, move(id)));
        return id;
    }

    private Server server(OrderId id) {
        return stored(id).server().orElseThrow();
    }

    private void advance(OrderId id, Server next) {
        done(servers.advance(id, stored(id).server(), next));
    }

    private OrderId installing() {
        OrderId id = confirmed();
        done(servers.want(id, "shop-1"));
        advance(id, server(id).moved(ServerState.CREATING, now.get()));
        advance(
                id,
                server(id)
                        .found(7, "1a7ce997", 1, Optional.of("10.0.0.5:25565"))
                        .moved(ServerState.INSTALLING, now.get()));
        return id;
    }

    private static void done(Outcome<?> outcome) {
        assertEquals(Optional.empty(), outcome.refusal());
    }

    @Test
    void anOrderIsProcessingInTheSameChangeInWhichItsServerIsWanted() {
        OrderId id = confirmed();
        done(servers.want(id, "shop-1"));
        assertEquals(OrderStatus.PROCESSING, stored(id).status());
        assertEquals(ServerState.WANTED, server(id).state());
        assertEquals(
                OrderEvent.Kind.STATUS_CHANGED, events.get(events.size() - 1).kind());
    }

    @Test
    void whatIsWantedIsWantedOnce() {
        OrderId id = confirmed();
        done(servers.want(id, "shop-1"));
        Order before = stored(id);
        done(servers.want(id, "shop-1"));
        assertEquals(before, stored(id));
    }

    @Test
    void nothingIsWantedOfAnOrderThatIsNotPaid() {
        OrderId id = orders().value().orElseThrow().id();
        assertEquals(
                new Refusal.WrongStatus(id, OrderStatus.PENDING, OrderStatus.CONFIRMED),
                refused(() -> servers.want(id, "shop-1")));
    }

    @Test
    void nothingIsWantedOfAPackageThatNoPanelMakes() {
        OrderId id = given(OrderStatus.CONFIRMED).id();
        assertEquals(new Refusal.NoPlan(id), refused(() -> servers.want(id, "shop-1")));
    }

    @Test
    void anOrderIsCompletedInTheSameChangeInWhichItsServerIsReady() {
        OrderId id = installing();
        advance(id, server(id).moved(ServerState.READY, now.get()));
        assertEquals(OrderStatus.COMPLETED, stored(id).status());
        assertEquals(Optional.of("1a7ce997"), stored(id).serverId());
    }

    @Test
    void aServerThatIsReadyTooLateCompletesNoCancelledOrder() {
        OrderId id = installing();
        done(service.cancel(ADMIN, move(id)));
        advance(id, server(id).moved(ServerState.READY, now.get()));
        assertEquals(OrderStatus.CANCELLED, stored(id).status());
        assertEquals(Optional.empty(), stored(id).serverId());
        assertEquals(Provisioning.Step.SUSPEND, Provisioning.next(stored(id)));
    }

    @Test
    void whoKnowsOnlyWhatWasWritesNothing() {
        OrderId id = installing();
        Optional<Server> before = stored(id).server();
        Server failed = server(id).failed(ServerTrouble.of(ServerTrouble.Kind.INSTALL_FAILED), now.get());
        advance(id, failed);
        servers.advance(id, before, before.get().moved(ServerState.READY, now.get()));
        assertEquals(failed, server(id));
    }

    @Test
    void whatFailedIsBegunAnewByAnAdminAlone() {
        OrderId id = installing();
        assertEquals(
                new Refusal.ServerNot(id, ServerState.INSTALLING, ServerState.FAILED),
                refused(() -> servers.retry(ADMIN, id, NO_REQUEST)));
        advance(id, server(id).failed(ServerTrouble.of(ServerTrouble.Kind.GIVEN_UP), now.get()));
        assertEquals(new Refusal.NotAllowed(), refused(() -> servers.retry(BUDI, id, NO_REQUEST)));
        done(servers.retry(ADMIN, id, NO_REQUEST));
        assertEquals(2, server(id).round());
        assertEquals(Optional.empty(), server(id).trouble());
    }

    @Test
    void ofManyAtOnceAsManyHaveAPlaceAsThereAre() {
        ImmutableList<Outcome<Order>> all = Samples.race(RACERS, i -> orders());
        assertEquals(3, all.stream().filter(order -> order.value().isPresent()).count());
        assertTrue(all.stream()
                .flatMap(order -> order.refusal().stream())
                .allMatch(new Refusal.NoRoom(PackageType.BRONZE, ImmutableList.of(PackageType.GOLD))::equals));
    }

    @Test
    void aPlaceIsHeldWhileTheCustomerMayPayAndFreeWhenTheOrderEnds() {
        OrderId first = orders().value().orElseThrow().id();
        done(orders());
        done(orders());
        now.set(now.get().plus(HOLD).plusSeconds(1));
        assertTrue(orders().refusal().isPresent());
        done(service.cancel(ADMIN, move(first)));
        assertTrue(orders().value().isPresent());
    }

    @Test
    void whatSomebodySetsUpByHandNeedsNoPlace() {
        for (int i = 0; i < 5; i++) {
            assertTrue(service.create(ADMIN, new CreateOrder(Samples.budi(), "gold", 1))
                    .value()
                    .isPresent());
        }
    }

    @Test
    void whoPaysAnewTakesAPlaceAgainIfThereIsOne() {
        OrderId id = orders().value().orElseThrow().id();
        service.payments().expire(stored(id).payments().last().orElseThrow().id(), "system");
        now.set(now.get().plus(HOLD).plusSeconds(1));
        done(orders());
        done(orders());
        done(orders());
        BeginPayment again = new BeginPayment(id, Optional.empty(), NO_REQUEST);
        assertEquals(
                new Refusal.NoRoom(PackageType.BRONZE, ImmutableList.of(PackageType.GOLD)),
                refused(() -> service.payments().begin(ADMIN, again)));
        OrderId other = Samples.all(storage).stream()
                .map(Order::id)
                .filter(any -> !any.equals(id))
                .findFirst()
                .orElseThrow();
        done(service.cancel(ADMIN, move(other)));
        assertTrue(service.payments().begin(ADMIN, again).value().isPresent());
        assertTrue(orders().refusal().isPresent());
    }
}
