package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.command.WhichOrder;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import java.util.Optional;

/**
 * What customers ask for who answer a reminder with a yes: the order that renews the server. Quoting the reminder they may say
 * yes in any words; without that only in so many, and only for a few days. Thread-safe.
 */
final class RenewalAnswers {

    private final RenewalApp renewals;
    private final Answers answers;
    private final Replies replies;

    RenewalAnswers(RenewalApp renewals, Answers answers, Replies replies) {
        this.renewals = renewals;
        this.answers = answers;
        this.replies = replies;
    }

    /** The command that an answer quoting a reminder stands for; empty if the message is no such answer. */
    Optional<TypedCommand> quoting(Person person, IncomingMessage message) {
        return message.quoted()
                .filter(quoted -> answers.read(message.text()) == Said.YES)
                .flatMap(quoted -> renewals.quoted(person.id(), quoted))
                .flatMap(order -> TypedCommand.parse(line(order), ""));
    }

    /** The orders that a mere yes may be about: those whose customer was reminded a short while ago. */
    ImmutableList<Order> meant(Person person, String text) {
        return answers.isPlainYes(text) ? renewals.reminded(person.id()) : ImmutableList.of();
    }

    /** Whether a text stops the renewal that a person was reminded of: a bare STOP is no word about broadcasts then. */
    boolean declines(Person person, String text) {
        return answers.read(text) == Said.STOP
                && !renewals.reminded(person.id()).isEmpty();
    }

    /** The question which of several is to be renewed. */
    Reply which(ImmutableList<Order> meant, Person person) {
        return WhichOrder.ask(ReplyText.WHICH_ORDER, meant, order -> line(order.id()), person, replies);
    }

    /** What renews the server of an order, without the prefix. */
    static String line(OrderId order) {
        return "perpanjang " + order;
    }
}
