package io.pteroorders.bot.cli;

import com.google.common.collect.Iterables;
import io.pteroorders.storage.record.StoredOrder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes orders for other programs. */
@Command(name = "export", description = "Writes orders for other programs; works beside a running bot.")
final class ExportCommand extends DataCommand {

    @Option(
            names = "--format",
            required = true,
            paramLabel = "csv|excel|json",
            description = "csv for programs, excel for a double click (with semicolons), json as in orders.json")
    private OrderExport format = OrderExport.CSV;

    @Option(names = "--from", paramLabel = "DATE", description = "from this day of creation on, such as 2026-11-01")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--to", paramLabel = "DATE", description = "up to and with this day of creation")
    private LocalDate to = LocalDate.MAX;

    @Option(names = "--out", paramLabel = "FILE", description = "a new file (default: standard output)")
    private @Nullable Path out;

    ExportCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        if (to.isBefore(from)) {
            throw new CommandException(ExitCodes.WRONG_USAGE, "--to " + to + " is before --from " + from + ".");
        }
        Path file = out == null ? null : unused(out);
        Iterable<StoredOrder> orders = Iterables.filter(
                data.existing().maintenance(bar).orders(),
                order -> isWanted(order, data.options().zone()));
        long written;
        try (OutputStream target = file == null ? new FileOutputStream(FileDescriptor.out) : NewFile.create(file)) {
            written = format.write(orders, data.options().zone(), target);
        }
        System.err.println(
                CommandOutput.count(written, "order") + " exported" + (file == null ? "" : " to " + file) + ".");
        return ExitCodes.DONE;
    }

    private boolean isWanted(StoredOrder stored, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(stored.order().createdAt(), zone);
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
