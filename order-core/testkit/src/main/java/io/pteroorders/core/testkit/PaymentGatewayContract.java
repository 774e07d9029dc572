package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayException.Kind;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Trouble;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What a shop relies on in a {@link PaymentGateway}, as tests against a gateway that misbehaves. A test of an adapter
 * extends this class and says how its gateway speaks.
 */
public abstract class PaymentGatewayContract {

    private static final long AMOUNT = 25_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(200);
    private static final int STORIES = 10;

    private static final EnumSet<Trouble> HARMLESS = EnumSet.of(Trouble.NONE, Trouble.ODD_TYPES, Trouble.MORE_FIELDS);
    private static final EnumSet<Trouble> HANGING =
            EnumSet.of(Trouble.HANGS, Trouble.HANGS_IN_ITS_ANSWER, Trouble.NEVER_ENDS);
    private static final EnumSet<Trouble> NO = EnumSet.of(Trouble.REFUSES, Trouble.REFUSES_THE_KEY);

    private final ManualClock clock = ManualClock.at(NOON);
    private FakeGatewayServer server = FakeGatewayServer.start(new Mute());
    private Optional<PaymentGateway> patient = Optional.empty();
    private int orders;

    /** Speaks to nobody. */
    private static final class Mute implements FakeGatewayServer.Dialect {
        @Override
        public FakeGatewayServer.Answer answer(FakeGatewayServer.Request request, GatewayBooks books) {
            return new FakeGatewayServer.Answer(500, "");
        }

        @Override
        public Notification callback(GatewayBooks.Entry entry) {
            return new Notification(ImmutableMap.of(), "");
        }
    }

    /** For the adapter's test. */
    protected PaymentGatewayContract() {}

    /** How the gateway speaks. */
    protected abstract FakeGatewayServer.Dialect dialect();

    /** The adapter, for a gateway at an address, which takes no longer than a few times its patience for a call. */
    protected abstract PaymentGateway gateway(URI address, Clock now, Duration patience);

    /** The keys that it was given, which nobody may read. */
    protected abstract ImmutableList<String> secrets();

    @BeforeEach
    void startTheGateway() {
        server.close();
        server = FakeGatewayServer.start(dialect());
    }

    @AfterEach
    void stopTheGateway() {
        server.close();
    }

    private PaymentGateway gateway() {
        PaymentGateway made = patient.orElseGet(() -> gateway(server.address(), clock, PATIENCE));
        patient = Optional.of(made);
        return made;
    }

    /** The gateway as it meets a trouble. */
    private PaymentGateway meeting(Trouble trouble) {
        server.next(trouble);
        return HANGING.contains(trouble) ? gateway(server.address(), clock, LITTLE_PATIENCE) : gateway();
    }

    private PaymentId newId() {
        return new PaymentId(Fixtures.orderId(orders++), 1);
    }

    private ChargeRequest request(PaymentId id) {
        return new ChargeRequest(id, rupiah(AMOUNT), NOON.plus(Duration.ofMinutes(30)), "Budi", "Bronze, 1 month");
    }

    private Payment attempt(PaymentId id) {
        return Payment.begin(id, gateway().name(), rupiah(AMOUNT), NOON).build();
    }

    private Payment begun(PaymentGateway gateway, PaymentId id) {
        Charge charge = gateway.create(request(id));
        return charge.reference().map(attempt(id)::withReference).orElse(attempt(id));
    }

    private static GatewayState known(PaymentGateway gateway, Payment attempt) {
        return gateway.ask(attempt).orElseThrow(() -> new AssertionError("it does not know its own charge"));
    }

    private GatewayBooks.Entry booked(PaymentId id) {
        ImmutableList<GatewayBooks.Entry> all = server.books().all(id.toString());
        assertEquals(1, all.size(), () -> "charges of one attempt: " + all);
        return all.get(0);
    }

    private GatewayException refused(Executable call) {
        GatewayException refusal = assertThrows(GatewayException.class, call);
        for (Throwable link : Throwables.getCausalChain(refusal)) {
            for (String secret : secrets()) {
                assertFalse(link.toString().contains(secret), "a key stands in an exception");
            }
        }
        return refusal;
    }

    private void assertKind(Kind kind, Executable call) {
        assertEquals(kind, refused(call).kind());
    }

    private Payment withMoney(Payment attempt) {
        String report = known(gateway(), attempt).report().id();
        return attempt.with(new PaymentArrival(rupiah(AMOUNT), NOON, "system:test", Optional.of(report)))
                .moved(PaymentState.PAID, NOON);
    }

