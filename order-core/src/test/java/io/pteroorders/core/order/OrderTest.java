package io.pteroorders.core.order;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    private static final Instant NOON = Samples.NOON;

    private static StatusChange entry(OrderStatus status, long second) {
        return new StatusChange(status, NOON.plusSeconds(second), "system", "");
    }

    private static Order.Builder restore(StatusChange... history) {
        Order like = Samples.in(PENDING);
        return Order.restore(like.id(), like.customer(), like.item(), NOON, List.of(history));
    }

    private static void assertRefused(String why, Order.Builder broken) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> broken.build(OrderFlow.ORDER_STATUS_FLOW))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsTheSameWhenItIsRestoredFromItsParts(OrderStatus status) {
        Order order = Samples.in(status)
                .withServerId(Samples.NOON, "srv-1")
                .withUsername(NOON.plusSeconds(900), "budi.panel")
                .withPaymentProof(NOON.plusSeconds(901), "media:1")
                .withNote(NOON.plusSeconds(902), "a", "hello")
                .withAdminNote(NOON.plusSeconds(903), "b", "secret")
                .withClaims(NOON.plusSeconds(904), List.of(new Claim("slots", "1", NOON)));
        Order restored = Order.restore(
                        order.id(), order.customer(), order.item(), order.createdAt(), order.statusHistory())
                .updatedAt(order.updatedAt())
                .notes(Notes.parse(order.notes().toString()))
                .adminNotes(Notes.parse(order.adminNotes().toString()))
                .serverId(order.serverId().orElse(null))
                .paymentProof(order.paymentProof().orElse(null))
                .username(order.username().orElse(null))
                .claims(order.claims())
                .build(OrderFlow.ORDER_STATUS_FLOW);
        assertEquals(order, restored);
        assertEquals(order.hashCode(), restored.hashCode());
        assertEquals(status, restored.status());
    }

    @Test
    void theHistoryBeginsWithPending() {
        assertRefused("the history must begin with pending", restore());
        assertRefused("the history must begin with pending", restore(entry(CONFIRMED, 0)));
    }

    @Test
    void theHistoryFollowsTheArrows() {
        assertRefused(
                "the history goes from pending to completed, which the flow does not allow",
                restore(entry(PENDING, 0), entry(COMPLETED, 1)));
        assertRefused(
                "the history goes from pending to pending, which the flow does not allow",
                restore(entry(PENDING, 0), entry(PENDING, 1)));
    }

    @Test
    void theHistorysTimesNeverGoBackwards() {
        assertRefused("the history's times go backwards", restore(entry(PENDING, 1), entry(CONFIRMED, 0)));
        assertEquals(
                CONFIRMED,
                restore(entry(PENDING, 1), entry(CONFIRMED, 1))
                        .build(OrderFlow.ORDER_STATUS_FLOW)
                        .status());
    }

    @Test
    void aHistoryHasAtMostTwoHundredEntries() {
        StatusChange[] history = IntStream.range(0, 201)
                .mapToObj(second -> entry(PENDING, second))
                .toArray(StatusChange[]::new);
        assertRefused("the history has more than 200 entries", restore(history));
    }

    @Test
    void aFullHistoryTakesNoFurtherStep() {
        OrderFlow round =
                OrderFlow.of(ImmutableSetMultimap.of(PENDING, CONFIRMED, CONFIRMED, PROCESSING, PROCESSING, CONFIRMED));
        StatusChange[] history = IntStream.range(0, 200)
                .mapToObj(second -> entry(second == 0 ? PENDING : second % 2 == 0 ? PROCESSING : CONFIRMED, second))
                .toArray(StatusChange[]::new);
        Order full = restore(history).build(round);
        assertEquals(
                Optional.of(new Refusal.IllegalTransition(full.id(), CONFIRMED, PROCESSING, ImmutableSet.of())),
                full.transition(round, entry(PROCESSING, 200)).refusal());
    }

    @Test
    void timesLieBetweenTheYears1970And9999() {
        Order like = Samples.in(PENDING);
        for (Instant wrong : List.of(Instant.ofEpochMilli(-1), Instant.parse("+10000-01-01T00:00:00Z"), Instant.MAX)) {
            assertRefused(
                    "createdAt lies outside the years 1970 to 9999",
                    Order.restore(like.id(), like.customer(), like.item(), wrong, List.of(entry(PENDING, 0)))
                            .updatedAt(NOON));
            assertRefused(
                    "updatedAt lies outside the years 1970 to 9999",
                    restore(entry(PENDING, 0)).updatedAt(wrong));
            assertRefused(
                    "history time lies outside the years 1970 to 9999",
                    restore(new StatusChange(PENDING, wrong, "system", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "srv\n", "é", "srv\u200b"})
    void aServerIdMatchesItsPattern(String serverId) {
        assertRefused(
                "serverId must match [A-Za-z0-9._-]{1,64}",
                restore(entry(PENDING, 0)).serverId(serverId));
        assertThrows(IllegalArgumentException.class, () -> Samples.in(PENDING).withServerId(Samples.NOON, serverId));
    }

    @Property
    void aServerIdIsWhatMatchesThePattern(@ForAll("nearlyServerIds") String text) {
        Order order = Samples.in(PENDING);
        if (text.matches(Order.SERVER_ID_PATTERN)) {
            assertEquals(
                    Optional.of(text), order.withServerId(Samples.NOON, text).serverId());
        } else {
            assertThrows(IllegalArgumentException.class, () -> order.withServerId(Samples.NOON, text));
        }
    }

    @Provide
    Arbitrary<String> nearlyServerIds() {
        return Arbitraries.strings()
                .withChars("AZaz09._-")
                .withChars("AZaz09._-@[`{/:,^ \u0131")
                .ofMaxLength(5)
                .flatMap(part -> Arbitraries.of(1, 1, 1, 13, 16, 64, 65).map(part::repeat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Budi", "-budi", "budi.", "bu di", "budi\n"})
    void aUserNameMatchesItsPattern(String username) {
        assertRefused(
                "username must match [a-z0-9][a-z0-9._-]{1,30}[a-z0-9]",
                restore(entry(PENDING, 0)).username(username));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "media\n1", "é"})
    void aPaymentProofMatchesItsPattern(String reference) {
        assertRefused(
                "paymentProof must match [\\x21-\\x7e]{1,300}",
                restore(entry(PENDING, 0)).paymentProof(reference));
    }

    @Test
    void timesAreCutToMilliseconds() {
        Instant exact = NOON.plusNanos(1_999_999);
        Instant cut = NOON.plusMillis(1);
        Order order = Samples.pending(1, Samples.budi(), exact);
        assertEquals(
                List.of(cut, cut, cut),
                List.of(order.createdAt(), order.updatedAt(), order.lastChange().timestamp()));
        assertEquals(cut, Samples.in(PENDING).withUsername(exact, "budi").updatedAt());
    }

    @Test
    void aClockThatGoesBackMovesNoTimeBack() {
        Order order = Samples.in(CONFIRMED);
        Instant earlier = NOON.minusSeconds(86_400);
        StatusChange late = new StatusChange(PROCESSING, earlier, "system", "");
        Order next = order.transition(OrderFlow.ORDER_STATUS_FLOW, late).get();
        assertEquals(order.lastChange().timestamp(), next.lastChange().timestamp());
        assertEquals(order.updatedAt(), next.updatedAt());
        Order noted = order.withNote(earlier, "system", "late");
        assertEquals(order.updatedAt(), noted.updatedAt());
        assertEquals(
                Optional.of(order.updatedAt()),
                noted.notes().last().orElseThrow().time());
    }

    @Test
    void aChangeLeavesTheOrderItWasMadeFromAsItWas() {
        Order order = Samples.in(PENDING);
        Samples.moved(order, CONFIRMED);
        order.withNote(NOON, "a", "b");
        assertEquals(Samples.in(PENDING), order);
    }

    @Test
    void aCustomerSeesReasonsButNothingThatIsTheShopsOwn() {
        Order order = Samples.in(REFUNDED)
                .withAdminNote(NOON, Samples.ADMIN.text(), "SECRET")
                .withNote(NOON, Samples.budi().id().text(), "mine")
                .withNote(NOON, Samples.ADMIN.text(), "for you");
        Order seen = order.asSeenByCustomer();
        assertEquals(Notes.NONE, seen.adminNotes());
        assertEquals(
                List.of("Order created", "", "", "", "internal REFUNDED"),
                seen.statusHistory().stream().map(StatusChange::notes).toList());
        assertTrue(seen.statusHistory().stream()
                .allMatch(change -> change.updatedBy().equals("system")));
        assertEquals(
                List.of(Samples.budi().id().text(), "system"),
                seen.notes().all().stream()
                        .map(note -> note.author().orElseThrow())
                        .toList());
        assertEquals(order.status(), seen.status());
        assertEquals(order.totalAmount(), seen.totalAmount());
        assertEquals(seen, seen.asSeenByCustomer());
        assertFalse(seen.continues(order));
    }

    @Test
    void aCustomerSeesWhyTheOrderWasCancelled() {
        assertEquals(
                "internal CANCELLED",
                Samples.in(CANCELLED).asSeenByCustomer().lastChange().notes());
    }

    @Test
    void anOrderContinuesItsEarlierStatesOnly() {
        Order order = Samples.in(CONFIRMED);
        assertTrue(order.continues(order));
        assertTrue(Samples.in(COMPLETED).continues(order));
        assertFalse(order.continues(Samples.in(COMPLETED)));
        assertFalse(Samples.in(CANCELLED).continues(order));
        assertFalse(Samples.moved(Samples.pending(2, Samples.budi(), NOON), CONFIRMED)
                .continues(order));
        assertFalse(Samples.moved(Samples.pending(1, Samples.siti(), NOON), CONFIRMED)
                .continues(order));
    }

    @Test
    void whatIsLoggedOfAnOrderNamesNobody() {
        assertEquals("ORD-SAMPL-00001 bronze 1 pending", Samples.in(PENDING).toString());
    }

    @Test
    void aChangeOfStatusSaysWhoMadeIt() {
        assertThrows(IllegalArgumentException.class, () -> new StatusChange(PENDING, NOON, " \u200b", ""));
    }
}
