package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes completed orders of servers that a panel has already. */
@Command(
        name = "adopt",
        description = {
            "Takes over servers that the panel has already, for a seller who moves here: each becomes a completed order"
                    + " of its customer, who is told nothing. (The command adopt without panel is another: it takes an"
                    + " orders.json that was edited.)",
            "FILE has a heading and a row for each server: server,phone,package,paidUntil, then"
                    + " 1a7ce997,0812-3456-7890,bot,2026-12-22. What would be done is shown, beside a running bot too."
                    + " With --write it is done if no row is wrong; the bot must be stopped for that."
        })
final class PanelAdoptCommand extends DataCommand {

    private static final String HOLDER = "panel-adopt";
    private static final String NEW_ORDERS = "adopted-servers.json";

    private final Adoption.Reader reader;

    @Parameters(paramLabel = "FILE", description = "a table with commas or semicolons")
    private Path file = Path.of("");

    @Option(names = "--write", description = "does what is shown")
    private boolean write;

    PanelAdoptCommand(JarCommands.Finder finder, Adoption.Reader reader) {
        super(finder);
        this.reader = reader;
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        try {
            Maintenance maintenance = data.maintenance(bar);
            Adoption adoption = reader.read(
                    existing(file),
                    data,
                    Files.isDirectory(data.path())
                            ? Iterables.transform(maintenance.orders(), StoredOrder::order)
                            : ImmutableList.of());
            adoption.lines().forEach(DataCommand::say);
            adoption.problems().forEach(DataCommand::say);
            return adoption.problems().isEmpty() ? adopt(adoption, data, maintenance) : refused(adoption);
        } catch (PanelException e) {
            throw new CommandException(ExitCodes.FAILED, "the panel failed: " + e.getMessage() + ". Run it again.");
        }
    }

    private static int refused(Adoption adoption) {
        throw new CommandException(
                ExitCodes.WRONG_USAGE,
                CommandOutput.count(adoption.problems().size(), "row") + " cannot be adopted. Nothing was changed.");
    }

    private int adopt(Adoption adoption, DataDirectory data, Maintenance maintenance) throws IOException {
        String servers = CommandOutput.count(adoption.lines().size(), "server");
        if (!write) {
            say(servers + " can be adopted. Nothing was changed: do it with --write.");
            return ExitCodes.DONE;
        }
        Path orders = stored(named(adoption, data), data.writable());
        Maintenance.Report report = maintenance.importFrom(orders, false);
        Files.delete(orders);
        say(servers + " adopted.");
        CommandOutput.report(report).forEach(DataCommand::say);
        return ExitCodes.DONE;
    }

    /** While it is open, no bot changes it. */
    private static ImmutableList<Order> named(Adoption adoption, DataDirectory data) {
        try (ShopStorage held = JsonShopStorage.open(data.path(), data.options(), BotState.PLAIN);
                Lease lease = held.lease(HOLDER).orElseThrow()) {
            return adoption.nameAtPanel(lease);
        }
    }

    /** The orders as a file that can be imported. */
    private static Path stored(ImmutableList<Order> orders, DataDirectory data) throws IOException {
        Path to = data.path().resolve(NEW_ORDERS);
        Files.deleteIfExists(to);
        try (OutputStream out = NewFile.create(to)) {
            OrderExport.JSON.write(
                    orders.stream().map(StoredOrder::of).collect(ImmutableList.toImmutableList()),
                    data.options().zone(),
                    out);
        }
        return to;
    }
}