    @Test
    void aNameIsFitForAnAddress() {
        assertTrue(gateway().name().matches(Payment.METHOD_PATTERN), gateway().name());
        assertEquals(gateway().name(), attempt(newId()).method());
    }

    @Test
    void itPrintsNoKey() {
        secrets().forEach(secret -> assertFalse(gateway().toString().contains(secret)));
    }

    @Test
    void aChargeIsMadeOnceForTheWholeAmountAndWaits() {
        PaymentId id = newId();
        PaymentGateway gateway = gateway();
        Charge charge = gateway.create(request(id));
        assertEquals(AMOUNT, booked(id).amount());
        assertFalse(charge.payable().isLessThan(rupiah(AMOUNT)));
        Payment attempt = charge.reference().map(attempt(id)::withReference).orElse(attempt(id));
        PaymentReport report = known(gateway, attempt).report();
        assertEquals(PaymentState.WAITING, report.state());
        assertEquals("system:" + gateway.name(), report.by());
    }

    @Test
    void whatWasNeverChargedIsNotKnown() {
        assertEquals(Optional.empty(), gateway().ask(attempt(newId())));
    }

    @Test
    void moneyIsToldOfExactlyWhateverTheGatewayTakesForIt() {
        for (long onTop : new long[] {0, 71}) {
            for (long kept : new long[] {0, 750}) {
                server.books().setFees(onTop, kept);
                PaymentId id = newId();
                Payment attempt = begun(gateway(), id);
                server.books().move(id.toString(), PaymentState.PAID);
                PaymentReport report = known(gateway(), attempt).report();
                assertEquals(PaymentState.PAID, report.state());
                assertEquals(
                        Optional.of(rupiah(AMOUNT)), report.amount(), "with " + onTop + " on top, " + kept + " kept");
            }
        }
    }

    @Test
    void oneEventHasOneIdAndOthersHaveOthers() {
        PaymentId id = newId();
        Payment attempt = begun(gateway(), id);
        server.books().move(id.toString(), PaymentState.PAID);
        String told = known(gateway(), attempt).report().id();
        clock.advance(Duration.ofHours(1));
        assertEquals(told, known(gateway(), attempt).report().id());
        PaymentId other = newId();
        Payment otherAttempt = begun(gateway(), other);
        server.books().move(other.toString(), PaymentState.PAID);
        assertFalse(told.equals(known(gateway(), otherAttempt).report().id()));
    }

    @Test
    void moneyThatComesAfterTheEndIsToldOf() {
        PaymentId id = newId();
        Payment attempt = begun(gateway(), id);
        server.books().move(id.toString(), PaymentState.EXPIRED);
        assertTrue(EnumSet.of(PaymentState.EXPIRED, PaymentState.CANCELLED)
                .contains(known(gateway(), attempt).report().state()));
        server.books().move(id.toString(), PaymentState.PAID);
        assertEquals(PaymentState.PAID, known(gateway(), attempt).report().state());
    }

    @Test
    void aChargeWhoseAnswerWasLostIsFoundOrMadeAgainButNeverTwice() {
        for (Trouble trouble : Trouble.values()) {
            if (HARMLESS.contains(trouble) || NO.contains(trouble)) {
                continue;
            }
            PaymentId id = newId();
            PaymentGateway troubled = meeting(trouble);
            assertEquals(
                    Kind.UNAVAILABLE,
                    refused(() -> troubled.create(request(id))).kind(),
                    trouble::name);
            server.awaitTrouble();
            if (gateway().ask(attempt(id)).isEmpty()) {
                gateway().create(request(id));
            }
            assertEquals(AMOUNT, booked(id).amount(), trouble::name);
        }
    }

    @Test
    void whatCannotBeUnderstoodIsNoState() {
        Payment attempt = begun(gateway(), newId());
        for (Trouble trouble : Trouble.values()) {
            if (!HARMLESS.contains(trouble) && !NO.contains(trouble) && !isAskedAgain(trouble)) {
                PaymentGateway troubled = meeting(trouble);
                assertEquals(
                        Kind.UNAVAILABLE, refused(() -> troubled.ask(attempt)).kind(), trouble::name);
                server.awaitTrouble();
            }
        }
        assertEquals(PaymentState.WAITING, known(gateway(), attempt).report().state());
    }

    /** A question on a connection that breaks may be asked again by whatever makes it, which is fine. */
    private static boolean isAskedAgain(Trouble trouble) {
        return trouble == Trouble.DROPS_THE_ANSWER || trouble == Trouble.DROPS_THE_REQUEST;
    }

