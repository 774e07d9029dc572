package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Reach.BOTH;
import static io.pteroorders.core.testkit.Reach.reaches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.StatisticsReport;

/** Answers are such as the program gives, and they get everywhere. Fixed seeds, so that each run sees the same values. */
@Tag("long")
@Tag("hunt")
class ResultArbitrariesTest {

    private static final int MANY = 400;

    @Property(tries = MANY, seed = "1", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void outcomesAreDoneOrRefusedForEveryReason(@ForAll("outcomes") Outcome<OrderId> outcome) {
        reaches("done", BOTH, outcome.isDone());
        outcome.refusal()
                .ifPresent(refusal -> reaches("code", ImmutableList.copyOf(Refusal.Code.values()), refusal.code()));
    }

    @Property(tries = 300)
    void aMoveThatIsRefusedIsNotInTheFlow(@ForAll("illegal") Refusal refusal) {
        Refusal.IllegalTransition illegal = (Refusal.IllegalTransition) refusal;
        assertFalse(OrderFlow.ORDER_STATUS_FLOW.allows(illegal.from(), illegal.wanted()));
        assertEquals(OrderFlow.ORDER_STATUS_FLOW.next(illegal.from()), illegal.allowed());
    }

    @Property(tries = 300)
    void idsThatCannotBeToldApartEndAlike(@ForAll("ambiguous") Refusal refusal) {
        Refusal.AmbiguousId ambiguous = (Refusal.AmbiguousId) refusal;
        assertTrue(ambiguous.matches().size() > 1);
        assertTrue(ambiguous.matches().stream().allMatch(id -> id.toString().endsWith(ambiguous.asked())));
    }

    @Property(tries = MANY, seed = "2", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void violationsReachEveryCodeAndEveryPart(@ForAll("violations") Violation violation) {
        reaches("code", ImmutableList.copyOf(Violation.Code.values()), violation.code());
        reaches("rejected", BOTH, violation.rejected().isPresent());
        reaches("allowed", BOTH, violation.allowed().isEmpty());
        reaches("range", BOTH, violation.range().isPresent());
    }

    @Property(tries = MANY, seed = "3", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void writesReachEveryKindWithAndWithoutAnOrder(@ForAll("writeResults") WriteResult result) {
        assertEquals(result.kind() == WriteResult.Kind.REFUSED, result.refusal().isPresent());
        assertTrue(result.after()
                .map(Order::id)
                .filter(id -> !id.equals(result.id()))
                .isEmpty());
        reaches("kind", ImmutableList.copyOf(WriteResult.Kind.values()), result.kind());
        reaches(
                result.kind() + " before",
                befores(result.kind()),
                result.before().isPresent());
        reaches(result.kind() + " after", afters(result.kind()), result.after().isPresent());
    }

    private static ImmutableList<Boolean> befores(WriteResult.Kind kind) {
        return kind == WriteResult.Kind.DONE ? BOTH : ImmutableList.of(false);
    }

    private static ImmutableList<Boolean> afters(WriteResult.Kind kind) {
        return switch (kind) {
            case DONE, REPLAYED, REFUSED -> BOTH;
            case NOT_FOUND, ID_TAKEN -> ImmutableList.of(false);
        };
    }

    @Property(tries = MANY, seed = "4", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void pagesAreEmptyAndFullAndGoOn(@ForAll("pages") Page page) {
        assertEquals(page.more(), page.next().isPresent());
        reaches("orders", ImmutableList.of(0, 1, 2, 3, 4, 5), page.orders().size());
        reaches("more", BOTH, page.more());
        reaches("total", BOTH, page.total().isPresent());
        reaches("later page", BOTH, page.total().orElse(0) > page.orders().size() && !page.more());
    }

    @Property(tries = MANY, seed = "5", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void changesAreOfOrdersThereAndGone(@ForAll("changePages") ChangePage page) {
        reaches("none", BOTH, page.changes().isEmpty());
        reaches("more", BOTH, page.more());
        reaches("gone", BOTH, page.changes().stream().anyMatch(change -> change.order()
                .isEmpty()));
        reaches("there", BOTH, page.changes().stream().anyMatch(change -> change.order()
                .isPresent()));
    }

    @Property(tries = 300, seed = "6", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void placesInTheFeedAreItsBeginningAndOthers(@ForAll("changeTokens") ChangePage.Token token) {
        reaches("start", BOTH, token.equals(ChangePage.Token.START));
    }

    @Property(tries = MANY, seed = "7", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void figuresAreOfEveryPeriodAndSometimesNone(@ForAll("statistics") OrderStatistics figures) {
        reaches(
                "unit",
                ImmutableList.copyOf(StatisticsPeriod.Unit.values()),
                figures.period().unit());
        reaches("no orders", BOTH, figures.totalOrders() == 0);
        reaches("revenue", BOTH, !figures.revenue().isEmpty());
        reaches("several currencies", BOTH, figures.currencies().size() > 1);
        reaches("refunds", BOTH, !figures.cash().refunded().isEmpty());
        reaches("days", BOTH, figures.days().size() > 1);
        reaches("months", BOTH, figures.months().size() > 1);
        reaches("times", BOTH, !figures.medianTimes().isEmpty());
        reaches(
                "customers who came again",
                BOTH,
                figures.customers().repeatRate().orElse(0) > 0);
        reaches("before", BOTH, figures.before().isPresent());
    }

    @Property(tries = 300, seed = "8", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void failuresAreOfEveryKind(@ForAll("storageExceptions") StorageException failure) {
        assertFalse(failure.isRetryable() && failure.outcome() == StorageException.Outcome.UNKNOWN);
        reaches("outcome", ImmutableList.copyOf(StorageException.Outcome.values()), failure.outcome());
        reaches("retryable", BOTH, failure.isRetryable());
    }

    @Provide
    Arbitrary<Outcome<OrderId>> outcomes() {
        return ResultArbitraries.outcomes(OrderArbitraries.orderIds());
    }

    @Provide
    Arbitrary<Refusal> illegal() {
        return ResultArbitraries.refusals(Refusal.Code.ILLEGAL_TRANSITION);
    }

    @Provide
    Arbitrary<Refusal> ambiguous() {
        return ResultArbitraries.refusals(Refusal.Code.AMBIGUOUS_ID);
    }

    @Provide
    Arbitrary<Violation> violations() {
        return ResultArbitraries.violations();
    }

    @Provide
    Arbitrary<WriteResult> writeResults() {
        return ResultArbitraries.writeResults();
    }

    @Provide
    Arbitrary<Page> pages() {
        return ResultArbitraries.pages();
    }

    @Provide
    Arbitrary<ChangePage> changePages() {
        return ResultArbitraries.changePages();
    }

    @Provide
    Arbitrary<ChangePage.Token> changeTokens() {
        return ResultArbitraries.changeTokens();
    }

    @Provide
    Arbitrary<OrderStatistics> statistics() {
        return ResultArbitraries.statistics();
    }

    @Provide
    Arbitrary<StorageException> storageExceptions() {
        return ResultArbitraries.storageExceptions();
    }
}
