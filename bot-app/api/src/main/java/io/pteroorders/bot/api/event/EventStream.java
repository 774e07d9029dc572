package io.pteroorders.bot.api.event;

import static io.pteroorders.bot.api.key.Scope.read;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.Scope.Resource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Events as a stream of Server-Sent Events. Thread-safe. */
public final class EventStream {

    private static final String COMES_BACK = "retry: 2000\n";
    private static final CharMatcher PLACES =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'z')).or(CharMatcher.is('.'));
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EventClients clients;

    public EventStream(EventClients clients) {
        this.clients = clients;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(Route.stream("/events", read(Resource.EVENTS), this::serve));
    }

    private void serve(Ask ask, Request request, Response response, Callback callback) {
        Fields query = ask.query();
        Optional<String> after = query.text("after");
        View view = View.of(ask, query);
        query.check();
        clients.checkRoom();
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "text/event-stream")
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Accel-Buffering", "no")
                .put("X-Content-Type-Options", "nosniff");
        if (request.getMethod().equals("HEAD")) {
            response.write(true, NOTHING.slice(), callback);
            return;
        }
        Client client = new Client(clients, ask.key(), view, response, callback);
        client.open(ask.lastEventId().filter(id -> !id.isEmpty()).or(() -> after));
    }

    /** What can be no place is none of this shop, and is not said again. */
    private static String checked(String place) {
        return PLACES.matchesAllOf(place) ? place : "";
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Client extends EventClient {

        private final EventClients all;
        private final Response response;
        private final Callback callback;

        Client(EventClients all, ApiKey key, View view, Response response, Callback callback) {
            super(all, key, view, true);
            this.all = all;
            this.response = response;
            this.callback = callback;
        }

        /** Whoever says no place is told one at once, so that nothing is missed when the connection breaks soon. */
        void open(Optional<String> after) {
            all.join(this);
            String place = after.map(EventStream::checked).orElseGet(all::now);
            String id = after.isPresent() ? "" : "id: " + place + "\n";
            write(text(COMES_BACK + id + "\n"), () -> begin(place));
        }

        private void write(ByteBuffer bytes, Runnable then) {
            response.write(false, bytes, Callback.from(then, this::failed));
        }

        @Override
        void send(EventBatch batch) {
            write(batch.forStream(), () -> sent(batch.next()));
        }

        /** With the place, for whoever has seen nothing for long because of a filter. */
        @Override
        void sendBeat(String at) {
            write(text(":\nid: " + at + "\n\n"), this::beaten);
        }

        @Override
        void sendEnd(Ending why) {
            response.write(true, NOTHING.slice(), callback);
        }

        @Override
        void cut(Throwable why) {
            callback.failed(why);
        }
    }
}
