package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxRecordTest {

    private static final Sender BUDI = new Sender(Optional.of(Payloads.BUDI_PHONE), Optional.of(Payloads.BUDI_ID));

    private static final ReceivedMessage FULL = new ReceivedMessage(
            "wamid.1",
            BUDI,
            "Budi\n\u202E\"",
            Optional.of(NOON),
            Optional.of("!order gold"),
            Optional.of(new Media("123", "digest=")),
            Optional.of("HBgL"),
            Optional.empty(),
            ImmutableSet.of(Trait.FORWARDED));

    private static final ReceivedMessage BARE = new ReceivedMessage(
            "wamid.2",
            new Sender(Optional.empty(), Optional.of(Payloads.BUDI_ID)),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ImmutableSet.of());

    private static final ReceivedMessage NOT_READ = new ReceivedMessage(
            "wamid.3",
            BUDI,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ImmutableSet.of(Trait.EDITED, Trait.NOT_OPENED));

    /** As the first version wrote it, so that what waited there is read. */
    private static final List<String> FIRST_VERSION = List.of(
            "{\"at\":1795348800,\"message\":{\"id\":\"wamid.1\",\"phone\":\"" + Payloads.BUDI_PHONE + "\",\"userId\":\""
                    + Payloads.BUDI_ID + "\",\"name\":\"Budi\\n\u202E\\\"\",\"sentAt\":" + NOON.getEpochSecond()
                    + ",\"text\":\"!order gold\",\"media\":\"123\",\"sha256\":\"digest=\",\"group\":\"HBgL\","
                    + "\"forwarded\":true}}",
            "{\"at\":1795348800,\"message\":{\"id\":\"wamid.2\",\"userId\":\"" + Payloads.BUDI_ID + "\"}}");

    @Test
    void aMessageIsReadAsItWasKeptAlsoByTheFirstVersion() {
        for (ReceivedMessage message : List.of(FULL, BARE, NOT_READ)) {
            InboxRecord kept = InboxRecord.waiting(message, NOON);
            assertEquals(kept, InboxRecord.read(kept.toJson()));
            assertEquals(Optional.of(message), kept.received());
        }
        assertEquals(
                List.of(Optional.of(FULL), Optional.of(BARE)),
                FIRST_VERSION.stream()
                        .map(line -> InboxRecord.read(line).received())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"GROUP", "FROM_ME"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatCameInsteadOfATextIsKept(Trait trait) {
        ReceivedMessage message = new ReceivedMessage(
                "wamid.4",
                BUDI,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sets.immutableEnumSet(Trait.FORWARDED, trait));
        String kept = InboxRecord.waiting(message, NOON).toJson();
        assertEquals(Optional.of(message), InboxRecord.read(kept).received());
    }

    @Test
    void aKindOfALaterVersionIsNoText() {
        InboxRecord record = InboxRecord.read("{\"at\":1,\"message\":{\"id\":\"wamid.5\",\"phone\":\""
                + Payloads.BUDI_PHONE + "\",\"kind\":\"hologram\"}}");
        assertEquals(
                ImmutableSet.of(Trait.OTHER), record.received().orElseThrow().traits());
    }

    @Test
    void itIsWrittenAsTheFirstVersionDid() {
        assertEquals(
                FIRST_VERSION.get(1).replace("1795348800", Long.toString(NOON.getEpochSecond())),
                InboxRecord.waiting(BARE, NOON).toJson());
    }

    @ParameterizedTest
    @EnumSource
    void aStatusIsReadAsItWasKept(ReceivedStatus.State state) {
        ReceivedStatus status = new ReceivedStatus(Optional.of("ours.1"), state, ImmutableList.of(131047, 0));
        assertEquals(
                Optional.of(status),
                InboxRecord.read(InboxRecord.status(status).toJson()).told());
        String first = "{\"status\":{\"state\":\"" + state + "\",\"id\":\"ours.1\",\"errors\":[131047,0]}}";
        assertEquals(first, InboxRecord.status(status).toJson());
    }

    @Test
    void whoWroteIsReadAsItWasKept() {
        String first = "{\"at\":" + NOON.getEpochSecond() + ",\"heard\":{\"phone\":\"" + Payloads.BUDI_PHONE
                + "\",\"userId\":\"" + Payloads.BUDI_ID + "\"}}";
        assertEquals(first, InboxRecord.heard(BUDI, NOON).toJson());
        assertEquals(
                Optional.of(new InboxRecord.Heard(BUDI, NOON)),
                InboxRecord.read(first).writer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"message\",\"id\":\"m1\",\"text\":\"a\"}"})
    void aRecordOfAnotherTransportSaysNothing(String json) {
        InboxRecord record = InboxRecord.read(json);
        assertEquals(Optional.empty(), record.received());
        assertEquals(Optional.empty(), record.told());
        assertEquals(Optional.empty(), record.writer());
    }
}
