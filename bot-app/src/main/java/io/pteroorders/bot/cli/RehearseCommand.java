package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.renewal.RenewalStores;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the bot would do about the ends of servers. */
@Command(
        name = "rehearse",
        description =
                "Shows day by day whom the bot would remind, warn and suspend, and what it would ask to delete, if"
                        + " nobody paid. It works on a copy, also beside a running bot: nothing is sent, asked or changed.")
final class RehearseCommand extends DataCommand {

    private static final int MOST_DAYS = 366;

    @Option(names = "--from", paramLabel = "DATE", description = "the first day shown (default: today)")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DATE",
            description = "the last day shown, such as 2026-12-31; at most a year after the first and after today")
    private LocalDate to = LocalDate.MAX;

    private final Rehearsal rehearsal;

    RehearseCommand(JarCommands.Finder finder, Rehearsal rehearsal) {
        super(finder);
        this.rehearsal = rehearsal;
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        LocalDate today = LocalDate.ofInstant(
                data.options().clock().instant(), data.options().zone());
        LocalDate first = from == null ? today : from;
        check(first, today);
        Rehearsal.Totals totals = rehearsal.walk(
                data,
                Iterables.transform(data.existing().maintenance(bar).orders(), StoredOrder::order),
                since(data),
                first,
                to,
                DataCommand::say);
        say(first + " to " + to + ", " + CommandOutput.count(totals.servers(), "server") + ": "
                + CommandOutput.count(totals.toCustomers(), "message") + " to customers, " + totals.toAdmins()
                + " to admins, " + totals.suspended() + " suspended, " + totals.toDelete()
                + " to be deleted. Nothing was sent or changed.");
        return ExitCodes.DONE;
    }

    private void check(LocalDate first, LocalDate today) {
        if (to.isBefore(first)) {
            throw new CommandException(ExitCodes.WRONG_USAGE, "--to " + to + " is before " + first + ".");
        }
        for (LocalDate day : List.of(first, today)) {
            if (ChronoUnit.DAYS.between(day, to) > MOST_DAYS) {
                throw new CommandException(
                        ExitCodes.WRONG_USAGE,
                        "--to " + to + " is more than " + MOST_DAYS + " days after " + day + ".");
            }
        }
    }

    private static Optional<Instant> since(DataDirectory data) throws IOException {
        return RecordsCopy.read(data, ImmutableList.of(RenewalStores.RECORDS), lease -> RenewalStores.of(lease)
                .since());
    }
}
