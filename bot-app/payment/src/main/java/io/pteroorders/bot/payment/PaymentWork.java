package io.pteroorders.bot.payment;

import com.google.common.base.Throwables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.notify.NotificationText;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does what payments call for. Each try can be made again: its effect takes place once. Thread-safe. */
final class PaymentWork implements TaskExecutor<PaymentTask> {

    private final OrderService orders;
    private final PaymentDesk desk;
    private final GatewayCalls gateways;
    private final Notices notices;
    private final Supplier<String> unpaid;
    private final Runnable changed;
    private final Clock clock;

    /** @param changed is run when an order may have changed */
    PaymentWork(
            OrderService orders,
            PaymentDesk desk,
            GatewayCalls gateways,
            Notices notices,
            Supplier<String> unpaid,
            Runnable changed,
            Clock clock) {
        this.orders = orders;
        this.desk = desk;
        this.gateways = gateways;
        this.notices = notices;
        this.unpaid = unpaid;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public CompletionStage<TaskResult> attempt(PaymentTask task) {
        Optional<Order> order = orders.get(Actor.SYSTEM, task.order()).value();
        return order.isEmpty()
                ? done()
                : attempt(task, order.get())
                        .whenComplete((result, failure) -> changed.run())
                        .exceptionally(PaymentWork::inVain);
    }

    private CompletionStage<TaskResult> attempt(PaymentTask task, Order order) {
        return switch (task.work()) {
            case REMIND -> {
                notices.tellCustomer(task.id(), NotificationText.PAYMENT_DUE_CUSTOMER, order);
                yield done();
            }
            case CANCEL -> cancel(order);
            default ->
                order.payments()
                        .get(task.attempt())
                        .map(payment -> attempt(task, order, payment))
                        .orElseGet(PaymentWork::done);
        };
    }

    private CompletionStage<TaskResult> attempt(PaymentTask task, Order order, Payment payment) {
        return switch (task.work()) {
            case CHARGE -> desk.charge(order.id(), payment).thenApply(any -> TaskResult.DONE);
            case ASK -> PaymentSchedule.isOvertaken(payment, task.number(), clock.instant()) ? done() : ask(payment);
            case EXPIRE -> expire(payment);
            case WITHDRAW -> withdraw(payment);
            case REFUND -> refund(payment, task.number());
            case USE -> {
                orders.payments().complete(Actor.SYSTEM, payment.id());
                yield done();
            }
            case TELL_CODE, TELL_PAID, TELL_PART, TELL_SPARE, TELL_ALARM, TELL_REFUNDED, TELL_REFUND_FAILED -> {
                tell(task, order, payment);
                yield done();
            }
            case REMIND, CANCEL -> throw new IllegalStateException("these are about no attempt");
        };
    }

    private static CompletableFuture<TaskResult> done() {
        return CompletableFuture.completedFuture(TaskResult.DONE);
    }

    private static TaskResult inVain(Throwable failure) {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        if (why instanceof GatewayException gateway) {
            String reason = String.valueOf(gateway.getMessage());
            return switch (gateway.kind()) {
                case UNAVAILABLE, KEY_REFUSED -> TaskResult.again(reason);
                case REFUSED, NOT_SUPPORTED -> TaskResult.failed(reason);
            };
        }
        Throwables.throwIfUnchecked(why);
        throw new IllegalStateException(why);
    }

    /** The gateway's charge first: what is paid already is booked by that, and the order stays. */
    private CompletionStage<TaskResult> cancel(Order order) {
        return order.payments()
                .open()
                .map(this::withdraw)
                .orElseGet(PaymentWork::done)
                .exceptionally(PaymentWork::goOn)
                .thenApply(result -> {
                    orders.payments().cancelUnpaid(order.id(), unpaid.get());
                    return result;
                });
    }

    private CompletionStage<TaskResult> withdraw(Payment payment) {
        return gateways.of(payment)
                .map(gateway -> (CompletionStage<TaskResult>) gateways.call(gateway, any -> {
                    desk.withdraw(any, payment);
                    return TaskResult.DONE;
                }))
                .orElseGet(PaymentWork::done);
    }

    private CompletionStage<TaskResult> ask(Payment payment) {
        return desk.canBeChecked(payment) ? desk.check(payment).thenApply(any -> TaskResult.DONE) : done();
    }

    /** What a gateway says no to holds up nothing here: money that comes all the same is booked. */
    private static TaskResult goOn(Throwable failure) {
        TaskResult result = inVain(failure);
        if (result.kind() == TaskResult.Kind.FAILED) {
            return TaskResult.DONE;
        }
        throw failure instanceof CompletionException same ? same : new CompletionException(failure);
    }

    /** What the gateway knows comes first: the money may be there. */
    private CompletionStage<TaskResult> expire(Payment payment) {
        if (gateways.of(payment).isEmpty()) {
            orders.payments().expire(payment.id(), StatusChange.SYSTEM);
            return done();
        }
        return ask(payment).exceptionally(PaymentWork::goOn).thenApply(asked -> {
            orders.payments().expire(payment.id(), StatusChange.SYSTEM);
            return asked;
        });
    }

    private CompletionStage<TaskResult> refund(Payment payment, int number) {
        Optional<PaymentRefund> refund =
                PaymentSchedule.refund(payment, number).filter(each -> each.state() == PaymentRefund.State.ASKED);
        if (refund.isEmpty()) {
            return done();
        }
        return gateways.of(payment)
                .filter(gateway -> gateway.traits().can(Ability.REFUND))
                .map(gateway -> (CompletionStage<TaskResult>)
                        gateways.call(gateway, any -> refunded(any, payment, refund.get())))
                .orElseGet(() -> ended(payment, number, PaymentRefund.State.FAILED));
    }

    private TaskResult refunded(PaymentGateway gateway, Payment payment, PaymentRefund refund) {
        try {
            gateway.refund(payment, refund);
            ended(payment, refund.number(), PaymentRefund.State.DONE);
        } catch (GatewayException e) {
            if (e.kind() == GatewayException.Kind.UNAVAILABLE || e.kind() == GatewayException.Kind.KEY_REFUSED) {
                throw e;
            }
            ended(payment, refund.number(), PaymentRefund.State.FAILED);
        }
        return TaskResult.DONE;
    }

    private CompletionStage<TaskResult> ended(Payment payment, int number, PaymentRefund.State end) {
        orders.payments().refundEnded(payment.id(), number, end);
        return done();
    }

    private void tell(PaymentTask task, Order order, Payment payment) {
        switch (task.work()) {
            case TELL_CODE -> {
                if (!desk.wasShown(payment.id())) {
                    notices.tellCustomer(task.id(), NotificationText.PAYMENT_CODE_CUSTOMER, order);
                }
            }
            case TELL_PAID -> notices.tellAdmins(task.id(), NotificationText.PAYMENT_RECEIVED_ADMIN, order);
            case TELL_PART -> {
                if (!PaymentSchedule.isReminder(task)) {
                    notices.tellCustomer(task.id(), NotificationText.PAYMENT_PART_CUSTOMER, order);
                }
                notices.tellAdmins(task.id(), NotificationText.PAYMENT_PART_ADMIN, order);
            }
            case TELL_SPARE -> {
                if (cameAfterTheEnd(order, payment)) {
                    notices.tellCustomer(task.id(), NotificationText.MONEY_WITHOUT_ORDER_CUSTOMER, order);
                }
                notices.tellAdmins(task.id(), NotificationText.MONEY_WITHOUT_ORDER_ADMIN, order);
            }
            case TELL_REFUNDED ->
                PaymentSchedule.refund(payment, task.number())
                        .ifPresent(refund -> notices.tellReturned(task.id(), order, refund.reason()));
            case TELL_ALARM -> notices.tellAdmins(task.id(), NotificationText.PAYMENT_ALARM_ADMIN, order);
            default -> notices.tellAdmins(task.id(), NotificationText.REFUND_FAILED_ADMIN, order);
        }
    }

    /** Whose order is cancelled after it was paid reads of the money there. */
    private static boolean cameAfterTheEnd(Order order, Payment payment) {
        return order.status() != OrderStatus.CANCELLED
                || payment.arrivals().stream().anyMatch(arrival -> arrival.at()
                        .isAfter(order.lastChange().timestamp()));
    }
}
