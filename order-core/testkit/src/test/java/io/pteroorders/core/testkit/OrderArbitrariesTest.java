package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Reach.BOTH;
import static io.pteroorders.core.testkit.Reach.reaches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import java.lang.Character.UnicodeScript;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.StatisticsReport;

/** The valid arbitraries are valid, and they get everywhere. Fixed seeds, so that each run sees the same values. */
@Tag("long")
@Tag("hunt")
class OrderArbitrariesTest {

    private static final int MANY = 2_000;
    private static final ImmutableList<String> CURRENCIES = ImmutableList.of("IDR", "USD", "JPY", "EUR", "KWD");
    private static final ImmutableSet<UnicodeScript> SCRIPTS = ImmutableSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.THAI,
            UnicodeScript.JAVANESE,
            UnicodeScript.HIRAGANA,
            UnicodeScript.HAN,
            UnicodeScript.HANGUL);

    @Property(tries = MANY, seed = "1", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void ordersReachEveryWayAndEveryPart(@ForAll("orders") Order order) {
        reaches(
                "way",
                ways(),
                order.statusHistory().stream().map(StatusChange::status).toList());
        reaches("length", ImmutableList.of(1, 2, 3, 4, 5), order.statusHistory().size());
        reaches("currency", CURRENCIES, order.totalAmount().getCurrencyUnit().getCode());
        reaches(
                "months",
                IntStream.rangeClosed(1, 12).boxed().toList(),
                order.item().durationMonths());
        reaches(
                "sold in the default catalogue",
                BOTH,
                PackageCatalog.PACKAGE_CATALOG.find(order.item().packageType()).isPresent());
        reaches("made id", BOTH, order.id().toString().matches("ORD-.{5}-.{5}"));
        reaches("phone", BOTH, order.customer().id().phoneDigits().isPresent());
        reaches("proof", BOTH, order.paymentProof().isPresent());
        reaches("username", BOTH, order.username().isPresent());
        reaches(
                "claims",
                ImmutableList.of(0, 1, 2, 3, 4, Order.MAX_CLAIMS),
                order.claims().size());
        reaches(
                "attempts to pay",
                ImmutableList.of(0, 1, 2, 3, 4, Payments.MAX_COUNT),
                order.payments().all().size());
        reaches("plan", BOTH, order.item().plan().isPresent());
        reaches("server of a panel", BOTH, order.server().isPresent());
        reaches("sequel", BOTH, order.sequel().isPresent());
        reaches(
                "upgrade",
                BOTH,
                order.sequel().filter(Sequel.Upgrade.class::isInstance).isPresent());
        reaches("subscription", BOTH, !order.subscription().isEmpty());
        reaches("full notes", BOTH, order.notes().isFull());
        reaches("no admin notes", BOTH, order.adminNotes().equals(Notes.NONE));
        reaches(
                "old note",
                BOTH,
                order.notes().last().filter(note -> note.author().isEmpty()).isPresent());
    }

    @Property(tries = MANY, seed = "5", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void attemptsToPayReachEveryStateAndEveryPart(@ForAll("attempts") Payment attempt) {
        reaches("state", ImmutableList.copyOf(PaymentState.values()), attempt.state());
        reaches("arrivals", ImmutableList.of(0, 1, 2), attempt.arrivals().size());
        reaches("refunds", ImmutableList.of(0, 1, 2), attempt.refunds().size());
        attempt.refunds()
                .forEach(refund ->
                        reaches("refund", ImmutableList.copyOf(PaymentRefund.State.values()), refund.state()));
        reaches(
                "part of the money",
                BOTH,
                attempt.isOpen() && !attempt.amountPaid().isZero());
        reaches("too much", BOTH, attempt.amountPaid().isGreaterThan(attempt.amountDue()));
        reaches("shown", BOTH, attempt.payBy().isPresent());
        reaches("fee", BOTH, attempt.fee().isPresent());
        reaches("reference", BOTH, attempt.reference().isPresent());
        reaches("used by another order", BOTH, attempt.usedBy().isPresent());
        reaches("credit", BOTH, attempt.from().isPresent());
    }

    @Property(tries = MANY, seed = "6", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void serversReachEveryStateAndEveryPart(@ForAll("servers") Server server) {
        reaches("state", ImmutableList.copyOf(ServerState.values()), server.state());
        server.trouble()
                .ifPresent(trouble ->
                        reaches("trouble", ImmutableList.copyOf(ServerTrouble.Kind.values()), trouble.kind()));
        reaches("in trouble", BOTH, server.trouble().isPresent());
        reaches("user", BOTH, server.user().isPresent());
        reaches("number", BOTH, server.id().isPresent());
        reaches("address", BOTH, server.address().isPresent());
        reaches("begun anew", BOTH, server.round() > 1);
        reaches("tried again", BOTH, server.attempts() > 1);
        reaches("reinstalled", BOTH, server.reinstalls() > 0);
        reaches("to be deleted", BOTH, server.deletionAsked().isPresent());
    }

    @Property(tries = MANY, seed = "7", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void subscriptionsReachEveryKindAndEveryPart(@ForAll("subscriptions") SubscriptionLog log) {
        reaches(
                "entries",
                ImmutableList.of(0, 1, 2, 3, 9, SubscriptionLog.MAX_ENTRIES),
                log.entries().size());
        reaches(
                "steps",
                ImmutableList.of(0, 1, 2, 3, 9, SubscriptionLog.MAX_ENTRIES),
                log.steps().size());
        log.entries().stream().limit(9).forEach(OrderArbitrariesTest::reachesItsKind);
        log.steps().stream().limit(9).forEach(taken -> {
            reaches(
                    "step",
                    ImmutableList.copyOf(RenewalStep.Kind.values()),
                    taken.step().kind());
            reaches("skipped", BOTH, taken.skipped());
            reaches("numbered", BOTH, taken.step().number() > 0);
        });
    }

    private static void reachesItsKind(SubscriptionEntry entry) {
        reaches("entry", ImmutableList.copyOf(SubscriptionEntry.class.getPermittedSubclasses()), entry.getClass());
        if (entry instanceof SubscriptionEntry.Suspended it) {
            reaches("suspended", ImmutableList.copyOf(SuspensionReason.values()), it.reason());
            reaches("why", BOTH, it.why().isEmpty());
        } else if (entry instanceof SubscriptionEntry.Lifted it) {
            reaches("lifted", ImmutableList.copyOf(SuspensionReason.values()), it.reason());
        } else if (entry instanceof SubscriptionEntry.Renewing it) {
            reaches("wanted", BOTH, it.wanted());
        } else if (entry instanceof SubscriptionEntry.Changing it) {
            reaches("to another package", BOTH, it.to().isPresent());
        }
    }

    @Provide
    Arbitrary<SubscriptionLog> subscriptions() {
        return OrderArbitraries.subscriptionLogs();
    }

    /** Who did something to a subscription, and why, is the shop's own; so is what was done about its end. */
    @Property(tries = 300)
    void aCustomerSeesWhatHappenedToASubscriptionAndNotWhoDidIt(@ForAll("orders") Order order) {
        SubscriptionLog seen = order.asSeenByCustomer().subscription();
        assertEquals(List.of(), seen.steps());
        assertEquals(
                order.subscription().entries().stream()
                        .map(entry -> List.of(entry.getClass(), entry.at()))
                        .toList(),
                seen.entries().stream()
                        .map(entry -> List.of(entry.getClass(), entry.at()))
                        .toList());
        assertTrue(seen.entries().stream().allMatch(entry -> entry.by().equals(StatusChange.SYSTEM)));
        assertEquals(order.sequel(), order.asSeenByCustomer().sequel());
    }

    @Provide
    Arbitrary<Server> servers() {
        return OrderArbitraries.servers();
    }

    /** What customers see of an order has nothing that stands only in what the shop keeps for itself. */
    @Property(tries = 300)
    void aCustomerSeesNothingOfHowAServerIsMade(@ForAll("orders") Order order) {
        Order seen = order.asSeenByCustomer();
        seen.item().plan().ifPresent(plan -> {
            assertEquals(ServerStartup.OF_THE_EGG, plan.startup());
            assertTrue(plan.locations().isEmpty()
                    && plan.nodes().isEmpty()
                    && plan.nest().isEmpty());
            assertEquals(order.item().plan().orElseThrow().limits(), plan.limits());
        });
        seen.server().ifPresent(server -> {
            assertTrue(server.trouble().isEmpty() && server.node().isEmpty());
            assertTrue(server.deletionAsked().isEmpty());
            assertEquals(List.of(1, 0, 0), List.of(server.round(), server.attempts(), server.reinstalls()));
            assertEquals(order.server().orElseThrow().address(), server.address());
        });
        assertEquals(order.server().isPresent(), seen.server().isPresent());
        assertEquals(seen, seen.asSeenByCustomer());
    }

    @Provide
    Arbitrary<Payment> attempts() {
        return OrderArbitraries.attempts();
    }

    private static ImmutableList<List<OrderStatus>> ways() {
        return ImmutableList.copyOf(Flows.ways(OrderFlow.ORDER_STATUS_FLOW));
    }

    @Property(tries = MANY, seed = "2", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void namesReachManyScriptsAndEmoji(@ForAll("orders") Order order) {
        String name = order.customer().displayName();
        for (UnicodeScript script : SCRIPTS) {
            reaches(script.name(), BOTH, name.codePoints().anyMatch(point -> UnicodeScript.of(point) == script));
        }
        reaches("emoji of several parts", BOTH, name.contains("👨‍👩‍👧‍👦"));
        reaches("no name", BOTH, name.isEmpty());
        reaches("beyond 16 bits", BOTH, name.codePoints().anyMatch(Character::isSupplementaryCodePoint));
    }

    @Property(tries = 300)
    void ordersAreTheSameWhenRestoredFromTheirParts(@ForAll("orders") Order order) {
        Order restored = Order.restore(
                        order.id(), order.customer(), order.item(), order.createdAt(), order.statusHistory())
                .updatedAt(order.updatedAt())
                .notes(Notes.parse(order.notes().toString()))
                .adminNotes(Notes.parse(order.adminNotes().toString()))
                .serverId(order.serverId().orElse(null))
                .paymentProof(order.paymentProof().orElse(null))
                .username(order.username().orElse(null))
                .claims(order.claims())
                .payments(Payments.of(order.payments().all()))
                .server(order.server().orElse(null))
                .sequel(order.sequel().orElse(null))
                .subscription(SubscriptionLog.of(
                        order.subscription().entries(), order.subscription().steps()))
                .build(OrderFlow.ORDER_STATUS_FLOW);
        assertEquals(order, restored);
        assertEquals(
                order.customer().displayName(), FreeText.name(order.customer().displayName()));
        assertFalse(order.updatedAt().isBefore(order.lastChange().timestamp()));
    }

    /** Each part's extremes are met although {@link OrderArbitraries#orders} lists no edge cases of its own. */
    @Property(tries = MANY, seed = "4", shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void extremesAreReached(@ForAll("orders") Order order) {
        reaches("free", BOTH, order.totalAmount().isZero());
        reaches("dear", BOTH, order.item().pricePerMonth().getAmountMajor().precision() == Amounts.MAX_DIGITS);
        reaches(
                "short server id",
                BOTH,
                order.serverId().filter(id -> id.length() == 1).isPresent());
        reaches("long name", BOTH, FreeText.length(order.customer().displayName()) > 40);
        reaches(
                "same time twice",
                BOTH,
                order.statusHistory().size() > 1
                        && order.lastChange().timestamp().equals(order.createdAt()));
        reaches("long ago", BOTH, order.createdAt().isBefore(Instant.parse("2000-01-01T00:00:00Z")));
    }

    @Property(tries = 300)
    void anOrderHasAServerExactlyIfItWasEverCompleted(@ForAll("orders") Order order) {
        boolean completed = order.statusHistory().stream().anyMatch(change -> change.status() == OrderStatus.COMPLETED);
        assertEquals(completed, order.serverId().isPresent());
    }

    @Property(tries = 300)
    void ordersInAStatusAreInIt(@ForAll("statusesWithOrders") StatusWithOrder pair) {
        assertEquals(pair.status(), pair.order().status());
    }

    record StatusWithOrder(OrderStatus status, Order order) {}

    @Provide
    Arbitrary<StatusWithOrder> statusesWithOrders() {
        return Arbitraries.of(OrderStatus.class)
                .flatMap(status -> OrderArbitraries.ordersIn(status).map(order -> new StatusWithOrder(status, order)));
    }

    @Property(tries = 300)
    void ordersOfAnyFlowFollowItsArrows(@ForAll("flowsWithOrders") FlowWithOrder pair) {
        List<OrderStatus> way =
                pair.order().statusHistory().stream().map(StatusChange::status).toList();
        for (int i = 1; i < way.size(); i++) {
            assertTrue(pair.flow().allows(way.get(i - 1), way.get(i)));
        }
    }

    record FlowWithOrder(OrderFlow flow, Order order) {}

    @Provide
    Arbitrary<FlowWithOrder> flowsWithOrders() {
        return OrderArbitraries.flows()
                .flatMap(flow -> OrderArbitraries.orders(flow).map(order -> new FlowWithOrder(flow, order)));
    }

    @Property(tries = MANY, seed = "3", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void flowsReachCirclesAndEveryArrow(@ForAll("flows") OrderFlow flow) {
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : OrderStatus.values()) {
                if (from != to) {
                    reaches(from + " to " + to, BOTH, flow.allows(from, to));
                }
            }
        }
        reaches("circle", BOTH, longest(flow) > OrderStatus.values().length);
    }

    private static int longest(OrderFlow flow) {
        return Iterables.getLast(Flows.ways(flow)).size();
    }

    @Property(tries = 300)
    void idsArePersonsAndOrdersAgain(@ForAll("orderIds") OrderId id, @ForAll("personIds") PersonId person) {
        assertTrue(OrderId.candidates(id.toString()).contains(id));
        assertEquals(person, PersonId.of(person.text()));
    }

    @Property(tries = 300)
    void cataloguesSellInOneCurrency(@ForAll("catalogs") PackageCatalog catalog) {
        Set<?> currencies = catalog.all().stream()
                .map(PackageInfo::pricePerMonth)
                .map(price -> price.getCurrencyUnit())
                .collect(Collectors.toSet());
        assertEquals(Set.of(catalog.currency()), currencies);
    }

    @Provide
    Arbitrary<Order> orders() {
        return OrderArbitraries.orders();
    }

    @Provide
    Arbitrary<OrderFlow> flows() {
        return OrderArbitraries.flows();
    }

    @Provide
    Arbitrary<OrderId> orderIds() {
        return OrderArbitraries.orderIds();
    }

    @Provide
    Arbitrary<PersonId> personIds() {
        return OrderArbitraries.personIds();
    }

    @Provide
    Arbitrary<PackageCatalog> catalogs() {
        return CatalogArbitraries.catalogs();
    }
}
