package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.Occasion;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/**
 * An answer to the person who wrote, with what came of what they wrote. Immutable and thread-safe.
 *
 * @param template the text it was made from
 * @param text what it says
 * @param variables the text's values
 * @param choices answers that can be picked
 * @param question what it asks, if it asks
 * @param attachment the reference of a picture to send along, which the shop keeps
 * @param picture a picture to send along
 * @param account what came of the command
 */
public record Reply(
        String template,
        String text,
        Variables variables,
        ImmutableList<Choice> choices,
        Optional<Question> question,
        Optional<String> attachment,
        Optional<Picture> picture,
        Account account) {

    /**
     * What came of a command.
     *
     * @param result of all of it
     * @param orders the orders that it was about, and what came of each
     * @param covers what this person did that the reply tells of
     */
    public record Account(Result result, ImmutableList<OrderResult> orders, ImmutableList<Occasion> covers) {

        private static final Account DONE = new Account(Result.DONE, ImmutableList.of(), ImmutableList.of());

        private Account as(Result other) {
            return new Account(other, OrderResult.all(orders, other), covers);
        }

        private Account about(ImmutableList<OrderResult> others) {
            return new Account(result, others, covers);
        }

        private Account covering(ImmutableList<Occasion> occasions) {
            return new Account(result, orders, occasions);
        }
    }

    /** A reply that asks nothing, to a command that was carried out. */
    public static Reply of(String template, String text, Variables variables) {
        return new Reply(
                template,
                text,
                variables,
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Account.DONE);
    }

    /** What came of the command. */
    public Result result() {
        return account.result();
    }

    /** The same, asking: yes runs the command line, confirmed. */
    public Reply asking(String commandLine, ImmutableList<Choice> answers) {
        return asking(Question.whether(commandLine), answers);
    }

    /** The same, asking; nothing was done yet. */
    public Reply asking(Question asked, ImmutableList<Choice> answers) {
        return new Reply(
                template, text, variables, answers, Optional.of(asked), attachment, picture, account.as(Result.ASKED));
    }

    /** The same, saying what there is to pick; it was carried out all the same. */
    public Reply offering(Question offered) {
        return new Reply(template, text, variables, choices, Optional.of(offered), attachment, picture, account);
    }

    /** The same, with another text below it. */
    public Reply with(Reply below) {
        return new Reply(
                template, text + "\n\n" + below.text(), variables, choices, question, attachment, picture, account);
    }

    /** The same, with another below it, and what that shows if this one does not; it is named for the one that asks. */
    public Reply followedBy(Reply below) {
        boolean asks = question.isEmpty() && below.question.isPresent();
        return new Reply(
                asks ? below.template : template,
                text + "\n\n" + below.text(),
                asks ? below.variables : variables,
                asks ? below.choices : choices,
                asks ? below.question : question,
                attachment.or(below::attachment),
                picture.or(below::picture),
                asks ? account.as(Result.ASKED) : account);
    }

    /** The same, with answers that can be picked. */
    public Reply offering(ImmutableList<Choice> answers) {
        return new Reply(template, text, variables, answers, question, attachment, picture, account);
    }

    /** The same, with a picture that the shop keeps. */
    public Reply attaching(String reference) {
        return new Reply(template, text, variables, choices, question, Optional.of(reference), picture, account);
    }

    /** The same, with a picture. */
    public Reply showing(Picture shown) {
        return new Reply(template, text, variables, choices, question, attachment, Optional.of(shown), account);
    }

    /** The same, of a command of which something else came. */
    public Reply as(Result result) {
        return with(account.as(result));
    }

    /** The same, about an order. */
    public Reply about(Order order) {
        return with(account.about(ImmutableList.of(new OrderResult(order.id().toString(), result()))));
    }

    /** The same, about several orders. */
    public Reply about(ImmutableList<OrderResult> orders) {
        return with(account.about(orders));
    }

    /** The same, telling of what this person did to an order. */
    public Reply tellingOf(Order order) {
        return about(order).tellingOf(ImmutableList.of(Occasion.step(order.id())));
    }

    /** The same, telling of all this. */
    public Reply tellingOf(ImmutableList<Occasion> occasions) {
        return with(account.covering(occasions));
    }

    private Reply with(Account other) {
        return new Reply(template, text, variables, choices, question, attachment, picture, other);
    }
}
