package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Reach.BOTH;
import static io.pteroorders.core.testkit.Reach.reaches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.StatisticsReport;

/** The service grants every valid request, and refuses every broken one for the rule that it says. */
@Tag("long")
@Tag("hunt")
class ServiceArbitrariesTest {

    private static final Arbitrary<OrderId> IDS = Arbitraries.just(Fixtures.orderId(1));

    /** What a new shop with the only order 1, in processing or pending, answers the program itself. */
    private static Outcome<Order> send(Object request) {
        OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        OrderService service = OrderService.builder(storage, ManualClock.at(NOON), new SplittableRandom(1))
                .build();
        OrderStatus status = request instanceof CompleteOrder ? OrderStatus.PROCESSING : OrderStatus.PENDING;
        storage.insert(anOrder(1).in(status), OrderStorage.InsertGuard.NONE, Optional.empty());
        if (request instanceof CreateOrder create) {
            return service.create(Actor.SYSTEM, create);
        } else if (request instanceof ChangeStatus change) {
            return service.confirm(Actor.SYSTEM, change);
        } else if (request instanceof CompleteOrder complete) {
            return service.complete(Actor.SYSTEM, complete);
        } else if (request instanceof AddNote note) {
            return service.addNote(Actor.SYSTEM, note);
        } else if (request instanceof SetUsername name) {
            return service.setUsername(Actor.SYSTEM, name);
        } else {
            return service.setPaymentProof(Actor.SYSTEM, (SetPaymentProof) request);
        }
    }

    @Property(tries = 200)
    void everyValidRequestIsGranted(@ForAll("requests") Object request) {
        assertEquals(Optional.empty(), send(request).refusal(), request::toString);
    }

    @Property(tries = 500, seed = "1", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyBrokenRequestIsRefusedForItsRuleAlone(@ForAll("brokenRequests") Broken<?> broken) {
        Refusal.InvalidInput refusal =
                (Refusal.InvalidInput) send(broken.input()).refusal().orElseThrow();
        assertEquals(
                ImmutableList.of(broken.rule()),
                refusal.violations().stream().map(v -> v.code().name()).toList());
        reaches("code", ImmutableList.copyOf(Violation.Code.values()), Violation.Code.valueOf(broken.rule()));
    }

    @Property(tries = 1_000, seed = "2", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void eventsTellOfEveryKindOfChange(@ForAll("events") OrderEvent event) {
        Order order = event.order();
        assertEquals(event.kind() == Kind.CREATED, event.before().isEmpty());
        event.before().ifPresent(before -> {
            assertTrue(order.continues(before));
            assertEquals(event.kind() == Kind.DELETED, order.equals(before));
            assertEquals(event.kind() == Kind.STATUS_CHANGED, order.status() != before.status());
        });
        reaches("kind", ImmutableList.copyOf(Kind.values()), event.kind());
        reaches("status", ImmutableList.copyOf(OrderStatus.values()), order.status());
    }

    @Property(tries = 500, seed = "3", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void queriesSetEveryFilterAndLeaveItOut(@ForAll("queries") OrderQuery query) {
        OrderQuery.Builder like = query.direction() == OrderQuery.Direction.NEWEST_FIRST
                ? OrderQuery.newestFirst()
                : OrderQuery.oldestFirst();
        reaches("bare", BOTH, query.equals(like.limit(query.limit()).build()));
        reaches("statuses", BOTH, query.statuses().size() > 1);
        reaches("package", BOTH, query.packageType().isPresent());
        reaches("customer", BOTH, query.customer().isPresent());
        reaches("from", BOTH, query.createdFrom().isPresent());
        reaches("before", BOTH, query.createdBefore().isPresent());
        reaches("id", BOTH, query.idPart().isPresent());
        reaches("phone", BOTH, query.phoneDigits().isPresent());
        reaches("sequels", BOTH, query.sequelsOf().isPresent());
    }

    @Property(tries = 500, seed = "4", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void queriesForSubscriptionsSetEveryFilterAndLeaveItOut(@ForAll("subscriptionQueries") SubscriptionQuery query) {
        reaches("by due", BOTH, query.order() == SubscriptionQuery.By.DUE);
        reaches("states", BOTH, query.states().size() > 1);
        reaches("package", BOTH, query.packageType().isPresent());
        reaches("customer", BOTH, query.customer().isPresent());
        reaches("due from", BOTH, query.dueFrom().isPresent());
        reaches("due before", BOTH, query.dueBefore().isPresent());
        reaches("ending by", BOTH, query.endingBy().isPresent());
        reaches("tracked", BOTH, query.tracked());
    }

    @Property(tries = 200)
    void periodsEndAfterTheyBegin(@ForAll("periods") StatisticsPeriod period) {
        assertFalse(period.last().isBefore(period.first()));
    }

    @Property(tries = 200)
    void everyActorButTheProgramIsAPerson(@ForAll("actors") Actor actor) {
        assertEquals(actor.role() == Actor.Role.SYSTEM, actor.person().isEmpty());
    }

    @Provide
    Arbitrary<Object> requests() {
        return Arbitraries.oneOf(
                ServiceArbitraries.createOrders(),
                ServiceArbitraries.changeStatuses(IDS),
                ServiceArbitraries.completeOrders(IDS),
                ServiceArbitraries.addNotes(IDS),
                ServiceArbitraries.setUsernames(IDS),
                ServiceArbitraries.setPaymentProofs(IDS));
    }

    @Provide
    Arbitrary<Broken<?>> brokenRequests() {
        return Arbitraries.oneOf(
                BrokenRequests.createOrders(),
                BrokenRequests.changeStatuses(IDS),
                BrokenRequests.completeOrders(IDS),
                BrokenRequests.addNotes(IDS),
                BrokenRequests.setUsernames(IDS),
                BrokenRequests.setPaymentProofs(IDS));
    }

    @Provide
    Arbitrary<OrderEvent> events() {
        return ServiceArbitraries.events();
    }

    @Provide
    Arbitrary<OrderQuery> queries() {
        return ServiceArbitraries.queries();
    }

    @Provide
    Arbitrary<SubscriptionQuery> subscriptionQueries() {
        return ServiceArbitraries.subscriptionQueries();
    }

    @Provide
    Arbitrary<StatisticsPeriod> periods() {
        return ServiceArbitraries.periods();
    }

    @Provide
    Arbitrary<Actor> actors() {
        return ServiceArbitraries.actors();
    }
}
