package io.pteroorders.bot.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.port.Tokens;
import io.pteroorders.core.order.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T05:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Visitor BUDI = new Visitor(PersonId.phone("6281234567890"), "Budi", "budi");
    private static final Visitor SITI = new Visitor(PersonId.phone("6281234567891"), "Siti", "siti");

    private final Sessions sessions = Sessions.inMemory();

    private String begun(Visitor visitor, Area area) {
        return sessions.begin(visitor, area, "Chrome", NOW);
    }

    private boolean isAlive(String secret, Instant at) {
        return sessions.find(secret, at).isPresent();
    }

    @Test
    void aSecretFindsItsSessionAndNoOtherTextDoes() {
        String secret = begun(BUDI, Area.PORTAL);
        assertTrue(secret.matches("[A-Za-z0-9_-]{43}"), secret);
        assertEquals(Optional.of(new Session(BUDI, Area.PORTAL, "Chrome", NOW, NOW)), sessions.find(secret, NOW));
        for (String other : List.of("", secret.substring(1), secret + "a", Tokens.digest(secret))) {
            assertFalse(isAlive(other, NOW), other);
        }
    }

    @Test
    void aCustomersSessionEndsThirtyDaysAfterItWasLastUsed() {
        String secret = begun(BUDI, Area.PORTAL);
        Instant used = NOW.plus(DAY.multipliedBy(29));
        assertTrue(isAlive(secret, used));
        assertTrue(isAlive(secret, used.plus(DAY.multipliedBy(29))));
        assertFalse(isAlive(secret, used.plus(DAY.multipliedBy(59))));
    }

    @Test
    void anAdminsSessionEndsTwelveHoursAfterTheSignIn() {
        String secret = begun(BUDI, Area.DASHBOARD);
        assertTrue(isAlive(secret, NOW.plus(Duration.ofHours(11))));
        assertFalse(isAlive(secret, NOW.plus(Duration.ofHours(12))));
    }

    @Test
    void aSessionIsFreshForAQuarterOfAnHour() {
        Session session = sessions.find(begun(BUDI, Area.DASHBOARD), NOW).orElseThrow();
        assertTrue(session.isFresh(NOW.plusSeconds(899)));
        assertFalse(session.isFresh(NOW.plusSeconds(900)));
    }

    @Test
    void aPersonSeesAndEndsTheirOwnAlone() {
        begun(BUDI, Area.PORTAL);
        String dashboard = begun(BUDI, Area.DASHBOARD);
        String sitis = begun(SITI, Area.PORTAL);
        assertEquals(
                List.of(Area.PORTAL, Area.DASHBOARD),
                sessions.of(BUDI.id(), NOW).stream().map(Session::area).sorted().toList());
        assertEquals(
                List.of(Area.PORTAL),
                sessions.of(BUDI.id(), NOW.plus(DAY)).stream()
                        .map(Session::area)
                        .toList());
        assertEquals(2, sessions.endAll(BUDI.id()));
        assertFalse(isAlive(dashboard, NOW));
        assertTrue(isAlive(sitis, NOW));
    }

    @Test
    void whoSignsOutIsOut() {
        String secret = begun(BUDI, Area.PORTAL);
        String other = begun(BUDI, Area.PORTAL);
        sessions.end(secret);
        assertFalse(isAlive(secret, NOW));
        assertTrue(isAlive(other, NOW));
    }

    @Test
    void theOldestOfTooManyEnds() {
        String first = begun(BUDI, Area.PORTAL);
        String last = first;
        for (int i = 1; i <= Sessions.MOST; i++) {
            last = sessions.begin(BUDI, Area.PORTAL, "Chrome", NOW.plusSeconds(i));
        }
        assertFalse(isAlive(first, NOW));
        assertTrue(isAlive(last, NOW));
        assertEquals(Sessions.MOST, sessions.of(BUDI.id(), NOW).size());
    }

    @Test
    void aSessionIsKeptAsItIs() {
        Session session = new Session(BUDI, Area.DASHBOARD, "Firefox \u2028 \"<b>", NOW, NOW.plus(DAY));
        assertEquals(session, Session.fromJson(session.toJson()));
        assertFalse(session.toJson().toString().contains("secret"));
    }
}
