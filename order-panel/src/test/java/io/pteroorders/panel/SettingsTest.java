package io.pteroorders.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static PanelSettings settings(String address, String application, String client) {
        return new PanelSettings(
                URI.create(address),
                PanelKey.of(application),
                Optional.of(client).map(PanelKey::of));
    }

    private static String refusal(Runnable made) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, made::run).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://panel.example.com",
                "ftp://localhost",
                "https:panel.example.com",
                "panel.example.com",
                "http://127.0.0.1.example.org",
                "https://user:word@panel.example.com",
                "https://panel.example.com?a=b",
                "https://panel.example.com#x"
            })
    void noKeyTravelsInTheClear(String address) {
        assertTrue(refusal(() -> settings(address, "ptla_a", "ptlc_b")).startsWith("the address of the panel"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://panel.example.com/, https://panel.example.com",
        "https://example.com/panel//, https://example.com/panel",
        "http://[::1]:80, http://[::1]:80",
        "http://localhost:8099, http://localhost:8099",
    })
    void slashesAreTakenFromTheEnd(String given, String address) {
        assertEquals(URI.create(address), settings(given, "ptla_a", "ptlc_b").address());
    }

    @Test
    void oneKeyIsNotTakenForTheOther() {
        assertEquals(
                "the panel's application key begins with ptla_; a client key was given",
                refusal(() -> new PterodactylPanel(settings("https://p.example", "ptlc_a", "ptlc_b"))));
        assertEquals(
                "the panel's client key begins with ptlc_; an application key was given",
                refusal(() -> new PterodactylPanel(settings("https://p.example", "ptla_a", "ptla_b"))));
        assertEquals(
                "the panel's application key begins with papp_; a client key was given",
                refusal(() -> new PelicanPanel(settings("https://p.example", "pacc_a", "pacc_b"))));
    }

    @Test
    void settingsPrintNoKey() {
        assertFalse(settings("https://p.example", "hush-1", "hush-2").toString().contains("hush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "k\u00e9y"})
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt(String text) {
        assertEquals(
                "a panel's key is 1 to 512 visible ASCII characters, without spaces", refusal(() -> PanelKey.of(text)));
    }
}
