package io.pteroorders.bot;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.chat.ChatStores;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.state.ProofFiles;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A picture from somebody who has something to pay is the proof of it; the admins get it and decide. */
class PaymentProofTest {

    private static final ByteSource PHOTO =
            ByteSource.wrap(BaseEncoding.base16().decode("FFD8FFE000104A46"));
    private static final ByteSource SCRIPT =
            ByteSource.wrap(BaseEncoding.base16().decode("23212F62696E2F7368"));

    @TempDir
    Path data;

    private final AtomicInteger fetched = new AtomicInteger();
    private TestShop shop;

    @BeforeEach
    void open() {
        shop = new TestShop(
                Map.of("STORE_LANGUAGE", "en"),
                InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta")),
                ChatStores.inMemory().with(new ProofFiles(data)));
    }

    private List<OutgoingMessage> shows(PersonId person, String id, Optional<ByteSource> picture, boolean forwarded) {
        return shop.receives(new IncomingMessage(
                "test",
                id,
                person,
                person.text(),
                "Budi",
                "",
                forwarded ? ImmutableSet.of(Trait.FORWARDED) : ImmutableSet.of(),
                Optional.empty(),
                Optional.of(() -> {
                    fetched.incrementAndGet();
                    return CompletableFuture.completedFuture(picture);
                }),
                Optional.empty()));
    }

    private List<OutgoingMessage> shows(PersonId person, String id, ByteSource picture) {
        return shows(person, id, Optional.of(picture), false);
    }

    private Optional<String> proofOf(String order) {
        return shop.storage.get(OrderId.of(order)).orElseThrow().paymentProof();
    }

    private static OutgoingMessage to(PersonId person, List<OutgoingMessage> sent) {
        List<OutgoingMessage> all = sent.stream()
                .filter(message -> message.to().equals(person.text()))
                .toList();
        assertEquals(1, all.size(), "messages to one person");
        return all.get(0);
    }

    @Test
    void aPictureIsTheProofOfTheOnlyUnpaidOrder() {
        String id = shop.order(BUDI, "gold");
        List<OutgoingMessage> sent = shows(BUDI, "p1", PHOTO);
        assertTrue(to(BUDI, sent).text().contains("Thank you! We have your proof of payment for order " + id));
        OutgoingMessage notice = to(ADMIN, sent);
        assertEquals(proofOf(id), notice.attachment());
        assertTrue(Files.exists(data.resolve(proofOf(id).orElseThrow())));
        assertEquals(
                List.of("Confirm", "Reject", "Details"),
                notice.choices().stream().map(Choice::label).toList());
        assertTrue(shop.reply(ADMIN, notice.choices().get(0).command()).contains("confirmed"));
    }

