package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerFlow;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Servers of orders, made as the program makes them: wanted, and then moved along the flow. Not thread-safe. */
final class RandomServers {

    private static final ImmutableList<ServerTrouble.Kind> KINDS =
            ImmutableList.copyOf(Arrays.asList(ServerTrouble.Kind.values()));
    private static final ImmutableList<String> DETAILS =
            ImmutableList.of("", "limits.memory: required", "O'Brien said: \"no\" \\ ; é 日本", "🎮".repeat(200));
    private static final ImmutableList<String> NAMES = ImmutableList.of("budi_7k3", "a", "~\"'\\_{}%", "N".repeat(191));
    private static final ImmutableList<String> IDENTIFIERS = ImmutableList.of("1a7ce997", "1e5", "007", "S".repeat(64));
    private static final ImmutableList<Optional<String>> ADDRESSES = ImmutableList.of(
            Optional.empty(),
            Optional.of("10.0.0.5:25565"),
            Optional.of("[2001:db8::1]:1"),
            Optional.of("a".repeat(260)));
    private static final int MOST_STEPS = 8;
    private static final int KINDS_OF_STEPS = 7;
    private static final int LONGEST_PAUSE_MILLIS = 90_000_000;

    private final SplittableRandom random;
    private Instant now;

    /** @param begin when it was wanted */
    RandomServers(Instant begin, long seed) {
        this.random = new SplittableRandom(seed);
        this.now = begin;
    }

    /** One that went a way of the flow. */
    Server server(String externalId) {
        Server server = Server.wanted(externalId, now);
        for (int step = random.nextInt(MOST_STEPS); step > 0; step--) {
            server = further(server);
        }
        return server;
    }

    private Server further(Server server) {
        return switch (random.nextInt(KINDS_OF_STEPS)) {
            case 0 -> server.withTrouble(trouble());
            case 1 -> server.withUser(user());
            case 2 ->
                server.state() == ServerState.INSTALLING ? server.reinstalled(tick()) : server.askedToDelete(tick());
            default -> moved(server);
        };
    }

    /** The server in one of the states that may follow; the same if none may. */
    Server moved(Server server) {
        ImmutableList<ServerState> next = ServerFlow.next(server.state()).asList();
        return next.isEmpty() ? server : moved(server, one(next));
    }

    private Server moved(Server server, ServerState to) {
        return switch (to) {
            case INSTALLING, READY, SUSPENDED -> (server.id().isPresent() ? server : found(server)).moved(to, tick());
            case FAILED -> server.failed(trouble(), tick());
            case WANTED, CREATING, DELETED -> server.moved(to, tick());
        };
    }

    private Server found(Server server) {
        return server.found(
                random.nextLong(1, Long.MAX_VALUE), one(IDENTIFIERS), random.nextLong(1, 100), one(ADDRESSES));
    }

    ServerUser user() {
        return new ServerUser(random.nextLong(1, Long.MAX_VALUE), one(NAMES), random.nextBoolean());
    }

    ServerTrouble trouble() {
        return new ServerTrouble(one(KINDS), one(DETAILS));
    }

    private Instant tick() {
        now = now.plusMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
        return now;
    }

    private <T> T one(ImmutableList<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
