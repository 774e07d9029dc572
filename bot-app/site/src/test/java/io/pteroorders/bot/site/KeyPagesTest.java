package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.site.TestSite.Browser;
import io.pteroorders.core.service.Actor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Owners make keys for other programs, and revoke them. */
class KeyPagesTest {

    private static final String PATH = "/dashboard/keys";
    private static final Pattern SECRET = Pattern.compile("pok_[A-Za-z0-9]{40}");

    private final TestSite site = new TestSite();

    @AfterEach
    void close() {
        site.close();
    }

    private Optional<ApiKey> key() {
        return site.shop.pages().records().keys().all().stream().findFirst();
    }

    @Test
    void aKeyIsMadeAndItsSecretIsShownOnce() {
        Browser owner = site.signedIn(OWNER, "!dashboard");
        String page = owner.doesWithAll(
                PATH,
                Map.of(
                        "name",
                        "billing",
                        "role",
                        "owner",
                        "expires",
                        "2026-12-24",
                        "addresses",
                        "10.0.0.0/8, 203.0.113.7"),
                "scope",
                List.of("orders:read", "orders:write"));
        Matcher secret = SECRET.matcher(page);
        assertTrue(secret.find(), page);
        ApiKey made = key().orElseThrow();
        assertEquals(ApiKeys.digest(secret.group()), made.digest());
        assertEquals("[orders:read, orders:write]", made.scopes().toString());
        assertEquals(Actor.Role.OWNER, made.role());
        assertEquals(
                Optional.of(Instant.parse("2026-12-23T17:00:00Z")),
                made.expires(),
                "the day begins in the shop's zone");
        assertEquals(2, made.addresses().size());
        String later = owner.get(PATH).body();
        assertTrue(later.contains("billing") && !SECRET.matcher(later).find(), later);
        assertTrue(site.audit.stream()
                .anyMatch(entry -> entry.command().equals("web api-key create billing")
                        && entry.person().equals(Optional.of(OWNER))));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndWhatWasTypedStays() {
        Browser owner = site.signedIn(OWNER, "!dashboard");
        HttpResponse<String> wrong = owner.post(
                PATH, Map.of("name", "-Billing", "expires", "2026-11-22", "addresses", "here", "scope", "everything"));
        assertEquals(422, wrong.statusCode());
        for (String why : List.of("begins with no dash", "Tick at least one", "after today", "here is no address")) {
            assertTrue(wrong.body().contains(why), wrong.body());
        }
        assertTrue(wrong.body().contains("value=\"-Billing\""), wrong.body());
        assertTrue(key().isEmpty());
    }

    @Test
    void aNameIsTakenOnce() {
        Browser owner = site.signedIn(OWNER, "!dashboard");
        owner.does(PATH, Map.of("name", "billing", "scope", "orders:read"));
        HttpResponse<String> again = owner.post(PATH, Map.of("name", "billing", "scope", "orders:read"));
        assertEquals(422, again.statusCode());
        assertFalse(SECRET.matcher(again.body()).find(), again.body());
    }

    @Test
    void aKeyIsRevoked() {
        Browser owner = site.signedIn(OWNER, "!dashboard");
        owner.does(PATH, Map.of("name", "billing", "scope", "orders:read"));
        owner.does(PATH + "/revoke", Map.of("name", "billing", "once", "r1"));
        assertTrue(key().isEmpty());
        assertTrue(site.audit.stream().anyMatch(entry -> entry.command().equals("api-keys")));
        assertEquals(400, owner.post(PATH + "/revoke", Map.of("name", "a b")).statusCode());
    }

    @Test
    void keysNeedASignInOfLately() {
        Browser owner = site.signedIn(OWNER, "!dashboard");
        owner.does(PATH, Map.of("name", "billing", "scope", "orders:read"));
        site.shop.clock.advance(Duration.ofMinutes(15));
        String late = owner.does(PATH, Map.of("name", "other", "scope", "orders:read"));
        assertTrue(late.contains("needs a sign-in of the last 15 minutes"), late);
        owner.does(PATH + "/revoke", Map.of("name", "billing", "once", "r1"));
        assertEquals("billing", key().orElseThrow().name());
    }

    @Test
    void toOthersThereAreNoKeys() {
        assertEquals(404, site.signedIn(ADMIN, "!dashboard").get(PATH).statusCode());
        assertEquals(
                404,
                site.signedIn(ADMIN, "!dashboard")
                        .post(PATH, Map.of("name", "billing", "scope", "orders:read"))
                        .statusCode());
        assertEquals(303, site.signedIn(BUDI, "!portal").get(PATH).statusCode());
        assertFalse(
                site.signedIn(ADMIN, "!dashboard").get("/dashboard/shop").body().contains(PATH));
        assertTrue(key().isEmpty());
    }
}
