package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.TestApi.Reply;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who shows a key is known by it; everything else gets no answer but why. */
class KeysApiTest {

    private final TestApi api = new TestApi(50);

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pok_", "pok_0000000000000000000000000000000000000000", "x y"})
    void withoutAKeyThereIsNothing(String secret) {
        Reply reply = api.get(secret, "/orders");
        assertEquals(401, reply.status());
        assertEquals("no-key", reply.problem());
        assertEquals("Bearer", reply.header("WWW-Authenticate"));
        assertEquals("application/problem+json", reply.header("Content-Type"));
    }

    @Test
    void aKeyIsGoodForItsScopesOnly() {
        String secret = api.key("catalogue", "packages:read");

        assertEquals(200, api.get(secret, "/packages").status());
        Reply refused = api.get(secret, "/orders");
        assertEquals(403, refused.status());
        assertEquals("orders:read", refused.text("scope"));
    }

    @Test
    void aRevokedKeyIsNoneAtOnce() {
        String secret = api.key("catalogue", "packages:read");
        assertEquals(200, api.get(secret, "/packages").status());
        assertTrue(api.stores.keys().revoke("catalogue"));

        assertEquals(401, api.get(secret, "/packages").status());
    }

    @Test
    void whoAsksTooMuchWaits() {
        String secret = api.key("busy", "packages:read");
        Reply refused = api.get(secret, "/packages");
        int more = 200;
        while (refused.status() == 200 && more-- > 0) {
            refused = api.get(secret, "/packages");
        }
        assertTrue(more < 151, "fewer were answered than may be asked");
        assertEquals(429, refused.status());
        assertTrue(Integer.parseInt(refused.header("Retry-After")) >= 1);
        assertEquals(200, api.get(api.key("calm", "packages:read"), "/packages").status());
    }

    @Test
    void anAddressThatIsNoneIsNotFoundAndAWrongMethodSaysWhichAreRight() {
        String secret = api.master();
        assertEquals(404, api.get(secret, "/nothing").status());
        assertEquals(404, api.get(secret, "/orders/").status());
        Reply wrong = api.send(secret, "PUT", "/orders", Optional.of("{}"));
        assertEquals(405, wrong.status());
        assertEquals("GET, POST", wrong.header("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{\"a\":1,\"a\":2}", "{} x", "\uFEFF{}", "1e99"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        assertEquals(400, api.post(api.master(), "/orders", body).status());
    }

    @Test
    void aBodyOfAnotherTypeOrTooLongIsRefused() {
        String secret = api.master();
        assertEquals(
                415,
                api.post(secret, "/orders", "a=1", "Content-Type", "application/x-www-form-urlencoded")
                        .status());
        assertEquals(413, api.post(secret, "/orders", " ".repeat((1 << 20) + 1)).status());
    }

    @Test
    void pagesOfASiteThatIsAllowedMayAskAndNoOthers() {
        String secret = api.key("site", "packages:read");

        assertEquals(
                "https://shop.example",
                api.get(secret, "/packages", "Origin", "https://shop.example").header("Access-Control-Allow-Origin"));
        assertEquals(
                "",
                api.get(secret, "/packages", "Origin", "https://evil.example").header("Access-Control-Allow-Origin"));
    }

    @Test
    void longAnswersArePackedForWhoUnpacksThem() {
        String secret = api.key("stock", "orders:read");
        for (int i = 0; i < 5; i++) {
            api.order();
        }

        assertEquals(
                "gzip", api.get(secret, "/orders", "Accept-Encoding", "gzip").header("Content-Encoding"));
        assertEquals("", api.get(secret, "/orders").header("Content-Encoding"));
    }
}
