package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Reach.reaches;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.RequestId;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.StatisticsReport;
import org.joda.money.Money;

/** Whatever is broken is refused, and for the rule that it says. */
class BrokenArbitrariesTest {

    private static final List<String> RULES = List.of(
            "arrows",
            "the history must begin with pending",
            "the history has more than 200 entries",
            "the history's times go backwards",
            "createdAt lies outside",
            "updatedAt lies outside",
            "history time lies outside",
            "serverId must match",
            "username must match",
            "paymentProof must match",
            "the server of an order follows the plan of its item",
            "an order is no sequel of itself",
            "a sequel of another order begins no subscription",
            "an upgrade is sold for one month",
            "an upgrade has its prices in one currency",
            "a credit is in another currency than the order");

    private static final PackageInfo BRONZE =
            PackageCatalog.PACKAGE_CATALOG.find(PackageType.BRONZE).orElseThrow();

    private static <T> void assertRefused(Broken<T> broken, Consumer<T> use) {
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> use.accept(broken.input()), broken::toString);
        String why = String.valueOf(refusal.getMessage());
        assertTrue(why.contains(broken.rule()), () -> broken + " was refused because " + why);
    }

    @Property(tries = 200)
    void anOrderIdIsRefused(@ForAll("orderIds") Broken<String> text) {
        assertRefused(text, OrderId::of);
    }

    @Property(tries = 200)
    void anIdentityIsRefused(@ForAll("personIds") Broken<String> text) {
        assertRefused(text, PersonId::of);
    }

    @Property(tries = 200)
    void anActorIsRefused(@ForAll("actors") Broken<BrokenArbitraries.ActorParts> actor) {
        assertRefused(actor, parts -> new Actor(parts.role(), parts.person()));
    }

    @Property(tries = 200)
    void aPackageCodeIsRefused(@ForAll("packageCodes") Broken<String> text) {
        assertRefused(text, PackageType::new);
    }

    @Property(tries = 200)
    void aRequestIdIsRefused(@ForAll("requestIds") Broken<String> text) {
        assertRefused(text, RequestId::new);
    }

    @Property(tries = 200)
    void aDurationIsRefused(@ForAll("durations") Broken<Integer> months) {
        assertRefused(months, number -> OrderItem.of(BRONZE, number));
    }

    @Property(tries = 200)
    void aPriceIsRefused(@ForAll("prices") Broken<Money> price) {
        assertRefused(price, money -> Amounts.of(money.getCurrencyUnit(), money.getAmount()));
    }

    @Property(tries = 200)
    void aCatalogueIsRefused(@ForAll("catalogs") Broken<List<PackageInfo>> packages) {
        assertRefused(packages, PackageCatalog::of);
    }

    @Property(tries = 200)
    void aFlowIsRefused(@ForAll("flows") Broken<ImmutableSetMultimap<OrderStatus, OrderStatus>> arrows) {
        assertRefused(arrows, OrderFlow::of);
    }

    @Property(tries = 200)
    void anAuthorIsRefused(@ForAll("authors") Broken<String> author) {
        assertRefused(author, by -> new StatusChange(OrderStatus.PENDING, Fixtures.NOON, by, ""));
    }

    @Property(tries = 200)
    void aServerIdIsRefused(@ForAll("serverIds") Broken<String> text) {
        assertRefused(text, id -> Fixtures.anOrder(1).pending().withServerId(Fixtures.NOON, id));
    }

    @Property(tries = 200)
    void aUsernameIsRefused(@ForAll("usernames") Broken<String> text) {
        assertRefused(text, name -> Fixtures.anOrder(1).pending().withUsername(Fixtures.NOON, name));
    }

    @Property(tries = 200)
    void aPaymentProofIsRefused(@ForAll("paymentProofs") Broken<String> text) {
        assertRefused(text, proof -> Fixtures.anOrder(1).pending().withPaymentProof(Fixtures.NOON, proof));
    }

    @Property(tries = 200)
    void aServerOfAPanelIsRefused(@ForAll("servers") Broken<Server.Builder> server) {
        assertRefused(server, Server.Builder::build);
    }

    @Property(tries = 200)
    void limitsAreRefused(@ForAll("limits") Broken<List<Integer>> limits) {
        assertRefused(limits, of -> new ServerLimits(of.get(0), of.get(1), of.get(2), of.get(3), of.get(4)));
    }

    @Property(tries = 200)
    void aQueryIsRefused(@ForAll("queries") Broken<OrderQuery.Builder> query) {
        assertRefused(query, OrderQuery.Builder::build);
    }

    @Property(tries = 1_000, seed = "1", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anOrderIsRefusedForEachOfItsRules(@ForAll("orders") Broken<Order.Builder> order) {
        assertRefused(order, builder -> builder.build(OrderFlow.ORDER_STATUS_FLOW));
        reaches("rule", RULES, order.rule().startsWith("from ") ? "arrows" : order.rule());
    }

    @Provide
    Arbitrary<Broken<String>> orderIds() {
        return BrokenArbitraries.orderIds();
    }

    @Provide
    Arbitrary<Broken<String>> personIds() {
        return BrokenArbitraries.personIds();
    }

    @Provide
    Arbitrary<Broken<BrokenArbitraries.ActorParts>> actors() {
        return BrokenArbitraries.actors();
    }

    @Provide
    Arbitrary<Broken<String>> packageCodes() {
        return BrokenArbitraries.packageCodes();
    }

    @Provide
    Arbitrary<Broken<String>> requestIds() {
        return BrokenArbitraries.requestIds();
    }

    @Provide
    Arbitrary<Broken<Integer>> durations() {
        return BrokenArbitraries.durations();
    }

    @Provide
    Arbitrary<Broken<Money>> prices() {
        return BrokenArbitraries.prices();
    }

    @Provide
    Arbitrary<Broken<List<PackageInfo>>> catalogs() {
        return BrokenArbitraries.catalogs();
    }

    @Provide
    Arbitrary<Broken<ImmutableSetMultimap<OrderStatus, OrderStatus>>> flows() {
        return BrokenArbitraries.flows();
    }

    @Provide
    Arbitrary<Broken<String>> authors() {
        return BrokenArbitraries.authors();
    }

    @Provide
    Arbitrary<Broken<String>> serverIds() {
        return BrokenArbitraries.serverIds();
    }

    @Provide
    Arbitrary<Broken<String>> usernames() {
        return BrokenArbitraries.usernames();
    }

    @Provide
    Arbitrary<Broken<String>> paymentProofs() {
        return BrokenArbitraries.paymentProofs();
    }

    @Provide
    Arbitrary<Broken<Server.Builder>> servers() {
        return BrokenArbitraries.servers();
    }

    @Provide
    Arbitrary<Broken<List<Integer>>> limits() {
        return BrokenArbitraries.limits();
    }

    @Provide
    Arbitrary<Broken<OrderQuery.Builder>> queries() {
        return BrokenArbitraries.queries();
    }

    @Provide
    Arbitrary<Broken<Order.Builder>> orders() {
        return BrokenOrders.orders();
    }
}
