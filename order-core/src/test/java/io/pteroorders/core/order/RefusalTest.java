package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final OrderId ID = Samples.orderId(1);

    @Test
    void everyRefusalHasACodeOfItsOwn() {
        List<Refusal> refusals = List.of(
                new Refusal.InvalidInput(ImmutableList.of()),
                new Refusal.OrderNotFound("", ImmutableList.of()),
                new Refusal.AmbiguousId("", ImmutableList.of()),
                new Refusal.IllegalTransition(ID, OrderStatus.PENDING, OrderStatus.REFUNDED, ImmutableSet.of()),
                new Refusal.WrongStatus(ID, OrderStatus.PENDING, OrderStatus.CANCELLED),
                new Refusal.NotAllowed(),
                new Refusal.TooManyPending(1, ImmutableList.of()),
                new Refusal.OrderedJustNow(ID),
                new Refusal.TooManyNotes(ID, 1),
                new Refusal.Claimed(new Claim("slots", "1", Samples.NOON)),
                new Refusal.RequestUsed(ID));
        assertEquals(
                List.of(Refusal.Code.values()),
                refusals.stream().map(Refusal::code).toList());
    }
}
