package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.notify.Samples.ANDI;
import static io.pteroorders.notify.Samples.RATNA;
import static io.pteroorders.notify.Samples.event;
import static io.pteroorders.notify.Samples.paid;
import static io.pteroorders.notify.Samples.rich;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotifierTest {

    private static final PersonId BUDI = budi().id();
    private static final OrderEvent COMPLETED =
            event(OrderEvent.Kind.STATUS_CHANGED, rich(OrderStatus.COMPLETED), "system");

    private final List<OutgoingMessage> messages = new ArrayList<>();
    private final Languages languages = Languages.inMemory();

    private CompletionStage<SendResult> take(OutgoingMessage message) {
        messages.add(message);
        return CompletableFuture.completedFuture(SendResult.SENT);
    }

    private Notifier notifier(MessageSender sender) {
        return new Notifier(
                new NotificationPolicy(ImmutableSet.of(ANDI, RATNA)),
                Samples.orderTexts(),
                languages,
                Language.INDONESIAN,
                sender);
    }

    private ImmutableList<OutgoingMessage> sent(OrderEvent event) {
        messages.clear();
        notifier(this::take).onEvent(event);
        return ImmutableList.copyOf(messages);
    }

    private ImmutableList<String> receivers() {
        return messages.stream().map(OutgoingMessage::to).collect(ImmutableList.toImmutableList());
    }

    @Test
    void aMessageSaysWhereItGoesAndWhatItWasMadeOf() {
        OutgoingMessage message = sent(COMPLETED).get(0);
        assertEquals(budi().chatId(), message.to());
        assertEquals("order-completed-customer", message.template());
        assertTrue(message.text().startsWith("🎉 *Server kamu sudah siap!*\n"), message.text());
        assertEquals("srv-1", message.variables().get("serverId"));
        assertEquals(ImmutableList.of(), message.choices());
        assertEquals(Optional.empty(), message.attachment());
        assertEquals(Optional.empty(), message.replyTo());
    }

    static Stream<Named<MessageSender>> failures() {
        return Stream.of(
                Named.of("throws", message -> {
                    throw new IllegalStateException("no connection");
                }),
                Named.of("completes exceptionally", message -> CompletableFuture.failedFuture(new Exception("lost"))),
                Named.of("fails for good", message -> done(SendResult.failed("no such number"))),
                Named.of("wants another try", message -> done(SendResult.tryAgain("busy"))),
                Named.of("wants another try later", message -> done(SendResult.tryAgain("busy", NOON))),
                Named.of("never completes", message -> new CompletableFuture<>()));
    }

    private static CompletionStage<SendResult> done(SendResult result) {
        return CompletableFuture.completedFuture(result);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aMessageThatDoesNotGoOutHoldsUpNoOther(MessageSender failing) {
        for (String unlucky : ImmutableList.of(BUDI.text(), ANDI.text(), RATNA.text())) {
            messages.clear();
            notifier(message -> {
                        CompletionStage<SendResult> taken = take(message);
                        return message.to().equals(unlucky) ? failing.send(message) : taken;
                    })
                    .onEvent(COMPLETED);
            assertEquals(ImmutableList.of(BUDI.text(), ANDI.text(), RATNA.text()), receivers());
        }
    }

    @Test
    void theSameEventMakesTheSameIds() {
        assertEquals(ids(sent(COMPLETED)), ids(sent(COMPLETED)));
        languages.choose(BUDI, Language.ENGLISH);
        ImmutableList<String> before = ids(sent(COMPLETED));
        languages.choose(BUDI, Language.INDONESIAN);
        assertEquals(before, ids(sent(COMPLETED)), "a message stays the same in another language");
    }

    private static ImmutableList<String> ids(List<OutgoingMessage> messages) {
        return messages.stream().map(OutgoingMessage::id).collect(ImmutableList.toImmutableList());
    }

    @Test
    void everyReceiverTextEntryAndOrderMakesAnotherId() {
        List<String> ids = new ArrayList<>();
        for (OrderStatus status : OrderStatus.values()) {
            ids.addAll(ids(sent(event(OrderEvent.Kind.STATUS_CHANGED, rich(status), "system"))));
        }
        ids.addAll(ids(sent(event(OrderEvent.Kind.CREATED, rich(OrderStatus.PENDING), "system"))));
        ids.addAll(ids(sent(event(OrderEvent.Kind.PAYMENT_PROOF_SET, paid(rich(OrderStatus.PENDING)), "system"))));
        Order other = anOrder(2).pending();
        ids.addAll(ids(sent(event(OrderEvent.Kind.CREATED, other, "system"))));
        assertEquals(20, ids.size());
        assertEquals(ids.size(), ImmutableSet.copyOf(ids).size());
    }

    @Test
    void aSecondPictureIsAnotherMessage() {
        Order once = paid(rich(OrderStatus.PENDING));
        Order twice = once.withPaymentProof(Instant.parse("2026-01-15T06:00:00Z"), "media:0002");
        OutgoingMessage first = sent(event(OrderEvent.Kind.PAYMENT_PROOF_SET, once, BUDI.text()))
                .get(0);
        OutgoingMessage second = sent(event(OrderEvent.Kind.PAYMENT_PROOF_SET, twice, BUDI.text()))
                .get(0);
        assertNotEquals(first.id(), second.id());
        assertEquals(Optional.of("media:0001"), first.attachment());
        assertEquals(Optional.of("media:0002"), second.attachment());
    }

    @Test
    void onlyTheAdminsGetThePicture() {
        Order order = paid(rich(OrderStatus.PENDING));
        ImmutableList<OutgoingMessage> all = sent(event(OrderEvent.Kind.PAYMENT_PROOF_SET, order, "system"));
        assertEquals(
                ImmutableList.of(Optional.empty(), Optional.of("media:0001"), Optional.of("media:0001")),
                all.stream().map(OutgoingMessage::attachment).toList());
        OrderEvent later = event(OrderEvent.Kind.STATUS_CHANGED, paid(rich(OrderStatus.COMPLETED)), "system");
        sent(later).forEach(message -> assertEquals(Optional.empty(), message.attachment()));
    }

    @Test
    void everyoneIsWrittenToInTheirOwnLanguage() {
        languages.choose(RATNA, Language.ENGLISH);
        assertEquals(
                ImmutableList.of("🎉 *Server kamu sudah siap!*", "🎉 *Pesanan selesai*", "🎉 *Order completed*"),
                sent(COMPLETED).stream()
                        .map(message -> message.text().lines().findFirst().orElseThrow())
                        .toList());
    }

    @Test
    void noMessageToAnAdminHasACustomersWholeNumber() {
        sent(COMPLETED).stream().skip(1).forEach(message -> {
            assertTrue(message.text().contains("6281****890"), message.text());
            assertEquals(-1, (message.text() + message.variables()).indexOf("6281234567890"));
        });
    }
}
