package io.pteroorders.storage.json.table;

import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.storage.json.table.Dictionary.Frozen;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the server of an order lies in bytes: which of its optional parts are there, and its parts in a fixed order.
 */
final class PackedServer {

    /** Bits of the first byte, which is 0 if there is no server. */
    private static final int IS_THERE = 1;

    private static final int HAS_USER = 2;
    private static final int HAS_ID = 4;
    private static final int HAS_NODE = 8;
    private static final int HAS_ADDRESS = 16;
    private static final int HAS_TROUBLE = 32;
    private static final int IS_TO_BE_DELETED = 64;

    private PackedServer() {}

    static void write(Optional<Server> server, PackedWriter out, SharedTexts words) {
        server.ifPresentOrElse(present -> new Writer(out, words).write(present), () -> out.writeByte(0));
    }

    /**
     * What was written.
     *
     * @param words what word numbers stand for
     * @return null if there is no server
     */
    static @Nullable Server read(PackedReader in, Frozen<String> words) {
        int parts = in.readByte();
        return parts == 0 ? null : new Reader(in, words, parts).server();
    }

    private record Writer(PackedWriter out, SharedTexts words) {

        void write(Server server) {
            out.writeByte(IS_THERE
                    | (server.user().isPresent() ? HAS_USER : 0)
                    | (server.id().isPresent() ? HAS_ID : 0)
                    | (server.node().isPresent() ? HAS_NODE : 0)
                    | (server.address().isPresent() ? HAS_ADDRESS : 0)
                    | (server.trouble().isPresent() ? HAS_TROUBLE : 0)
                    | (server.deletionAsked().isPresent() ? IS_TO_BE_DELETED : 0));
            out.writeText(server.externalId());
            words.write(out, server.state().word());
            out.writeNumber(server.since().toEpochMilli());
            out.writeNumber(server.round());
            out.writeNumber(server.attempts());
            out.writeNumber(server.reinstalls());
            server.user().ifPresent(this::write);
            server.id().ifPresent(out::writeNumber);
            server.identifier().ifPresent(out::writeText);
            server.node().ifPresent(out::writeNumber);
            server.address().ifPresent(out::writeText);
            server.trouble().ifPresent(this::write);
            server.deletionAsked().ifPresent(time -> out.writeNumber(time.toEpochMilli()));
        }

        private void write(ServerUser user) {
            out.writeNumber(user.id());
            out.writeText(user.name());
            out.writeByte(user.isNew() ? 1 : 0);
        }

        private void write(ServerTrouble trouble) {
            words.write(out, trouble.kind().word());
            words.write(out, trouble.detail());
        }
    }

    private record Reader(PackedReader in, Frozen<String> words, int parts) {

        Server server() {
            Server.Builder server = Server.restore(text(), state(), time())
                    .round(number())
                    .attempts(number())
                    .reinstalls(number());
            if (has(HAS_USER)) {
                server.user(new ServerUser(in.readNumber(), text(), in.readByte() != 0));
            }
            if (has(HAS_ID)) {
                server.id(in.readNumber()).identifier(text());
            }
            if (has(HAS_NODE)) {
                server.node(in.readNumber());
            }
            if (has(HAS_ADDRESS)) {
                server.address(text());
            }
            if (has(HAS_TROUBLE)) {
                server.trouble(new ServerTrouble(kind(), text()));
            }
            return server.deletionAsked(has(IS_TO_BE_DELETED) ? time() : null).build();
        }

        private boolean has(int part) {
            return (parts & part) != 0;
        }

        private ServerState state() {
            return ServerState.parse(text()).orElseThrow();
        }

        private ServerTrouble.Kind kind() {
            return ServerTrouble.Kind.parse(text()).orElseThrow();
        }

        private int number() {
            return Math.toIntExact(in.readNumber());
        }

        private String text() {
            return in.readText(words);
        }

        private Instant time() {
            return Instant.ofEpochMilli(in.readNumber());
        }
    }
}
