package io.pteroorders.bot.api.webhook;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.base.CharMatcher;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Sends messages by the Standard Webhooks rules: signed, to the very address that was looked at, to nobody whom the
 * receiver names instead, and by no proxy. Thread-safe.
 */
final class WebhookSender implements Endpoints, AutoCloseable {

    /** Within so long an endpoint has to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_ANSWER = 64 << 10;
    private static final int MOST_HEADERS = 16 << 10;
    private static final int MOST_THREADS = 64;

    /** All webhooks may be of one host, and none waits for another. */
    private static final int MOST_CONNECTIONS = 32;

    /** Shorter than servers leave an idle connection open, so that none is used that is just being closed. */
    private static final Duration IDLE = Duration.ofSeconds(3);

    private static final String USER_AGENT = "ptero-orders-webhooks/1";
    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
    private static final int MOST_DIGITS = 9;

    private final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    private final ReachableHosts hosts;
    private final HttpClient client = new HttpClient();
    private final Duration patience;
    private final Clock clock;

    private WebhookSender(HostResolver resolver, boolean everywhere, Duration patience, Clock clock) {
        this.hosts = new ReachableHosts(resolver, everywhere, threads);
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Begins to take messages.
     *
     * @param everywhere whether they may go to this machine and its network
     * @param patience within so long an endpoint has to answer
     * @param clock by which messages are dated
     */
    static WebhookSender start(HostResolver resolver, boolean everywhere, Duration patience, Clock clock) {
        return start(resolver, everywhere, patience, new SslContextFactory.Client(), clock);
    }

    /**
     * Begins to take messages.
     *
     * @param trust whose certificates are trusted
     */
    @VisibleForTesting
    static WebhookSender start(
            HostResolver resolver, boolean everywhere, Duration patience, SslContextFactory.Client trust, Clock clock) {
        WebhookSender sender = new WebhookSender(resolver, everywhere, patience, clock);
        sender.start(trust);
        return sender;
    }

    private void start(SslContextFactory.Client trust) {
        threads.setName("webhooks");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setName("webhooks");
        client.setSocketAddressResolver(hosts);
        client.setSslContextFactory(trust);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, USER_AGENT));
        client.setConnectTimeout(patience.toMillis());
        client.setAddressResolutionTimeout(patience.toMillis());
        client.setIdleTimeout(IDLE.toMillis());
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxResponseHeadersSize(MOST_HEADERS);
        client.setDestinationIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("webhooks cannot be sent", e);
        }
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    }

    /** Threads for what goes before sending. */
    Executor threads() {
        return threads;
    }

    /** Where messages may go. */
    ReachableHosts hosts() {
        return hosts;
    }

    @Override
    public CompletionStage<Said> send(Webhook webhook, WebhookMessage message) {
        Instant now = clock.instant();
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        Answering answering = new Answering();
        Request request = client.POST(webhook.url())
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .idleTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .headers(headers -> headers.put("webhook-id", message.id())
                        .put("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                        .put("webhook-signature", webhook.secrets().sign(message.id(), now, body)))
                .body(new BytesRequestContent("application/json", body));
        request.send(answering);
        return answering.said;
    }

    /** Reads an answer, of which the status matters: what follows is read a little, so that the connection is of use again. */
    private final class Answering implements Response.Listener {

        final CompletableFuture<Said> said = new CompletableFuture<>();
        private final long begun = System.nanoTime();
        private boolean answered;
        private long length;

        @Override
        public void onHeaders(Response response) {
            answered = response.getStatus() >= HttpStatus.OK_200;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // The end is told by onComplete.
        public void onContent(Response response, ByteBuffer content) {
            length += content.remaining();
            content.position(content.limit());
            if (length > MOST_ANSWER) {
                response.abort(new IllegalStateException("the answer is too long"));
            }
        }

        @Override
        public void onComplete(Result result) {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            said.complete(
                    answered
                            ? new Said(
                                    Optional.of(result.getResponse().getStatus()),
                                    "",
                                    pauseOf(result.getResponse()),
                                    took)
                            : Said.nothing(reason(result.getFailure()), took));
        }
    }

    private Optional<Duration> pauseOf(Response response) {
        return Optional.ofNullable(response.getHeaders().get(HttpHeader.RETRY_AFTER))
                .map(String::strip)
                .flatMap(text -> DIGITS.matchesAllOf(text) ? seconds(text) : untilDate(text))
                .filter(pause -> !pause.isNegative());
    }

    private static Optional<Duration> seconds(String digits) {
        return digits.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(
                        Long.parseLong(digits.length() > MOST_DIGITS ? digits.substring(0, MOST_DIGITS) : digits)));
    }

    private Optional<Duration> untilDate(String text) {
        try {
            Instant time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.instant(), time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReachableHosts.NotPublicException) {
                return "the host has an address that is not public";
            } else if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the host has no address";
            } else if (cause instanceof TimeoutException) {
                return "the endpoint did not answer in time";
            } else if (cause instanceof SSLException) {
                return "the certificate of the endpoint cannot be trusted, or it speaks no TLS";
            } else if (cause instanceof ConnectException) {
                return "the endpoint takes no connection";
            }
        }
        return "the connection broke off";
    }

    /** Ends; what is being sent is broken off. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the sending of webhooks cannot end", e);
        }
    }
}
