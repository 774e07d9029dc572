package io.pteroorders.bot.whatsapp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * The way out to Meta's hosts. A call ends in time, from connecting to the last byte of its answer, and its answer has an
 * end. No redirect is followed. Thread-safe.
 */
final class HttpCalls {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration patience;

    /**
     * A way out.
     *
     * @param patience how long a whole call may take
     */
    HttpCalls(Duration patience) {
        this.patience = patience;
    }

    /**
     * Makes a call.
     *
     * @param most how many bytes the answer may have
     * @return completes exceptionally if the answer is longer, breaks off, or is not whole in time
     */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, int most) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, head -> new BoundedBody(most));
        return exchange.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true));
    }

    /** The same, waiting for the answer. */
    HttpResponse<byte[]> await(HttpRequest request, int most) throws IOException {
        try {
            return send(request, most).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    /** Collects a body; one that is too long is an error. */
    private static final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

        private final HttpResponse.BodySubscriber<byte[]> collector = BodySubscribers.ofByteArray();
        private Optional<Flow.Subscription> subscription = Optional.empty();
        private long room;

        BoundedBody(int most) {
            this.room = most;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return collector.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = Optional.of(given);
            collector.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> part) {
            room -= part.stream().mapToLong(ByteBuffer::remaining).sum();
            if (room >= 0) {
                collector.onNext(part);
            } else {
                subscription.ifPresent(Flow.Subscription::cancel);
                collector.onError(new IOException("the answer is too long"));
            }
        }

        @Override
        public void onError(Throwable failure) {
            collector.onError(failure);
        }

        @Override
        public void onComplete() {
            collector.onComplete();
        }
    }
}
