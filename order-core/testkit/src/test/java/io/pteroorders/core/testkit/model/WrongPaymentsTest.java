package io.pteroorders.core.testkit.model;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ForwardingOperations;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import io.pteroorders.core.testkit.OrderLifecycleModel.Parts;
import io.pteroorders.core.testkit.wrong.ForwardingStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The model bites: shops that go wrong about money in one thing each are found out, and the story is short. */
@Tag("long")
@Tag("hunt")
class WrongPaymentsTest {

    /**
     * Books that are kept wrong.
     *
     * @param shown what the rules are shown of an order
     * @param written what is written of an order as it was, and as the rules made it
     */
    private record Books(UnaryOperator<Order> shown, BinaryOperator<Order> written) {

        static Books written(BinaryOperator<Order> wrong) {
            return new Books(order -> order, wrong);
        }

        OrderLifecycleModel model() {
            return Hunt.wrongStore(store -> new ForwardingStorage(store) {
                @Override
                public WriteResult update(
                        OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
                    return super.update(
                            id,
                            order -> change.apply(shown.apply(order)).map(after -> written.apply(order, after)),
                            request);
                }
            });
        }
    }

    static Stream<Arguments> wrongBooks() {
        return Stream.of(
                books("a report is not known again", Books.written(WrongPaymentsTest::unknown), "(r"),
                books("the report of money seen by hand is more money", neverByHand(), "booked: proof"),
                books("parts of the money do not add up", alone(), "expected payments"),
                books("money pays for two orders", usedAgain(), "again"),
                books("a part is taken for the whole", Books.written(WrongPaymentsTest::confirmedByAPart), "come for"),
                books(
                        "what is too much is lost",
                        Books.written(WrongPaymentsTest::withoutSurplus),
                        "expected payments"),
                books("money for a cancelled order is dropped", dropped(WrongPaymentsTest::isOfCancelled), "nothing"),
                books("money after the time is dropped", dropped(WrongPaymentsTest::isExpired), "nothing"),
                books("an attempt goes on when another is paid", waitingOn(WrongPaymentsTest::isPaidNow), "waiting"),
                books(
                        "an attempt goes on when its order is cancelled",
                        waitingOn((before, after) -> after.status() == OrderStatus.CANCELLED),
                        "waiting"),
                books("nobody signs what money confirms", Books.written(WrongPaymentsTest::unsigned), "by system "),
                books(
                        "a completed order stays so when its money went back",
                        Books.written(WrongPaymentsTest::stillCompleted),
                        "expected refunded, was completed"),
                books(
                        "what a gateway is asked for is taken for done",
                        Books.written(WrongPaymentsTest::refundedAtOnce),
                        "asked"),
                books("money that did not go back is gone", Books.written(WrongPaymentsTest::goneAllTheSame), "failed"),
                books(
                        "an amount is free at once",
                        Books.written(WrongPaymentsTest::withoutReserve),
                        "expected claims"));
    }

    private static Arguments books(String what, Books wrong, String words) {
        return argumentSet(what, what, wrong.model(), words);
    }

    @ParameterizedTest
    @MethodSource("wrongBooks")
    void wrongBooksAreFound(String what, OrderLifecycleModel model, String words) {
        Hunt.catches(what, model, words);
    }

    private static Order unknown(Order before, Order after) {
        return Altered.reports(after, report -> Optional.empty());
    }

    private static Books neverByHand() {
        return new Books(
                order -> Altered.reports(order, report -> report.or(() -> Optional.of("seen"))),
                (before, after) -> Altered.reports(after, report -> report.filter(id -> !id.equals("seen"))));
    }

    private static Optional<Payment> earlier(Order before, Payment payment) {
        return before.payments().get(payment.id().number());
    }

    /** Each report is looked at as if nothing had come before. */
    private static Books alone() {
        return new Books(
                order -> Altered.payments(
                        order, payment -> payment.isOpen() ? Altered.arrivals(payment, Stream.empty()) : payment),
                (before, after) -> Altered.payments(after, payment -> earlier(before, payment)
                        .filter(Payment::isOpen)
                        .map(open -> Altered.arrivals(
                                payment, Stream.concat(open.arrivals().stream(), payment.arrivals().stream())))
                        .orElse(payment)));
    }

