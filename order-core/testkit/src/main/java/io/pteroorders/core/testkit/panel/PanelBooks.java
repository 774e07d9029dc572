package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import io.pteroorders.core.testkit.panel.Tables.UserRow;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@link FakePanel} has by now: tests compare it with what a shop believes. Thread-safe. */
public final class PanelBooks {

    private final PanelApi api;

    /**
     * A user.
     *
     * @param externalId by which a shop knows them
     * @param firstName empty on panels without names
     * @param passwords all that were ever set, the last one holds
     */
    public record User(
            long id,
            Optional<String> externalId,
            String username,
            String email,
            String firstName,
            String lastName,
            boolean isAdmin,
            ImmutableList<String> passwords) {}

    /**
     * A server.
     *
     * @param externalId by which a shop knows it
     * @param status as the panel has it, for example {@code installing}; empty if nothing hinders the server
     * @param features empty if the panel lost one of the numbers
     * @param environment values of all variables of its egg
     * @param ports addresses with ports, the first one first
     * @param power what it does on its machine, whatever the panel says
     */
    public record Server(
            long id,
            Optional<String> externalId,
            String identifier,
            String name,
            String description,
            Optional<String> status,
            ServerLimits limits,
            Optional<ServerFeatures> features,
            long user,
            long node,
            long egg,
            String image,
            String startup,
            ImmutableMap<String, String> environment,
            ImmutableList<String> ports,
            PowerState power) {

        /** Whether the panel keeps it from running. */
        public boolean isSuspended() {
            return status.filter("suspended"::equals).isPresent();
        }

        /** Whether it runs on its machine. */
        public boolean isRunning() {
            return power == PowerState.RUNNING;
        }
    }

    PanelBooks(PanelApi api) {
        this.api = api;
    }

    private <T> T locked(Supplier<T> read) {
        synchronized (api.tables()) {
            api.wings().settle();
            return read.get();
        }
    }

    /** All users, the oldest first. */
    public ImmutableList<User> users() {
        return locked(
                () -> api.tables().users.all().stream().map(PanelBooks::user).collect(ImmutableList.toImmutableList()));
    }

    /** The user with this external id. */
    public Optional<User> user(String externalId) {
        return users().stream()
                .filter(user -> user.externalId().filter(externalId::equals).isPresent())
                .findFirst();
    }

    /** All servers, the oldest first. */
    public ImmutableList<Server> servers() {
        return locked(
                () -> api.tables().servers.all().stream().map(this::server).collect(ImmutableList.toImmutableList()));
    }

    /** The server with this external id. */
    public Optional<Server> server(String externalId) {
        return servers().stream()
                .filter(server -> server.externalId().filter(externalId::equals).isPresent())
                .findFirst();
    }

    /** The server with this number. */
    public Optional<Server> server(long id) {
        return servers().stream().filter(server -> server.id() == id).findFirst();
    }

    /** How many ports of a machine no server has. */
    public long freePorts(long node) {
        return locked(() -> (long) api.tables()
                .allocations
                .where(each -> each.node == node && each.server == null)
                .size());
    }

    /**
     * How often it was called, by kind, for example {@code POST api/application/servers} or {@code GET
     * api/application/servers/external/{external}}; what went wrong is counted too.
     */
    public ImmutableMap<String, Long> calls() {
        return api.log().counts();
    }

    /** How often it was called in this way. */
    public long calls(String kind) {
        return calls().getOrDefault(kind, 0L);
    }

    /** The most calls in a minute, by the panel's clock. */
    public int mostCallsInAMinute() {
        return api.log().most();
    }

    private static User user(UserRow row) {
        return new User(
                row.id,
                Optional.ofNullable(row.externalId),
                row.username,
                row.email,
                row.firstName,
                row.lastName,
                row.rootAdmin,
                ImmutableList.copyOf(row.passwords));
    }

    private Server server(ServerRow row) {
        return new Server(
                row.id,
                Optional.ofNullable(row.externalId),
                row.identifier(),
                row.name,
                row.description,
                Optional.ofNullable(row.status),
                new ServerLimits(row.memory, row.swap, row.disk, row.io, row.cpu),
                features(row.databases, row.backups, row.allocationLimit),
                row.user,
                row.node,
                row.egg,
                row.image,
                row.startup,
                ImmutableMap.copyOf(row.environment),
                ports(row),
                row.wings.power);
    }

    private static Optional<ServerFeatures> features(
            @Nullable Integer databases, @Nullable Integer backups, @Nullable Integer allocations) {
        return databases == null || backups == null || allocations == null
                ? Optional.empty()
                : Optional.of(new ServerFeatures(databases, backups, allocations));
    }

    private ImmutableList<String> ports(ServerRow row) {
        return api.tables().allocationsOf(row).stream()
                .sorted((one, other) -> Boolean.compare(isFirst(row, other.id), isFirst(row, one.id)))
                .map(each -> each.ip + ":" + each.port)
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isFirst(ServerRow row, long allocation) {
        return row.allocation != null && row.allocation == allocation;
    }
}
