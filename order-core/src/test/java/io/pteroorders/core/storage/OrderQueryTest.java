package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderQueryTest {

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, 9999})
    void aPageOfAnotherSizeThanOneToAHundredIsRefused(int limit) {
        assertEquals(
                "a page has 1 to 100 orders, asked for " + limit,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> OrderQuery.newestFirst().limit(limit).build())
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void aPageOfOneToAHundredIsFine(int limit) {
        assertEquals(limit, OrderQuery.oldestFirst().limit(limit).build().limit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "12a4", "+6281", "١٢٣٤", "12 34"})
    void aSearchByPhoneNeedsFourDigits(String digits) {
        assertFalse(OrderQuery.isPhoneSearch(digits));
        assertThrows(
                IllegalArgumentException.class,
                () -> OrderQuery.newestFirst().phoneDigits(digits).build());
    }

    @Test
    void aQueryThatWasReceivedCanBeTurnedIntoAnother() {
        OrderQuery all = OrderQuery.oldestFirst()
                .status(OrderStatus.PENDING)
                .packageType(PackageType.GOLD)
                .customer(Samples.budi().id())
                .createdFrom(Samples.NOON)
                .createdBefore(Samples.NOON.plusSeconds(1))
                .idPart("SAMPL")
                .phoneDigits("7890")
                .sequelsOf(Samples.orderId(3))
                .after(Samples.orderId(1))
                .limit(7)
                .build();
        assertEquals(all, all.toBuilder().build());
        OrderQuery next = all.after(Samples.orderId(2));
        assertEquals(Optional.of(Samples.orderId(2)), next.after());
        assertEquals(all, next.after(Samples.orderId(1)));
    }

    @Test
    void whatFollowsAPageFollowsAnOrder() {
        assertThrows(IllegalArgumentException.class, () -> new Page(ImmutableList.of(), true, OptionalLong.empty()));
    }

    @Test
    void aPartOfAnIdIsComparedInUpperCaseInEveryLocale() {
        assertEquals(
                Optional.of("TIAO"),
                OrderQuery.newestFirst().idPart("tiao").build().idPart());
    }

    @Test
    void anOrderPassesEveryFilterOrNone() {
        Order order = Samples.in(OrderStatus.CONFIRMED);
        assertTrue(OrderQuery.newestFirst().build().matches(order));
        OrderQuery.Builder all = OrderQuery.newestFirst()
                .status(OrderStatus.CONFIRMED)
                .packageType(PackageType.BRONZE)
                .customer(Samples.budi().id())
                .createdFrom(order.createdAt())
                .createdBefore(order.createdAt().plusMillis(1))
                .idPart("sampl")
                .phoneDigits("7890");
        assertTrue(all.build().matches(order));
        List<OrderQuery.Builder> others = List.of(
                OrderQuery.newestFirst().status(OrderStatus.PENDING),
                OrderQuery.newestFirst().packageType(PackageType.GOLD),
                OrderQuery.newestFirst().customer(PersonId.phone("81234567890")),
                OrderQuery.newestFirst().createdFrom(order.createdAt().plusMillis(1)),
                OrderQuery.newestFirst().createdBefore(order.createdAt()),
                OrderQuery.newestFirst().idPart("00002"),
                OrderQuery.newestFirst().phoneDigits("4567"),
                OrderQuery.newestFirst().sequelsOf(order.id()));
        others.forEach(other -> assertFalse(other.build().matches(order)));
    }

    @Test
    void aSequelPassesByTheOrderThatBeganItsSubscription() {
        Order like = Samples.in(OrderStatus.PENDING);
        Order renewal = Order.create(
                like.id(),
                like.customer(),
                like.item(),
                new Sequel.Renewal(Samples.orderId(9)),
                "system",
                Samples.NOON);
        assertTrue(
                OrderQuery.newestFirst().sequelsOf(Samples.orderId(9)).build().matches(renewal));
        assertFalse(
                OrderQuery.newestFirst().sequelsOf(Samples.orderId(8)).build().matches(renewal));
        assertFalse(OrderQuery.newestFirst().sequelsOf(renewal.id()).build().matches(renewal));
    }

    @Test
    void theTotalIsKnownOfNoFilterAndOfOneThatHasAnIndex() {
        assertTrue(OrderQuery.newestFirst().build().isTotalKnown());
        OrderQuery.Builder sequels = OrderQuery.newestFirst().sequelsOf(Samples.orderId(9));
        assertTrue(sequels.build().isTotalKnown());
        assertFalse(sequels.status(OrderStatus.PENDING).build().isTotalKnown());
        assertFalse(OrderQuery.newestFirst().idPart("A").build().isTotalKnown());
    }

    @Test
    void whatIsLoggedOfAQueryTellsNoPerson() {
        OrderQuery query = OrderQuery.newestFirst()
                .status(OrderStatus.PENDING)
                .phoneDigits("7890")
                .sequelsOf(Samples.orderId(9))
                .after(Samples.orderId(1))
                .build();
        assertEquals(
                "orders newest first pending by **** going on with ORD-SAMPL-00009 after ORD-SAMPL-00001, 10",
                query.toString());
    }
}
