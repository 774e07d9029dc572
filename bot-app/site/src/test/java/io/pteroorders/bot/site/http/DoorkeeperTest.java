package io.pteroorders.bot.site.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Visitor;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.notify.text.Language;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a browser is given to be known by. */
class DoorkeeperTest {

    private final TestShop shop = new TestShop(Map.of("WEB", "on"));

    private String cookie(String site, Area area) {
        Doorkeeper doorkeeper = new Doorkeeper(
                URI.create(site), shop.pages().sessions(), shop.pages().commands());
        assertEquals(site.startsWith("https"), doorkeeper.isSecure());
        Visitor budi = new Visitor(TestShop.BUDI, "Budi", TestShop.BUDI.text());
        return doorkeeper.begin(Answer.done(), budi, area, visit()).headers().getOrDefault("Set-Cookie", "");
    }

    private Visit visit() {
        return new Visit(
                "/login",
                ImmutableMap.of(),
                ImmutableListMultimap.of(),
                Optional.empty(),
                Language.ENGLISH,
                "Firefox",
                "192.0.2.1",
                false,
                shop.clock.instant());
    }

    @Test
    void withTlsTheCookieIsBoundToTheHostAndGoesByTlsAlone() {
        assertTrue(cookie("https://shop.example", Area.PORTAL)
                .matches("__Host-session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure"));
    }

    @Test
    void onThisMachineItNeedsNoTls() {
        assertTrue(cookie("http://localhost:8080", Area.PORTAL).matches("session=[^;]+; .*SameSite=Lax"));
    }

    @Test
    void anAdminsCookieEndsAfterTwelveHours() {
        assertTrue(cookie("https://shop.example", Area.DASHBOARD).contains("; Max-Age=43200;"));
    }
}