    @Test
    void aNoIsToldWithoutKeys() {
        PaymentGateway gateway = gateway();
        server.next(Trouble.REFUSES);
        assertKind(Kind.REFUSED, () -> gateway.create(request(newId())));
        server.next(Trouble.REFUSES_THE_KEY);
        assertKind(Kind.KEY_REFUSED, () -> gateway.create(request(newId())));
        Payment attempt = begun(gateway, newId());
        server.next(Trouble.REFUSES);
        assertKind(Kind.REFUSED, () -> gateway.ask(attempt));
        server.next(Trouble.REFUSES_THE_KEY);
        assertKind(Kind.KEY_REFUSED, () -> gateway.ask(attempt));
    }

    @Test
    void otherTypesAndMoreFieldsAreRead() {
        for (Trouble harmless : HARMLESS) {
            PaymentId id = newId();
            PaymentGateway gateway = gateway();
            server.next(harmless);
            Payment attempt = begun(gateway, id);
            server.books().move(id.toString(), PaymentState.PAID);
            server.next(harmless);
            assertEquals(
                    Optional.of(rupiah(AMOUNT)),
                    known(gateway, attempt).report().amount(),
                    harmless::name);
        }
    }

    @Test
    void aChargeIsTakenBackOnceAndNotWhenItIsPaid() {
        PaymentGateway gateway = gateway();
        PaymentId id = newId();
        Payment attempt = begun(gateway, id);
        if (!gateway.traits().can(Ability.CANCEL)) {
            assertKind(Kind.NOT_SUPPORTED, () -> gateway.cancel(attempt));
            return;
        }
        gateway.cancel(attempt);
        assertEquals(PaymentState.CANCELLED, booked(id).state());
        assertEquals(PaymentState.CANCELLED, known(gateway, attempt).report().state());
        gateway.cancel(attempt);
        gateway.cancel(attempt(newId()));
        PaymentId paid = newId();
        Payment paidAttempt = begun(gateway, paid);
        server.books().move(paid.toString(), PaymentState.PAID);
        assertKind(Kind.REFUSED, () -> gateway.cancel(paidAttempt));
        assertEquals(PaymentState.PAID, booked(paid).state());
    }

    @Test
    void oneRefundGoesBackOnceAndTwoGoBackTwice() {
        PaymentGateway gateway = gateway();
        PaymentId id = newId();
        Payment waiting = begun(gateway, id);
        server.books().move(id.toString(), PaymentState.PAID);
        Payment paid = withMoney(waiting).withRefund(rupiah(5_000), NOON, "system", "too much");
        if (!gateway.traits().can(Ability.REFUND)) {
            assertKind(
                    Kind.NOT_SUPPORTED,
                    () -> gateway.refund(paid, paid.refunds().get(0)));
            return;
        }
        server.next(Trouble.DROPS_THE_ANSWER);
        assertKind(Kind.UNAVAILABLE, () -> gateway.refund(paid, paid.refunds().get(0)));
        gateway.refund(paid, paid.refunds().get(0));
        assertEquals(5_000, booked(id).refunded());
        assertNoNews(gateway, paid);
        Payment twice = paid.withRefund(rupiah(5_000), NOON, "system", "still too much");
        gateway.refund(twice, twice.refunds().get(1));
        assertEquals(10_000, booked(id).refunded());
        assertNoNews(gateway, twice);
    }

    /** What the shop gave back itself is not told of as if somebody else had. */
    private static void assertNoNews(PaymentGateway gateway, Payment paid) {
        PaymentReport report = known(gateway, paid).report();
        assertTrue(paid.isToldBy(report.id()), () -> "news of a refund of the shop's own: " + report);
    }

    @Test
    void aCallbackNamesItsAttemptAndSaysWhatAQuestionWould() {
        PaymentGateway gateway = gateway();
        PaymentId id = newId();
        Payment attempt = begun(gateway, id);
        server.books().move(id.toString(), PaymentState.PAID);
        GatewayCallback callback = verify(gateway, server.callback(id.toString()));
        assertEquals(Optional.of(id), callback.payment());
        if (gateway.traits().can(Ability.SIGNED_CALLBACKS)) {
            PaymentReport asked = known(gateway, attempt).report();
            assertEquals(Optional.of(asked.id()), callback.report().map(PaymentReport::id));
            assertEquals(asked.amount(), callback.report().flatMap(PaymentReport::amount));
        } else {
            assertEquals(Optional.empty(), callback.report(), "a callback without a signature is believed");
        }
    }

