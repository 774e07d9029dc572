package io.pteroorders.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.ServerPanel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the adapters make of answers that panels have given, or might. */
class AnswersTest {

    private static final NewPanelUser BUDI =
            new NewPanelUser("shop-user-1", "budi", "budi@shop.invalid", "Budi \"B\" S");

    private final AnsweringServer server = AnsweringServer.start();
    private final ServerPanel panel = new PterodactylPanel(server.settings());

    @AfterEach
    void stop() {
        server.close();
    }

    private static PanelException refused(Executable call) {
        return assertThrows(PanelException.class, call);
    }

    private static String error(String code, String detail, String field, String rule) {
        return """
            {"errors":[{"code":"%s","status":"4xx","detail":"%s","meta":{"source_field":"%s","rule":"%s"}}]}\
            """.formatted(code, detail, field, rule);
    }

    @ParameterizedTest
    @CsvSource({
        "400, NoViableNodeException, '', '', NO_ROOM",
        "400, NoViableAllocationException, '', '', NO_PORT",
        "400, TwoFactorAuthRequiredException, '', '', KEY_REFUSED",
        "400, DisplayException, '', '', REFUSED",
        "400, InvalidFilterQuery, '', '', REFUSED",
        "401, AuthenticationException, '', '', KEY_REFUSED",
        "403, AccessDeniedHttpException, '', '', KEY_REFUSED",
        "404, NotFoundHttpException, '', '', NOT_FOUND",
        "405, MethodNotAllowedHttpException, '', '', REFUSED",
        "408, X, '', '', UNAVAILABLE",
        "409, ConflictHttpException, '', '', CONFLICT",
        "409, ServerStateConflictException, '', '', CONFLICT",
        "422, ValidationException, email, unique, TAKEN",
        "422, ValidationException, username, unique, TAKEN",
        "422, ValidationException, username, p_username, REFUSED",
        "422, ValidationException, external_id, unique, UNAVAILABLE",
        "422, ValidationException, external_id, string, REFUSED",
        "422, ValidationException, allocation.default, exists, UNAVAILABLE",
        "422, ValidationException, limits.memory, integer, REFUSED",
        "425, X, '', '', UNAVAILABLE",
        "429, ThrottleRequestsException, '', '', TOO_MANY_CALLS",
        "500, DataValidationException, '', '', UNAVAILABLE",
        "502, DaemonConnectionException, '', '', UNAVAILABLE",
        "504, DaemonConnectionException, '', '', UNAVAILABLE",
        "301, X, '', '', UNAVAILABLE",
        "304, X, '', '', UNAVAILABLE",
        "203, X, '', '', UNAVAILABLE",
    })
    void anErrorHasAKind(int status, String code, String field, String rule, Kind kind) {
        server.answer(status, error(code, "words of the panel", field, rule));
        PanelException refusal = refused(() -> panel.createUser(BUDI));
        assertEquals(kind, refusal.kind());
        assertEquals(kind == Kind.TAKEN || kind == Kind.REFUSED ? field : "", refusal.field());
    }

    @Test
    void errorsOfSeveralFieldsAreToldWithAllOfTheirRules() {
        server.answer(422, """
            {"errors":[{"code":"ValidationException","detail":"a","meta":{"source_field":"email","rule":"unique"}},\
            {"code":"ValidationException","detail":"b","meta":{"source_field":"username","rule":"p_username"}}]}\
            """);
        PanelException refusal = refused(() -> panel.createUser(BUDI));
        assertEquals(Kind.REFUSED, refusal.kind());
        assertEquals("", refusal.field());
        assertEquals(
                "the panel said no (422): email breaks the rule unique (a); username breaks the rule p_username (b)",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "0, PT0S",
        "' 30 ', PT30S",
        "999999999, PT1H",
        "-1, ''",
        "1.5, ''",
        "soon, ''",
        "'Wed, 21 Oct 2026 07:28:00 GMT', ''",
        "99999999999999999999, ''",
    })
    void howLongToWaitIsReadOrNot(String header, String wait) {
        server.answer(429, "<html>".getBytes(StandardCharsets.UTF_8), Map.of("Retry-After", header));
        PanelException refusal = refused(() -> panel.findServer(1));
        assertEquals(Kind.TOO_MANY_CALLS, refusal.kind());
        assertEquals(Optional.of(wait).filter(it -> !it.isEmpty()).map(Duration::parse), refusal.retryAfter());
    }

    @Test
    void whatIsHiddenIsHiddenBeforeAnythingIsCut() {
        String echo = "x".repeat(115) + "key-of-the-shop and Budi \\\"B\\\" S and budi@shop.invalid";
        for (int status : new int[] {400, 401, 404, 500}) {
            server.answer(status, echo);
            String message =
                    String.valueOf(refused(() -> panel.createUser(BUDI)).getMessage());
            assertFalse(message.contains("key-o") || message.contains("Budi") || message.contains("budi@"), message);
            assertTrue(message.contains(String.valueOf(status)), message);
        }
    }

    @Test
    void aNotFoundWithoutThePanelsOwnWordIsTrouble() {
        for (String body :
                new String[] {"", "{}", "<html>", "{\"errors\":[]}", "{\"errors\":[{\"code\":\"Other\"}]}"}) {
            server.answer(404, body);
            assertThrows(PanelException.class, () -> panel.findServer("order-1"), body);
            assertThrows(PanelException.class, () -> panel.delete(1), body);
        }
        server.answer(404, error("NotFoundHttpException", "", "", ""));
        assertEquals(Optional.empty(), panel.findServer("order-1"));
        panel.delete(1);
    }

    @Test
    void aUserOfAnotherExternalIdIsNoAnswer() {
        server.answer(200, """
            {"object":"user","attributes":{"id":1,"external_id":"shop-user-2","username":"siti","email":"s@x.id"}}\
            """);
        assertEquals(Optional.empty(), panel.findUser("shop-user-1"));
    }

    @Test
    void aListWithoutAnEndEnds() {
        server.answer(200, """
            {"data":[],"meta":{"pagination":{"total":1,"current_page":1,"total_pages":9}}}\
            """);
        assertEquals(
                Kind.UNAVAILABLE, refused(() -> panel.findUserByMail("a@x.id")).kind());
    }
}
