package io.pteroorders.bot;

import io.pteroorders.core.catalog.Amounts;
import java.util.Optional;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** Reads the {@code price} of something in an operator's catalogue. */
final class CatalogPrice {

    private static final String RULE = "a plain number without quotes, such as 25000";

    private CatalogPrice() {}

    /**
     * The price.
     *
     * @param json what has it
     * @param problems is told what is wrong with it, with the rule
     * @return empty if it is not there, or none
     */
    static Optional<Money> read(JsonNode json, CurrencyUnit currency, Consumer<String> problems) {
        JsonNode price = json.path("price");
        if (!price.isNumber()) {
            problems.accept(
                    json.has("price")
                            ? "price must be " + RULE + ", is " + SettingText.shown(price.toString())
                            : "price is missing: " + RULE);
            return Optional.empty();
        }
        try {
            Money money = Amounts.written(currency, price.decimalValue());
            if (money.isZero()) {
                problems.accept("a price of 0 is none: every order waits for its payment");
            }
            return Optional.of(money);
        } catch (IllegalArgumentException e) {
            problems.accept("price: " + e.getMessage());
            return Optional.empty();
        }
    }
}
