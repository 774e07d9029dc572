package io.pteroorders.bot.cli;

import com.google.common.collect.Iterables;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pteroorders.bot.renewal.RenewalStores;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String HOLDER = "rehearse";
    private static final String LOCK = "LOCK";
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

    /** Since when the shop watches the ends of servers, by a copy of the records that say so: who opens them changes them. */
    private static Optional<Instant> since(DataDirectory data) throws IOException {
        Path copy = Files.createTempDirectory(HOLDER);
        try {
            copy(data.path().resolve(RenewalStores.RECORDS), copy.resolve(RenewalStores.RECORDS));
            try (ShopStorage shop = JsonShopStorage.withoutOrders(copy, data.options(), BotState.PLAIN);
                    Lease lease = shop.lease(HOLDER).orElseThrow()) {
                return RenewalStores.of(lease).since();
            }
        } finally {
            MoreFiles.deleteRecursively(copy, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** All but the lock, which is the running bot's. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(LOCK)) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }
}
