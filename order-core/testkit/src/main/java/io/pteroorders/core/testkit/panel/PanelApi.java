package io.pteroorders.core.testkit.panel;

import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import java.time.Clock;
import java.util.Optional;

/** A panel without its port: what it has, and what it answers. Thread-safe. */
final class PanelApi {

    private final Tables tables = new Tables();
    private final PanelKeys keys;
    private final CallLog log;
    private final Wings wings;
    private final ServerMaker maker;
    private final NodeRoutes nodes;
    private final Router router;
    private final Clock clock;

    PanelApi(PanelFlavour flavour, Clock clock) {
        this.clock = clock;
        this.keys = new PanelKeys(flavour);
        this.log = new CallLog(clock, flavour.callsAMinute());
        this.wings = new Wings(tables, clock);
        this.router = new Router(tables, this::exists);
        Views views = new Views(tables, flavour);
        this.nodes = new NodeRoutes(tables, flavour, views);
        ServerRoutes servers = new ServerRoutes(tables, flavour, views, wings, clock);
        this.maker = new ServerMaker(tables, flavour, servers, nodes, views, wings, clock);
        new UserRoutes(tables, flavour, views, clock).addTo(router);
        nodes.addTo(router);
        servers.addTo(router);
        maker.addTo(router);
        new ClientRoutes(tables, wings).addTo(router);
        flavour.addRoutes(router, new EggRoutes(tables, views), nodes);
    }

    private boolean exists(Router.Bound bound) {
        return switch (bound.what()) {
            case "external", "force" -> true;
            case "identifier" -> tables.serverNamed(bound.value()).isPresent();
            default -> bound.value().matches("\\d{1,18}") && exists(bound.what(), Long.parseLong(bound.value()));
        };
    }

    private boolean exists(String what, long id) {
        return switch (what) {
            case "user" -> tables.users.find(id).isPresent();
            case "server" -> tables.servers.find(id).isPresent();
            case "node" -> tables.nodes.find(id).isPresent();
            case "allocation" -> tables.allocations.find(id).isPresent();
            case "location" -> tables.locations.find(id).isPresent();
            case "nest" -> tables.nests.find(id).isPresent();
            default -> tables.eggs.find(id).isPresent();
        };
    }

    Tables tables() {
        return tables;
    }

    PanelKeys keys() {
        return keys;
    }

    CallLog log() {
        return log;
    }

    Wings wings() {
        return wings;
    }

    NodeRoutes nodes() {
        return nodes;
    }

    Clock clock() {
        return clock;
    }

    void loseNextPort() {
        maker.loseNextPort();
    }

    /** What a request is counted as, for example {@code POST api/application/servers}. */
    String kind(PanelRequest request) {
        return router.kind(request);
    }

    /** Lets happen what is due by now. */
    void settle() {
        synchronized (tables) {
            wings.settle();
        }
    }

    PanelReply answer(PanelRequest request) {
        settle();
        Optional<PanelKeys.Key> key = keys.find(request);
        if (key.isEmpty()) {
            return PanelRefusal.of(401, "AuthenticationException", "Unauthenticated.")
                    .reply();
        }
        return log.take().orElseGet(() -> router.answer(request, key.get())).with(log.headers());
    }

    /** Answers an administrator who sits at the panel: neither keys nor limits are asked for. */
    PanelReply answerAdmin(PanelRequest request) {
        settle();
        return router.answer(request, keys.ofAdmin());
    }

    /** The server that must be there. */
    ServerRow server(long id) {
        return tables.servers.find(id).orElseThrow(() -> new IllegalArgumentException("there is no server " + id));
    }
}
