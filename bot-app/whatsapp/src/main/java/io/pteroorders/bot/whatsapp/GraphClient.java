package io.pteroorders.bot.whatsapp;

import com.google.common.base.Joiner;
import com.google.common.base.Throwables;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Longs;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests to the Graph API. Thread-safe. */
final class GraphClient {

    static final Duration ANSWER = Duration.ofSeconds(15);

    private static final Joiner LINES = Joiner.on("\r\n");
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MAX_ANSWER = 64 * 1024;

    private final HttpCalls calls;
    private final URI messages;
    private final AccessToken token;

    /**
     * A client.
     *
     * @param messages where messages are sent to
     * @param patience how long a call may take until its answer is whole
     */
    GraphClient(URI messages, AccessToken token, Duration patience) {
        this.messages = messages;
        this.token = token;
        this.calls = new HttpCalls(patience);
    }

    /** Sends a message, or a receipt. Never completes exceptionally. */
    CompletionStage<GraphAnswer> post(JsonNode body) {
        return post(
                messages,
                "application/json",
                BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
    }

    /** Puts a picture where messages can show it; the answer has its id. Never completes exceptionally. */
    CompletionStage<GraphAnswer> upload(Upload picture) {
        // The digest of the content stands nowhere in it.
        String boundary = Hashing.sha256().hashBytes(picture.content()).toString();
        String head = LINES.join(
                "--" + boundary,
                "Content-Disposition: form-data; name=\"messaging_product\"",
                "",
                "whatsapp",
                "--" + boundary,
                "Content-Disposition: form-data; name=\"type\"",
                "",
                picture.type(),
                "--" + boundary,
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + picture.fileName() + "\"",
                "Content-Type: " + picture.type(),
                "",
                "");
        byte[] body = Bytes.concat(
                head.getBytes(StandardCharsets.US_ASCII),
                picture.content(),
                LINES.join("", "--" + boundary + "--", "").getBytes(StandardCharsets.US_ASCII));
        return post(
                messages.resolve("media"),
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.ofByteArray(body));
    }

    private CompletionStage<GraphAnswer> post(URI address, String type, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token.current())
                .header("Content-Type", type)
                .POST(body)
                .build();
        return calls.send(request, MAX_ANSWER)
                .handle((response, failure) -> failure == null ? answer(response) : failed(failure));
    }

    /** Only what never reached the other side may be sent again without a thought. */
    private static GraphAnswer failed(Throwable failure) {
        Throwable cause = Throwables.getRootCause(failure);
        boolean notSent = Throwables.getCausalChain(failure).stream()
                .anyMatch(link -> link instanceof ConnectException || link instanceof HttpConnectTimeoutException);
        return notSent || cause instanceof UnresolvedAddressException ? GraphAnswer.NOT_SENT : GraphAnswer.UNKNOWN;
    }

    private static GraphAnswer answer(HttpResponse<byte[]> response) {
        Optional<JsonNode> json = json(response.body());
        JsonNode error = json.map(body -> body.path("error")).orElse(MissingNode.getInstance());
        Optional<Duration> pause = retryAfter(response);
        if (error.path("code").isInt()) {
            return refused(error, response.statusCode(), pause);
        }
        if (response.statusCode() / 100 == 2) {
            // What cannot be read may have been taken all the same.
            return json.map(body -> GraphAnswer.accepted(id(body))).orElse(GraphAnswer.UNKNOWN);
        }
        return GraphAnswer.refused(
                GraphError.ofStatus(response.statusCode()), "HTTP status " + response.statusCode(), pause);
    }

    /** A message's is in a list of one. */
    private static Optional<String> id(JsonNode body) {
        return body.path("id")
                .stringValueOpt()
                .or(() -> body.path("messages").path(0).path("id").stringValueOpt());
    }

    private static GraphAnswer refused(JsonNode error, int status, Optional<Duration> pause) {
        int code = error.path("code").intValue();
        return GraphAnswer.refused(
                GraphError.of(code, error.path("error_subcode").intValue(0), status),
                "error " + code + " of the Graph API",
                pause);
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(Payload.parse(body)).filter(JsonNode::isObject);
        } catch (PayloadException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(Longs::tryParse)
                .filter(seconds -> seconds > 0 && seconds <= LONGEST_PAUSE.toSeconds())
                .map(Duration::ofSeconds);
    }
}
