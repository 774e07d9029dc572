package io.pteroorders.bot.api.event;

import static io.pteroorders.bot.api.key.Scope.read;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.Problem.Kind;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.http.Tickets;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.web.Answer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events over WebSocket: the first message says after which, each further one that a client sends ends it. Thread-safe. */
public final class EventSocket {

    private static final int LONGEST_MESSAGE = 1_000;
    private static final String AFTER = "after";

    private final EventClients clients;
    private final Tickets tickets;
    private final ImmutableSet<String> origins;
    private final Clock clock;

    /**
     * The pages.
     *
     * @param origins whose pages may open one from a browser
     */
    public EventSocket(EventClients clients, Tickets tickets, ImmutableSet<String> origins, Clock clock) {
        this.clients = clients;
        this.tickets = tickets;
        this.origins = origins;
        this.clock = clock;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.stream(Tickets.ADDRESS, read(Resource.EVENTS), this::serve),
                Route.post("/events/tickets", read(Resource.EVENTS), this::ticket));
    }

    private Answer ticket(Ask ask) {
        ask.query().check();
        ask.fields().check();
        Tickets.Ticket ticket = tickets.issue(ask.key(), clock.instant());
        return JsonAnswer.ok(JsonMapper.shared()
                .createObjectNode()
                .put(Tickets.PARAMETER, ticket.text())
                .put("expires", ticket.expires().toString()));
    }

    private void serve(Ask ask, Request request, Response response, Callback callback) {
        Fields query = ask.query();
        query.text(Tickets.PARAMETER);
        View view = View.of(ask, query);
        query.check();
        checkOrigin(request);
        clients.checkRoom();
        Client client = new Client(clients, ask.key(), view);
        if (!container(request).upgrade(unpacked(client), request, response, callback)) {
            throw new ProblemException(Problem.of(Kind.MALFORMED_REQUEST, "Open this address as a WebSocket."));
        }
    }

    /** Without packing, which costs memory for each connection, and the same work for each. */
    private static WebSocketCreator unpacked(Client client) {
        return (asked, answer, done) -> {
            answer.setExtensions(ImmutableList.of());
            return client;
        };
    }

    /** A browser says whose page it is, and lets every page try. */
    private void checkOrigin(Request request) {
        Optional<String> origin = Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN));
        if (origin.filter(page -> !origins.contains(page)).isPresent()) {
            throw new ProblemException(
                    Problem.of(Kind.ORIGIN_REFUSED, "API_ORIGINS does not name the site of this page."));
        }
    }

    private static synchronized ServerWebSocketContainer container(Request request) {
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(
                request.getConnectionMetaData().getConnector().getServer());
        container.setMaxTextMessageSize(LONGEST_MESSAGE);
        container.setMaxBinaryMessageSize(LONGEST_MESSAGE);
        container.setMaxFrameSize(LONGEST_MESSAGE);
        container.setAutoFragment(false);
        return container;
    }

    /** Jetty wants it to be public. */
    public static final class Client extends EventClient implements Session.Listener.AutoDemanding {

        private final EventClients all;
        private volatile @Nullable Session session;

        Client(EventClients all, ApiKey key, View view) {
            super(all, key, view, false);
            this.all = all;
        }

        private static org.eclipse.jetty.websocket.api.Callback then(Runnable done, EventClient client) {
            return org.eclipse.jetty.websocket.api.Callback.from(done, client::failed);
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            all.join(this);
        }

        @Override
        public void onWebSocketText(String message) {
            Optional<String> place = hasBegun() ? Optional.empty() : place(message);
            if (place.isPresent()) {
                begin(place.get());
            } else {
                close(
                        StatusCode.POLICY_VIOLATION,
                        hasBegun() ? "only the first message is read" : "begin with {\"after\":\"<id>\"} or {}");
            }
        }

        private Optional<String> place(String message) {
            try {
                JsonNode json = StrictJson.parse(message);
                JsonNode after = json.path(AFTER);
                boolean known = json.isObject() && json.size() == (after.isMissingNode() ? 0 : 1);
                return known && (after.isMissingNode() || after.isString())
                        ? Optional.of(after.isString() ? after.stringValue() : all.now())
                        : Optional.empty();
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }

        @Override
        public void onWebSocketBinary(ByteBuffer bytes, org.eclipse.jetty.websocket.api.Callback callback) {
            callback.succeed();
            close(StatusCode.BAD_DATA, "send text");
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            failed(cause);
        }

        @Override
        public void onWebSocketClose(
                int code, @Nullable String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            callback.succeed();
            failed(new IllegalStateException("closed"));
        }

        private void close(int code, String reason) {
            Session opened = session;
            if (opened != null) {
                opened.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP);
            }
        }

        @Override
        void send(EventBatch batch) {
            next(batch.events().iterator(), batch.next());
        }

        private void next(Iterator<EventText> rest, String place) {
            Session opened = session;
            if (opened == null) {
                return;
            }
            if (rest.hasNext()) {
                opened.sendText(rest.next().forSocket(), then(() -> next(rest, place), this));
            } else {
                sent(place);
            }
        }

        @Override
        void sendBeat(String at) {
            Session opened = session;
            if (opened != null) {
                opened.sendPing(ByteBuffer.allocate(0), then(this::beaten, this));
            }
        }

        @Override
        void sendEnd(Ending why) {
            switch (why) {
                case KEY -> close(StatusCode.POLICY_VIOLATION, "the key is none any more");
                case SILENCE -> close(StatusCode.POLICY_VIOLATION, "begin with {\"after\":\"<id>\"} or {}");
                case PROGRAM -> close(StatusCode.SHUTDOWN, "the program ends");
            }
        }

        @Override
        void cut(Throwable why) {
            Session opened = session;
            if (opened != null) {
                opened.disconnect();
            }
        }
    }
}
