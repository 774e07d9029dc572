package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.notify.text.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What pictures may be for: whoever has something to pay may send them as a proof. Thread-safe. */
final class Pictures {

    private final OrderService service;
    private final PaymentProofs proofs;
    private final Replies replies;

    Pictures(OrderService service, PaymentProofs proofs, Replies replies) {
        this.service = service;
        this.proofs = proofs;
        this.replies = replies;
    }

    /** The orders that a person has not paid, the newest first. */
    ImmutableList<Order> unpaid(PersonId person) {
        OrderQuery query = OrderQuery.newestFirst()
                .customer(person)
                .status(OrderStatus.PENDING)
                .build();
        return service.list(Actor.customer(person), query)
                .map(Page::orders)
                .fold(orders -> orders, any -> ImmutableList.of());
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
        Question question = Question.which(orders.stream()
                .map(order -> new Pick(order.id().toString(), order.item().packageName(), line(picture, order)))
                .collect(ImmutableList.toImmutableList()));
        ImmutableList.Builder<Variables> lines = ImmutableList.builder();
        for (int i = 0; i < orders.size(); i++) {
            lines.add(Variables.builder()
                    .putAll(replies.orders().forCustomer(orders.get(i), person.language()))
                    .put("number", i + 1)
                    .build());
        }
        return replies.say(
                        ReplyText.PROOF_OF_WHICH,
                        person.language(),
                        Variables.builder().list("orders", lines.build()))
                .asking(question, question.choices(replies, person.language()));
    }
}
