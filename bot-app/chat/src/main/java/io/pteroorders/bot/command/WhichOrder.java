package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.text.Variables;
import java.util.function.Function;

/** Asks which of several orders of theirs a person means: answered by a number, a package or an order. */
public final class WhichOrder {

    private WhichOrder() {}

    /**
     * The question.
     *
     * @param text has a list {@code orders} with a {@code number} each
     * @param line the command line to run for the order that is picked, without the prefix
     */
    public static Reply ask(
            ReplyText text, ImmutableList<Order> orders, Function<Order, String> line, Person person, Replies replies) {
        Question question = Question.which(orders.stream()
                .map(order -> new Pick(order.id().toString(), order.item().packageName(), line.apply(order)))
                .collect(ImmutableList.toImmutableList()));
        ImmutableList.Builder<Variables> rows = ImmutableList.builder();
        for (int i = 0; i < orders.size(); i++) {
            rows.add(Variables.builder()
                    .putAll(replies.orders().forCustomer(orders.get(i), person.language()))
                    .put("number", i + 1)
                    .build());
        }
        return replies.say(text, person.language(), Variables.builder().list("orders", rows.build()))
                .asking(question, question.choices(replies, person.language()));
    }
}
