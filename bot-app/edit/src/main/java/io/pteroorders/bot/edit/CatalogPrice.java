package io.pteroorders.bot.edit;

import io.pteroorders.core.catalog.Amounts;
import java.util.Optional;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** Reads the {@code price} of something in an operator's catalogue. */
final class CatalogPrice {

    private static final Problem RULE = Problem.of("rule.price");

    private CatalogPrice() {}

    /**
     * The price.
     *
     * @param json what has it
     * @param problems is told what is wrong with it, with the rule
     * @return empty if it is not there, or none
     */
    static Optional<Money> read(JsonNode json, CurrencyUnit currency, Consumer<Problem> problems) {
        JsonNode price = json.path("price");
        if (!price.isNumber()) {
            problems.accept(
                    json.has("price")
                            ? Problem.of("must-be", "price", RULE, Shown.quoted(price.toString()))
                            : Problem.of("missing", "price", RULE));
            return Optional.empty();
        }
        try {
            Money money = Amounts.written(currency, price.decimalValue());
            if (money.isZero()) {
                problems.accept(Problem.of("price-zero"));
            }
            return Optional.of(money);
        } catch (IllegalArgumentException e) {
            problems.accept(Problem.of(
                    "price-rule",
                    String.valueOf(e.getMessage()),
                    currency,
                    Amounts.MAX_DIGITS,
                    Amounts.decimals(currency)));
            return Optional.empty();
        }
    }
}
