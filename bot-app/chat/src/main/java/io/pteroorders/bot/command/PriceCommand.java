package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/** Shows one package and what it costs for some durations. */
public final class PriceCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("harga", "price");
    private static final ImmutableList<Integer> MONTHS = ImmutableList.of(1, 3, 6, 12);

    private final OrderService service;
    private final Replies replies;
    private final RefusalReplies refusals;

    public PriceCommand(OrderService service, Replies replies, RefusalReplies refusals) {
        this.service = service;
        this.replies = replies;
        this.refusals = refusals;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        Optional<String> typed = call.line().word(0);
        if (typed.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        return Outcome.done(typed.flatMap(service.catalog()::findForSale)
                .map(sold -> price(sold, months(call.line()), call.language()))
                .orElseGet(() ->
                        refusals.unknownPackage(typed.get(), service.catalog().forSale(), call.language())));
    }

    /** For how long it is wanted, if that is said and can be. */
    private static int months(TypedCommand line) {
        return Months.at(1, line)
                .months()
                .filter(months -> months >= OrderItem.MIN_MONTHS && months <= OrderItem.MAX_MONTHS)
                .orElse(OrderItem.MIN_MONTHS);
    }

    private Reply price(PackageInfo sold, int wanted, Language language) {
        List<Variables> totals = Stream.concat(MONTHS.stream(), Stream.of(wanted))
                .distinct()
                .sorted()
                .map(months -> total(sold.pricePerMonth().multipliedBy(months), months, language))
                .toList();
        return replies.say(
                ReplyText.PRICE,
                language,
                Variables.builder()
                        .putAll(Packages.variables(sold, replies, language))
                        .put("months", wanted)
                        .list("totals", totals));
    }

    private Variables total(Money amount, int months, Language language) {
        return Variables.builder()
                .put("duration", replies.formats().months(months, language))
                .put("total", replies.formats().money(amount, language))
                .build();
    }
}
