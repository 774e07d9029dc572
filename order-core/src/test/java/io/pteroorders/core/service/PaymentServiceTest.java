package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotPayable.Why;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.Booking.Kind;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.payment.UniqueAmounts;
import io.pteroorders.core.service.ReturnMoney.How;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to pay, money that comes, and money that goes back or pays for another order. */
class PaymentServiceTest extends ServiceTest {

    private static final String QRIS = "qris-static";
    private static final String GATEWAY = "midtrans";
    private static final Duration HOUR = Duration.ofHours(1);

    private final PaymentService payments = service.payments();

    @Override
    OrderService.Builder builder() {
        return super.builder()
                .maxPendingOrders(10_000)
                .payBy(List.of(new ByAmount(new Random(1)), new Charged(), new ManualPayment()));
    }

    /** A way to pay whose money is told by its amount. */
    private record ByAmount(Random random) implements PaymentMethod {

        @Override
        public String name() {
            return QRIS;
        }

        @Override
        public ImmutableList<Money> amounts(Money total) {
            return UniqueAmounts.of(total, random);
        }

        @Override
        public boolean isToldByAmount() {
            return true;
        }

        @Override
        public Payment begin(PaymentId id, Money amount, Instant now) {
            return Payment.begin(id, QRIS, amount, now)
                    .expiresAt(now.plus(HOUR))
                    .build();
        }
    }

    /** The same where nothing can be taken off. */
    private record Plain(ByAmount same) implements PaymentMethod {

        @Override
        public String name() {
            return QRIS;
        }

        @Override
        public ImmutableList<Money> amounts(Money total) {
            return ImmutableList.of(total);
        }

        @Override
        public boolean isToldByAmount() {
            return true;
        }

        @Override
        public Payment begin(PaymentId id, Money amount, Instant now) {
            return same.begin(id, amount, now);
        }
    }

    /** A way to pay that takes no more than 100,000 rupiah. */
    private record Charged() implements PaymentMethod {

        @Override
        public String name() {
            return GATEWAY;
        }

        @Override
        public ImmutableList<Money> amounts(Money total) {
            return total.isGreaterThan(Samples.rupiah(100_000)) ? ImmutableList.of() : ImmutableList.of(total);
        }

        @Override
        public Payment begin(PaymentId id, Money amount, Instant now) {
            return Payment.begin(id, GATEWAY, amount, now)
                    .expiresAt(now.plus(HOUR))
                    .build();
        }
    }

    private Order ordered(String item) {
        return ordered(Samples.budi(), item);
    }

    private Order ordered(Customer customer, String item) {
        return service.create(Actor.customer(customer.id()), new CreateOrder(customer, item, 1))
                .get();
    }

    private Order begun(Order order, String method) {
        return payments.begin(BUDI, begin(order, method)).get();
    }

    private static BeginPayment begin(Order order, String method) {
        return new BeginPayment(order.id(), Optional.of(method), NO_REQUEST);
    }

    private static Payment last(Order order) {
        return Iterables.getLast(order.payments().all());
    }

    private static Payment first(Order order) {
        return order.payments().get(1).orElseThrow();
    }

