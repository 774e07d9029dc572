package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.bot.port.Attachment;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Fetches files that people sent, a few at a time: from Meta's hosts alone, no more bytes than a file may
 * have, and only with the digest that Meta told. What fails is tried a few times. Thread-safe.
 */
final class MediaFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MediaFiles.class);

    private static final ImmutableSet<String> HOSTS = ImmutableSet.of("lookaside.fbsbx.com", "graph.facebook.com");
    private static final ImmutableSet<String> DOMAINS = ImmutableSet.of(".fbsbx.com", ".fbcdn.net", ".whatsapp.net");
    private static final int THREADS = 2;
    private static final int TRIES = 4;
    private static final int MAX_INFO = 64 * 1024;
    private static final int OK = 200;

    /** How long fetching one may take, at the speed of a slow line. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpCalls calls;
    private final Executor threads = Executors.newFixedThreadPool(
            THREADS,
            new ThreadFactoryBuilder().setNameFormat("media-%d").setDaemon(true).build());
    private final URI api;
    private final AccessToken token;
    private final Duration firstPause;

    /**
     * A place to fetch files from.
     *
     * @param api the address of the Graph API with its version; files may lie there too
     * @param patience how long a call may take until its answer is whole
     * @param firstPause how long to wait before the second try; four times as long before each one after it
     */
    MediaFiles(URI api, AccessToken token, Duration patience, Duration firstPause) {
        this.api = api;
        this.token = token;
        this.calls = new HttpCalls(patience);
        this.firstPause = firstPause;
    }

    /** Fetches a file; empty if it cannot be had. Never completes exceptionally. */
    CompletionStage<Optional<ByteSource>> fetch(Media media) {
        return attempt(media, 1);
    }

    private CompletionStage<Optional<ByteSource>> attempt(Media media, int number) {
        Executor when = number == 1
                ? threads
                : CompletableFuture.delayedExecutor(
                        firstPause.toMillis() << (2 * (number - 2)), TimeUnit.MILLISECONDS, threads);
        return CompletableFuture.supplyAsync(() -> tried(media), when)
                .thenCompose(content -> content.isPresent() || number == TRIES
                        ? CompletableFuture.completedFuture(content)
                        : attempt(media, number + 1));
    }

    private Optional<ByteSource> tried(Media media) {
        try {
            return Optional.of(content(media));
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | PayloadException | IllegalArgumentException e) {
            LOG.warn("a file that somebody sent could not be fetched: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private ByteSource content(Media media) throws IOException, PayloadException {
        JsonNode info = Payload.parse(get(api.resolve(api.getPath() + "/" + media.id()), MAX_INFO));
        URI address = URI.create(info.path("url").stringValue(""));
        if (!isMetas(address)) {
            throw new IOException("its address is not Meta's");
        }
        byte[] content = get(address, Attachment.MAX_BYTES);
        HashCode digest = Hashing.sha256().hashBytes(content);
        if (!says(media.sha256(), digest) || !says(info.path("sha256").stringValue(""), digest)) {
            throw new IOException("it has another digest");
        }
        return ByteSource.wrap(content);
    }

    /** Webhooks say it in base64, the API in hexadecimal digits; it may be missing. */
    private static boolean says(String told, HashCode digest) {
        return told.isEmpty()
                || told.equals(digest.toString())
                || told.equals(BaseEncoding.base64().encode(digest.asBytes()));
    }

    private boolean isMetas(URI address) {
        boolean api = address.getScheme() != null
                && address.getRawAuthority() != null
                && address.getScheme().equals(this.api.getScheme())
                && address.getRawAuthority().equals(this.api.getRawAuthority());
        String host = Optional.ofNullable(address.getHost()).orElse("");
        boolean metas = "https".equals(address.getScheme())
                && address.getRawUserInfo() == null
                && (HOSTS.contains(host) || DOMAINS.stream().anyMatch(host::endsWith));
        return api || metas;
    }

    private byte[] get(URI address, int most) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token.current())
                .GET()
                .build();
        HttpResponse<byte[]> response = calls.await(request, most);
        if (response.statusCode() != OK) {
            throw new IOException("HTTP status " + response.statusCode());
        }
        return response.body();
    }
}
