package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.OwnOrders;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.command.WhichOrder;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What pictures may be for: whoever has something to pay may send them as a proof. Thread-safe. */
final class Pictures {

    /** So long after a cancellation a picture may still be the proof of a payment that was on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(7);

    private final OrderService service;
    private final PaymentProofs proofs;
    private final StandingOrder standing;
    private final CustomerCalls calls;
    private final Replies replies;
    private final Clock clock;

    Pictures(
            OrderService service,
            PaymentProofs proofs,
            StandingOrder standing,
            CustomerCalls calls,
            Replies replies,
            Clock clock) {
        this.service = service;
        this.proofs = proofs;
        this.standing = standing;
        this.calls = calls;
        this.replies = replies;
        this.clock = clock;
    }

    /** Whether a person has something to pay, or had of late. */
    boolean mayProve(Person person) {
        return !unpaid(person).isEmpty() || cancelledOfLate(person).isPresent();
    }

    /** The orders that a person has not paid, the newest first. */
    ImmutableList<Order> unpaid(Person person) {
        return OwnOrders.of(service, person, OrderQuery.newestFirst().status(OrderStatus.PENDING));
    }

    private Optional<Order> cancelledOfLate(Person person) {
        return standing.newest(person).stream()
                .findFirst()
                .filter(order -> order.status() == OrderStatus.CANCELLED)
                .filter(order ->
                        order.lastChange().timestamp().isAfter(clock.instant().minus(ON_ITS_WAY)));
    }

    /** The answer to a picture for an order that was cancelled of late; the admins are shown it. */
    Optional<Reply> late(String picture, Person person, IncomingMessage message) {
        return cancelledOfLate(person).map(order -> {
            RequestId request = RequestId.of(message.transport(), person.id().text(), message.id(), "late proof");
            service.setPaymentProof(
                            Actor.SYSTEM,
                            new SetPaymentProof(order.id(), PaymentProofs.reference(picture), Optional.of(request)))
                    .map(proved -> {
                        calls.showLateProof(proved);
                        return proved;
                    });
            return replies.tell(ReplyText.PROOF_LATE, order, person.language());
        });
    }

    /** The answer to a picture for an order whose money is there. */
    Optional<Reply> alreadyPaid(Person person) {
        return standing.of(person)
                .filter(order -> order.status() == OrderStatus.CONFIRMED || order.status() == OrderStatus.PROCESSING)
                .map(order -> replies.tell(ReplyText.PROOF_NOT_NEEDED, order, person.language()));
    }

    /** Keeps a picture; its name, or empty if it is none. */
    Optional<String> keep(ByteSource picture) {
        try {
            return proofs.keep(picture.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that attaches a picture to an order. */
    static TypedCommand attach(String picture, Order order) {
        return TypedCommand.parse(line(picture, order), "").orElseThrow();
    }

    private static String line(String picture, Order order) {
        return "proof " + order.id() + " " + picture;
    }

    /** Asks which order a picture is for. */
    Reply askWhich(String picture, ImmutableList<Order> orders, Person person) {
        return WhichOrder.ask(ReplyText.PROOF_OF_WHICH, orders, order -> line(picture, order), person, replies);
    }
}
