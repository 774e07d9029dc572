package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.webhook.Receiver.Manner;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent goes to the address that was looked at, and to nobody else. */
class WebhookSenderTest {

    private static final String PASSWORD = "changeit";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Receiver receiver = new Receiver();
    private final AtomicInteger lookups = new AtomicInteger();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        receiver.close();
    }

    private static Webhook webhook(String url) {
        return new Webhook(
                "wh_test",
                URI.create(url),
                ImmutableSet.of(),
                Secrets.of(Secret.draw(new SecureRandom())),
                Optional.empty(),
                true,
                Instant.now(),
                "key:test",
                "e0",
                Optional.empty(),
                Optional.empty());
    }

    private static Said send(HostResolver resolver, boolean everywhere, String url) {
        return send(resolver, everywhere, url, PATIENCE);
    }

    private static Said send(HostResolver resolver, boolean everywhere, String url, Duration patience) {
        try (WebhookSender sender = WebhookSender.start(resolver, everywhere, patience, Clock.systemUTC())) {
            return sender.send(webhook(url), WebhookMessage.test("test_1", Instant.now()))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** The first time this address, and from then on that one. */
    private HostResolver turning(String first, String then) {
        return host -> new InetAddress[] {InetAddress.getByName(lookups.getAndIncrement() == 0 ? first : then)};
    }

    @Test
    void aNameThatTurnsToALocalAddressAfterItWasCheckedLeadsNowhere() {
        HostResolver resolver = turning("1.1.1.1", "127.0.0.1");
        String url = "https://hook.example:" + receiver.port() + "/";
        assertEquals(
                Optional.empty(),
                new WebhookUrls(new ReachableHosts(resolver, false, Runnable::run), false).violation(url));
        Said said = send(resolver, false, url);
        assertEquals("the host has an address that is not public", said.words());
        assertEquals(List.of(), receiver.books());
    }

    @Test
    void aHostIsLookedUpOnceAndTheConnectionGoesThere() {
        HostResolver resolver = turning("127.0.0.1", "127.0.0.9");
        Said said = send(resolver, true, "http://hook.example:" + receiver.port() + "/");
        assertEquals(Optional.of(200), said.status());
        assertEquals(1, lookups.get());
        assertEquals("hook.example:" + receiver.port(), receiver.books().get(0).header("host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1.2.3"})
    void nothingIsSentToThisMachine(String host) {
        Said said = send(HostResolver.SYSTEM, false, "http://" + host + ":" + receiver.port() + "/");
        assertEquals(Optional.empty(), said.status());
        assertEquals("the host has an address that is not public", said.words());
        assertEquals(List.of(), receiver.books());
    }

    @Test
    void aHostThatNobodyKnowsIsSaidToBeUnknown() {
        Said said = send(
                host -> {
                    throw new UnknownHostException(host);
                },
                false,
                "https://hook.example/");
        assertEquals("the host has no address", said.words());
    }

    @Test
    void aHostThatIsLookedUpForEverIsNotWaitedFor() {
        CompletableFuture<InetAddress[]> never = new CompletableFuture<>();
        try (WebhookSender sender =
                WebhookSender.start(host -> never.join(), false, Duration.ofMillis(300), Clock.systemUTC())) {
            Said said = sender.send(webhook("https://hook.example/"), WebhookMessage.test("test_1", Instant.now()))
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertEquals("the endpoint did not answer in time", said.words());
            never.completeExceptionally(new IllegalStateException("over"));
        }
    }

    @Test
    void aPortWhereNobodyListensIsSaidToTakeNoConnection() {
        int port = receiver.port();
        receiver.close();
        assertEquals(
                "the endpoint takes no connection",
                send(HostResolver.SYSTEM, true, "http://127.0.0.1:" + port).words());
    }

    @Test
    void anEndlessAnswerIsReadALittle() {
        receiver.behave(Manner.ENDLESS_BODY);
        Said said = send(HostResolver.SYSTEM, true, receiver.url().toString(), Duration.ofSeconds(20));
        assertTrue(said.isTaken());
        assertTrue(said.took().compareTo(Duration.ofSeconds(10)) < 0, said.toString());
    }

    @Test
    void anEndpointWithoutTlsIsNoneForHttps() {
        Said said =
                send(HostResolver.SYSTEM, true, "https://127.0.0.1:" + receiver.port() + "/", Duration.ofSeconds(1));
        assertEquals(Optional.empty(), said.status());
        assertFalse(receiver.books().stream().anyMatch(entry -> !entry.body().isEmpty()));
    }

    @Test
    void aCertificateHasToBeTrustedAndOfTheHost() throws Exception {
        KeyStore keys = selfSigned("hook.example");
        try (Receiver secure = new Receiver(context(keys).getServerSocketFactory())) {
            Said taken = sendTrusting(Optional.of(keys), "hook.example", secure);
            assertEquals(Optional.of(200), taken.status(), taken.words());
            for (Said said : List.of(
                    sendTrusting(Optional.empty(), "hook.example", secure),
                    sendTrusting(Optional.of(keys), "other.example", secure))) {
                assertEquals("the certificate of the endpoint cannot be trusted, or it speaks no TLS", said.words());
            }
            assertEquals(1, secure.books().size());
        }
    }

    private static Said sendTrusting(Optional<KeyStore> trusted, String host, Receiver receiver) {
        SslContextFactory.Client trust = new SslContextFactory.Client();
        trusted.ifPresent(trust::setTrustStore);
        HostResolver here = any -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        try (WebhookSender sender = WebhookSender.start(here, true, PATIENCE, trust, Clock.systemUTC())) {
            return sender.send(
                            webhook("https://" + host + ":" + receiver.port() + "/"),
                            WebhookMessage.test("test_1", Instant.now()))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
    }

    private KeyStore selfSigned(String host) throws Exception {
        Path file = directory.resolve("keys");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "x",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        keys.setCertificateEntry("trusted", keys.getCertificate("x"));
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
