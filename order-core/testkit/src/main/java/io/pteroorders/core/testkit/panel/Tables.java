package io.pteroorders.core.testkit.panel;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a panel has in its database. Whoever reads or writes holds the lock of this object. */
final class Tables {

    final Table<UserRow> users = new Table<>();
    final Table<ServerRow> servers = new Table<>();
    final Table<LocationRow> locations = new Table<>();
    final Table<NodeRow> nodes = new Table<>();
    final Table<AllocationRow> allocations = new Table<>();
    final Table<NestRow> nests = new Table<>();
    final Table<EggRow> eggs = new Table<>();

    /** Somebody who logs in. */
    static final class UserRow {
        final long id;
        final String uuid;
        final Instant createdAt;
        final List<String> passwords = new ArrayList<>();

        @Nullable
        String externalId;

        String username = "";
        String email = "";
        String firstName = "";
        String lastName = "";
        String language = "en";
        boolean rootAdmin;
        Instant updatedAt;

        UserRow(long id, Instant now) {
            this.id = id;
            this.uuid = uuid("user", id);
            this.createdAt = now;
            this.updatedAt = now;
        }
    }

    /** A server, with what its machine knows of it. */
    static final class ServerRow {
        final long id;
        final String uuid;
        final Instant createdAt;
        final WingsState wings = new WingsState();
        final Map<String, String> environment = new TreeMap<>();

        @Nullable
        String externalId;

        @Nullable
        String status;

        @Nullable
        String threads;

        @Nullable
        Integer databases;

        @Nullable
        Integer backups;

        @Nullable
        Integer allocationLimit;

        @Nullable
        Long allocation;

        String name = "";
        String description = "";
        String image = "";
        String startup = "";
        int memory;
        int swap;
        int disk;
        int io;
        int cpu;
        boolean oomDisabled = true;
        boolean startOnCompletion;
        boolean transferring;
        long user;
        long node;
        long egg;
        Instant updatedAt;

        ServerRow(long id, Instant now) {
            this.id = id;
            this.uuid = uuid("server", id);
            this.createdAt = now;
            this.updatedAt = now;
        }

        String identifier() {
            return uuid.substring(0, 8);
        }

        boolean isSuspended() {
            return "suspended".equals(status);
        }
    }

    /** Where machines stand. */
    record LocationRow(long id, String shortName, String longName, Instant createdAt) {}

    /** A machine. */
    static final class NodeRow {
        final long id;
        final String uuid;
        final Instant createdAt;
        final String name;
        final long location;
        int memory;
        int memoryOverallocate;
        int disk;
        int diskOverallocate;
        boolean open = true;
        boolean maintenance;
        boolean wingsAway;

        NodeRow(long id, String name, long location, Instant now) {
            this.id = id;
            this.uuid = uuid("node", id);
            this.name = name;
            this.location = location;
            this.createdAt = now;
        }
    }

    /** A port of a machine. */
    static final class AllocationRow {
        final long id;
        final long node;
        final String ip;
        final int port;
        final @Nullable String alias;

        @Nullable
        Long server;

        AllocationRow(long id, long node, String ip, @Nullable String alias, int port) {
            this.id = id;
            this.node = node;
            this.ip = ip;
            this.alias = alias;
            this.port = port;
        }
    }

    /** A group of programs. */
    record NestRow(long id, String name, Instant createdAt) {}

    /** A program that servers run. */
    record EggRow(
            long id,
            long nest,
            String name,
            ImmutableMap<String, String> images,
            String startup,
            ImmutableList<PanelVariable> variables,
            Instant createdAt) {}

    static String uuid(String kind, long id) {
        return UUID.nameUUIDFromBytes((kind + id).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether the database takes two texts for the same, as it does whatever their case. */
    static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && other != null && Ascii.equalsIgnoreCase(one, other);
    }

    Optional<ServerRow> serverNamed(String identifier) {
        return servers.all().stream()
                .filter(server -> server.identifier().equals(identifier) || server.uuid.equals(identifier))
                .findFirst();
    }

    ImmutableList<AllocationRow> allocationsOf(ServerRow server) {
        return allocations.where(each -> each.server != null && each.server == server.id);
    }

    ImmutableList<ServerRow> serversOn(NodeRow node) {
        return servers.where(server -> server.node == node.id);
    }

    long memoryOn(NodeRow node) {
        return serversOn(node).stream().mapToLong(server -> server.memory).sum();
    }

    long diskOn(NodeRow node) {
        return serversOn(node).stream().mapToLong(server -> server.disk).sum();
    }

    /** Deletes a server, and frees its ports. */
    void delete(ServerRow server) {
        allocationsOf(server).forEach(each -> each.server = null);
        servers.remove(server.id);
    }
}
