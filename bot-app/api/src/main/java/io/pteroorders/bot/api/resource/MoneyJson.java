package io.pteroorders.bot.api.resource;

import io.pteroorders.core.catalog.Amounts;
import java.math.BigDecimal;
import org.joda.money.Money;
import tools.jackson.databind.node.ObjectNode;

/** Amounts of money as orders have them: a plain number, and the currency beside it. */
final class MoneyJson {

    private MoneyJson() {}

    static void put(ObjectNode json, String name, Money money) {
        json.put(name, number(money)).put("currency", money.getCurrencyUnit().getCode());
    }

    /** Without decimals that a currency has not in use. */
    static BigDecimal number(Money money) {
        return money.getAmount().setScale(Amounts.decimals(money.getCurrencyUnit()));
    }
}
