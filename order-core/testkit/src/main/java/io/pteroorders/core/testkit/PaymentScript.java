package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.BeginPayment;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.PaymentService;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Makes of a {@link Step} what somebody asks of a shop's payments, or tells it of money, given what there is at that
 * moment.
 *
 * @param orders what can be asked of orders at the moment
 * @param report an id that no report has had yet
 */
record PaymentScript(Script orders, PaymentService payments, String report) {

    private static final Money DOLLARS = Money.parse("USD 2.00");
    private static final Money A_PART = Fixtures.rupiah(10_000);
    private static final String FEED = "system:feed";

    /** The payments of a shop, unless they are hidden behind a service of another kind. */
    static Optional<PaymentService> payments(OrderOperations shop) {
        OrderOperations inner = shop;
        while (inner instanceof ForwardingOperations forwarding) {
            inner = forwarding.service();
        }
        return inner instanceof OrderService service ? Optional.of(service.payments()) : Optional.empty();
    }

    Operation operation(Step step) {
        return switch (step.kind()) {
            case PAY -> pay(step);
            case MONEY -> money(step);
            case MONEY_BY_AMOUNT -> moneyByAmount(step);
            case TELL -> tell(step);
            case MATCH -> match(step);
            case UNPAID -> step.choice() % 3 == 2 ? cancelUnpaid(step) : expire(step);
            default -> new RefundScript(orders, payments).operation(step);
        };
    }

    /** What several ask at the same time. */
    ImmutableList<Operation> race(Step step) {
        OrderId id = target(step);
        return switch (step.choice() % 4) {
            case 0 -> ImmutableList.of(money(step, missing(id)), money(step, missing(id)), money(step, missing(id)));
            case 1 -> ImmutableList.of(money(step, missing(id)), orders.confirm(step), orders.cancel(step));
            case 2 -> new RefundScript(orders, payments).race(step);
            default -> ImmutableList.of(pay(id, "code"), pay(id, "link"), money(step, missing(id)));
        };
    }

    private OrderId target(Step step) {
        return orders.target(step.order());
    }

    private Instant now() {
        return orders.now();
    }

    private Operation pay(Step step) {
        Optional<String> method =
                switch (step.choice() % 4) {
                    case 0 -> Optional.of("code");
                    case 1 -> Optional.of("link");
                    case 2 -> Optional.empty();
                    default -> Optional.of(step.choice() == 11 ? "cash" : "code");
                };
        Actor actor = Script.actor(step);
        return pay(target(step), method, orders.asked(step, actor), Script.words(step, actor, "begins to pay "));
    }

    private Operation pay(OrderId id, String method) {
        Asked asked = new Asked(People.ADMIN, now(), "");
        return pay(id, Optional.of(method), asked, "admin begins to pay ");
    }

    private Operation pay(OrderId id, Optional<String> method, Asked asked, String words) {
        BeginPayment request = new BeginPayment(id, method, Script.request(asked));
        return new Operation(
                words + id + method.map(name -> " by " + name).orElse(""),
                shop -> Answer.of(payments.begin(asked.by(), request)),
                (shop, none) -> new ReferenceTill(shop).begin(asked, id, method));
    }

    private Optional<ReferenceOrder> order(OrderId id) {
        return Optional.ofNullable(orders.reference().orders.get(id));
    }

    private Optional<ReferencePayment> last(OrderId id) {
        return order(id).flatMap(order -> order.attempts.last());
    }

    /** What is missing of the last attempt; once nothing is, all of it. */
    private Money missing(OrderId id) {
        return last(id).map(payment -> payment.missing().isPositive() ? payment.missing() : payment.due)
                .orElse(A_PART);
    }

    /** Mostly of the last attempt; now and then of the first, or of one that there is not. */
    private PaymentId attempt(Step step) {
        OrderId id = target(step);
        int attempts = order(id).map(order -> order.attempts.all.size()).orElse(0);
        int last = Math.max(1, attempts);
        return new PaymentId(id, step.request() == 1 ? 1 : step.request() == 2 && attempts < 20 ? attempts + 1 : last);
    }

    private Optional<ReferencePayment> payment(PaymentId id) {
        return order(id.order()).flatMap(order -> order.attempts.get(id.number()));
    }

    /** The id of what was told of an attempt before. */
    private String told(Optional<ReferencePayment> payment) {
        return payment.flatMap(known -> known.arrivals.stream()
                        .flatMap(part -> part.report().stream())
                        .findFirst())
                .orElse(report);
    }

    private Operation money(Step step) {
        PaymentId id = attempt(step);
        Money missing = payment(id)
                .filter(payment -> payment.missing().isPositive())
                .map(ReferencePayment::missing)
                .orElseGet(() -> missing(id.order()));
        Money amount =
                switch (step.choice()) {
                    case 3, 7 -> A_PART;
                    case 4 -> missing.plus(Fixtures.rupiah(500));
                    case 5 -> DOLLARS;
                    case 9 -> missing.isGreaterThan(A_PART) ? missing.minus(Fixtures.rupiah(1)) : missing;
                    default -> missing;
                };
        String which = step.choice() == 6 || step.choice() == 10 ? told(payment(id)) : report;
        PaymentReport plain = PaymentReport.ofMoney(which, "system:link", amount, now());
        return book(id, step.choice() == 8 ? withReferenceAndFee(plain) : plain);
    }