    private static Why why(Refusal refusal) {
        return assertInstanceOf(Refusal.NotPayable.class, refusal).why();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private PaymentReport money(String id, Money amount) {
        return PaymentReport.ofMoney(id, "system:feed", amount, now.get());
    }

    private Kind kind(Outcome<Booking> booked) {
        return booked.get().kind();
    }

    private Optional<Kind> come(String id, Money amount) {
        return payments.bookByAmount(QRIS, money(id, amount)).map(Booking::kind);
    }

    private Order paid(Order order) {
        assertEquals(
                Kind.PAID,
                kind(payments.book(
                        last(order).id(),
                        money("m-" + last(order).id(), last(order).amountDue()))));
        return stored(order.id());
    }

    private Order completed(Order order) {
        service.process(ADMIN, move(order.id())).get();
        return service.complete(ADMIN, new CompleteOrder(order.id(), "srv-1", ""))
                .get();
    }

    private Order cancelled(Order order) {
        return service.cancel(ADMIN, move(order.id())).get();
    }

    // New orders and their attempts.

    @Test
    void aNewOrderBeginsWithAnAttemptByTheFirstWayToPay() {
        Order order = ordered("bronze");
        assertEquals(QRIS, last(order).method());
        long less =
                order.totalAmount().minus(last(order).amountDue()).getAmount().longValueExact();
        assertTrue(less >= 1 && less <= 199, "less " + less);
        assertEquals(
                List.of(last(stored(order.id())).claim()), stored(order.id()).claims());
    }

    @Test
    void ofAThousandOrdersAtOnceNoTwoAskForTheSameAmount() {
        List<Order> orders = Samples.race(4, racer -> IntStream.range(0, 250)
                        .mapToObj(each -> service.create(
                                        BUDI, new CreateOrder(Samples.budi(), "bronze", each < 60 ? 1 : 1 + each % 12))
                                .get())
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        List<Money> amounts = orders.stream()
                .map(PaymentServiceTest::last)
                .filter(attempt -> attempt.method().equals(QRIS))
                .map(Payment::amountDue)
                .toList();
        assertEquals(1000, orders.size());
        assertEquals(Set.copyOf(amounts).size(), amounts.size());
        assertTrue(amounts.size() >= 1000 - 4 * (60 + 16) + 199, amounts.size() + " have an amount of their own");
    }

    @Test
    void whereNoAmountIsFreeAnotherWayToPayIsOffered() {
        for (int i = 0; i < 199; i++) {
            ordered("bronze");
        }
        Order order = ordered("bronze");
        assertEquals(GATEWAY, last(order).method());
        Refusal refusal = refused(() -> payments.begin(BUDI, begin(order, QRIS)));
        assertEquals(Why.NO_FREE_AMOUNT, why(refusal));
        assertEquals(List.of(GATEWAY, "manual"), ((Refusal.NotPayable) refusal).others());
    }

    @Test
    void anOrderBeginsWithoutAnAttemptWhereNothingIsFree() {
        OrderService only = super.builder()
                .payBy(List.of(new ByAmount(new Random(1))))
                .maxPendingOrders(500)
                .build();
        for (int i = 0; i < 199; i++) {
            only.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1)).get();
        }
        Order order =
                only.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1)).get();
        assertEquals(Payments.NONE, order.payments());
        assertEquals(List.of(), stored(order.id()).claims());
    }

    @Test
    void nobodyIsAskedToPayNothing() {
        PackageInfo bronze =
                PackageCatalog.PACKAGE_CATALOG.find(PackageType.BRONZE).orElseThrow();
        PackageInfo free = new PackageInfo(
                bronze.type(), bronze.name(), bronze.specifications(), Samples.rupiah(0), bronze.emoji(), true);
        OrderService shop = builder().catalog(PackageCatalog.of(List.of(free))).build();
        Order order =
                shop.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1)).get();
        assertEquals(Payments.NONE, order.payments());
        assertEquals(Why.AMOUNT, why(refused(() -> shop.payments().begin(BUDI, begin(order, "manual")))));
        assertEquals(
                OrderStatus.CONFIRMED,
                shop.confirm(ADMIN, move(order.id())).get().status());
    }

    @Test
    void theAttemptThatRunsIsGivenAgain() {
        Order order = ordered("bronze");
        Order again = begun(order, QRIS);
        assertEquals(order.payments(), again.payments());
        BeginPayment any = new BeginPayment(order.id(), Optional.empty(), NO_REQUEST);
        assertEquals(order.payments(), payments.begin(BUDI, any).get().payments());
    }

    @Test
    void anotherWayToPayCancelsTheAttemptThatRuns() {
        Order order = begun(ordered("bronze"), GATEWAY);
        assertEquals(PaymentState.CANCELLED, first(order).state());
        assertEquals(PaymentState.WAITING, last(order).state());
        assertEquals(order.totalAmount(), last(order).amountDue());
    }

    @Test
    void whatCannotBeginSaysWhyAndWhatCan() {
        Order order = ordered("bronze");
        Refusal unknown = refused(() -> payments.begin(BUDI, begin(order, "gold-coins")));
        assertEquals(Why.UNKNOWN_METHOD, why(unknown));
        assertEquals(List.of(QRIS, GATEWAY, "manual"), ((Refusal.NotPayable) unknown).others());
        Order dear = service.create(BUDI, new CreateOrder(Samples.budi(), "diamond", 12))
                .get();
        assertEquals(Why.AMOUNT, why(refused(() -> payments.begin(BUDI, begin(dear, GATEWAY)))));
    }

    @Test
    void onlyAPendingOrderIsPaidAndOnlyByWhoMaySeeIt() {
        Order order = paid(ordered("bronze"));
        assertInstanceOf(Refusal.WrongStatus.class, refused(() -> payments.begin(BUDI, begin(order, GATEWAY))));
        assertInstanceOf(Refusal.OrderNotFound.class, refused(() -> payments.begin(SITI, begin(order, GATEWAY))));
    }

    @Test
    void anOrderIsTriedToBePaidTwentyTimesAtMost() {
        Order order = ordered("bronze");
        for (int i = 1; i < Payments.MAX_COUNT; i++) {
            order = begun(order, i % 2 == 1 ? GATEWAY : "manual");
        }
        Order full = order;
        assertEquals(Why.TOO_MANY_ATTEMPTS, why(refused(() -> payments.begin(BUDI, begin(full, QRIS)))));
    }

    @Test
    void anAttemptWithAPartOfItsMoneyIsNotGivenUpForAnother() {
        Order order = ordered("bronze");
        assertEquals(Kind.PART, kind(payments.match(ADMIN, order.id(), money("m1", Samples.rupiah(1_000)))));
        assertEquals(Why.PARTLY_PAID, why(refused(() -> payments.begin(BUDI, begin(order, GATEWAY)))));
    }

    @Test
    void aPartThatCameAfterTheTimeIsNoReasonToBeginAnew() {
        Order order = ordered("bronze");
        payments.expire(last(order).id(), "system").get();
        assertEquals(Kind.PART, kind(payments.match(ADMIN, order.id(), money("m1", Samples.rupiah(1_000)))));
        assertEquals(Why.PARTLY_PAID, why(refused(() -> payments.begin(BUDI, begin(order, GATEWAY)))));
        assertEquals(
                Kind.PAID,
                kind(payments.match(
                        ADMIN, order.id(), money("m2", last(order).amountDue().minus(Samples.rupiah(1_000))))));
    }

    @Test
    void anOrderMayAskForTheAmountAgainThatItAskedForBefore() {
        OrderService only = super.builder()
                .payBy(List.of(new Plain(new ByAmount(new Random(1)))))
                .build();
        Order order =
                only.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1)).get();
        only.payments().expire(last(order).id(), "system").get();
        Order again = only.payments().begin(BUDI, begin(order, QRIS)).get();
        assertEquals(2, again.payments().all().size());
        assertEquals(List.of(last(again).claim()), stored(order.id()).claims());
        Booking booking = only.payments()
                .bookByAmount(QRIS, money("m1", order.totalAmount()))
                .orElseThrow();
        assertEquals(PaymentState.PAID, last(booking.order()).state());
        assertEquals(PaymentState.EXPIRED, first(booking.order()).state());
    }

    // Money that is told by its amount.

    @Test
    void moneyThatIsToldByItsAmountPaysTheOrderThatAskedForIt() {
        Order order = ordered("bronze");
        ordered("bronze");
        assertEquals(Optional.of(Kind.PAID), come("m1", last(order).amountDue()));
        assertEquals(OrderStatus.CONFIRMED, stored(order.id()).status());
        assertEquals("system:feed", stored(order.id()).lastChange().updatedBy());
    }

    @Test
    void whatNobodyOwesIsNotBooked() {
        Order order = stored(ordered("bronze").id());
        assertEquals(Optional.empty(), come("m1", order.totalAmount()));
        assertEquals(
                Optional.empty(),
                payments.bookByAmount(GATEWAY, money("m1", last(order).amountDue())));
        assertEquals(
                Optional.empty(),
                payments.bookByAmount("", money("m1", last(order).amountDue())));
        assertEquals(order, stored(order.id()));
    }

    @Test
    void moneyThatComesWithinADayAfterTheEndIsTheOrders() {
        Order order = ordered("bronze");
        pass(HOUR);
        payments.expire(last(order).id(), "system").get();
        pass(Duration.ofHours(23));
        assertEquals(Optional.of(Kind.PAID), come("m1", last(order).amountDue()));
    }

    @Test
    void moneyThatComesLaterIsNobodys() {
        Order order = ordered("bronze");
        payments.expire(last(order).id(), "system").get();
        pass(Duration.ofHours(24));
        assertEquals(Optional.empty(), come("m1", last(order).amountDue()));
    }

    @Test
    void moneyIsNobodysThatCameBeforeItWasAskedForAsFarAsClocksAgree() {
        Order order = ordered("bronze");
        Money due = last(order).amountDue();
        PaymentReport early =
                PaymentReport.ofMoney("m1", "system:feed", due, now.get().minusSeconds(121));
        assertEquals(Optional.empty(), payments.bookByAmount(QRIS, early));
        PaymentReport slow =
                PaymentReport.ofMoney("m2", "system:feed", due, now.get().minusSeconds(120));
        assertEquals(Optional.of(Kind.PAID), payments.bookByAmount(QRIS, slow).map(Booking::kind));
    }

    @Test
    void theSameAmountASecondTimeIsNobodysAndTheSameReportIsKnown() {
        Order order = ordered("bronze");
        assertEquals(Optional.of(Kind.PAID), come("m1", last(order).amountDue()));
        assertEquals(Optional.empty(), come("m2", last(order).amountDue()));
        assertEquals(Optional.of(Kind.STALE), come("m1", last(order).amountDue()));
        assertEquals(last(order).amountDue(), last(stored(order.id())).amountPaid());
    }

    @Test
    void theFirstMoneyAfterAConfirmationByHandIsItsProof() {
        Order order = ordered("bronze");
        service.confirm(ADMIN, move(order.id())).get();
        assertEquals(Optional.of(Kind.PROOF), come("m1", last(order).amountDue()));
        assertEquals(Optional.empty(), come("m2", last(order).amountDue()));
        assertEquals(last(order).amountDue(), last(stored(order.id())).amountPaid());
    }

    @Test
    void moneyForACancelledOrderIsMoneyWithoutAnOrder() {
        Order order = cancelled(ordered("bronze"));
        assertEquals(Optional.of(Kind.WITHOUT_ORDER), come("m1", last(order).amountDue()));
        assertEquals(Optional.of(last(order).amountDue()), stored(order.id()).owed());
    }

    @Test
    void moneyOfAnAttemptThatWasGivenUpForAnotherPaysAsLongAsTheOrderIsNotPaid() {
        Order order = begun(ordered("bronze"), GATEWAY);
        assertEquals(Optional.of(Kind.PAID), come("m1", first(order).amountDue()));
        assertEquals(PaymentState.CANCELLED, last(stored(order.id())).state());
        assertEquals(Kind.WITHOUT_ORDER, kind(payments.book(last(order).id(), money("m2", order.totalAmount()))));
        assertEquals(Optional.of(last(stored(order.id()))), stored(order.id()).moneyWithoutOrder());
    }

    @Test
    void whatPaidFirstIsWhatTheOrderNeedsWhateverItsNumber() {
        Order order = paid(begun(ordered("bronze"), GATEWAY));
        pass(HOUR);
        assertEquals(Optional.of(Kind.WITHOUT_ORDER), come("m1", first(order).amountDue()));
        assertEquals(Optional.of(first(stored(order.id()))), stored(order.id()).moneyWithoutOrder());
    }

    // Money that somebody finds to be for an order.

    @Test
    void anAdminMayBookMoneyInPartsAndItIsCountedOnce() {
        Order order = ordered("bronze");
        Money due = last(order).amountDue();
        assertEquals(Kind.PART, kind(payments.match(ADMIN, order.id(), money("m1", Samples.rupiah(20_000)))));
        assertEquals(Kind.STALE, kind(payments.match(ADMIN, order.id(), money("m1", Samples.rupiah(20_000)))));
        assertEquals(due.minus(Samples.rupiah(20_000)), last(stored(order.id())).amountMissing());
        assertEquals(Kind.OVERPAID, kind(payments.match(ADMIN, order.id(), money("m2", Samples.rupiah(20_000)))));
        assertEquals(OrderStatus.CONFIRMED, stored(order.id()).status());
    }

    @Test
    void nobodyElseMayBookMoney() {
        Order order = ordered("bronze");
        assertInstanceOf(
                Refusal.NotAllowed.class,
                refused(() -> payments.match(BUDI, order.id(), money("m1", order.totalAmount()))));
    }

    @Test
    void moneyMayBeBookedForAnOrderThatNobodyTriedToPay() {
        Order order = given(OrderStatus.PENDING);
        assertEquals(Kind.PAID, kind(payments.match(ADMIN, order.id(), money("m1", order.totalAmount()))));
        assertEquals(ManualPayment.NAME, last(stored(order.id())).method());
    }

    @Test
    void moneyOfAnotherCurrencyIsNotBooked() {
        Order order = stored(ordered("bronze").id());
        Money dollars = Money.parse("USD 2.00");
        assertEquals(Kind.WRONG_CURRENCY, kind(payments.match(ADMIN, order.id(), money("m1", dollars))));
        assertEquals(order, stored(order.id()));
        assertEquals(Optional.empty(), come("m1", dollars));
        Order untried = given(OrderStatus.PENDING);
        assertEquals(Kind.WRONG_CURRENCY, kind(payments.match(ADMIN, untried.id(), money("m2", dollars))));
        assertEquals(untried, stored(untried.id()));
    }

    // What ends without its money.

    @Test
    void anAttemptEndsUnlessAPartOfItsMoneyIsThere() {
        Order order = ordered("bronze");
        Order other = ordered("bronze");
        payments.match(ADMIN, other.id(), money("m1", Samples.rupiah(1)));
        assertEquals(Kind.MOVED, kind(payments.expire(last(order).id(), "system")));
        assertEquals(Kind.STALE, kind(payments.expire(last(order).id(), "system")));
        assertEquals(Kind.STALE, kind(payments.expire(last(other).id(), "system")));
        assertEquals(PaymentState.WAITING, last(stored(other.id())).state());
    }

    @Test
    void anOrderThatNobodyPaysIsCancelledAndKept() {
        Order order = ordered("bronze");
        Order cancelled = payments.cancelUnpaid(order.id(), "not paid in time").get();
        assertEquals(OrderStatus.CANCELLED, cancelled.status());
        assertEquals("system", cancelled.lastChange().updatedBy());
        assertEquals(PaymentState.CANCELLED, last(cancelled).state());
    }

    @Test
    void anOrderForWhichMoneyCameIsNotCancelledByItself() {
        Order order = ordered("bronze");
        payments.match(ADMIN, order.id(), money("m1", Samples.rupiah(1)));
        assertInstanceOf(Refusal.HoldsMoney.class, refused(() -> payments.cancelUnpaid(order.id(), "")));
        Order paid = paid(ordered("bronze"));
        assertInstanceOf(Refusal.HoldsMoney.class, refused(() -> payments.cancelUnpaid(paid.id(), "")));
        Order byHand = given(OrderStatus.CONFIRMED);
        assertInstanceOf(Refusal.WrongStatus.class, refused(() -> payments.cancelUnpaid(byHand.id(), "")));
    }

    @Test
    void aPartThatCameAfterTheTimeIsOwedOnceTheOrderIsCancelledOrPaidOtherwise() {
        Order cancelled = ordered("bronze");
        payments.expire(last(cancelled).id(), "system").get();
        payments.match(ADMIN, cancelled.id(), money("m1", Samples.rupiah(1_000)));
        assertEquals(Optional.of(Samples.rupiah(1_000)), cancelled(cancelled).owed());
        Order paid = withPartOfTheFirst("m2");
        assertEquals(Optional.of(Samples.rupiah(1_000)), paid(paid).owed());
        Order byHand = withPartOfTheFirst("m3");
        assertEquals(
                Optional.of(Samples.rupiah(1_000)),
                service.confirm(ADMIN, move(byHand.id())).get().owed());
    }

    /** An order whose first attempt was given up for another before a part of its money came. */
    private Order withPartOfTheFirst(String report) {
        Order order = begun(ordered("bronze"), GATEWAY);
        assertEquals(Kind.PART, kind(payments.book(first(order).id(), money(report, Samples.rupiah(1_000)))));
        return stored(order.id());
    }

    @Test
    void whoConfirmsAnOrderTakesThePartThatCame() {
        Order order = ordered("bronze");
        payments.expire(last(order).id(), "system").get();
        payments.match(ADMIN, order.id(), money("m1", Samples.rupiah(1_000))).get();
        Order confirmed = service.confirm(ADMIN, move(order.id())).get();
        assertEquals(PaymentState.PAID, last(confirmed).state());
        assertEquals(Optional.empty(), confirmed.owed());
        assertEquals(last(confirmed), confirmed.moneyToGiveBack().orElseThrow());
    }

    // Money that goes back.

    private static ReturnMoney back(Order order, How how) {
        return new ReturnMoney(order.id(), Optional.empty(), how, "sorry", NO_REQUEST);
    }

    private static ReturnMoney back(Order order, long amount, How how) {
        return new ReturnMoney(order.id(), Optional.of(Samples.rupiah(amount)), how, "sorry", NO_REQUEST);
    }

    @Test
    void onlyAnOwnerGivesMoneyBackAndNoMoreThanThereIs() {
        Order order = paid(ordered("bronze"));
        assertInstanceOf(Refusal.NotAllowed.class, refused(() -> payments.refund(ADMIN, back(order, How.BY_HAND))));
        assertEquals(
                new Refusal.NothingToUse(order.id(), Optional.of(last(order).amountDue())),
                refused(() -> payments.refund(OWNER, back(order, 25_000, How.BY_HAND))));
        Order unpaid = ordered("bronze");
        assertEquals(
                new Refusal.NothingToUse(unpaid.id(), Optional.empty()),
                refused(() -> payments.refund(OWNER, back(unpaid, How.BY_HAND))));
    }

    @Test
    void theWholeMoneyOfACompletedOrderGivenBackMakesItRefunded() {
        Order order = completed(paid(ordered("bronze")));
        Order refunded = payments.refund(OWNER, back(order, How.BY_HAND)).get();
        assertEquals(OrderStatus.REFUNDED, refunded.status());
        assertEquals(PaymentState.REFUNDED, last(refunded).state());
        assertEquals("sorry", refunded.lastChange().notes());
    }

    @Test
    void ofAnOrderThatIsNotCompletedOnlyThePaymentChanges() {
        Order order = paid(ordered("bronze"));
        Order refunded = payments.refund(OWNER, back(order, How.BY_HAND)).get();
        assertEquals(OrderStatus.CONFIRMED, refunded.status());
        assertEquals(PaymentState.REFUNDED, last(refunded).state());
        assertEquals(Optional.empty(), cancelled(refunded).owed());
    }

    @Test
    void aPartGoesBackAndTheRestLater() {
        Order order = completed(paid(ordered("bronze")));
        Order some = payments.refund(OWNER, back(order, 5_000, How.BY_HAND)).get();
        assertEquals(OrderStatus.COMPLETED, some.status());
        assertEquals(PaymentState.PARTLY_REFUNDED, last(some).state());
        Order all = payments.refund(OWNER, back(order, How.BY_HAND)).get();
        assertEquals(OrderStatus.REFUNDED, all.status());
        assertEquals(last(order).amountDue(), last(all).amountRefunded());
    }

    @Test
    void whatAGatewayIsToGiveBackIsWrittenDownFirstAndDoneWhenItSaysSo() {
        Order order = completed(paid(begun(ordered("bronze"), GATEWAY)));
        Order asked = payments.refund(OWNER, back(order, How.BY_GATEWAY)).get();
        assertEquals(PaymentState.PAID, last(asked).state());
        assertEquals(OrderStatus.COMPLETED, asked.status());
        assertEquals(PaymentRefund.State.ASKED, last(asked).refunds().get(0).state());
        refused(() -> payments.refund(OWNER, back(order, How.BY_GATEWAY)));
        Order done = payments.refundEnded(last(order).id(), 1, PaymentRefund.State.DONE)
                .get();
        assertEquals(OrderStatus.REFUNDED, done.status());
        assertEquals("system:midtrans", done.lastChange().updatedBy());
        assertEquals(
                done,
                payments.refundEnded(last(order).id(), 1, PaymentRefund.State.FAILED)
                        .get());
    }

    @Test
    void moneyThatAGatewayDidNotGiveBackIsThereAgain() {
        Order order = completed(paid(begun(ordered("bronze"), GATEWAY)));
        payments.refund(OWNER, back(order, How.BY_GATEWAY)).get();
        Order failed = payments.refundEnded(last(order).id(), 1, PaymentRefund.State.FAILED)
                .get();
        assertEquals(OrderStatus.COMPLETED, failed.status());
        assertEquals(order.totalAmount(), last(failed).amountHeld());
        assertEquals(
                OrderStatus.REFUNDED,
                payments.refund(OWNER, back(order, How.BY_HAND)).get().status());
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPUTED", "REVERSED"})
    void aRefundEndsAlsoWhileThePayersBankTakesTheMoneyAway(PaymentState state) {
        Order order = paid(begun(ordered("bronze"), GATEWAY));
        payments.refund(OWNER, back(order, 5_000, How.BY_GATEWAY)).get();
        payments.book(last(order).id(), PaymentReport.ofState("s1", "system:midtrans", state, now.get()))
                .get();
        Order done = payments.refundEnded(last(order).id(), 1, PaymentRefund.State.DONE)
                .get();
        assertEquals(PaymentRefund.State.DONE, last(done).refunds().get(0).state());
        assertEquals(state, last(done).state());
    }

    @Test
    void aRepeatedRequestGivesBackOnce() {
        Order order = paid(ordered("bronze"));
        ReturnMoney request = new ReturnMoney(order.id(), Optional.of(Samples.rupiah(1_000)), How.BY_HAND, "", ONCE);
        payments.refund(OWNER, request).get();
        payments.refund(OWNER, request).get();
        assertEquals(Samples.rupiah(1_000), last(stored(order.id())).amountRefunded());
    }

    @Test
    void whatTheOrderDoesNotNeedGoesBackFirst() {
        Order order = paid(begun(ordered("bronze"), GATEWAY));
        pass(HOUR);
        come("m1", first(order).amountDue());
        Order refunded = payments.refund(OWNER, back(order, How.BY_HAND)).get();
        assertEquals(PaymentState.REFUNDED, first(refunded).state());
        assertEquals(PaymentState.PAID, last(refunded).state());
        assertEquals(Optional.empty(), refunded.moneyWithoutOrder());
    }

    @Test
    void whatAnAdminGaveBackInCashIsWhatWasOwedAndNoMore() {
        Order order = paid(begun(ordered("bronze"), GATEWAY));
        pass(HOUR);
        come("m1", first(order).amountDue());
        Order returned = service.returnMoney(ADMIN, move(order.id())).get();
        assertEquals(PaymentState.REFUNDED, first(returned).state());
        assertEquals(PaymentState.PAID, last(returned).state());
        assertEquals(Optional.empty(), returned.owed());
    }

    // Money that pays for another order.

    @Test
    void anOrderIsMadeAnewWithItsMoney() {
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        Order fresh = payments.orderAgain(ADMIN, old.id(), ONCE).get();
        assertEquals(OrderStatus.CONFIRMED, fresh.status());
        assertEquals(old.item(), fresh.item());
        assertEquals(Payment.CREDIT, last(fresh).method());
        assertEquals(Optional.of(last(old).id()), last(fresh).from());
        assertEquals(Optional.of(fresh.id()), last(stored(old.id())).usedBy());
        assertEquals(Optional.empty(), stored(old.id()).moneyWithoutOrder());
        assertEquals(
                fresh.id(), payments.orderAgain(ADMIN, old.id(), ONCE).get().id());
    }

    @Test
    void moneyIsUsedOnceAndThenCannotGoBack() {
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        payments.orderAgain(ADMIN, old.id(), NO_REQUEST).get();
        assertInstanceOf(Refusal.NothingToUse.class, refused(() -> payments.orderAgain(ADMIN, old.id(), NO_REQUEST)));
        assertInstanceOf(Refusal.NothingToUse.class, refused(() -> payments.refund(OWNER, back(old, How.BY_HAND))));
    }

    @Test
    void moneyThatIsThereForNoOtherReasonCannotBeUsed() {
        Order paid = paid(ordered("bronze"));
        assertInstanceOf(Refusal.NothingToUse.class, refused(() -> payments.orderAgain(ADMIN, paid.id(), NO_REQUEST)));
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        assertInstanceOf(Refusal.NotAllowed.class, refused(() -> payments.orderAgain(BUDI, old.id(), NO_REQUEST)));
        payments.book(last(old).id(), PaymentReport.ofState("s1", "system:midtrans", PaymentState.DISPUTED, now.get()));
        assertInstanceOf(Refusal.NothingToUse.class, refused(() -> payments.orderAgain(ADMIN, old.id(), NO_REQUEST)));
    }

    @Test
    void moneyOfWhichAPartGoesBackCannotBeUsed() {
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        payments.book(last(old).id(), money("m2", Samples.rupiah(1_000))).get();
        payments.refund(OWNER, back(old, 1_000, How.BY_GATEWAY)).get();
        assertInstanceOf(Refusal.NothingToUse.class, refused(() -> payments.orderAgain(ADMIN, old.id(), NO_REQUEST)));
    }

    @Test
    void moneyPaysAnotherOrderThatWaitsForIt() {
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        Order other = ordered("bronze");
        Order confirmed =
                payments.payBy(ADMIN, old.id(), other.id(), NO_REQUEST).get();
        assertEquals(OrderStatus.CONFIRMED, confirmed.status());
        assertEquals(PaymentState.CANCELLED, first(confirmed).state());
        assertEquals(last(old).id(), last(confirmed).from().orElseThrow());
    }

    @Test
    void moneyPaysNoOrderThatDoesNotWaitForIt() {
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        Order paid = paid(ordered("bronze"));
        Order cancelled = cancelled(ordered("bronze"));
        Order dear = ordered("gold");
        for (OrderId id : List.of(paid.id(), cancelled.id(), old.id())) {
            assertInstanceOf(Refusal.WrongStatus.class, refused(() -> payments.payBy(ADMIN, old.id(), id, NO_REQUEST)));
        }
        assertInstanceOf(
                Refusal.NothingToUse.class, refused(() -> payments.payBy(ADMIN, old.id(), dear.id(), NO_REQUEST)));
        Order full = ordered("bronze");
        for (int i = 1; i < Payments.MAX_COUNT; i++) {
            full = begun(full, i % 2 == 1 ? GATEWAY : "manual");
        }
        OrderId tried = full.id();
        assertEquals(Why.TOO_MANY_ATTEMPTS, why(refused(() -> payments.payBy(ADMIN, old.id(), tried, NO_REQUEST))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatACrashLeftHalfDoneIsCompletedOnce(boolean anew) {
        Order old = cancelled(paid(begun(ordered("bronze"), GATEWAY)));
        OrderId to = anew ? Samples.orderId(77) : ordered("bronze").id();
        storage.update(
                old.id(),
                order -> Outcome.done(order.withPayment(now.get(), last(order).usedBy(to))),
                NO_REQUEST);
        Order completed = payments.complete(Actor.SYSTEM, last(old).id()).get();
        assertEquals(to, completed.id());
        assertEquals(OrderStatus.CONFIRMED, completed.status());
        assertEquals(completed, payments.complete(Actor.SYSTEM, last(old).id()).get());
        assertEquals(old.totalAmount(), last(stored(to)).amountPaid());
    }

    // Deleting.

    @Test
    void anOrderStaysWhileItHoldsMoneyOrItsAmount() {
        Order order = cancelled(ordered("bronze"));
        DeleteOrder delete = new DeleteOrder(order.id(), NO_REQUEST);
        Refusal held = refused(() -> service.delete(OWNER, delete));
        assertEquals(new Refusal.HoldsMoney(order.id(), Optional.of(now.get().plus(Duration.ofHours(24)))), held);
        come("m1", last(order).amountDue());
        pass(Duration.ofDays(2));
        assertEquals(
                new Refusal.HoldsMoney(order.id(), Optional.empty()), refused(() -> service.delete(OWNER, delete)));
        payments.refund(OWNER, back(order, How.BY_HAND)).get();
        assertEquals(order.id(), service.delete(OWNER, delete).get().id());
    }
}
