package io.pteroorders.bot.api.event;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/** A program that follows events by a stream. */
final class StreamClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Received received = new Received();
    private final AtomicReference<Flow.Subscription> reading = new AtomicReference<>();
    private final StringBuilder comments = new StringBuilder();

    StreamClient(int port, String key, String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/events" + query))
                .header("Authorization", "Bearer " + key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        CompletableFuture<?> unused = HTTP.sendAsync(request.build(), BodyHandlers.fromLineSubscriber(new Lines()))
                .whenComplete((response, failure) ->
                        received.ended(failure == null ? "status " + response.statusCode() : "broken"));
    }

    synchronized String comments() {
        return comments.toString();
    }

    private synchronized void comment(String line) {
        comments.append(line);
    }

    private final class Lines implements Flow.Subscriber<String> {

        private String id = "";
        private String type = "";
        private String data = "";

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reading.set(subscription);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty()) {
                dispatch();
            } else {
                comment(line);
            }
        }

        private void dispatch() {
            if (!data.isEmpty()) {
                received.add(new Received.Event(id, type, data));
            } else if (!id.isEmpty()) {
                received.at(id);
            }
            type = "";
            data = "";
        }

        @Override
        public void onError(Throwable failure) {
            received.ended("broken");
        }

        @Override
        public void onComplete() {
            received.ended("ended");
        }
    }

    @Override
    public void close() {
        Flow.Subscription subscription = reading.get();
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
