package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindTest extends ServiceTest {

    private static final String MADE = "ORD-7K2QM-X0R1T";

    private Order given(String id, Customer customer, int minute) {
        Instant at = Samples.NOON.plusSeconds(60L * minute);
        Order like = Samples.pending(1, customer, at);
        return given(Order.create(OrderId.of(id), customer, like.item(), "system", at));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MADE,
                "ord-7k2qm-x0r1t",
                " ORD 7K2QM X0R1T ",
                "ord7k2qmx0r1t",
                "ORD-7K2QM-XOR1T",
                "ORD-7K2QM-X0RIT",
                "ord-7k2qm-xorlt",
                "7K2QM-X0R1T",
                "x0r1t",
                "0R1T"
            })
    void anOrderIsFoundInEveryNotation(String typed) {
        Order order = given(MADE, Samples.budi(), 1);
        given("ORD-7K2QM-X0R1V", Samples.siti(), 2);
        assertEquals(order, service.find(ADMIN, typed).get());
        assertEquals(order.asSeenByCustomer(), service.find(BUDI, typed).get());
        assertEquals(
                Refusal.Code.ORDER_NOT_FOUND,
                refused(() -> service.find(SITI, typed)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORD-MDJ1TIAO-APE3B6", "ord-mdj1tiao-ape3b6", "APE3B6"})
    void anOrderOfTheEarlierBotIsFound(String typed) {
        Order order = given("ORD-MDJ1TIAO-APE3B6", Samples.budi(), 1);
        assertEquals(order, service.find(ADMIN, typed).get());
    }

    @Test
    void theExactTextGoesBeforeWhatItCouldMean() {
        Order exact = given("ORD-OOOOO-IIIII", Samples.budi(), 1);
        Order meant = given("ORD-00000-11111", Samples.budi(), 2);
        assertEquals(exact, service.find(ADMIN, "ord-ooooo-iiiii").get());
        assertEquals(meant, service.find(ADMIN, "ord-00000-lllll").get());
    }

    @Test
    void anEndWithASlipSuggestsTheAskersOrdersThatEndAlmostSo() {
        Order own = given("ORD-7K2QM-X0R1T", Samples.budi(), 1);
        Order foreign = given("ORD-7K2QM-X0R1V", Samples.siti(), 2);
        assertEquals(
                new Refusal.OrderNotFound("x0r1w", ImmutableList.of(own.id())),
                refused(() -> service.find(BUDI, "x0r1w")));
        assertEquals(
                new Refusal.OrderNotFound("x0r1w", ImmutableList.of(foreign.id(), own.id())),
                refused(() -> service.find(ADMIN, "x0r1w")));
        assertEquals(new Refusal.OrderNotFound("r1w", ImmutableList.of()), refused(() -> service.find(ADMIN, "r1w")));
    }

    @Test
    void anEndThatFitsSeveralOrdersIsAmbiguous() {
        for (int i = 1; i <= 5; i++) {
            given("ORD-0000" + i + "-ABCDE", Samples.budi(), i);
        }
        Order sitis = given("ORD-00006-ABCDE", Samples.siti(), 6);
        assertEquals(
                new Refusal.AmbiguousId(
                        "bcde",
                        ImmutableList.of(
                                OrderId.of("ORD-00005-ABCDE"),
                                OrderId.of("ORD-00004-ABCDE"),
                                OrderId.of("ORD-00003-ABCDE"))),
                refused(() -> service.find(BUDI, "bcde")));
        assertEquals(sitis.asSeenByCustomer(), service.find(SITI, "bcde").get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "R1T",
                "7K2Q",
                "ORD-",
                "%R1T",
                "....",
                "../../x0r1t",
                "X0R1T\u200b",
                "ORD-7K2QM-X0R1T\u202e"
            })
    void whatNoOrderEndsWithIsNotFound(String typed) {
        given(MADE, Samples.budi(), 1);
        assertEquals(notFound(typed), refused(() -> service.find(ADMIN, typed)));
    }

    @Test
    void aSlipIsAnsweredWithWhatWasLikelyMeant() {
        Order order = given(MADE, Samples.budi(), 1);
        assertEquals(
                new Refusal.OrderNotFound("ord-7k2qm-x0r9t", ImmutableList.of(order.id())),
                refused(() -> service.find(BUDI, "ord-7k2qm-x0r9t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord-7k2qm-x0r9t", "ord-7k9qm-x0r1t"})
    void anAdminsSlipIsAnsweredHoweverOldTheOrder(String slip) {
        Order order = given(MADE, Samples.budi(), 0);
        for (int i = 1; i <= 100; i++) {
            given(Samples.pending(i, Samples.siti(), Samples.NOON.plusSeconds(i)));
        }
        assertEquals(
                new Refusal.OrderNotFound(slip, ImmutableList.of(order.id())),
                service.find(ADMIN, slip).refusal().orElseThrow());
    }
}
