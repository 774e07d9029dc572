package io.pteroorders.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.ServerPanel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, to the letter. */
class BodiesTest {

    private static final String USER = """
        {"attributes":{"id":1,"external_id":"e","username":"budi","email":"b@x.id","first_name":"B","last_name":"S",\
        "language":"id","timezone":"Asia/Jakarta"}}\
        """;

    private final AnsweringServer server = AnsweringServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private ServerPanel panel(String kind) {
        return kind.equals("pelican") ? new PelicanPanel(server.settings()) : new PterodactylPanel(server.settings());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "pterodactyl, Budi, `{\"external_id\":\"e\",\"username\":\"budi\",\"email\":\"b@x.id\","
                        + "\"first_name\":\"Budi\",\"last_name\":\"-\"}`",
                "pelican, Budi, `{\"external_id\":\"e\",\"username\":\"budi\",\"email\":\"b@x.id\"}`",
            })
    void aNewUserHasTheNamesThatThePanelWants(String kind, String name, String body) {
        server.answer(201, USER);
        panel(kind).createUser(new NewPanelUser("e", "budi", "b@x.id", name));
        assertEquals(body, server.sent("POST /api/application/users"));
    }

    @Test
    void aLongNameIsCutToWhatThePanelTakes() {
        server.answer(201, USER);
        panel("pterodactyl").createUser(new NewPanelUser("e", "budi", "b@x.id", " " + "😀".repeat(200)));
        assertEquals(
                191,
                server.sent("POST /api/application/users")
                        .codePoints()
                        .filter(point -> point == 0x1F600)
                        .count());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "pterodactyl, `{\"username\":\"budi\",\"email\":\"b@x.id\",\"external_id\":\"e\",\"language\":\"id\","
                        + "\"first_name\":\"B\",\"last_name\":\"S\"}`",
                "pelican, `{\"username\":\"budi\",\"email\":\"b@x.id\",\"external_id\":\"e\",\"language\":\"id\","
                        + "\"timezone\":\"Asia/Jakarta\"}`",
            })
    void aChangedUserIsSentWhole(String kind, String body) {
        server.answer(200, USER);
        panel(kind).adoptUser(1, "e");
        assertEquals(body, server.sent("PATCH /api/application/users/1"));
    }

    @ParameterizedTest
    @CsvSource({"START, start", "STOP, stop", "RESTART, restart", "KILL, kill"})
    void aSignalIsAWord(PowerSignal signal, String word) {
        server.answer(204, "");
        panel("pterodactyl").signal("1a7ce997", signal);
        assertEquals("{\"signal\":\"" + word + "\"}", server.sent("POST /api/client/servers/1a7ce997/power"));
    }
}
