package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks go to the internet only: not to this machine, its network, or its cloud's own services. */
class WebhookAddressTest {

    private static InetAddress address(String text) {
        return InetAddresses.forString(text);
    }

    private static InetAddress[] answer(String... addresses) {
        return Stream.of(addresses).map(WebhookAddressTest::address).toArray(InetAddress[]::new);
    }

    private static Optional<String> violation(String url, boolean everywhere, HostResolver resolver) {
        return new WebhookUrls(new ReachableHosts(resolver, everywhere, Runnable::run), everywhere).violation(url);
    }

    /** Names of hosts are public, figures are what they say. */
    private static InetAddress[] figures(String host) throws UnknownHostException {
        return InetAddresses.isUriInetAddress(host)
                ? new InetAddress[] {InetAddresses.forUriString(host)}
                : answer("93.184.215.14");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.170",
                "192.0.2.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::a00:1",
                "::ffff:0:0",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::c0a8:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:a9fe:a9fe::",
                "2002:c0a8:101::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "4000::1",
            })
    void anAddressOfNobodyOnTheInternetIsNotPublic(String text) {
        assertFalse(PublicAddresses.isPublic(address(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::101:101",
                "2002:101:101::1",
            })
    void anAddressOfSomebodyIsPublic(String text) {
        assertTrue(PublicAddresses.isPublic(address(text)));
    }

    @Test
    void anAddressThatIsMappedOrHasAScopeIsWhatItStandsFor() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;
        assertFalse(PublicAddresses.isPublic(InetAddress.getByAddress(mapped)));
        assertFalse(PublicAddresses.isPublic(InetAddress.getByName("[::ffff:10.0.0.1]")));
        assertFalse(PublicAddresses.isPublic(InetAddress.getByName("fe80::1%1")));
    }

    /** Behind a translator, behind a tunnel, and mapped, an address is as public as it is. */
    @Property(tries = 500)
    void anAddressInAnotherFormIsAsPublicAsItIs(@ForAll @Size(4) byte[] v4) throws UnknownHostException {
        boolean isPublic = PublicAddresses.isPublic(InetAddress.getByAddress(v4));
        assertEquals(isPublic, PublicAddresses.isPublic(form("00000000000000000000ffff", v4, "")));
        assertEquals(isPublic, PublicAddresses.isPublic(form("0064ff9b0000000000000000", v4, "")));
        assertEquals(isPublic, PublicAddresses.isPublic(form("2002", v4, "00010000000000000001")));
        assertFalse(PublicAddresses.isPublic(form("000000000000000000000000", v4, "")));
    }

    private static InetAddress form(String before, byte[] v4, String behind) throws UnknownHostException {
        BaseEncoding hex = BaseEncoding.base16().lowerCase();
        return InetAddress.getByAddress(hex.decode(before + hex.encode(v4) + behind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "example.com/hook",
                "//example.com/hook",
                "ftp://example.com",
                "http://example.com",
                "file:///etc/passwd",
                "jar:https://example.com!/",
                "https:",
                "https://",
                "https:///x",
                "https:example.com",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.0.1./",
                "https://127.0.0.1:8443/hook",
                "https://0/",
                "https://localhost/",
                "https://localhost./",
                "https://LOCALHOST:8080/",
                "https://shop.localhost/",
                "https://example.com./",
                "HTTPS://example.com/",
                "https://user@example.com/",
                "https://user:word@example.com/",
                "https://example.com@127.0.0.1/",
                "https://@example.com/",
                "https://example.com\\@127.0.0.1/",
                "https://example.com#@127.0.0.1/",
                "https://example.com/#x",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:x/",
                "https://exa mple.com/",
                "https://example.com/\r\nX: y",
                "https://ex\u00E4mple.com/",
                "https://\uFF11\uFF12\uFF17.0.0.1/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::127.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fd00::1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://169.254.169.254/latest/meta-data/",
            })
    void aUrlThatLeadsElsewhereOrCanBeReadInTwoWaysIsRefused(String url) {
        assertTrue(violation(url, false, WebhookAddressTest::figures).isPresent(), url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com:8443/hooks/orders?shop=1&token=x%20y",
                "https://1.1.1.1/",
                "https://[2606:4700:4700::1111]:8443/",
                "https://xn--exmple-cua.com/",
            })
    void aUrlOnTheInternetIsTaken(String url) {
        assertEquals(Optional.empty(), violation(url, false, WebhookAddressTest::figures), url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9/x", "http://localhost/", "https://10.0.0.5/", "http://[::1]:8080/"})
    void aShopThatAllowsItSendsToItsOwnNetwork(String url) {
        assertEquals(Optional.empty(), violation(url, true, WebhookAddressTest::figures));
        assertTrue(violation(url, false, WebhookAddressTest::figures).isPresent());
    }

    @Test
    void aNameWithOneAddressInsideIsRefusedWhateverTheOthersAre() {
        assertTrue(violation("https://hook.example/", false, host -> answer("1.1.1.1", "10.0.0.1"))
                .isPresent());
        assertTrue(violation("https://hook.example/", false, host -> answer("1.1.1.1", "::1"))
                .isPresent());
    }

    @Test
    void aNameThatNobodyKnowsYetIsTaken() {
        assertEquals(Optional.empty(), violation("https://hook.example/", false, host -> {
            throw new UnknownHostException(host);
        }));
    }

    @Test
    void whatIsWrongIsSaidWithWhatIsAllowed() {
        assertEquals(
                "must begin with https:// and nothing else",
                violation("http://example.com", false, WebhookAddressTest::figures)
                        .orElseThrow());
        assertTrue(violation("https://10.0.0.1", false, WebhookAddressTest::figures)
                .orElseThrow()
                .contains("WEBHOOK_PRIVATE=on"));
    }
}