    private static GatewayCallback verify(PaymentGateway gateway, Notification callback) {
        return gateway.verify(callback.headers(), callback.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noCallbackWithAByteChangedSaysThatOtherMoneyCame() {
        PaymentGateway gateway = gateway();
        PaymentId id = newId();
        begun(gateway, id);
        server.books().move(id.toString(), PaymentState.PAID);
        Notification callback = server.callback(id.toString());
        Optional<PaymentReport> right = verify(gateway, callback).report();
        byte[] body = callback.body().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < body.length; at++) {
            for (int bit = 1; bit <= 4; bit <<= 1) {
                byte[] changed = body.clone();
                changed[at] ^= (byte) bit;
                assertNoOtherMoney(gateway, right, callback.headers(), changed);
            }
        }
    }

    private static void assertNoOtherMoney(
            PaymentGateway gateway, Optional<PaymentReport> right, ImmutableMap<String, String> headers, byte[] body) {
        try {
            Optional<PaymentReport> told = gateway.verify(headers, body).report();
            boolean same = told.map(PaymentReport::id).equals(right.map(PaymentReport::id))
                    && told.flatMap(PaymentReport::amount).equals(right.flatMap(PaymentReport::amount));
            boolean otherCurrency = told.flatMap(PaymentReport::amount)
                    .filter(amount -> !amount.isSameCurrency(rupiah(1)))
                    .isPresent();
            assertTrue(
                    told.isEmpty() || same || otherCurrency,
                    () -> "believed: " + new String(body, StandardCharsets.UTF_8));
        } catch (CallbackRefusedException e) {
            assertTrue(e.status() >= 400 && e.status() <= 403, "HTTP status " + e.status());
        }
    }

    @Test
    void noHeaderOfACallbackMayBeChangedOrMissing() {
        PaymentGateway gateway = gateway();
        PaymentId id = newId();
        begun(gateway, id);
        server.books().move(id.toString(), PaymentState.PAID);
        Notification callback = server.callback(id.toString());
        byte[] body = callback.body().getBytes(StandardCharsets.UTF_8);
        callback.headers().forEach((name, value) -> {
            for (int at = 0; at < value.length(); at++) {
                String changed = value.substring(0, at) + (char) (value.charAt(at) ^ 1) + value.substring(at + 1);
                assertThrows(
                        CallbackRefusedException.class, () -> gateway.verify(ImmutableMap.of(name, changed), body));
            }
            assertThrows(CallbackRefusedException.class, () -> gateway.verify(ImmutableMap.of(), body));
            assertThrows(
                    CallbackRefusedException.class, () -> gateway.verify(ImmutableMap.of(name, value + value), body));
        });
    }

    @Test
    void whatStrangersSendIsRefused() {
        for (String body : ImmutableList.of("", "{}", "[]", "null", "{\"a\":", "a=b", "\u0000", "[".repeat(100_000))) {
            CallbackRefusedException refusal = assertThrows(CallbackRefusedException.class, () -> gateway()
                    .verify(ImmutableMap.of(), body.getBytes(StandardCharsets.UTF_8)));
            assertTrue(refusal.status() >= 400 && refusal.status() <= 403, "HTTP status " + refusal.status());
        }
    }

    @Test
    void howeverCallbacksComeTheMoneyIsBookedOnce() {
        for (int story = 0; story < STORIES; story++) {
            Order order = anOrder(orders).pending();
            PaymentId id = newId();
            Payment attempt = begun(gateway(), id);
            List<Notification> callbacks = new ArrayList<>(List.of(server.callback(id.toString())));
            server.books().move(id.toString(), PaymentState.PAID);
            callbacks.addAll(Collections.nCopies(3, server.callback(id.toString())));
            Collections.shuffle(callbacks, new Random(story));
            Order paid = booked(order.withPayment(NOON, attempt), callbacks.subList(story % 3, 4));
            assertEquals(
                    rupiah(booked(id).amount()), paid.payments().all().get(0).amountPaid());
            assertEquals(OrderStatus.CONFIRMED, paid.status());
        }
    }

    /** The order after callbacks, each of which wakes a question if it says nothing, and a last question. */
    private Order booked(Order order, List<Notification> callbacks) {
        PaymentGateway gateway = gateway();
        Order now = order;
        Instant at = NOON;
        for (Notification callback : callbacks) {
            Payment attempt = now.payments().all().get(0);
            PaymentReport report = verify(gateway, callback).report().orElseGet(() -> known(gateway, attempt)
                    .report());
            at = at.plusSeconds(1);
            now = Booking.of(now, 1, report, OrderFlow.ORDER_STATUS_FLOW, at).order();
        }
        PaymentReport last = known(gateway, now.payments().all().get(0)).report();
        return Booking.of(now, 1, last, OrderFlow.ORDER_STATUS_FLOW, at.plusSeconds(1))
                .order();
    }
}
