package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.Refusal.NotPayable.Why;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.joda.money.Money;

/** What should become of payments in a {@link ReferenceShop}: the rules once more, on plain fields. */
record ReferenceTill(ReferenceShop shop) {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    /** An order that is there. */
    private ReferenceOrder order(OrderId id) {
        return Objects.requireNonNull(shop.orders.get(id));
    }

    /** The amount that an order is to be paid by, if one is free. */
    private Optional<WayToPay.Offer> free(ReferenceOrder order, List<WayToPay> ways, Instant now) {
        return ways.stream()
                .flatMap(way -> way.offers(order.due()))
                .filter(offer -> isFree(order, offer, now))
                .findFirst();
    }

    private boolean isFree(ReferenceOrder order, WayToPay.Offer offer, Instant now) {
        String subject = offer.way().name() + ":" + offer.amount().getAmountMajorLong();
        return !offer.way().isToldByAmount()
                || shop.orders.values().stream()
                        .filter(other -> !other.id.equals(order.id))
                        .map(other -> other.claims.getOrDefault(subject, Instant.MIN))
                        .noneMatch(until -> until.isAfter(now));
    }

    /** A new order begins with an attempt, if anything is free. */
    void beginFirst(ReferenceOrder order) {
        free(order, shop.ways, order.created).ifPresent(offer -> order.begin(offer, order.created));
    }

    Answer begin(Asked asked, OrderId id, Optional<String> method) {
        ReferenceOrder seen = shop.orders.get(id);
        if (seen == null || !asked.maySee(seen)) {
            return shop.notFound(asked, id.toString());
        }
        ImmutableList<WayToPay> ways = shop.ways.stream()
                .filter(way -> method.orElse(way.name()).equals(way.name()))
                .collect(ImmutableList.toImmutableList());
        if (ways.isEmpty()) {
            return Answer.refused(notPayable(Why.UNKNOWN_METHOD, method));
        } else if (ways.stream()
                .flatMap(way -> way.offers(seen.due()))
                .findAny()
                .isEmpty()) {
            return Answer.refused(notPayable(Why.AMOUNT, method));
        }
        return changed(asked, id, order -> begin(order, asked.now(), method, ways));
    }

    private String notPayable(Why why, Optional<String> method) {
        return Answer.notPayable(
                why,
                shop.ways.stream()
                        .map(WayToPay::name)
                        .filter(name -> !method.equals(Optional.of(name)))
                        .toList());
    }