    /** It is forgotten that money was used. */
    private static Books usedAgain() {
        return new Books(
                order -> Altered.payments(
                        order, payment -> Altered.copy(payment).usedBy(null).build()),
                (before, after) -> Altered.payments(
                        after,
                        payment -> payment.usedBy().isPresent()
                                        || !payment.refunds().isEmpty()
                                ? payment
                                : Altered.copy(payment)
                                        .usedBy(earlier(before, payment)
                                                .flatMap(Payment::usedBy)
                                                .orElse(null))
                                        .build()));
    }

    private static Order confirmedByAPart(Order before, Order after) {
        Instant now = after.updatedAt();
        return after.payments()
                .open()
                .filter(Payment::isPartlyPaid)
                .map(part -> after.withPayment(now, part.moved(PaymentState.PAID, now)))
                .flatMap(paid -> paid.transition(
                                OrderFlow.ORDER_STATUS_FLOW,
                                new StatusChange(OrderStatus.CONFIRMED, now, "system:link", ""))
                        .value())
                .orElse(after);
    }

    private static boolean hasMore(Order before, Payment payment) {
        return earlier(before, payment)
                .filter(known -> known.arrivals().size() < payment.arrivals().size())
                .isPresent();
    }

    private static Order withoutSurplus(Order before, Order after) {
        return Altered.payments(after, payment -> {
            boolean surplus = payment.amountPaid().isGreaterThan(payment.amountDue())
                    && hasMore(before, payment)
                    && earlier(before, payment).orElseThrow().amountMissing().isPositive();
            return surplus ? cut(payment) : payment;
        });
    }

    private static Payment cut(Payment payment) {
        List<PaymentArrival> parts = new ArrayList<>(payment.arrivals());
        PaymentArrival last = parts.remove(parts.size() - 1);
        Money fits = last.amount().minus(payment.amountPaid().minus(payment.amountDue()));
        parts.add(new PaymentArrival(fits, last.at(), last.by(), last.report()));
        return Altered.arrivals(payment, parts.stream());
    }

    /** Whether an attempt of an order is one of some kind. */
    private interface Rule {
        boolean test(Order order, Payment payment);
    }

    private static Books dropped(Rule rule) {
        return Books.written((before, after) -> {
            boolean more = after.payments().all().stream()
                    .anyMatch(payment -> hasMore(before, payment)
                            && rule.test(before, earlier(before, payment).orElseThrow()));
            return more ? before : after;
        });
    }

    private static boolean isOfCancelled(Order before, Payment payment) {
        return before.status() == OrderStatus.CANCELLED;
    }

    private static boolean isExpired(Order before, Payment payment) {
        return payment.state() == PaymentState.EXPIRED;
    }

    /** Whether something happened between two states of an order. */
    private interface Happened {
        boolean test(Order before, Order after);
    }

    private static boolean isPaidNow(Order before, Order after) {
        return after.payments().paid().isPresent() && before.payments().paid().isEmpty();
    }

    private static Books waitingOn(Happened when) {
        return Books.written((before, after) -> Altered.payments(after, payment -> {
            boolean waited = earlier(before, payment)
                    .filter(open -> open.state() == PaymentState.WAITING)
                    .isPresent();
            boolean ended = waited && payment.state() == PaymentState.CANCELLED;
            return ended && when.test(before, after) ? Altered.waiting(payment) : payment;
        }));
    }

    private static Order unsigned(Order before, Order after) {
        StatusChange last = after.lastChange();
        if (before.statusHistory().equals(after.statusHistory())
                || !last.updatedBy().startsWith("system:")) {
            return after;
        }
        List<StatusChange> history = new ArrayList<>(before.statusHistory());
        history.add(new StatusChange(last.status(), last.timestamp(), StatusChange.SYSTEM, last.notes()));
        return Altered.history(after, history);
    }

    private static Order stillCompleted(Order before, Order after) {
        boolean byRefund = before.status() == OrderStatus.COMPLETED
                && after.status() == OrderStatus.REFUNDED
                && after.lastChange().notes().equals("sorry");
        return byRefund ? Altered.history(after, before.statusHistory()) : after;
    }

    private static Order refundedAtOnce(Order before, Order after) {
        return withEnded(after, after, PaymentRefund.State.ASKED);
    }

    private static Order goneAllTheSame(Order before, Order after) {
        boolean failed = !before.equals(after)
                && after.payments().all().stream()
                        .flatMap(payment -> payment.refunds().stream())
                        .anyMatch(refund -> refund.state() == PaymentRefund.State.FAILED
                                && refund.report().isEmpty());
        return failed ? withEnded(before, after, PaymentRefund.State.ASKED) : after;
    }

