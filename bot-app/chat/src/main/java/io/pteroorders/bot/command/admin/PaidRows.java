package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.core.statistics.Cash;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A line for each way to pay by which money came: how much, and what was kept of it. */
final class PaidRows {

    private PaidRows() {}

    static List<Variables> of(Cash cash, Replies replies, Language language) {
        return cash.received().entrySet().stream()
                .map(entry -> Variables.builder()
                        .put("method", entry.getKey())
                        .put("amount", sum(entry.getValue(), replies, language))
                        .put(
                                "fee",
                                Optional.ofNullable(cash.fees().get(entry.getKey()))
                                        .map(fees -> sum(fees, replies, language)))
                        .build())
                .toList();
    }

    /** Amounts of several currencies, which are never added up. */
    static String sum(ImmutableSortedMap<CurrencyUnit, Money> amounts, Replies replies, Language language) {
        return amounts.values().stream()
                .map(amount -> replies.formats().money(amount, language))
                .collect(Collectors.joining(" + "));
    }
}
