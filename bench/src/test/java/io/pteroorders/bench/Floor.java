package io.pteroorders.bench;

import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The least that a page can do that keeps what is posted: the bot's own HTTP server, which answers 200 when the body is
 * on the raw disk, forced together with those that came meanwhile.
 */
final class Floor implements AutoCloseable {

    private static final int MAX_BODY = 64 << 10;

    private final WebServer server = new WebServer();
    private final RawDisk disk;
    private final ExecutorService threads;
    private final Posts posts;

    private Floor(Path directory, int connections) throws IOException {
        this.disk = new RawDisk(directory.resolve("floor"));
        this.threads = Executors.newFixedThreadPool(connections);
        this.posts = new Posts(server.listen("127.0.0.1", 0, this::handle).port(), connections, () -> true);
    }

    static Floor start(Path directory, int connections) throws IOException {
        return new Floor(directory, connections);
    }

    private boolean handle(Request request, Response response, Callback callback) {
        server.bodies().read(request, MAX_BODY, new BodyReader.Receiver() {
            @Override
            public void received(byte[] body) {
                threads.execute(() -> {
                    disk.writeTogether(body);
                    answer(200, response, callback);
                });
            }

            @Override
            public void refused(int status) {
                answer(status, response, callback);
            }
        });
        return true;
    }

    private static void answer(int status, Response response, Callback callback) {
        response.setStatus(status);
        response.write(true, null, callback);
    }

    /** Connections to it. */
    Posts posts() {
        return posts;
    }

    @Override
    public void close() throws IOException {
        posts.close();
        server.close();
        threads.shutdown();
        disk.close();
    }
}
