package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

    private static final Instant NOON = Samples.NOON;

    private static Claim slot(int number) {
        return new Claim("slots", Integer.toString(number), NOON);
    }

    private static Order order() {
        return Samples.in(OrderStatus.PENDING);
    }

    private static void assertRefused(String why, Runnable wrong) {
        assertEquals(
                why, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", "é", "a\n", "a\u0000"})
    void spaceAndKeyMatchTheirPattern(String text) {
        assertRefused("the space of a claim must match [A-Za-z0-9._-]{1,64}", () -> new Claim(text, "1", NOON));
        assertRefused("the key of a claim must match [A-Za-z0-9._-]{1,64}", () -> new Claim("slots", text, NOON));
    }

    @Test
    void spaceAndKeyHaveSixtyFourCharactersAtMost() {
        String longest = "x".repeat(64);
        assertEquals(longest + ":" + longest, new Claim(longest, longest, NOON).subject());
        assertThrows(IllegalArgumentException.class, () -> new Claim(longest + "x", "1", NOON));
        assertThrows(IllegalArgumentException.class, () -> new Claim("slots", longest + "x", NOON));
    }

    @Test
    void theTimeIsCutToMillisecondsAndLiesBetweenTheYears1970And9999() {
        assertEquals(NOON.plusMillis(1), new Claim("slots", "1", NOON.plusNanos(1_999_999)).until());
        for (Instant wrong : List.of(Instant.MIN, Instant.ofEpochMilli(-1), Instant.MAX)) {
            assertRefused("until lies outside the years 1970 to 9999", () -> new Claim("slots", "1", wrong));
        }
    }

    @Test
    void ofAnOrderStandBySpaceAndKeyInWhateverOrderTheyWereGiven() {
        Claim amount = new Claim("amounts", "9", NOON);
        Order order = order().withClaims(NOON, List.of(slot(2), amount, slot(1)));
        assertEquals(ImmutableList.of(amount, slot(1), slot(2)), order.claims());
        assertEquals(order, order().withClaims(NOON, List.of(slot(1), slot(2), amount)));
        assertNotEquals(order, order());
    }

    @Test
    void ofAnOrderAreTwentyAtMost() {
        List<Claim> most =
                IntStream.rangeClosed(1, 20).mapToObj(ClaimTest::slot).toList();
        assertEquals(20, order().withClaims(NOON, most).claims().size());
        List<Claim> more =
                IntStream.rangeClosed(1, 21).mapToObj(ClaimTest::slot).toList();
        assertRefused("there are more than 20 claims", () -> order().withClaims(NOON, more));
    }

    @Test
    void ofAnOrderAreOnDifferentThings() {
        Claim longer = new Claim("slots", "1", NOON.plusSeconds(1));
        assertRefused("two claims are on the same thing", () -> order().withClaims(NOON, List.of(slot(1), longer)));
        assertRefused("two claims are on the same thing", () -> order().withClaims(NOON, List.of(slot(1), slot(1))));
    }

    @Test
    void replaceThoseOfBeforeAtTheTimeOfTheChange() {
        Order order = order().withClaims(NOON, List.of(slot(1)));
        Order next = order.withClaims(NOON.plusSeconds(9), List.of(slot(2)));
        assertEquals(ImmutableList.of(slot(2)), next.claims());
        assertEquals(NOON.plusSeconds(9), next.updatedAt());
        assertEquals(
                order.updatedAt(),
                order.withClaims(NOON.minusSeconds(9), List.of()).updatedAt());
        assertTrue(next.continues(order));
        assertTrue(order.continues(next));
    }

    @Test
    void stayThroughEveryOtherChange() {
        Order order = Samples.moved(order().withClaims(NOON, List.of(slot(1))), OrderStatus.CONFIRMED)
                .withNote(NOON, "a", "b")
                .withUsername(NOON, "budi");
        assertEquals(ImmutableList.of(slot(1)), order.claims());
    }

    @Test
    void areNotTheCustomersToSee() {
        Order seen = order().withClaims(NOON, List.of(slot(1))).asSeenByCustomer();
        assertEquals(ImmutableList.of(), seen.claims());
        assertFalse(seen.equals(order().withClaims(NOON, List.of(slot(1)))));
    }
}