    @Test
    void ofSeveralUnpaidOrdersTheCustomerPicksOne() {
        String first = shop.order(BUDI, "gold");
        shop.clock.advance(Duration.ofMinutes(1));
        String second = shop.order(BUDI, "bronze");
        OutgoingMessage question = to(BUDI, shows(BUDI, "p1", PHOTO));
        assertEquals(Optional.empty(), proofOf(first));
        ImmutableList<Choice> choices = question.choices();
        assertEquals(List.of(second, first), choices.stream().map(Choice::label).toList());
        assertTrue(question.text().contains("2. GOLD, 1 month, IDR 85,000 (" + first + ")"), question.text());
        assertTrue(shop.reply(BUDI, choices.get(1).command()).contains(first));
        assertTrue(proofOf(first).isPresent());
        assertEquals(Optional.empty(), proofOf(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yang gold kak", "Gold", "2", "no 2 ya kak", "nomor 2", "kedua", "the second one", "ORDER", "END"
            })
    void orWritesItsPackageItsNumberOrItsId(String pick) {
        String first = shop.order(BUDI, "gold");
        shop.clock.advance(Duration.ofMinutes(1));
        String second = shop.order(BUDI, "bronze");
        shows(BUDI, "p1", PHOTO);
        String text = pick.replace("ORDER", first).replace("END", "yang " + first.substring(10));
        assertTrue(shop.reply(BUDI, text).contains(first), text);
        assertTrue(proofOf(first).isPresent());
        assertEquals(Optional.empty(), proofOf(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "gold atau bronze?", "ya", "silver", "gold?", "12"})
    void whatPicksNoneOfThemIsAskedAboutAgain(String text) {
        String first = shop.order(BUDI, "gold");
        String second = shop.order(BUDI, "bronze");
        shows(BUDI, "p1", PHOTO);
        OutgoingMessage again = to(BUDI, shop.says(BUDI, text));
        assertEquals("ask-again", again.template(), text);
        assertEquals(2, again.choices().size());
        assertEquals("not-cancelled", to(BUDI, shop.says(BUDI, "tidak jadi")).template());
        assertEquals(Optional.empty(), proofOf(first));
        assertEquals(Optional.empty(), proofOf(second));
    }

    @Test
    void twoOrdersOfOnePackageAreToldApartByTheirNumber() {
        String first = shop.order(BUDI, "gold 1");
        shop.clock.advance(Duration.ofMinutes(1));
        shop.order(BUDI, "gold 3");
        shows(BUDI, "p1", PHOTO);
        assertEquals("ask-again", to(BUDI, shop.says(BUDI, "yang gold")).template());
        assertTrue(shop.reply(BUDI, "2").contains(first));
    }

    @Test
    void aPictureEndsAnotherQuestion() {
        String first = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + first);
        shows(BUDI, "p1", SCRIPT);
        shop.says(BUDI, "ok");
        assertEquals(
                OrderStatus.PENDING,
                shop.storage.get(OrderId.of(first)).orElseThrow().status());
    }

    @Test
    void aForwardedPictureIsAProofAndAnswersNoQuestion() {
        String first = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + first);
        assertEquals(
                "proof-received-customer",
                to(BUDI, shows(BUDI, "p1", Optional.of(PHOTO), true)).template());
        shop.says(BUDI, "ya");
        assertTrue(proofOf(first).isPresent());
        assertEquals(
                OrderStatus.PENDING,
                shop.storage.get(OrderId.of(first)).orElseThrow().status());
    }

    @Test
    void nobodyAttachesAPictureToAnothersOrder() {
        shop.order(BUDI, "gold");
        shop.order(BUDI, "bronze");
        String command = to(BUDI, shows(BUDI, "p1", PHOTO)).choices().get(0).command();
        String reply = shop.reply(SITI, command);
        assertTrue(reply.contains("There is no order"), reply);
        String picture = command.substring(command.lastIndexOf(' '));
        shop.order(SITI, "silver");
        assertTrue(shop.reply(SITI, "!proof ORD-00000-00000" + picture).contains("There is no order"));
    }

    @Test
    void thePictureOfSomebodyWithNothingToPayIsNotEvenFetched() {
        shows(SITI, "p1", PHOTO);
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-confirm " + id);
        shows(BUDI, "p2", PHOTO);
        shows(BUDI, "p3", Optional.of(PHOTO), true);
        assertEquals(0, fetched.get());
        assertFalse(Files.exists(data.resolve("proofs")));
    }

    @Test
    void whatIsNoPictureOrCannotBeFetchedIsAskedForAgain() {
        String id = shop.order(BUDI, "gold");
        assertTrue(to(BUDI, shows(BUDI, "p1", SCRIPT)).text().contains("cannot be read"));
        assertTrue(to(BUDI, shows(BUDI, "p2", Optional.empty(), false)).text().contains("cannot be read"));
        assertEquals(Optional.empty(), proofOf(id));
    }

    @Test
    void thePictureDeliveredAgainChangesNothing() {
        String id = shop.order(BUDI, "gold");
        shows(BUDI, "p1", PHOTO);
        Optional<String> before = proofOf(id);
        assertEquals(List.of(), shows(BUDI, "p1", PHOTO));
        assertEquals(before, proofOf(id));
    }

    @Test
    void theCommandAloneSaysWhatToDo() {
        String id = shop.order(BUDI, "gold");
        for (String typed : List.of("!proof", "!bukti " + id, "!proof " + id + " ../orders.json")) {
            assertTrue(shop.reply(BUDI, typed).contains("up to 10 MB"), typed);
        }
        assertEquals(Optional.empty(), proofOf(id));
    }
}
