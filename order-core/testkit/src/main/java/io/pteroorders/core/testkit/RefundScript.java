package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.PaymentService;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.service.ReturnMoney.How;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.Money;

/** Makes of a {@link Step} what somebody asks to be done with money that came: it goes back, or pays for another order. */
record RefundScript(Script orders, PaymentService payments) {

    private static final Money A_PART = Fixtures.rupiah(10_000);
    private static final Money TOO_MUCH = Fixtures.rupiah(9_000_000);

    Operation operation(Step step) {
        return switch (step.kind()) {
            case GIVE_BACK -> giveBack(step);
            case USE_MONEY -> useMoney(step);
            default -> throw new IllegalArgumentException(step.kind() + " is not about money that came");
        };
    }

    /** What several ask at the same time. One person orders again twice: either may make the order that the other began. */
    ImmutableList<Operation> race(Step step) {
        OrderId id = without(step);
        return ImmutableList.of(
                orderAgain(step, People.ADMIN, id),
                orderAgain(step, People.ADMIN, id),
                refund(step, People.OWNER, id, Optional.empty(), How.BY_HAND));
    }

    /** Mostly an order of which this holds, if there is one. */
    private OrderId one(Step step, Predicate<ReferenceOrder> rule) {
        return orders.reference().oldestFirst().stream()
                .filter(order -> step.order() % 2 == 0 && rule.test(order))
                .findFirst()
                .map(order -> order.id)
                .orElseGet(() -> orders.target(step.order()));
    }

    private OrderId holding(Step step) {
        return one(step, order -> order.attempts.toGiveBack(order.status()).isPresent());
    }

    private OrderId without(Step step) {
        return one(step, order -> order.attempts.withoutOrder(order.status()).isPresent());
    }

    private Operation giveBack(Step step) {
        OrderId id = holding(step);
        Actor owner = People.OWNER;
        return switch (step.choice()) {
            case 0 -> refund(step, owner, id, Optional.empty(), How.BY_HAND);
            case 1 -> refund(step, owner, id, Optional.of(A_PART), How.BY_HAND);
            case 3 -> refund(step, owner, id, Optional.of(A_PART), How.BY_GATEWAY);
            case 4 -> refund(step, owner, id, Optional.of(TOO_MUCH), How.BY_HAND);
            case 5, 9, 10 -> ended(step, PaymentRefund.State.DONE);
            case 2, 6 -> ended(step, PaymentRefund.State.FAILED);
            case 7 -> returnMoney(step, People.ADMIN, without(step));
            case 8 -> refund(step, Script.actor(step), id, Optional.empty(), How.BY_HAND);
            case 11 -> returnMoney(step, Script.actor(step), id);
            default -> refund(step, owner, id, Optional.empty(), How.BY_GATEWAY);
        };
    }

    private Operation refund(Step step, Actor actor, OrderId id, Optional<Money> amount, How how) {
        Asked asked = orders.asked(step, actor);
        ReturnMoney request = new ReturnMoney(id, amount, how, "sorry", Script.request(asked));
        String what = amount.map(Money::toString).orElse("the money");
        String by = how == How.BY_HAND ? " by hand" : " by the gateway";
        return new Operation(
                Script.words(step, actor, "gives " + what + " of " + id + " back" + by),
                shop -> Answer.of(payments.refund(actor, request)),
                (shop, none) -> new ReferenceTill(shop).refund(asked, request));
    }

    /** Of the first refund that was asked for; if there is none, one is asked for, or one that ended before ends again. */
    private Operation ended(Step step, PaymentRefund.State end) {
        return refunds(refund -> step.choice() == 9 || refund.state() == PaymentRefund.State.ASKED)
                .map(found -> ended(found.payment.id, found.refund.number(), end))
                .orElseGet(() -> refund(step, People.OWNER, holding(step), Optional.empty(), How.BY_GATEWAY));
    }

    private record Found(ReferencePayment payment, PaymentRefund refund) {}

    private Optional<Found> refunds(Predicate<PaymentRefund> rule) {
        return all().flatMap(payment -> payment.refunds.stream().filter(rule).map(refund -> new Found(payment, refund)))
                .findFirst();
    }

    private Stream<ReferencePayment> all() {
        return orders.reference().oldestFirst().stream().flatMap(order -> order.attempts.all.stream());
    }

    private Operation ended(PaymentId id, int number, PaymentRefund.State end) {
        return new Operation(
                "refund " + number + " at " + id.order() + " is " + end.word(),
                shop -> Answer.of(payments.refundEnded(id, number, end)),
                (shop, none) -> new ReferenceTill(shop).refundEnded(orders.now(), id, number, end));
    }

    private Operation returnMoney(Step step, Actor actor, OrderId id) {
        Asked asked = orders.asked(step, actor);
        ChangeStatus request = new ChangeStatus(id, "in cash", Script.request(asked));
        return new Operation(
                Script.words(step, actor, "notes that the money of " + id + " went back"),
                shop -> Answer.of(shop.returnMoney(actor, request)),
                (shop, none) -> new ReferenceTill(shop).returnMoney(asked, id, "in cash"));
    }

    private Operation useMoney(Step step) {
        Actor actor = step.choice() == 9 || step.choice() == 11 ? Script.actor(step) : People.ADMIN;
        return switch (step.choice()) {
            case 5, 6, 7, 8, 11 -> payBy(step, actor);
            case 10 -> complete(step);
            default -> orderAgain(step, actor, without(step));
        };
    }

    private Operation orderAgain(Step step, Actor actor, OrderId id) {
        Asked asked = orders.asked(step, actor);
        return new Operation(
                Script.words(step, actor, "orders " + id + " again"),
                shop -> Answer.of(payments.orderAgain(actor, id, Script.request(asked))),
                (shop, made) -> new ReferenceTill(shop).useMoney(asked, id, made));
    }

    private Operation payBy(Step step, Actor actor) {
        OrderId from = without(step);
        OrderId to = orders.target(step.order() + 1);
        Asked asked = orders.asked(step, actor);
        return new Operation(
                Script.words(step, actor, "pays " + to + " by the money of " + from),
                shop -> Answer.of(payments.payBy(actor, from, to, Script.request(asked))),
                (shop, none) -> new ReferenceTill(shop).payBy(asked, from, to));
    }

    /** What was done before is done again, as after a crash. */
    private Operation complete(Step step) {
        return all().filter(payment -> payment.usedBy
                        .filter(orders.reference().orders::containsKey)
                        .isPresent())
                .findFirst()
                .map(payment -> complete(payment.id))
                .orElseGet(() -> orderAgain(step, People.ADMIN, without(step)));
    }

    private Operation complete(PaymentId from) {
        Asked asked = new Asked(Actor.SYSTEM, orders.now(), "");
        return new Operation(
                "the program completes the use of the money of " + from.order(),
                shop -> Answer.of(payments.complete(Actor.SYSTEM, from)),
                (shop, none) -> new ReferenceTill(shop).complete(asked, from));
    }
}
