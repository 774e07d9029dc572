package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.picture.CodePictures;
import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.notify.OutgoingMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People come in by a link from their own chat, once, and stay in by a cookie. */
class SignInPagesTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Pattern CODE = Pattern.compile("class=\"code\">(\\d{6})<");

    private final TestSite site = new TestSite();

    @AfterEach
    void close() {
        site.close();
    }

    private static String leadsTo(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aButtonSignsInAndALookDoesNot() {
        String token = site.token(BUDI, "!portal");
        Browser browser = site.browser();
        for (int look = 0; look < 3; look++) {
            HttpResponse<String> seen = browser.get("/login/" + token);
            assertEquals(200, seen.statusCode());
            assertTrue(seen.body().contains("Sign in as Budi?"), seen.body());
            assertEquals("", browser.cookie());
        }
        assertEquals("/orders", leadsTo(browser.post("/login/" + token, NOTHING)));
        assertEquals(200, browser.get("/orders").statusCode());
    }

    @Test
    void aLinkThatIsUsedOrOldSaysSo() {
        String used = site.token(BUDI, "!portal");
        site.browser().post("/login/" + used, NOTHING);
        String old = site.token(BUDI, "!portal");
        site.shop.clock.advance(Duration.ofMinutes(10));
        for (String token : List.of(used, old, "nonsense")) {
            Browser thief = site.browser();
            assertEquals(410, thief.get("/login/" + token).statusCode());
            assertEquals(410, thief.post("/login/" + token, NOTHING).statusCode());
            assertEquals(410, thief.post("/login/" + token + "/code", NOTHING).statusCode());
            assertEquals("", thief.cookie());
            assertEquals("/login", leadsTo(thief.get("/orders")));
        }
    }

    @Test
    void theCookieIsForTheServerAlone() {
        HttpResponse<String> in = site.browser().post("/login/" + site.token(BUDI, "!portal"), NOTHING);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                cookie.matches("session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"), cookie);
    }

    @Test
    void whoeverSignsInGetsASecretOfTheirOwn() {
        Browser browser = site.browser().withCookie("session=" + "x".repeat(43));
        browser.post("/login/" + site.token(BUDI, "!portal"), NOTHING);
        assertFalse(browser.cookie().contains("xxx"));
        assertEquals(
                "/login",
                leadsTo(site.browser().withCookie("session=" + "x".repeat(43)).get("/orders")));
    }

    @Test
    void aCodeFromThePhoneSignsInTheComputer() {
        HttpResponse<String> phone = site.browser().post("/login/" + site.token(BUDI, "!portal") + "/code", NOTHING);
        Matcher code = CODE.matcher(phone.body());
        assertTrue(code.find(), phone.body());
        Browser computer = site.browser();
        HttpResponse<String> wrong = computer.post("/login", Map.of("code", "12345"));
        assertTrue(wrong.body().contains("That code does not work"), wrong.body());
        assertEquals("/orders", leadsTo(computer.post("/login", Map.of("code", code.group(1)))));
        assertEquals(200, computer.get("/orders").statusCode());
    }

    @Test
    void anAdminIsToldOfEachSignIn() {
        site.signedIn(ADMIN, "!dashboard");
        site.shop.sendDue();
        assertEquals(
                List.of("🔐 You just signed in on the admins' pages with Chrome, Android."),
                site.shop.sent.stream()
                        .filter(message -> message.template().equals("signed-in-admin"))
                        .map(OutgoingMessage::text)
                        .map(text -> text.lines().findFirst().orElse(""))
                        .toList());
    }

    @Test
    void nobodySeesThePagesOfAdminsButAdmins() {
        for (String path : List.of("/dashboard", "/dashboard/orders", "/dashboard/orders/ORD-AAAAA-BBBBB")) {
            assertEquals("/login?dashboard=on", leadsTo(site.browser().get(path)));
            assertEquals(
                    "/login?dashboard=on",
                    leadsTo(site.signedIn(BUDI, "!portal").get(path)));
            site.shop.clock.advance(Duration.ofMinutes(11));
        }
        assertEquals(
                "/login?dashboard=on", leadsTo(site.signedIn(ADMIN, "!portal").get("/dashboard")));
        assertEquals(200, site.signedIn(ADMIN, "!dashboard").get("/dashboard").statusCode());
    }

    @Test
    void signingOutEndsTheSessionAndEverywhereAllOfThem() {
        Browser phone = site.signedIn(BUDI, "!portal");
        Browser computer = site.signedIn(BUDI, "!portal");
        String stolen = phone.cookie();
        assertEquals("/", leadsTo(phone.post("/account/sign-out", NOTHING)));
        assertEquals("/login", leadsTo(site.browser().withCookie(stolen).get("/orders")));
        assertEquals(200, computer.get("/orders").statusCode());
        Browser third = site.signedIn(BUDI, "!portal");
        computer.post("/account/sign-out-everywhere", NOTHING);
        assertEquals("/login", leadsTo(third.get("/orders")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void aFormOfAnotherSiteChangesNothing(String from) {
        Browser budi = site.signedIn(BUDI, "!portal");
        Map<String, String> order = Map.of("package", "bronze", "months", "1");
        HttpResponse<String> refused = from.isEmpty()
                ? budi.post("/orders", order, "Origin", "https://evil.example")
                : budi.post("/orders", order, "Sec-Fetch-Site", from);
        assertEquals(403, refused.statusCode());
        assertTrue(budi.get("/orders").body().contains("You have no orders yet"));
    }

    @Test
    void anOldBrowserSaysWhosePageItWas() {
        Browser budi = site.signedIn(BUDI, "!portal");
        Map<String, String> order = Map.of("package", "bronze", "months", "1");
        assertEquals(403, budi.post("/orders", order, new String[0]).statusCode());
        assertEquals(
                303, budi.post("/orders", order, "Origin", "http://localhost").statusCode());
    }

    @Test
    void everyPageTellsBrowsersToTrustNothingElse() {
        Browser budi = site.signedIn(BUDI, "!portal");
        for (String path :
                List.of("/", "/login", "/orders", "/account", "/orders/ORD-AAAAA-BBBBB", "/assets/site.css")) {
            HttpResponse<String> page = budi.get(path);
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(
                    policy.startsWith("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                    path + ": " + policy);
            assertEquals(
                    "no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
            assertEquals(
                    "nosniff",
                    page.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertFalse(
                    page.body().matches("(?s).*<script(?! src=\"/assets/).*")
                            || page.body().contains("style=\""),
                    path);
        }
        assertEquals(
                "no-store",
                budi.get("/orders").headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void whoeverComesByTlsIsToldToDoSoForAYear() {
        try (TestSite secure = new TestSite(Map.of(), "https://shop.example")) {
            assertEquals(
                    "max-age=31536000",
                    secure.browser()
                            .get("/")
                            .headers()
                            .firstValue("Strict-Transport-Security")
                            .orElse(""));
            assertTrue(secure.signedIn(BUDI, "!portal").cookie().startsWith("__Host-session="));
        }
        assertTrue(site.browser()
                .get("/")
                .headers()
                .firstValue("Strict-Transport-Security")
                .isEmpty());
    }

    @Test
    void theSessionThatABrowserHadEndsWhenItSignsInAgain() {
        Browser budi = site.signedIn(BUDI, "!portal");
        String before = budi.cookie();
        budi.post("/login/" + site.token(BUDI, "!portal"), NOTHING);
        assertEquals("/login", leadsTo(site.browser().withCookie(before).get("/orders")));
        assertEquals(200, budi.get("/orders").statusCode());
    }

    @Test
    void whatIsNotDoneHereSaysWhatIs() {
        HttpResponse<String> refused = site.browser().post("/", NOTHING);
        assertEquals(405, refused.statusCode());
        assertEquals("GET", refused.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void whatIsNotThereSaysSoInTheReadersLanguage() {
        HttpResponse<String> none = site.browser().speaking("id").get("/nothing/here");
        assertEquals(404, none.statusCode());
        assertTrue(none.body().contains("Halaman ini tidak ada"), none.body());
        assertTrue(none.headers().firstValue("Content-Security-Policy").isPresent());
        assertTrue(site.signedIn(BUDI, "!portal").get("/nothing").body().contains("There is no such page"));
        assertEquals("", site.browser().post("/nothing", Map.of()).body(), "who sends a form there reads no page");
    }

    @Test
    void aComputersReaderScansTheChat() throws Exception {
        String page = site.browser().get("/login").body();
        assertTrue(page.contains("src=\"/login/chat.png\""), page);
        HttpResponse<byte[]> picture = site.browser().bytes("/login/chat.png");
        assertEquals("image/png", picture.headers().firstValue("Content-Type").orElse(""));
        assertArrayEquals(
                CodePictures.bare("https://wa.me/6281100000009?text=!portal").content(), picture.body());
        assertTrue(site.browser().get("/login?dashboard=on").body().contains("/login/chat.png?dashboard=on"));
    }
}
