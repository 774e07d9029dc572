package io.pteroorders.bot.api.event;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The events that an order tells of by its own content, and by nothing else. What an order keeps it tells of for good, by
 * the same keys. States that pass (of a server, and of an attempt to pay) it tells of as long as it is in them.
 */
final class OrderEvents {

    private OrderEvents() {}

    /** All of them, by time. */
    static ImmutableList<DerivedEvent> of(Order order) {
        return Streams.concat(
                        statuses(order),
                        order.payments().all().stream().flatMap(payment -> payments(order, payment)),
                        renewed(order),
                        suspended(order),
                        reminded(order),
                        order.server().stream().flatMap(OrderEvents::server),
                        notes("note", order, order.notes()),
                        notes("admin-note", order, order.adminNotes()))
                .sorted(Comparator.comparing(DerivedEvent::at))
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<DerivedEvent> statuses(Order order) {
        return numbered(order.statusHistory(), (index, entry) -> {
            EventType type = index == 0 ? EventType.ORDER_CREATED : EventType.ORDER_STATUS;
            return Stream.of(DerivedEvent.at("status/" + index, type, entry.timestamp()));
        });
    }

    /** The earlier bot wrote notes without a time. */
    private static Stream<DerivedEvent> notes(String which, Order order, Notes notes) {
        return numbered(
                notes.all(),
                (index, note) -> Stream.of(DerivedEvent.at(
                        which + "/" + index, EventType.ORDER_NOTE, note.time().orElse(order.createdAt()))));
    }

    private static Stream<DerivedEvent> payments(Order order, Payment payment) {
        String key = "payment/" + payment.id().number();
        return Streams.concat(
                Stream.of(DerivedEvent.at(key, EventType.ORDER_PAYMENT, payment.createdAt())),
                payment.paidAt().stream().map(at -> DerivedEvent.at(key + "/paid", EventType.ORDER_PAYMENT, at)),
                state(key, order, payment),
                numbered(
                        payment.arrivals(),
                        (index, arrival) -> Stream.of(
                                DerivedEvent.at(key + "/arrival/" + index, EventType.ORDER_PAYMENT, arrival.at()))),
                payment.refunds().stream().flatMap(refund -> refund(key, payment, refund)));
    }

    /** What is told of by money that came or went is not told of again. */
    private static Stream<DerivedEvent> state(String payment, Order order, Payment attempt) {
        String key = payment + "/" + attempt.state().word();
        return switch (attempt.state()) {
            case WAITING, PAID, PARTLY_REFUNDED, REFUNDED -> Stream.empty();
            case REVIEW, EXPIRED, FAILED, CANCELLED ->
                Stream.of(DerivedEvent.after(key, EventType.ORDER_PAYMENT, attempt.createdAt(), order.updatedAt()));
            case DISPUTED ->
                Stream.of(DerivedEvent.undated(
                        key + "/" + disputesWon(attempt), EventType.ORDER_PAYMENT, order.updatedAt()));
            case REVERSED -> Stream.of(DerivedEvent.undated(key, EventType.ORDER_PAYMENT, order.updatedAt()));
        };
    }

    private static long disputesWon(Payment attempt) {
        return attempt.refunds().stream()
                .filter(refund -> refund.state() == PaymentRefund.State.FAILED)
                .filter(refund -> refund.report().isPresent())
                .count();
    }

    /** One that a report told of was never asked for. */
    private static Stream<DerivedEvent> refund(String payment, Payment attempt, PaymentRefund refund) {
        String key = payment + "/refund/" + refund.number();
        boolean ended = refund.state() != PaymentRefund.State.ASKED;
        Stream<DerivedEvent> asked = refund.report().isPresent()
                ? Stream.empty()
                : Stream.of(
                        ended
                                ? DerivedEvent.after(key, EventType.ORDER_PAYMENT, attempt.createdAt(), refund.at())
                                : DerivedEvent.at(key, EventType.ORDER_PAYMENT, refund.at()));
        Stream<DerivedEvent> end = ended
                ? Stream.of(DerivedEvent.at(key + "/" + refund.state().word(), EventType.ORDER_PAYMENT, refund.at()))
                : Stream.empty();
        return Stream.concat(asked, end);
    }

    private static Stream<DerivedEvent> renewed(Order order) {
        return order.sequel().stream()
                .flatMap(sequel -> order.statusHistory().stream())
                .filter(entry -> entry.status() == OrderStatus.CONFIRMED)
                .limit(1)
                .map(StatusChange::timestamp)
                .map(at -> DerivedEvent.at("renewed", EventType.SUBSCRIPTION_RENEWED, at));
    }

    private static Stream<DerivedEvent> suspended(Order order) {
        return numbered(
                order.subscription().entries(),
                (index, entry) -> entry instanceof SubscriptionEntry.Suspended
                        ? Stream.of(
                                DerivedEvent.at("subscription/" + index, EventType.SUBSCRIPTION_SUSPENDED, entry.at()))
                        : Stream.empty());
    }

    private static Stream<DerivedEvent> reminded(Order order) {
        return order.subscription().steps().stream()
                .filter(taken -> taken.step().kind() == RenewalStep.Kind.REMINDER && !taken.skipped())
                .map(taken -> DerivedEvent.at(
                        "due/" + taken.paidUntil() + "/" + taken.step(), EventType.SUBSCRIPTION_DUE, taken.at()));
    }

    /** Each time that it came to that is another. */
    private static Stream<DerivedEvent> server(Server server) {
        String key = "server/" + server.state().word() + "/" + server.round() + "/" + server.attempts() + "/"
                + server.since().toEpochMilli();
        if (server.state() == ServerState.READY) {
            return Stream.of(DerivedEvent.at(key, EventType.SERVER_READY, server.since()));
        }
        return server.state() == ServerState.FAILED && server.trouble().isPresent()
                ? Stream.of(DerivedEvent.at(key, EventType.SERVER_FAILED, server.since()))
                : Stream.empty();
    }

    private interface Numbered<T> {

        Stream<DerivedEvent> events(long index, T part);
    }

    private static <T> Stream<DerivedEvent> numbered(ImmutableList<T> parts, Numbered<T> events) {
        return Streams.mapWithIndex(parts.stream(), (part, index) -> events.events(index, part))
                .flatMap(Function.identity());
    }
}
