package io.pteroorders.bot.whatsapp;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Meta's side of the Cloud API on loopback: it takes messages as strictly as the documentation says, and misbehaves on
 * demand. Thread-safe.
 */
public final class FakeGraph implements AutoCloseable {

    public static final String TOKEN = "EAAG-a-token-for-tests";
    static final String VERSION = "v25.0";

    private static final int SECONDS = 30;

    /** A message that was taken, with the id that it got. */
    public record Accepted(String id, JsonNode body) {

        public String ourId() {
            return body.path("biz_opaque_callback_data").stringValue("");
        }
    }

    /**
     * How a request for a message is met.
     *
     * @param accepts whether the message is taken
     * @param status of the answer; 0 if there is never one, -1 if the connection breaks instead, -2 if the answer stops
     *     after its headers
     * @param body of the answer; empty for that of an accepted message
     */
    public record Reaction(boolean accepts, int status, String body, Map<String, String> headers) {

        static Reaction accept() {
            return new Reaction(true, 200, "", Map.of());
        }

        static Reaction acceptAndHang() {
            return new Reaction(true, 0, "", Map.of());
        }

        public static Reaction acceptAndBreak() {
            return new Reaction(true, -1, "", Map.of());
        }

        static Reaction stall() {
            return new Reaction(false, -2, "", Map.of());
        }

        static Reaction hang() {
            return new Reaction(false, 0, "", Map.of());
        }

        static Reaction answer(int status, String body) {
            return new Reaction(false, status, body, Map.of());
        }

        public static Reaction error(int status, int code) {
            return answer(
                    status,
                    "{\"error\":{\"message\":\"(#%d) no\",\"type\":\"OAuthException\",\"code\":%d,\"fbtrace_id\":\"A\"}}"
                            .formatted(code, code));
        }

