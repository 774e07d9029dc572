package io.pteroorders.bot.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.bot.payment.PaymentTask.Work;
import io.pteroorders.core.testkit.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentTaskTest {

    @ParameterizedTest
    @EnumSource
    void aTaskIsNamedByItsId(Work work) {
        PaymentTask task = new PaymentTask(Fixtures.orderId(7), work, 20, 1007);
        assertEquals(task, PaymentTask.parse(task.id()));
    }
}