    private Optional<String> begin(ReferenceOrder order, Instant now, Optional<String> method, List<WayToPay> ways) {
        if (order.status() != OrderStatus.PENDING) {
            return Optional.of(Answer.wrongStatus(order.status(), OrderStatus.PENDING));
        }
        Optional<ReferencePayment> open = order.attempts.open();
        if (open.filter(payment -> method.orElse(payment.method).equals(payment.method))
                .isPresent()) {
            return Optional.empty();
        }
        return hindrance(order)
                .or(() -> beginAnew(order, open, free(order, ways, later(order.updated, now)), now))
                .map(why -> notPayable(why, method));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Optional<Why> hindrance(ReferenceOrder order) {
        if (order.attempts.all.size() >= Payments.MAX_COUNT) {
            return Optional.of(Why.TOO_MANY_ATTEMPTS);
        }
        return order.attempts.all.stream().anyMatch(ReferencePayment::isPartlyPaid)
                ? Optional.of(Why.PARTLY_PAID)
                : Optional.empty();
    }

    private static Optional<Why> beginAnew(
            ReferenceOrder order, Optional<ReferencePayment> open, Optional<WayToPay.Offer> free, Instant now) {
        if (free.isEmpty()) {
            return Optional.of(Why.NO_FREE_AMOUNT);
        }
        open.ifPresent(payment -> payment.giveUp(now));
        order.touchMoney(now);
        order.begin(free.get(), now);
        return Optional.empty();
    }

    /** A change of payments, which may move the order too. */
    private Answer changed(Asked asked, OrderId id, Function<ReferenceOrder, Optional<String>> change) {
        return shop.change(asked, id, OrderEvent.Kind.PAYMENT_CHANGED, change);
    }

    private static Asked system(Instant now) {
        return new Asked(Actor.SYSTEM, now, "");
    }

    Answer book(Instant now, PaymentId id, PaymentReport report) {
        return book(now, id.order(), report, order -> order.attempts.get(id.number()));
    }

    private Answer book(
            Instant now, OrderId id, PaymentReport report, Function<ReferenceOrder, Optional<ReferencePayment>> which) {
        AtomicReference<Booking.Kind> kind = new AtomicReference<>(Booking.Kind.STALE);
        boolean mayConfirm = shop.arrows.containsEntry(OrderStatus.PENDING, OrderStatus.CONFIRMED);
        Answer answer = changed(system(now), id, order -> {
            Optional<ReferencePayment> attempt = which.apply(order);
            attempt.ifPresent(found -> kind.set(new ReferenceBooking(order, found, report, now, mayConfirm).book()));
            return attempt.isPresent() ? Optional.empty() : Optional.of(Answer.notFound(ImmutableList.of()));
        });
        return answer.isRefused() ? answer : Answer.booked(kind.get(), answer.shown());
    }

    /** The attempt that asks for an amount, or did so less than a day before. */
    Answer bookByAmount(Instant now, String method, PaymentReport report) {
        Money amount = report.amount().orElseThrow();
        String subject = method + ":" + amount.getAmountMajorLong();
        return shop.holder(subject)
                .flatMap(order -> Lists.reverse(order.attempts.all).stream()
                        .filter(payment -> payment.subject().equals(subject)
                                && !report.at().isBefore(payment.created.minus(CLOCKS_DIFFER))
                                && order.claims
                                        .getOrDefault(subject, Instant.MIN)
                                        .isAfter(report.at())
                                && mayTake(payment, report))
                        .findFirst())
                .map(payment -> book(now, payment.id, report))
                .orElse(Answer.NOBODY_OWES);
    }

    private static boolean mayTake(ReferencePayment payment, PaymentReport report) {
        return !payment.isCounted()
                || payment.isTold(report.id())
                || payment.unproven().isPresent();
    }

    Answer match(Asked asked, OrderId id, PaymentReport report) {
        return asked.isCustomer()
                ? Answer.refused("not allowed")
                : book(asked.now(), id, report, order -> lastOrNew(order, report, asked.now()));
    }

    /** What cannot be booked is no reason to begin an attempt: it is tried on one that nobody keeps. */
    private static Optional<ReferencePayment> lastOrNew(ReferenceOrder order, PaymentReport report, Instant now) {
        boolean rupiah = report.amount().orElseThrow().getCurrencyUnit().equals(Fixtures.IDR);
        ReferenceOrder target = rupiah ? order : order.copy();
        return order.attempts.last().or(() -> Optional.of(target.attempt("manual", order.due(), now)));
    }

    Answer cancelUnpaid(Instant now, OrderId id, String reason) {
        return changed(system(now), id, order -> {
            if (order.attempts.hasMoney()) {
                return Optional.of(Answer.holdsMoney(Optional.empty()));
            } else if (order.status() != OrderStatus.PENDING) {
                return Optional.of(Answer.wrongStatus(order.status(), OrderStatus.PENDING));
            }
            return shop.moved(order, OrderStatus.CANCELLED, system(now), reason);
        });
    }

    Answer refund(Asked asked, ReturnMoney request) {
        if (asked.isCustomer() || asked.by().role() == Actor.Role.ADMIN) {
            return Answer.refused("not allowed");
        }
        return changed(asked, request.id(), order -> {
            Optional<ReferencePayment> holding = order.attempts.toGiveBack(order.status());
            Optional<Money> amount = holding.map(payment -> request.amount().orElse(payment.held()));
            if (holding.filter(payment -> payment.mayGiveBack(amount.orElseThrow()))
                    .isEmpty()) {
                return Optional.of(Answer.nothingToUse(holding.map(ReferencePayment::held)));
            }
            ReferencePayment payment = holding.get();
            payment.askBack(amount.orElseThrow(), asked.now(), asked.by().text(), request.reason());
            if (request.how() == ReturnMoney.How.BY_HAND) {
                end(
                        order,
                        payment,
                        payment.refunds.size(),
                        PaymentRefund.State.DONE,
                        asked.now(),
                        asked.by().text());
            }
            order.touchMoney(asked.now());
            return Optional.empty();
        });
    }

    Answer refundEnded(Instant now, PaymentId id, int number, PaymentRefund.State end) {
        return changed(system(now), id.order(), order -> {
            Optional<ReferencePayment> payment = order.attempts.get(id.number());
            if (payment.isEmpty()) {
                return Optional.of(Answer.notFound(ImmutableList.of()));
            }
            if (payment.get().refunds.get(number - 1).state() == PaymentRefund.State.ASKED) {
                end(order, payment.get(), number, end, now, "system:" + payment.get().method);
            }
            return Optional.empty();
        });
    }

    /** The whole money of a completed order given back makes it refunded. */
    private void end(
            ReferenceOrder order,
            ReferencePayment payment,
            int number,
            PaymentRefund.State end,
            Instant now,
            String by) {
        PaymentRefund refund = payment.refunds.get(number - 1);
        payment.end(refund, end, now);
        order.touchMoney(now);
        boolean all = end == PaymentRefund.State.DONE && !order.attempts.hasMoney();
        if (all
                && order.status() == OrderStatus.COMPLETED
                && shop.arrows.containsEntry(order.status(), OrderStatus.REFUNDED)) {
            order.move(OrderStatus.REFUNDED, now, by, refund.reason());
        }
    }

    /** Why an order may not be deleted: it holds money, or an amount that its money may still come by. */
    Optional<String> holdsMoney(ReferenceOrder order, Instant now) {
        if (order.attempts.hasMoney()) {
            return Optional.of(Answer.holdsMoney(Optional.empty()));
        }
        return order.attempts.all.stream()
                .map(payment -> order.claims.getOrDefault(payment.subject(), Instant.MIN))
                .filter(until -> until.isAfter(now))
                .findFirst()
                .map(until -> Answer.holdsMoney(Optional.of(until)));
    }

    /** What is owed goes back outside, and a note says so. */
    Answer returnMoney(Asked asked, OrderId id, String why) {
        if (asked.isCustomer()) {
            return Answer.refused("not allowed");
        }
        return shop.change(asked, id, OrderEvent.Kind.NOTE_ADDED, order -> {
            if (order.adminNotes.size() >= ReferenceShop.MAX_NOTES) {
                return Optional.of("too many notes");
            }
            Optional<ReferencePayment> owed = order.attempts.withoutOrder(order.status());
            if (owed.isEmpty() && !isOwedWithoutPayment(order)) {
                return Optional.of(
                        Answer.illegal(order.status(), OrderStatus.REFUNDED, shop.arrows.get(order.status())));
            }
            Instant at = order.touch(asked.now());
            String text = why.isEmpty() ? "Money returned" : "Money returned. " + why;
            order.adminNotes.add(
                    new ReferenceOrder.Note(at.toString(), asked.by().text(), text));
            owed.filter(payment -> payment.mayGiveBack(payment.held()))
                    .ifPresent(payment ->
                            payment.wentBack(payment.held(), at, asked.by().text(), why, Optional.empty()));
            return Optional.empty();
        });
    }

    private static boolean isOwedWithoutPayment(ReferenceOrder order) {
        return order.attempts.all.stream().noneMatch(ReferencePayment::isCounted)
                && order.status() == OrderStatus.CANCELLED
                && order.reached(OrderStatus.CONFIRMED)
                && order.adminNotes.stream().noneMatch(note -> note.text().startsWith("Money returned"));
    }

    Answer payBy(Asked asked, OrderId from, OrderId to) {
        ReferenceOrder target = shop.orders.get(to);
        return target == null || !asked.maySee(target)
                ? shop.notFound(asked, to.toString())
                : useMoney(asked, from, to);
    }

    /** The money of an order that is cancelled pays for another, which may be made by that. */
    Answer useMoney(Asked asked, OrderId from, OrderId to) {
        if (asked.isCustomer()) {
            return Answer.refused("not allowed");
        }
        Answer spent = changed(asked, from, order -> spend(order, to, asked.now()));
        if (spent.isRefused()) {
            return spent;
        }
        List<ReferencePayment> used = Lists.reverse(order(from).attempts.all).stream()
                .filter(payment -> payment.usedBy.isPresent())
                .toList();
        return used.stream()
                .min(Comparator.comparing(payment -> !payment.usedBy.equals(Optional.of(to))))
                .map(payment -> complete(asked, payment.id))
                .orElse(Answer.refused(Answer.nothingToUse(Optional.empty())));
    }

    private Optional<String> spend(ReferenceOrder order, OrderId to, Instant now) {
        Optional<ReferenceOrder> target = Optional.ofNullable(shop.orders.get(to));
        Optional<String> refusal = target.flatMap(ReferenceTill::cannotBePaid);
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<ReferencePayment> money = order.attempts.withoutOrder(order.status());
        Money needed = target.orElse(order).due();
        if (money.filter(payment -> isEnough(payment, order, needed)).isEmpty()) {
            return Optional.of(Answer.nothingToUse(money.map(ReferencePayment::held)));
        }
        money.get().usedBy = Optional.of(to);
        order.touchMoney(now);
        return Optional.empty();
    }

    private static Optional<String> cannotBePaid(ReferenceOrder target) {
        if (target.status() != OrderStatus.PENDING) {
            return Optional.of(Answer.wrongStatus(target.status(), OrderStatus.PENDING));
        }
        return target.attempts.all.size() < Payments.MAX_COUNT
                ? Optional.empty()
                : Optional.of(Answer.notPayable(Why.TOO_MANY_ATTEMPTS, ImmutableList.of()));
    }

    /** Who paid all that was asked for an order of the same price has paid this one too. */
    private static boolean isEnough(ReferencePayment payment, ReferenceOrder order, Money needed) {
        Money least = order.due().isEqual(needed) ? payment.due : needed;
        return payment.state == PaymentState.PAID
                && payment.held().isEqual(payment.arrived())
                && !payment.held().isLessThan(least);
    }

    /** The other half of using money, done once however often it is asked for. */
    Answer complete(Asked asked, PaymentId from) {
        ReferenceOrder old = order(from.order());
        ReferencePayment money = old.attempts.get(from.number()).orElseThrow();
        OrderId to = money.usedBy.orElseThrow();
        Asked once = new Asked(asked.by(), asked.now(), "");
        if (shop.known(to).isEmpty()) {
            ReferenceOrder fresh = shop.ordered(asked, to, old.customer, old.packageType, old.months);
            credit(fresh, money, asked);
            return shop.made(once, fresh);
        }
        return changed(once, to, order -> {
            boolean done = order.attempts.all.stream().anyMatch(payment -> payment.from.equals(Optional.of(from)));
            if (!done) {
                credit(order, money, asked);
            }
            return Optional.empty();
        });
    }

    private void credit(ReferenceOrder order, ReferencePayment money, Asked asked) {
        order.attempts.open().ifPresent(open -> open.giveUp(asked.now()));
        Money due = order.due().isLessThan(money.held()) ? order.due() : money.held();
        ReferencePayment credit = order.attempt("credit", due, asked.now());
        credit.from = Optional.of(money.id);
        credit.arrivals.add(
                new PaymentArrival(money.held(), asked.now(), asked.by().text(), Optional.of(money.id.toString())));
        order.pay(credit, asked.now());
        if (shop.arrows.containsEntry(order.status(), OrderStatus.CONFIRMED)) {
            order.move(OrderStatus.CONFIRMED, asked.now(), asked.by().text(), "credit " + money.id);
        }
    }
}