        Reaction with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Reaction(accepts, status, body, more);
        }
    }

    /** A file that somebody sent. */
    public record File(String type, ByteSource content, String sha256) {}

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Queue<Reaction> reactions = new ConcurrentLinkedQueue<>();
    private final Queue<Reaction> uploadReactions = new ConcurrentLinkedQueue<>();
    private final List<String> uploads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Accepted> arrivals = new LinkedBlockingQueue<>();
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final List<JsonNode> receipts = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> sentTo = new ConcurrentHashMap<>();
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private volatile String token = TOKEN;
    private volatile int mostToOne = Integer.MAX_VALUE;
    private final AtomicInteger filesToFail = new AtomicInteger();
    private final AtomicInteger filesToStall = new AtomicInteger();
    private volatile Optional<URI> redirect = Optional.empty();
    private volatile Optional<String> mediaAddress = Optional.empty();

    public FakeGraph() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answer(request, response, callback);
                return true;
            }
        });
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The next requests for messages are met in these ways, one each; later ones are accepted. */
    public void reacts(Reaction... next) {
        reactions.addAll(List.of(next));
    }

    /** From now on only this token is good. */
    public void expire(String newToken) {
        token = newToken;
    }

    /** More messages than this to one receiver are refused until {@link #refill}. */
    void limitPairs(int most) {
        mostToOne = most;
    }

    void refill() {
        sentTo.clear();
    }

    /** The next uploads are met in these ways, one each; later ones are accepted. */
    void reactsToUploads(Reaction... next) {
        uploadReactions.addAll(List.of(next));
    }

    /** The bodies of uploads, a character for each byte. */
    public List<String> uploads() {
        return uploads;
    }

    public void put(String mediaId, File file) {
        files.put(mediaId, file);
    }

    /** So many files are answered with an error. */
    void failFiles(int times) {
        filesToFail.set(times);
    }

    /** So many files are begun and not gone on with. */
    void stallFiles(int times) {
        filesToStall.set(times);
    }

    /** Whoever asks for a file is sent elsewhere. */
    void redirectFilesTo(URI address) {
        redirect = Optional.of(address);
    }

    /** Files are said to be here instead of on this server. */
    void pointMediaTo(String address) {
        mediaAddress = Optional.of(address);
    }

    public List<Accepted> accepted() {
        return accepted;
    }

    /** Read receipts and typing indicators. */
    public List<JsonNode> receipts() {
        return receipts;
    }

    /** What was wrong with requests that no well-behaved client makes. */
    public List<String> violations() {
        return violations;
    }

    /** The status of each answer to a request for a message. */
    List<Integer> answers() {
        return answers;
    }

    /** The next message that is taken; waits for it. */
    public Accepted next() throws InterruptedException {
        Accepted next = arrivals.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message came");
        }
        return next;
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        String path = String.valueOf(request.getHttpURI().getPath());
        byte[] body = bytes(Content.Source.asByteBuffer(request));
        boolean known = ("Bearer " + token).equals(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        if (!known) {
            react(Reaction.error(401, 190), "", response, callback);
        } else if (path.equals("/" + VERSION + "/" + Payloads.OUR_NUMBER + "/messages")) {
            message(request, body, response, callback);
        } else if (path.equals("/" + VERSION + "/" + Payloads.OUR_NUMBER + "/media")) {
            upload(request, body, response, callback);
        } else if (path.startsWith("/" + VERSION + "/")) {
            mediaInfo(path.substring(VERSION.length() + 2), response, callback);
        } else if (path.startsWith("/files/")) {
            file(path.substring("/files/".length()), response, callback);
        } else {
            violations.add(request.getMethod() + " " + path);
            react(Reaction.error(404, 100), "", response, callback);
        }
    }

    private void upload(Request request, byte[] body, Response response, Callback callback) {
        String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        String text = new String(body, StandardCharsets.ISO_8859_1);
        boolean right = type.startsWith("multipart/form-data; boundary=")
                && text.contains("name=\"messaging_product\"\r\n\r\nwhatsapp\r\n")
                && text.contains("name=\"type\"\r\n\r\n")
                && text.contains("name=\"file\"; filename=");
        Reaction reaction = Optional.ofNullable(uploadReactions.poll()).orElse(Reaction.accept());
        if (!right) {
            violations.add("upload " + type);
        }
        if (reaction.accepts()) {
            uploads.add(text);
        }
        react(reaction, "{\"id\":\"" + mediaId(uploads.size()) + "\"}", response, callback);
    }

    private static String mediaId(int number) {
        return "70" + number;
    }

    /** Messages that show a picture or a document. */
    public List<Accepted> shown() {
        return accepted.stream()
                .filter(message -> GraphLimits.media(message.body()).isPresent())
                .toList();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private synchronized void message(Request request, byte[] bytes, Response response, Callback callback) {
        JsonNode body = read(bytes);
        List<String> wrong = new ArrayList<>(GraphLimits.violations(body));
        GraphLimits.media(body)
                .filter(id -> IntStream.rangeClosed(1, uploads.size())
                        .mapToObj(FakeGraph::mediaId)
                        .noneMatch(id::equals))
                .ifPresent(id -> wrong.add("media " + id + " was never uploaded"));
        if (!request.getMethod().equals("POST")) {
            wrong.add(request.getMethod());
        }
        if (!String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).startsWith("application/json")) {
            wrong.add("content type");
        }
        violations.addAll(wrong);
        if (!wrong.isEmpty()) {
            react(Reaction.error(400, 131009), "", response, callback);
        } else if (body.has("status")) {
            receipts.add(body);
            react(Reaction.answer(200, "{\"success\":true}"), "", response, callback);
        } else {
            take(body, response, callback);
        }
    }

    private void take(JsonNode body, Response response, Callback callback) {
        String receiver = body.path("to").stringValue(body.path("recipient").stringValue(""));
        Reaction reaction = Optional.ofNullable(reactions.poll()).orElse(Reaction.accept());
        if (reaction.accepts() && sentTo.merge(receiver, 1, Integer::sum) > mostToOne) {
            reaction = Reaction.error(400, 131056);
        }
        String id = "wamid.fake" + accepted.size();
        if (reaction.accepts()) {
            Accepted taken = new Accepted(id, body);
            accepted.add(taken);
            arrivals.add(taken);
        }
        answers.add(reaction.status());
        react(
                reaction,
                "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"" + id + "\"}]}",
                response,
                callback);
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static void react(Reaction reaction, String otherwise, Response response, Callback callback) {
        if (reaction.status() == 0) {
            return;
        }
        if (reaction.status() == -2) {
            stall(response);
            return;
        }
        if (reaction.status() < 0) {
            response.getRequest()
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
            callback.failed(new IllegalStateException("broken on purpose"));
            return;
        }
        response.setStatus(reaction.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        reaction.headers().forEach(response.getHeaders()::put);
        String body = reaction.body().isEmpty() ? otherwise : reaction.body();
        response.write(true, StandardCharsets.UTF_8.encode(body), callback);
    }

    private static void stall(Response response) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 1000);
        response.write(false, StandardCharsets.UTF_8.encode("{"), Callback.NOOP);
    }

    private void mediaInfo(String id, Response response, Callback callback) throws IOException {
        @Nullable File file = files.get(id);
        if (file == null) {
            react(Reaction.error(400, 100), "", response, callback);
            return;
        }
        ObjectNode info = JsonMapper.shared()
                .createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("id", id)
                .put("url", mediaAddress.orElse(base().resolve("/files/" + id).toString()))
                .put("mime_type", file.type())
                .put("sha256", file.sha256())
                .put("file_size", file.content().size());
        react(Reaction.answer(200, info.toString()), "", response, callback);
    }

    private void file(String id, Response response, Callback callback) throws IOException {
        @Nullable File file = filesToFail.getAndDecrement() > 0 ? null : files.get(id);
        if (redirect.isPresent()) {
            react(Reaction.answer(302, "moved").with("Location", redirect.get().toString()), "", response, callback);
            return;
        }
        if (filesToStall.getAndDecrement() > 0) {
            stall(response);
            return;
        }
        response.setStatus(file == null ? 404 : 200);
        response.write(
                true,
                ByteBuffer.wrap(file == null ? new byte[0] : file.content().read()),
                callback);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the fake Graph API does not stop", e);
        }
    }
}
