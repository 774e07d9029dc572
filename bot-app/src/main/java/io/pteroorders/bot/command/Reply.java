package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.Occasion;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/**
 * An answer to the person who wrote.
 *
 * @param template the text it was made from
 * @param text what it says
 * @param variables the text's values
 * @param choices answers that can be picked
 * @param question what it asks, if it asks
 * @param covers what this person did that it tells of
 * @param deeds what came of each order, if it tells of several
 */
public record Reply(
        String template,
        String text,
        Variables variables,
        ImmutableList<Choice> choices,
        Optional<Question> question,
        ImmutableList<Occasion> covers,
        ImmutableList<Deed> deeds) {

    /** A reply that asks nothing. */
    public static Reply of(String template, String text, Variables variables) {
        return new Reply(
                template,
                text,
                variables,
                ImmutableList.of(),
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of());
    }

    /** The order that it is about. */
    public Optional<String> orderId() {
        return Optional.ofNullable(variables.asText().get("orderId"));
    }

    /** The same, asking: yes runs the command line, confirmed. */
    public Reply asking(String commandLine, ImmutableList<Choice> answers) {
        return asking(Question.whether(commandLine), answers);
    }

    /** The same, asking. */
    public Reply asking(Question asked, ImmutableList<Choice> answers) {
        return new Reply(template, text, variables, answers, Optional.of(asked), covers, deeds);
    }

    /** The same, with another text below it. */
    public Reply with(Reply below) {
        return new Reply(template, text + "\n\n" + below.text(), variables, choices, question, covers, deeds);
    }

    /** The same, with answers that can be picked. */
    public Reply offering(ImmutableList<Choice> answers) {
        return new Reply(template, text, variables, answers, question, covers, deeds);
    }

    /** The same, telling of what this person did to an order. */
    public Reply tellingOf(Order order) {
        return tellingOf(ImmutableList.of(Occasion.step(order.id())));
    }

    /** The same, telling of all this. */
    public Reply tellingOf(ImmutableList<Occasion> occasions) {
        return new Reply(template, text, variables, choices, question, occasions, deeds);
    }

    /** The same, saying what came of each of several orders. */
    public Reply withDeeds(ImmutableList<Deed> orders) {
        return new Reply(template, text, variables, choices, question, covers, orders);
    }
}
