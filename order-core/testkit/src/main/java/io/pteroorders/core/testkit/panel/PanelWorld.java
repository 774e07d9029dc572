package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.LocationRow;
import io.pteroorders.core.testkit.panel.Tables.NestRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a {@link FakePanel} is made of, and what befalls it: machines, programs, installs, administrators. Thread-safe. */
public final class PanelWorld {

    private final PanelApi api;

    PanelWorld(PanelApi api) {
        this.api = api;
    }

    /** Adds a place where machines stand; gives its number. */
    public long addLocation(String name) {
        synchronized (api.tables()) {
            return api.tables()
                    .locations
                    .add(id -> new LocationRow(id, name, name, api.clock().instant()))
                    .id();
        }
    }

    /**
     * Adds a machine without ports; gives its number.
     *
     * @param memory MB
     * @param disk MB
     */
    public long addNode(String name, long location, int memory, int disk) {
        synchronized (api.tables()) {
            NodeRow made = api.tables()
                    .nodes
                    .add(id -> new NodeRow(id, name, location, api.clock().instant()));
            made.memory = memory;
            made.disk = disk;
            return made.id;
        }
    }

    /** Adds ports to a machine, from the first to the last. */
    public void addPorts(long node, String ip, int first, int last) {
        node(node, row -> api.nodes().addPorts(row, ip, first, last));
    }

    /** Lets a machine be given more than it has, by so many percent of it. */
    public void setOverallocation(long node, int memoryPercent, int diskPercent) {
        node(node, row -> {
            row.memoryOverallocate = memoryPercent;
            row.diskOverallocate = diskPercent;
        });
    }

    /** Says whether servers are put on a machine by themselves. */
    public void setOpen(long node, boolean open) {
        node(node, row -> row.open = open);
    }

    /** Says whether somebody works on a machine. */
    public void setMaintenance(long node, boolean maintenance) {
        node(node, row -> row.maintenance = maintenance);
    }

    /** Says whether a machine answers the panel. */
    public void setWingsAway(long node, boolean away) {
        node(node, row -> row.wingsAway = away);
    }

    private void node(long id, Consumer<NodeRow> change) {
        synchronized (api.tables()) {
            change.accept(api.tables()
                    .nodes
                    .find(id)
                    .orElseThrow(() -> new IllegalArgumentException("there is no node " + id)));
        }
    }

    /** Adds a group of programs; gives its number. */
    public long addNest(String name) {
        synchronized (api.tables()) {
            return api.tables()
                    .nests
                    .add(id -> new NestRow(id, name, api.clock().instant()))
                    .id();
        }
    }

    /** Adds a program with one image; gives its number. */
    public long addEgg(long nest, String name, String image, String startup, PanelVariable... variables) {
        synchronized (api.tables()) {
            return api.tables()
                    .eggs
                    .add(id -> new EggRow(
                            id,
                            nest,
                            name,
                            image.isEmpty() ? ImmutableMap.of() : ImmutableMap.of(name, image),
                            startup,
                            ImmutableList.copyOf(variables),
                            api.clock().instant()))
                    .id();
        }
    }

    /** Lets installs end by themselves after this time; before that, only {@link #finishInstall} ends one. */
    public void setInstallTime(Duration time) {
        synchronized (api.tables()) {
            api.wings().setInstallTime(time);
        }
    }

    /** Says how the next installs will end, one after another; those after them work. */
    public void endNextInstalls(InstallEnd... ends) {
        synchronized (api.tables()) {
            api.wings().endNextInstalls(ends);
        }
    }

    /**
     * Ends an install now.
     *
     * @throws IllegalStateException if none goes on
     */
    public void finishInstall(long server, boolean works) {
        synchronized (api.tables()) {
            api.wings().finish(api.server(server), works);
        }
    }

    /** Lets each step from one state of power to the next take this time; otherwise they take none. */
    public void setPowerTime(Duration time) {
        synchronized (api.tables()) {
            api.wings().setPowerTime(time);
        }
    }

    /** Lets suspended servers run on, as on old machines. */
    public void runSuspendedServers() {
        synchronized (api.tables()) {
            api.wings().setRunsSuspended();
        }
    }

    /** Lets a server be in a state that nothing here leads to, for example {@code restoring_backup}. */
    public void setStatus(long server, @Nullable String status) {
        synchronized (api.tables()) {
            api.server(server).status = status;
        }
    }

    /** Says whether a server is on its way to another machine. */
    public void setTransferring(long server, boolean transferring) {
        synchronized (api.tables()) {
            api.server(server).transferring = transferring;
        }
    }

    /** Says what is wrong with the keys. */
    public void setKeyTrouble(KeyTrouble trouble) {
        api.keys().setTrouble(trouble);
    }

    /**
     * Takes a right from the application key.
     *
     * @param resource for example {@code servers}
     * @param reads whether it may still read
     */
    public void narrowKey(String resource, boolean reads) {
        api.keys().narrow(resource, reads);
    }

    /**
     * Does what an administrator does at the panel, through the same rules, but without a key and without being counted.
     *
     * @param path for example {@code servers/1/details}
     * @param json the body; may be empty
     * @return the answer's body
     * @throws IllegalArgumentException if the panel refuses it; the message says why
     */
    public String asAdmin(String method, String path, String json) {
        PanelReply reply = api.answerAdmin(new PanelRequest(
                method, "/api/application/" + path, ImmutableListMultimap.of(), ImmutableMap.of(), json));
        if (reply.status() >= 300) {
            throw new IllegalArgumentException(reply.status() + " " + reply.body());
        }
        return reply.body();
    }
}