    private Operation money(Step step, Money amount) {
        PaymentId id = attempt(new Step(step.kind(), 0, step.order(), 0, 0));
        return book(id, PaymentReport.ofMoney(report, "system:link", amount, now()));
    }

    private static PaymentReport withReferenceAndFee(PaymentReport plain) {
        return new PaymentReport(
                plain.id(),
                plain.by(),
                plain.state(),
                plain.amount(),
                plain.at(),
                Optional.of("ref-" + plain.id()),
                Optional.of(Fixtures.rupiah(700)));
    }

    private Operation book(PaymentId id, PaymentReport told) {
        return new Operation(
                words(told) + attempt(id),
                shop -> Answer.ofBooking(payments.book(id, told)),
                (shop, none) -> new ReferenceTill(shop).book(now(), id, told));
    }

    private static String words(PaymentReport told) {
        String amount = told.amount().map(Money::toString).orElse("the money");
        return switch (told.state()) {
            case PAID -> "report " + told.id() + " has " + amount + " come for ";
            case REFUNDED, PARTLY_REFUNDED -> "report " + told.id() + " has " + amount + " gone back of ";
            default -> "report " + told.id() + " says " + told.state().word() + " of ";
        };
    }

    private static String attempt(PaymentId id) {
        return "attempt " + id.number() + " at " + id.order();
    }

    private Operation moneyByAmount(Step step) {
        Optional<ReferencePayment> asking = order(target(step)).flatMap(order -> order.attempts.all.stream()
                .filter(payment -> payment.method.equals("code"))
                .reduce((first, second) -> step.choice() == 6 ? first : second));
        Money due = asking.map(payment -> payment.due).orElse(A_PART);
        Money amount = step.choice() == 8 ? due.plus(Fixtures.rupiah(5)) : due;
        Instant began = asking.map(payment -> payment.created).orElse(now());
        Instant at = step.choice() == 9 ? began.minus(Duration.ofHours(1)) : now();
        String method = step.choice() == 11 ? "link" : "code";
        PaymentReport told = PaymentReport.ofMoney(step.choice() == 10 ? told(asking) : report, FEED, amount, at);
        return new Operation(
                "report " + told.id() + " has " + amount + " come by " + method,
                shop -> payments.bookByAmount(method, told)
                        .map(booking -> Answer.ofBooking(Outcome.done(booking)))
                        .orElse(Answer.NOBODY_OWES),
                (shop, none) -> new ReferenceTill(shop).bookByAmount(now(), method, told));
    }

    /** What a gateway says without money that came. */
    private Operation tell(Step step) {
        PaymentId id = attempt(step);
        PaymentState state = Iterables.get(
                ImmutableList.of(
                        PaymentState.EXPIRED,
                        PaymentState.FAILED,
                        PaymentState.REVIEW,
                        PaymentState.CANCELLED,
                        PaymentState.DISPUTED,
                        PaymentState.REVERSED,
                        PaymentState.REFUNDED,
                        PaymentState.PARTLY_REFUNDED,
                        PaymentState.WAITING,
                        PaymentState.REFUNDED,
                        PaymentState.DISPUTED,
                        PaymentState.FAILED),
                step.choice());
        Optional<Money> amount = Optional.of(A_PART).filter(part -> state == PaymentState.PARTLY_REFUNDED);
        String which = step.choice() == 9 ? told(payment(id)) : report;
        return book(
                id, new PaymentReport(which, "system:link", state, amount, now(), Optional.empty(), Optional.empty()));
    }

    /** An admin finds whose money it is. */
    private Operation match(Step step) {
        OrderId id = target(step);
        Actor actor = step.choice() == 11 ? Script.actor(step) : People.ADMIN;
        Money amount =
                switch (step.choice()) {
                    case 3, 4 -> A_PART;
                    case 5 -> missing(id).plus(A_PART);
                    case 6 -> DOLLARS;
                    default -> last(id).isPresent() ? missing(id) : due(id);
                };
        String which = step.choice() == 7 ? told(last(id)) : report;
        PaymentReport told = PaymentReport.ofMoney(which, "system:match", amount, now());
        Asked asked = new Asked(actor, now(), "");
        return new Operation(
                People.name(actor) + " finds " + amount + " (report " + which + ") to be for " + id,
                shop -> Answer.ofBooking(payments.match(actor, id, told)),
                (shop, none) -> new ReferenceTill(shop).match(asked, id, told));
    }

    private Money due(OrderId id) {
        return order(id).map(ReferenceOrder::due).orElse(A_PART);
    }

    private Operation expire(Step step) {
        PaymentId id = attempt(step);
        PaymentReport told = PaymentReport.ofState(id + ":expired", "system", PaymentState.EXPIRED, now());
        return new Operation(
                "the time is over of " + attempt(id),
                shop -> Answer.ofBooking(payments.expire(id, "system")),
                (shop, none) -> new ReferenceTill(shop).book(now(), id, told));
    }

    private Operation cancelUnpaid(Step step) {
        OrderId id = target(step);
        return new Operation(
                "the time is over of " + id,
                shop -> Answer.of(payments.cancelUnpaid(id, "not paid in time")),
                (shop, none) -> new ReferenceTill(shop).cancelUnpaid(now(), id, "not paid in time"));
    }
}
