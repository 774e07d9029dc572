package io.pteroorders.bot.cli;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.state.DataDirectories;
import io.pteroorders.bot.state.StateMove;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.storage.json.IoReason;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import io.pteroorders.storage.sql.SqlMigration;
import io.pteroorders.storage.sql.SqlShopStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a shop from files into a database, or back. */
@Command(
        name = "migrate",
        description =
                "Moves a shop from the data directory into the database of DB_URL, or back. The bot must be stopped."
                        + " What is moved also stays where it was. Stopped in the midst, it can be run again.")
final class MigrateCommand implements Callable<Integer> {

    /** What a shop is kept in. */
    enum Kind {
        JSON,
        SQL
    }

    private static final String HOLDER = "migrate";
    private static final String FILE = "migration.json";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--from", required = true, description = "json or sql")
    private Kind from = Kind.JSON;

    @Option(names = "--to", required = true, description = "json or sql")
    private Kind to = Kind.SQL;

    private final JarCommands.SidesFinder finder;

    MigrateCommand(JarCommands.SidesFinder finder) {
        this.finder = finder;
    }

    @Override
    public Integer call() {
        if (from == to) {
            throw new CommandException(ExitCodes.WRONG_USAGE, "--from and --to must differ: one is json, one is sql.");
        }
        JarCommands.Sides sides = finder.find(common.settings());
        try (Bar bar = new Bar()) {
            long orders = to == Kind.SQL ? toSql(sides, bar) : toJson(sides, bar);
            DataCommand.say(CommandOutput.count(orders, "order") + " moved to "
                    + (to == Kind.SQL ? "the database" : sides.files().path())
                    + ", and compared one by one. Set STORAGE=" + (to == Kind.SQL ? "sql" : "json") + " now.");
            return ExitCodes.DONE;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(ExitCodes.FAILED, "that failed: " + IoReason.of(e) + ".");
        }
    }

    private static long toSql(JarCommands.Sides sides, Bar bar) throws IOException {
        DataDirectory files = sides.files().existing().writable();
        Maintenance maintenance = files.maintenance(bar);
        // While it is open, no bot changes it.
        try (ShopStorage held = JsonShopStorage.open(files.path(), files.options(), BotState.PLAIN);
                SqlMigration target = SqlMigration.into(sides.database());
                Lease source = leased(held.lease(HOLDER));
                Lease lease = leased(target.lease(HOLDER))) {
            target.write(maintenance.orders());
            StateMove.move(source, lease);
            return target.finish(maintenance.orders());
        }
    }

    private static Lease leased(Optional<Lease> lease) {
        return lease.orElseThrow(() -> new CommandException(
                ExitCodes.DATA_REFUSED,
                "another process works on the database. Stop it; after a kill, wait for 20 seconds."));
    }

    private static long toJson(JarCommands.Sides sides, Bar bar) throws IOException {
        DataDirectory files = unused(sides.files().writable());
        Maintenance maintenance = files.maintenance(bar);
        try (ShopStorage source = SqlShopStorage.open(sides.database());
                Lease lease = leased(source.lease(HOLDER))) {
            DataDirectories.make(files.path());
            moveState(lease, files);
            Path file = files.path().resolve(FILE);
            Files.deleteIfExists(file);
            Digest moved = new Digest();
            try (OutputStream out = new BufferedOutputStream(NewFile.create(file))) {
                Writer writer = new Writer(out);
                SqlMigration.read(sides.database(), order -> {
                    moved.add(order);
                    writer.write(order);
                });
                writer.end();
            }
            Maintenance.Report report = maintenance.importFrom(file, false);
            Digest target = new Digest();
            maintenance.orders().forEach(target::add);
            if (!target.hash().equals(moved.hash())) {
                throw new CommandException(
                        ExitCodes.DATA_REFUSED,
                        "the orders in " + files.path() + " differ from those in the database. Move the directory away"
                                + " and run migrate again.");
            }
            Files.delete(file);
            return report.orders();
        }
    }

    private static void moveState(Lease source, DataDirectory files) {
        try (ShopStorage target = JsonShopStorage.withoutOrders(files.path(), files.options(), BotState.PLAIN)) {
            StateMove.move(source, leased(target.lease(HOLDER)));
        }
    }

    /** @throws CommandException if there are orders in it already */
    private static DataDirectory unused(DataDirectory files) throws IOException {
        if (Files.isDirectory(files.path())) {
            try (Stream<Path> inside = Files.list(files.path())) {
                if (inside.map(path -> String.valueOf(path.getFileName()))
                        .anyMatch(name -> name.equals("orders.json") || name.startsWith("journal-"))) {
                    throw new CommandException(
                            ExitCodes.DATA_REFUSED,
                            files.path() + " holds a shop already. Name an empty directory with --data DIR.");
                }
            }
        }
        return files;
    }

    /** Says whether two sequences of orders are the same, with all their fields. */
    private static final class Digest {

        private final Hasher hasher = Hashing.sha256().newHasher();

        void add(StoredOrder order) {
            hasher.putBytes(Hashing.sha256().hashBytes(OrderJson.encode(order)).asBytes());
        }

        String hash() {
            return hasher.hash().toString();
        }
    }

    /** Writes a JSON array of orders. */
    private static final class Writer {

        private final OutputStream out;
        private String before = "[\n";

        Writer(OutputStream out) {
            this.out = out;
        }

        void write(StoredOrder order) {
            try {
                out.write(before.getBytes(StandardCharsets.UTF_8));
                out.write(OrderJson.encode(order));
                before = ",\n";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end() throws IOException {
            out.write((before.startsWith("[") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
