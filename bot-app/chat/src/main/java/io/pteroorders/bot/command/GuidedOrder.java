package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.joda.money.Money;

/** Asks for what an order lacks, one thing at a time, and then whether it is meant. Nothing is ordered here. Thread-safe. */
final class GuidedOrder {

    /** The durations that are shown with their totals. */
    private static final ImmutableList<Integer> SHOWN = ImmutableList.of(1, 3, 6, 12);

    private final OrderService service;
    private final Replies replies;
    private final String command;

    /** @param command the name of the command that orders */
    GuidedOrder(OrderService service, Replies replies, String command) {
        this.service = service;
        this.replies = replies;
        this.command = command;
    }

    /** Asks what comes next after the words that are there. */
    Outcome<Reply> next(TypedCommand line, Call call) {
        Optional<PackageInfo> wanted = line.word(0).flatMap(service.catalog()::findForSale);
        if (wanted.isEmpty()) {
            return Outcome.done(Packages.ask(
                    ReplyText.CHOOSE_PACKAGE,
                    service.catalog(),
                    Variables.builder(),
                    type -> TypedCommand.asking(command + " " + type.code()),
                    replies,
                    call.language()));
        }
        return line.word(1).isEmpty()
                ? Outcome.done(askMonths(wanted.get(), call.language()))
                : confirm(wanted.get(), line, call.language());
    }

    /** Every number of months can be picked by itself; only some are shown. */
    private Reply askMonths(PackageInfo wanted, Language language) {
        IntFunction<String> duration = months -> replies.formats().months(months, language);
        ImmutableList<Pick> picks = IntStream.rangeClosed(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS)
                .mapToObj(months -> new Pick(
                        duration.apply(months), duration.apply(months), TypedCommand.asking(line(wanted, months))))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Choice> choices = SHOWN.stream()
                .map(months -> new Choice(
                        duration.apply(months), replies.prefix() + TypedCommand.asking(line(wanted, months))))
                .collect(ImmutableList.toImmutableList());
        List<Variables> totals = SHOWN.stream()
                .map(months -> Variables.builder()
                        .put("duration", duration.apply(months))
                        .put("total", money(wanted, months, language))
                        .build())
                .toList();
        return replies.say(
                        ReplyText.CHOOSE_MONTHS,
                        language,
                        Variables.builder()
                                .putAll(Packages.variables(wanted, replies, language))
                                .put("min", OrderItem.MIN_MONTHS)
                                .put("max", OrderItem.MAX_MONTHS)
                                .list("totals", totals))
                .asking(Question.which(picks), choices);
    }

    private String money(PackageInfo wanted, int months, Language language) {
        Money total = wanted.pricePerMonth().multipliedBy(months);
        return replies.formats().money(total, language);
    }

    private Outcome<Reply> confirm(PackageInfo wanted, TypedCommand line, Language language) {
        Optional<Integer> typed = Months.at(1, line).months();
        return typed.filter(months -> months >= OrderItem.MIN_MONTHS && months <= OrderItem.MAX_MONTHS)
                .map(months -> Outcome.done(confirm(wanted, months, language)))
                .orElseGet(() -> Outcome.refused(new Refusal.InvalidInput(ImmutableList.of(Violation.of(
                        Violation.Code.INVALID_DURATION,
                        "durationMonths",
                        line.rest(1),
                        new Violation.Range(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS))))));
    }

    private Reply confirm(PackageInfo wanted, int months, Language language) {
        return replies.say(
                        ReplyText.CONFIRM_ORDER,
                        language,
                        Variables.builder()
                                .putAll(Packages.variables(wanted, replies, language))
                                .put("duration", replies.formats().months(months, language))
                                .put("total", money(wanted, months, language)))
                .asking(Question.easily(line(wanted, months)), replies.yesAndNo(language));
    }

    private String line(PackageInfo wanted, int months) {
        return command + " " + wanted.type().code() + " " + months;
    }
}
