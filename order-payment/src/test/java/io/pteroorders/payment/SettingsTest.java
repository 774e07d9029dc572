package io.pteroorders.payment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Clock CLOCK = ManualClock.at(Fixtures.NOON);
    private static final Optional<URI> CALLBACK = Optional.of(URI.create("https://shop.example/payments/x"));

    private static PaymentGateway made(String gateway, String key, String base) {
        URI address = URI.create(base);
        Secret secret = Secret.of(key);
        return switch (gateway) {
            case "midtrans" -> MidtransGateway.snap(new MidtransGateway.Settings(secret, address, CALLBACK), CLOCK);
            case "tripay" ->
                new TripayGateway(
                        new TripayGateway.Settings(
                                "T1", secret, secret, address, CALLBACK, TripayGateway.QRIS, "a@b.example"),
                        CLOCK);
            case "duitku" ->
                new DuitkuGateway(
                        new DuitkuGateway.Settings(
                                key, secret, address, CALLBACK, DuitkuGateway.SHOPEEPAY_QRIS, "a@b.example"),
                        CLOCK);
            case "pakasir" -> new PakasirGateway(new PakasirGateway.Settings("shop", secret, address), CLOCK);
            default -> new XenditGateway(new XenditGateway.Settings(secret, secret, address), CLOCK);
        };
    }

    private static String refusal(String gateway, String key, String base) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> made(gateway, key, base))
                .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "midtrans, SB-Mid-server-1, https://api.midtrans.com, the key of Midtrans is one of its sandbox",
        "midtrans, Mid-server-1, https://api.sandbox.midtrans.com, the key of Midtrans is not one of its sandbox",
        "tripay, DEV-1, https://tripay.co.id/api/, the key of Tripay is one of its sandbox",
        "tripay, key, https://tripay.co.id/api-sandbox, the key of Tripay is not one of its sandbox",
        "duitku, DS1, https://passport.duitku.com/webapi, the merchant code of Duitku is one of its sandbox",
        "duitku, D1, https://sandbox.duitku.com/webapi, the merchant code of Duitku is not one of its sandbox",
    })
    void sandboxAndProductionAreNotMixed(String gateway, String key, String base, String why) {
        assertEquals(why, refusal(gateway, key, base).replaceAll(", the address.*", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "midtrans, SB-Mid-server-1, https://api.sandbox.midtrans.com",
        "midtrans, Mid-server-1, https://api.midtrans.com/",
        "midtrans, SB-Mid-server-1, http://127.0.0.1:8080",
        "midtrans, Mid-server-1, http://localhost:8080/midtrans",
        "tripay, DEV-1, https://tripay.co.id/api-sandbox",
        "tripay, key, https://tripay.co.id/api",
        "duitku, DS1, https://sandbox.duitku.com/webapi",
        "pakasir, key, https://app.pakasir.com",
        "xendit, xnd_development_1, http://[::1]:1",
    })
    void theRestIsTaken(String gateway, String key, String base) {
        assertDoesNotThrow(() -> made(gateway, key, base));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.midtrans.com",
                "ftp://localhost",
                "https:api.midtrans.com",
                "api.midtrans.com",
                "http://127.0.0.1.example.org",
                "https://user:word@api.midtrans.com",
                "https://api.midtrans.com?a=b",
                "https://api.midtrans.com#x"
            })
    void noKeyTravelsInTheClear(String base) {
        String why = refusal("pakasir", "key", base);
        assertEquals("the address of pakasir", why.substring(0, "the address of pakasir".length()));
    }

    @Test
    void duitkuNeedsAnAddressToCall() {
        DuitkuGateway.Settings settings = new DuitkuGateway.Settings(
                "D1", Secret.of("key"), URI.create("http://localhost"), Optional.empty(), "SP", "a@b.example");
        assertThrows(IllegalArgumentException.class, () -> new DuitkuGateway(settings, CLOCK));
    }

    @Test
    void settingsPrintNoKey() {
        Secret key = Secret.of("hush-hush");
        assertFalse(new XenditGateway.Settings(key, key, URI.create("http://localhost"))
                .toString()
                .contains("hush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "k\u00e9y"})
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt(String text) {
        assertEquals(
                "a key is 1 to 512 visible ASCII characters, without spaces",
                assertThrows(IllegalArgumentException.class, () -> Secret.of(text))
                        .getMessage());
    }
}