    /** The order in which whatever goes back went back. */
    private static Order withEnded(Order order, Order otherwise, PaymentRefund.State from) {
        for (Payment payment : order.payments().all()) {
            for (PaymentRefund refund : payment.refunds()) {
                if (refund.state() == from) {
                    return order.withPayment(
                            otherwise.updatedAt(),
                            payment.refundEnded(refund.number(), PaymentRefund.State.DONE, otherwise.updatedAt()));
                }
            }
        }
        return otherwise;
    }

    private static Order withoutReserve(Order before, Order after) {
        return after.withClaims(
                after.updatedAt(),
                after.claims().stream()
                        .filter(claim -> claim.until().equals(Claim.OPEN_ENDED)
                                || claim.space().equals("slots"))
                        .toList());
    }

    @Test
    void moreGivenBackThanCame() {
        Hunt.catches(
                "who gives too much back gives all",
                Hunt.wrongStore(GivesAll::new),
                "expected refused: nothing to use");
    }

    /** Gives back what there is if more was asked for. */
    private static final class GivesAll extends ForwardingStorage {

        GivesAll(OrderStorage store) {
            super(store);
        }

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return super.update(
                    id,
                    order -> {
                        Outcome<Order> outcome = change.apply(order);
                        boolean tooMuch = outcome.refusal()
                                .filter(refusal -> refusal instanceof Refusal.NothingToUse nothing
                                        && nothing.most().isPresent())
                                .isPresent();
                        return tooMuch ? Outcome.done(givenBack(order)) : outcome;
                    },
                    request);
        }

        private static Order givenBack(Order order) {
            Payment money = order.moneyToGiveBack().orElseThrow();
            Payment back = money.withRefund(money.amountHeld(), order.updatedAt(), "owner", "");
            return order.withPayment(
                    order.updatedAt(),
                    back.refundEnded(back.refunds().size(), PaymentRefund.State.DONE, order.updatedAt()));
        }
    }

    @Test
    void moneyOfAnotherOrderCountedAgain() {
        Hunt.catches(
                "money that pays for a second order is income again",
                Hunt.wrongStore(CountsCredit::new),
                "in the statistics of");
    }

    /** Counts what was paid for another order before as paid. */
    private static final class CountsCredit extends ForwardingStorage {

        CountsCredit(OrderStorage store) {
            super(store);
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            StatisticsCollector collector = new StatisticsCollector(Fixtures.JAKARTA);
            query(OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT).build()).orders().stream()
                    .map(order -> Altered.payments(
                            order, payment -> payment.from().isPresent() ? Altered.ofItsOwn(payment) : payment))
                    .forEach(collector::add);
            LocalDate day = LocalDate.ofInstant(asOf, Fixtures.JAKARTA);
            return collector.statistics(StatisticsPeriod.containing(day, unit), asOf);
        }
    }

    @Test
    void anAmountForTwo() {
        Hunt.catches(
                "two orders wait for the same amount",
                Hunt.wrongShop(parts -> {
                    OrderService service = parts.service()
                            .payBy(List.of(new SameForAll()))
                            .listener(parts.listener(), Runnable::run)
                            .build();
                    return service;
                }),
                "expected claims");
    }

    /** Asks everybody for the same. */
    private record SameForAll() implements PaymentMethod {

        @Override
        public String name() {
            return "code";
        }

        @Override
        public ImmutableList<Money> amounts(Money total) {
            return ImmutableList.of(total.minusMajor(1));
        }

        @Override
        public Payment begin(PaymentId id, Money amount, Instant now) {
            return Payment.begin(id, name(), amount, now)
                    .expiresAt(now.plusSeconds(3_600))
                    .build();
        }
    }

    @Test
    void whatAGatewaySaidShownToTheCustomer() {
        Hunt.catches("a customer sees what gateways say", Hunt.wrongShop(ShowsReports::new), "customer");
    }

    /** Gives customers their payments as the shop sees them. */
    private record ShowsReports(OrderService service) implements ForwardingOperations {

        ShowsReports(Parts parts) {
            this(Hunt.rightService(parts));
        }

        @Override
        public Outcome<Order> get(Actor actor, OrderId id) {
            return service.get(actor, id).map(seen -> {
                List<Payment> all =
                        service.get(Actor.SYSTEM, id).get().payments().all();
                return Altered.payments(seen, payment -> all.get(payment.id().number() - 1));
            });
        }
    }
}
