package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.site.SiteSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteConfigTest {

    private static SiteSettings site(Map<String, String> settings) {
        return BotConfig.read(settings).site().orElseThrow();
    }

    @Test
    void aShopHasPagesOnlyIfItWantsThem() {
        assertTrue(BotConfig.read(Map.of()).site().isEmpty());
        assertEquals(
                "http://localhost:8080", site(Map.of("WEB", "on")).address().toString());
    }

    @Test
    void theNumberIsReadHoweverItIsWritten() {
        assertEquals(
                Optional.of("6281100000009"),
                site(Map.of("WEB", "on", "SHOP_NUMBER", "0811-0000-0009")).number());
        String problem =
                String.valueOf(assertThrows(ConfigException.class, () -> BotConfig.read(Map.of("SHOP_NUMBER", "none")))
                        .getMessage());
        assertTrue(problem.contains("SHOP_NUMBER"), problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://shop.example", "https://shop.example:8443", "http://localhost:8080", "http://127.0.0.1"
            })
    void peopleSignInByTlsOrOnThisMachine(String address) {
        assertEquals(
                address,
                site(Map.of("WEB", "on", "PUBLIC_URL", address)).address().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop.example", "http://192.168.1.5:8080", "ftp://localhost", "shop.example"})
    void nobodySignsInWhereOthersReadAlong(String address) {
        String problem = String.valueOf(
                assertThrows(ConfigException.class, () -> BotConfig.read(Map.of("WEB", "on", "PUBLIC_URL", address)))
                        .getMessage());
        assertTrue(problem.contains("PUBLIC_URL"), problem);
    }

    @Test
    void aWrongAddressIsNamedOnce() {
        Map<String, String> settings =
                Map.of("WEB", "on", "PUBLIC_URL", "shop", "PAYMENT_METHODS", "tripay", "TRIPAY_API_KEY", "x");
        String problem = String.valueOf(assertThrows(ConfigException.class, () -> BotConfig.read(settings))
                .getMessage());
        assertEquals(2, problem.split("PUBLIC_URL must be", -1).length, problem);
    }
}
