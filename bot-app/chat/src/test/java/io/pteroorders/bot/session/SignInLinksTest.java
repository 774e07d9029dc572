package io.pteroorders.bot.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.PersonId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-30T05:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String HOME = "203.0.113.7";
    private static final Visitor BUDI =
            new Visitor(PersonId.phone("6281234567890"), "Budi", "6281234567890@s.whatsapp.net");
    private static final Visitor SITI = new Visitor(PersonId.phone("6281234567891"), "Siti", "siti");

    private final SignInLinks links = new SignInLinks(URI.create("https://shop.example"));

    private String issued(Visitor visitor, Instant at) {
        URI link = links.issue(visitor, Area.PORTAL, at).orElseThrow();
        assertTrue(link.toString().matches("https://shop\\.example/login/[A-Za-z0-9_-]{43}"), link.toString());
        return link.getPath().substring(SignInLinks.PATH.length());
    }

    private Optional<Visitor> redeemed(String token, Instant at) {
        return links.redeem(token, at).map(SignInLinks.Link::visitor);
    }

    @Test
    void aLinkSignsInOnceItsPerson() {
        String token = issued(BUDI, NOW);
        assertEquals(Optional.of(BUDI), redeemed(token, NOW));
        assertEquals(Optional.empty(), redeemed(token, NOW));
    }

    @Test
    void toLookAtALinkDoesNotUseItUp() {
        String token = issued(BUDI, NOW);
        assertEquals(Optional.of(BUDI), links.find(token, NOW).map(SignInLinks.Link::visitor));
        assertEquals(Optional.of(BUDI), redeemed(token, NOW));
        assertEquals(Optional.empty(), links.find(token, NOW));
    }

    @Test
    void aLinkLivesTenMinutes() {
        String token = issued(BUDI, NOW);
        Instant end = NOW.plus(SignInLinks.LIFE);
        assertTrue(links.find(token, end.minus(SECOND)).isPresent());
        assertEquals(Optional.empty(), links.find(token, end));
        assertEquals(Optional.empty(), redeemed(token, end));
    }

    @Test
    void aNewLinkReplacesTheOneBeforeOfTheSamePerson() {
        String first = issued(BUDI, NOW);
        String others = issued(SITI, NOW);
        String second = issued(BUDI, NOW);
        assertNotEquals(first, second);
        assertEquals(Optional.empty(), redeemed(first, NOW));
        assertEquals(Optional.of(BUDI), redeemed(second, NOW));
        assertEquals(Optional.of(SITI), redeemed(others, NOW));
    }

    @Test
    void threeInTenMinutesAreEnough() {
        IntStream.range(0, 3).forEach(i -> issued(BUDI, NOW));
        assertEquals(Optional.empty(), links.issue(BUDI, Area.DASHBOARD, NOW));
        assertTrue(links.issue(SITI, Area.PORTAL, NOW).isPresent());
        assertTrue(links.issue(BUDI, Area.PORTAL, NOW.plus(SignInLinks.LIFE)).isPresent());
    }

    @Test
    void aLinkBecomesACodeForTheComputerBeside() {
        String token = issued(BUDI, NOW);
        String code = links.code(token, NOW).orElseThrow();
        assertTrue(code.matches("\\d{6}"), code);
        assertEquals(Optional.empty(), redeemed(token, NOW), "the link is used up");
        assertEquals(Optional.of(BUDI), links.redeemCode(code, HOME, NOW).map(SignInLinks.Link::visitor));
        assertEquals(Optional.empty(), links.redeemCode(code, HOME, NOW));
    }

    @Test
    void aCodeLivesAsLongAsItsLink() {
        String code = links.code(issued(BUDI, NOW), NOW.plusSeconds(500)).orElseThrow();
        assertEquals(Optional.empty(), links.redeemCode(code, HOME, NOW.plus(SignInLinks.LIFE)));
    }

    @Test
    void fiveWrongCodesCostAnAddressItsTries() {
        String code = links.code(issued(BUDI, NOW), NOW).orElseThrow();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), links.redeemCode(wrong, "192.0.2.1", NOW));
        }
        assertEquals(Optional.empty(), links.redeemCode(code, "192.0.2.1", NOW), "also the right one");
        assertEquals(
                Optional.of(BUDI),
                links.redeemCode(code, HOME, NOW).map(SignInLinks.Link::visitor),
                "nobody else is kept out by that");
    }

    @Test
    void anAddressMayTryAgainAfterTenMinutes() {
        for (int i = 0; i < 5; i++) {
            links.redeemCode("x", HOME, NOW);
        }
        Instant later = NOW.plus(SignInLinks.LIFE);
        String code = links.code(issued(BUDI, later), later).orElseThrow();
        assertTrue(links.redeemCode(code, HOME, later).isPresent());
    }

    @Test
    void aHundredWrongCodesFromManyAddressesCostEverybodyTheirs() {
        String code = links.code(issued(BUDI, NOW), NOW).orElseThrow();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 100; i++) {
            links.redeemCode(wrong, "192.0.2." + i / 4, NOW);
        }
        assertEquals(Optional.empty(), links.redeemCode(code, HOME, NOW));
    }

    @Test
    void aNewLinkAndTheEndOfAllSessionsEndCodesToo() {
        String first = links.code(issued(BUDI, NOW), NOW).orElseThrow();
        String link = issued(BUDI, NOW);
        assertEquals(Optional.empty(), links.redeemCode(first, HOME, NOW));
        String second = links.code(link, NOW).orElseThrow();
        String other = issued(BUDI, NOW);
        links.end(BUDI.id());
        assertEquals(Optional.empty(), links.redeemCode(second, HOME, NOW));
        assertEquals(Optional.empty(), redeemed(other, NOW));
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        issued(BUDI, NOW);
        for (String odd : List.of("", "x", "../..", "a".repeat(10_000), "\u0000")) {
            assertEquals(Optional.empty(), links.find(odd, NOW));
            assertEquals(Optional.empty(), redeemed(odd, NOW));
            assertEquals(Optional.empty(), links.code(odd, NOW));
            assertEquals(Optional.empty(), links.redeemCode(odd, odd + "x", NOW));
        }
    }
}
