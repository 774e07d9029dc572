package io.pteroorders.bot.whatsapp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.port.Attachment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFilesTest {

    private static final byte[] PHOTO = BaseEncoding.base16().decode("FFD8FFE000104A46");
    private static final HashCode DIGEST = Hashing.sha256().hashBytes(PHOTO);
    private static final String AS_WEBHOOKS = BaseEncoding.base64().encode(DIGEST.asBytes());
    private static final Duration LONG = Duration.ofSeconds(60);

    private FakeGraph graph;

    @BeforeEach
    void start() throws Exception {
        graph = new FakeGraph();
        graph.put("7", new FakeGraph.File("image/jpeg", ByteSource.wrap(PHOTO), DIGEST.toString()));
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    private Optional<ByteSource> fetch(String id, String digest, String token) throws Exception {
        return fetch(id, digest, token, LONG);
    }

    private Optional<ByteSource> fetch(String id, String digest, String token, Duration patience) throws Exception {
        MediaFiles files = new MediaFiles(
                graph.base().resolve("/" + FakeGraph.VERSION), AccessToken.of(token), patience, Duration.ofMillis(1));
        return files.fetch(new Media(id, digest)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aFileWithTheDigestOfItsWebhookIsFetched() throws Exception {
        assertArrayEquals(
                PHOTO, fetch("7", AS_WEBHOOKS, FakeGraph.TOKEN).orElseThrow().read());
        assertArrayEquals(PHOTO, fetch("7", "", FakeGraph.TOKEN).orElseThrow().read());
    }

    @Test
    void aFileWithAnotherDigestIsNot() throws Exception {
        String other = BaseEncoding.base64().encode(Hashing.sha256().hashInt(1).asBytes());
        assertEquals(Optional.empty(), fetch("7", other, FakeGraph.TOKEN));
        graph.put(
                "8",
                new FakeGraph.File(
                        "image/jpeg",
                        ByteSource.wrap(PHOTO),
                        Hashing.sha256().hashInt(1).toString()));
        assertEquals(Optional.empty(), fetch("8", AS_WEBHOOKS, FakeGraph.TOKEN));
    }

    @Test
    void aFileThatIsGoneOrForbiddenIsNot() throws Exception {
        assertEquals(Optional.empty(), fetch("9", "", FakeGraph.TOKEN));
        assertEquals(Optional.empty(), fetch("7", "", "another-token"));
    }

    @Test
    void noMoreIsReadThanAFileMayHave() throws Exception {
        byte[] large = new byte[Attachment.MAX_BYTES + 1];
        graph.put("8", new FakeGraph.File("image/jpeg", ByteSource.wrap(large), ""));
        assertEquals(Optional.empty(), fetch("8", "", FakeGraph.TOKEN));
        byte[] fitting = new byte[Attachment.MAX_BYTES];
        graph.put("8", new FakeGraph.File("image/jpeg", ByteSource.wrap(fitting), ""));
        assertArrayEquals(fitting, fetch("8", "", FakeGraph.TOKEN).orElseThrow().read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lookaside.fbsbx.com/f",
                "https://127.0.0.1:1/f",
                "https://evilfbsbx.com/f",
                "https://lookaside.fbsbx.com.evil.example/f",
                "https://me@lookaside.fbsbx.com:1/f",
                "file:///etc/passwd",
                "/files/7",
                "not an address"
            })
    void aFileElsewhereThanAtMetaIsNotAskedFor(String address) throws Exception {
        graph.pointMediaTo(address);
        assertEquals(Optional.empty(), fetch("7", "", FakeGraph.TOKEN));
    }

    @Test
    void whatFailsOnceIsTriedAgain() throws Exception {
        graph.failFiles(2);
        assertArrayEquals(
                PHOTO, fetch("7", AS_WEBHOOKS, FakeGraph.TOKEN).orElseThrow().read());
    }

    @Test
    void aFileThatIsNotGoneOnWithIsAskedForAgain() throws Exception {
        graph.stallFiles(2);
        assertArrayEquals(
                PHOTO,
                fetch("7", AS_WEBHOOKS, FakeGraph.TOKEN, Duration.ofSeconds(1))
                        .orElseThrow()
                        .read());
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        graph.redirectFilesTo(URI.create("/files/7"));
        assertEquals(Optional.empty(), fetch("7", "", FakeGraph.TOKEN));
    }
}
