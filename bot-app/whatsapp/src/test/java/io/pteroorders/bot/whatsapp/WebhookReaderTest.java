package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.BUDI_ID;
import static io.pteroorders.bot.whatsapp.Payloads.BUDI_PHONE;
import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static io.pteroorders.bot.whatsapp.Payloads.SITI_ID;
import static io.pteroorders.bot.whatsapp.Payloads.SITI_PHONE;
import static io.pteroorders.bot.whatsapp.Payloads.body;
import static io.pteroorders.bot.whatsapp.Payloads.contact;
import static io.pteroorders.bot.whatsapp.Payloads.failed;
import static io.pteroorders.bot.whatsapp.Payloads.json;
import static io.pteroorders.bot.whatsapp.Payloads.kinds;
import static io.pteroorders.bot.whatsapp.Payloads.ofBudi;
import static io.pteroorders.bot.whatsapp.Payloads.ofStatuses;
import static io.pteroorders.bot.whatsapp.Payloads.status;
import static io.pteroorders.bot.whatsapp.Payloads.text;
import static io.pteroorders.bot.whatsapp.Payloads.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.whatsapp.ReceivedStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WebhookReaderTest {

    private static final int MUTATIONS = 1000;

    private final WebhookReader reader = new WebhookReader(Payloads.OUR_NUMBER);

    private List<ReceivedMessage> messages(JsonNode... values) {
        return reader.read(body(values)).messages();
    }

    private ReceivedMessage only(JsonNode message) {
        List<ReceivedMessage> messages = messages(ofBudi(message));
        assertEquals(1, messages.size(), message::toString);
        return messages.get(0);
    }

    @Test
    void aTextSaysWhoWroteItAndWhen() {
        ReceivedMessage message = only(text("wamid.1", "!order gold 3"));
        assertEquals("wamid.1", message.id());
        assertEquals(new Sender(Optional.of(BUDI_PHONE), Optional.of(BUDI_ID)), message.sender());
        assertEquals("Budi", message.name());
        assertEquals(Optional.of(NOON), message.sentAt());
        assertEquals(Optional.of("!order gold 3"), message.text());
        assertTrue(message.media().isEmpty()
                && message.group().isEmpty()
                && message.traits().isEmpty());
    }

    @Test
    void anAnswerNamesTheMessageThatItQuotes() {
        ObjectNode answer = text("wamid.1", "ok");
        answer.putObject("context").put("from", "15550783881").put("id", "wamid.ours");
        assertEquals(Optional.of("wamid.ours"), only(answer).quoted());
        assertEquals(Optional.empty(), only(text("wamid.1", "ok")).quoted());
    }

    @ParameterizedTest
    @CsvSource({
        "button reply, !order-confirm ORD-AAAAA-BBBBB",
        "list reply, !harga gold",
        "template button, !my-orders",
    })
    void aButtonSaysItsCommand(String kind, String command) {
        assertEquals(
                Optional.of(command),
                only(kinds().getOrDefault(kind, json("{}"))).text());
    }

    @ParameterizedTest
    @CsvSource({"image, 1003383421387256", "document, 1003383421387257"})
    void aPictureOrDocumentIsAReferenceAndItsCaptionNoCommand(String kind, String id) {
        ReceivedMessage message = only(kinds().getOrDefault(kind, json("{}")));
        assertEquals(id, message.media().orElseThrow().id());
        assertEquals(Optional.empty(), message.text());
    }

    @ParameterizedTest
    @CsvSource({
        "audio, VOICE",
        "sticker, STICKER",
        "location, LOCATION",
        "contacts, CONTACT",
        "video, VIDEO",
        "video note, VIDEO",
        "catalogue order, ORDER",
        "poll, POLL",
        "poll not supported, POLL",
        "flow reply, OTHER",
        "edit, EDITED",
        "unsupported, NOT_OPENED",
        "picture without a file, NOT_OPENED"
    })
    void whatIsNoTextSaysWhatItIsAndCommandsNothing(String kind, Trait what) {
        ReceivedMessage message = only(kinds().getOrDefault(kind, json("{}")));
        assertTrue(message.text().isEmpty() && message.media().isEmpty());
        assertEquals(ImmutableSet.of(what), message.traits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reaction", "revoke", "system", "from the future"})
    void whatIsAboutOtherMessagesOrUnknownIsIgnoredAndCounted(String kind) {
        Received received = reader.read(body(ofBudi(kinds().getOrDefault(kind, json("{}")))));
        assertEquals(new Received(ImmutableList.of(), ImmutableList.of(), 1), received);
    }

    @Test
    void aGroupsMessageNamesTheGroup() {
        assertEquals(
                Optional.of("HBgLNjI4OTkxMjM0NTY3"),
                only(kinds().getOrDefault("in a group", json("{}"))).group());
        ObjectNode odd = text("wamid.g", "!order gold");
        odd.putObject("group_id");
        assertEquals(List.of(), messages(ofBudi(odd)), "a group without a name is no private chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forwarded", "forwarded often"})
    void whatWasPassedOnIsMarked(String kind) {
        assertEquals(
                ImmutableSet.of(Trait.FORWARDED),
                only(kinds().getOrDefault(kind, json("{}"))).traits());
    }

    @Test
    void aContactIsFoundByItsIdWhereverItStands() {
        JsonNode value = value(
                List.of(contact(SITI_PHONE, SITI_ID, "Siti"), contact(BUDI_PHONE, BUDI_ID, "Budi")),
                List.of(text("wamid.1", "a"), text("wamid.2", "b").put("from", SITI_PHONE)),
                List.of());
        List<ReceivedMessage> messages = messages(value);
        assertEquals(
                List.of("Budi", "Siti"),
                messages.stream().map(ReceivedMessage::name).toList());
        assertEquals(Optional.of(SITI_ID), messages.get(1).sender().userId());
    }

    @Test
    void aPersonWithoutAPhoneIsKnownByTheirId() {
        ObjectNode message = text("wamid.1", "a").without("from");
        ObjectNode contact = contact("", BUDI_ID, "Budi").without("wa_id");
        assertEquals(
                new Sender(Optional.empty(), Optional.of(BUDI_ID)),
                messages(value(List.of(contact), List.of(message), List.of()))
                        .get(0)
                        .sender());
        message.put("from_user_id", SITI_ID);
        assertEquals(
                new Sender(Optional.empty(), Optional.of(SITI_ID)),
                messages(value(List.of(contact), List.of(message), List.of()))
                        .get(0)
                        .sender());
    }

    @Test
    void amongSeveralContactsAMessageFromNobodyIsNobodys() {
        JsonNode value = value(
                List.of(contact(SITI_PHONE, SITI_ID, "Siti"), contact(BUDI_PHONE, BUDI_ID, "Budi")),
                List.of(text("wamid.1", "a").without("from")),
                List.of());
        assertEquals(new Received(ImmutableList.of(), ImmutableList.of(), 1), reader.read(body(value)));
    }

    @Test
    void aPhoneAloneIsEnough() {
        JsonNode value = value(List.of(), List.of(text("wamid.1", "a")), List.of());
        assertEquals(
                new Sender(Optional.of(BUDI_PHONE), Optional.empty()),
                messages(value).get(0).sender());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345@lid", "", "+6289912345678", "62 899", "62899-1@g.us", "628991234567890123"})
    void otherIdsAreNoPhone(String from) {
        JsonNode value = value(List.of(), List.of(text("wamid.1", "a").put("from", from)), List.of());
        assertEquals(List.of(), messages(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "", "99999999999999999999", "1e9"})
    void aTimeThatMakesNoSenseIsUnknown(String timestamp) {
        assertEquals(
                Optional.empty(),
                only(text("wamid.1", "a").put("timestamp", timestamp)).sentAt());
    }

    @Test
    void aTimeMayBeANumber() {
        assertEquals(
                Optional.of(Instant.ofEpochSecond(1767225600)),
                only(text("wamid.1", "a").put("timestamp", 1767225600)).sentAt());
    }

    @Test
    void onlyOurOwnNumberCounts() {
        ObjectNode other = ofBudi(text("wamid.1", "a"));
        other.withObject("metadata").put("phone_number_id", "1065403522429220");
        assertEquals(new Received(ImmutableList.of(), ImmutableList.of(), 1), reader.read(body(other)));
    }

    @Test
    void echoesOfTheShopsOwnMessagesAreNoMessages() {
        ObjectNode echo = text("wamid.1", "!order gold").put("from", "15550783881");
        assertEquals(List.of(), messages(ofBudi(echo)), "from the shop's own number");
        ObjectNode body = body(ofBudi(text("wamid.2", "!order gold")));
        ((ObjectNode) body.at("/entry/0/changes/0")).put("field", "smb_message_echoes");
        assertEquals(new Received(ImmutableList.of(), ImmutableList.of(), 1), reader.read(body));
    }

    @Test
    void aStatusNamesOurMessageAndWhyItFailed() {
        Received received = reader.read(body(ofStatuses(List.of(
                status("wamid.1", "n1", "queued"),
                status("wamid.1", "n1", "read"),
                failed("wamid.2", "n2", 131047),
                status("wamid.3", "", "sent"),
                status("wamid.4", "n4", "vanished")))));
        assertEquals(
                List.of(
                        new ReceivedStatus(Optional.of("n1"), State.QUEUED, ImmutableList.of()),
                        new ReceivedStatus(Optional.of("n1"), State.READ, ImmutableList.of()),
                        new ReceivedStatus(Optional.of("n2"), State.FAILED, ImmutableList.of(131047)),
                        new ReceivedStatus(Optional.empty(), State.SENT, ImmutableList.of())),
                received.statuses());
        assertEquals(1, received.ignored());
    }

    @Test
    void entriesChangesMessagesAndStatusesMayBeMixed() {
        ObjectNode mixed =
                ofBudi(text("wamid.1", "a"), kinds().getOrDefault("reaction", json("{}")), text("wamid.2", "b"));
        mixed.putArray("statuses").add(status("wamid.9", "n1", "sent"));
        ObjectNode body =
                body(mixed, ofStatuses(List.of(status("wamid.9", "n1", "read"))), ofBudi(text("wamid.3", "c")));
        Received received = reader.read(body);
        assertEquals(
                List.of("wamid.1", "wamid.2", "wamid.3"),
                received.messages().stream().map(ReceivedMessage::id).toList());
        assertEquals(2, received.statuses().size());
        assertEquals(1, received.ignored());
    }

    @Test
    void anEntryWithTenThousandMessagesIsReadWhole() {
        JsonNode[] many = IntStream.range(0, 10_000)
                .mapToObj(i -> text("wamid." + i, "a"))
                .toArray(JsonNode[]::new);
        assertEquals(10_000, messages(ofBudi(many)).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "{}", "1", "\"a\"", "{\"entry\":null}", "{\"entry\":[null,1,[],{\"changes\":7}]}"})
    void whatIsNoWebhookSaysNothing(String json) throws PayloadException {
        Received received = reader.read(Payload.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertTrue(received.messages().isEmpty() && received.statuses().isEmpty());
    }

    static Set<String> kindNames() {
        return kinds().keySet();
    }

    @ParameterizedTest
    @MethodSource("kindNames")
    void aBrokenMessageNeverTakesItsNeighboursWithIt(String kind) {
        Map<String, ObjectNode> kinds = kinds();
        ReceivedMessage first = only(text("wamid.first", "!my-orders"));
        ReceivedMessage last = only(text("wamid.last", "!katalog"));
        for (int seed = 0; seed < MUTATIONS; seed++) {
            JsonNode broken = new Mutation(new Random(seed)).of(kinds.getOrDefault(kind, json("{}")));
            JsonNode value = ofBudi(text("wamid.first", "!my-orders"), broken, text("wamid.last", "!katalog"));
            List<ReceivedMessage> read = messages(value);
            int number = seed;
            assertEquals(first, read.get(0), () -> number + ": " + broken);
            assertEquals(last, read.get(read.size() - 1), () -> number + ": " + broken);
            assertTrue(read.size() <= 3, () -> number + ": " + broken);
        }
    }

    @Test
    void aBrokenStatusContactOrChangeNeverTakesItsNeighboursWithIt() {
        JsonNode good = status("wamid.9", "n1", "delivered");
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Mutation mutation = new Mutation(new Random(seed));
            JsonNode brokenStatus = mutation.of(failed("wamid.8", "n2", 131047));
            ObjectNode withContact = value(
                    List.of(mutation.of(contact(SITI_PHONE, SITI_ID, "Siti")), contact(BUDI_PHONE, BUDI_ID, "Budi")),
                    List.of(text("wamid.1", "a")),
                    List.of());
            ObjectNode body = body(
                    mutation.of(ofBudi(text("wamid.0", "a"))),
                    ofStatuses(List.of(good, brokenStatus, good)),
                    withContact);
            Received received = reader.read(body);
            Set<String> ids =
                    received.messages().stream().map(ReceivedMessage::id).collect(Collectors.toSet());
            assertTrue(ids.contains("wamid.1"), body::toString);
            assertTrue(
                    received.statuses().stream()
                                    .filter(status -> status.ourId().equals(Optional.of("n1")))
                                    .count()
                            >= 2,
                    body::toString);
        }
    }
}
