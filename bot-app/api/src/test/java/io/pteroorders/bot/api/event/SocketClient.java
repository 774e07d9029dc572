package io.pteroorders.bot.api.event;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that follows events over WebSocket. */
final class SocketClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Received received = new Received();
    private final WebSocket socket;

    /**
     * A connection.
     *
     * @param headers names and values in turn
     */
    SocketClient(int port, String query, String... headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/api/v1/events/socket" + query), new Listener())
                .join();
    }

    /** The status with which the handshake is refused. */
    static int refused(int port, String query, String... headers) {
        try {
            new SocketClient(port, query, headers).close();
            throw new AssertionError("it was let in");
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    SocketClient say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    void sayBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode json = JsonMapper.shared().readTree(text.toString());
                text.setLength(0);
                received.add(new Received.Event(
                        json.path("id").stringValue(),
                        json.path("type").stringValue(),
                        json.path("data").toString()));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            received.ended(code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            received.ended("broken");
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
