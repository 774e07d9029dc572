package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Variables;
import java.text.Normalizer;
import java.util.Optional;

/** Makes an order; without its words, or with a question mark behind them, it asks for what is lacking first. */
public final class OrderCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order", "pesan", "beli").changingOrders().askingOnDemand();

    private final OrderService service;
    private final PaymentReplies payments;
    private final Replies replies;
    private final GuidedOrder guided;

    public OrderCommand(OrderService service, PaymentReplies payments, Replies replies) {
        this.service = service;
        this.payments = payments;
        this.replies = replies;
        this.guided = new GuidedOrder(service, replies, INFO.name());
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        if (call.line().words().isEmpty() || call.line().asksFirst()) {
            return guided.next(call.line().withoutAsking(), call);
        }
        Optional<Reply> otherwise = readOtherwise(call);
        if (otherwise.isPresent()) {
            return Outcome.done(otherwise.get());
        }
        if (call.late()) {
            return Outcome.done(askLate(call));
        }
        Months duration = Months.at(1, call.line());
        CreateOrder request = new CreateOrder(
                call.person().asCustomer(),
                call.line().word(0),
                duration.months(),
                call.line().rest(1 + duration.wordsUsed()),
                Optional.empty(),
                call.requestId());
        Outcome<Order> made =
                call.confirmed() ? service.createAgain(call.actor(), request) : service.create(call.actor(), request);
        return made.fold(
                order -> Outcome.done(payments.tell(NotificationText.ORDER_CREATED_CUSTOMER, order, call.language())
                        .tellingOf(order)),
                refusal -> refused(refusal, call));
    }

    private Outcome<Reply> refused(Refusal refusal, Call call) {
        return refusal instanceof Refusal.OrderedJustNow slip
                ? service.get(call.actor(), slip.id()).map(order -> ask(order, call))
                : Outcome.refused(quoting(call.line().rest(1), refusal));
    }

    /** The answer to a line that says something else than its first words: several orders, or one the other way round. */
    private Optional<Reply> readOtherwise(Call call) {
        ImmutableList<String> several = several(call.line());
        return several.size() > 1
                ? Optional.of(CommandNames.oneAtATime(several, replies, call.language()))
                : meant(call.line())
                        .map(line -> replies.refuse(
                                ReplyText.DID_YOU_MEAN,
                                call.language(),
                                Variables.builder().put("command", replies.prefix() + Replies.line(line))));
    }

    /** The orders of a line that goes on with another package after a duration: nobody can tell it from a note. */
    private ImmutableList<String> several(TypedCommand line) {
        ImmutableList.Builder<String> orders = ImmutableList.builder();
        int place = 0;
        while (isForSale(line.word(place))) {
            Months duration = Months.at(place + 1, line);
            int end = place + 1 + duration.wordsUsed();
            int next = line.word(end).filter(OrderReferences::isJoiner).isPresent() ? end + 1 : end;
            boolean last = !isForSale(line.word(next));
            int to = last ? line.words().size() : end;
            orders.add(INFO.name() + " " + String.join(" ", line.words().subList(place, to)));
            place = last ? line.words().size() : next;
        }
        return orders.build();
    }

    /** The line with its duration before its package turned round, or in plain letters and digits. */
    private Optional<String> meant(TypedCommand line) {
        Months duration = Months.at(0, line);
        int place = duration.wordsUsed();
        if (duration.months().isPresent() && !isForSale(line.word(0)) && isForSale(line.word(place))) {
            return Optional.of(INFO.name() + " " + line.words().get(place) + " "
                    + duration.months().get());
        }
        String plain = Normalizer.normalize(line.rest(0), Normalizer.Form.NFKC);
        boolean needed = Months.at(1, line).months().isEmpty() || !isForSale(line.word(0));
        return TypedCommand.parse(INFO.name() + " " + plain, "")
                .filter(read -> needed && !plain.equals(line.rest(0)))
                .filter(read ->
                        isForSale(read.word(0)) && Months.at(1, read).months().isPresent())
                .map(read -> INFO.name() + " " + plain);
    }

    private boolean isForSale(Optional<String> word) {
        return word.flatMap(service.catalog()::findForSale).isPresent();
    }

    private Reply askLate(Call call) {
        String typed = replies.prefix() + INFO.name() + " "
                + Replies.quoted(call.line().rest(0));
        return replies.say(
                        ReplyText.CONFIRM_LATE,
                        call.language(),
                        Variables.builder().put("command", typed))
                .asking(INFO.name() + " " + call.line().rest(0), replies.yesAndNo(call.language()));
    }

    private Reply ask(Order made, Call call) {
        return replies.tell(ReplyText.CONFIRM_AGAIN, made, call.language())
                .asking(INFO.name() + " " + call.line().rest(0), replies.yesAndNo(call.language()));
    }

    /** A duration that is no number never reached the service; the refusal is to quote it all the same. */
    private static Refusal quoting(String typed, Refusal refusal) {
        return refusal instanceof Refusal.InvalidInput invalid
                ? new Refusal.InvalidInput(invalid.violations().stream()
                        .map(violation -> quoting(typed, violation))
                        .collect(ImmutableList.toImmutableList()))
                : refusal;
    }

    private static Violation quoting(String typed, Violation violation) {
        boolean unreadable = violation.code() == Violation.Code.INVALID_DURATION
                && violation.rejected().isEmpty();
        return unreadable
                ? new Violation(
                        violation.code(), violation.field(), Optional.of(typed), violation.allowed(), violation.range())
                : violation;
    }
}
