package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import java.util.List;
import java.util.Optional;
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
                new Refusal.RequestUsed(ID),
                new Refusal.NotPayable(ID, "manual", Refusal.NotPayable.Why.AMOUNT, ImmutableList.of()),
                new Refusal.NothingToUse(ID, Optional.empty()),
                new Refusal.HoldsMoney(ID, Optional.empty()),
                new Refusal.NoRoom(PackageType.BRONZE, ImmutableList.of()),
                new Refusal.NoPlan(ID),
                new Refusal.NoServer(ID),
                new Refusal.ServerNot(ID, ServerState.READY, ServerState.FAILED),
                new Refusal.NotRenewable(ID, Refusal.NotRenewable.Why.ENDED, Optional.empty(), 0),
                new Refusal.HasSequels(ID, ImmutableList.of()),
                new Refusal.ChangedSince(ID),
                new Refusal.NotErasable(ID, Refusal.NotErasable.Why.OPEN));
        assertEquals(
                List.of(Refusal.Code.values()),
                refusals.stream().map(Refusal::code).toList());
    }
}
