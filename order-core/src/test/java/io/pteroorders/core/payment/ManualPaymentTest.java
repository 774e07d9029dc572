package io.pteroorders.core.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ManualPaymentTest {

    private static final Money LARGEST = Money.of(CurrencyUnit.USD, new BigDecimal("999999999999999.99"));

    @Test
    void anOrderIsPaidByItsTotal() {
        assertEquals(List.of(LARGEST), new ManualPayment().amounts(LARGEST));
    }

    @Test
    void aTotalWithMoreDigitsThanAnAmountHasIsNotPaidThisWay() {
        assertEquals(List.of(), new ManualPayment().amounts(LARGEST.multipliedBy(12)));
    }
}
