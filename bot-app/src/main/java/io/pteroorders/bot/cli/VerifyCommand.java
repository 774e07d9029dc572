package io.pteroorders.bot.cli;

import io.pteroorders.bot.state.ProofFiles;
import io.pteroorders.core.order.Order;
import io.pteroorders.storage.json.Verification;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Checks everything that can be checked. */
@Command(name = "verify", description = "Checks all data and backups; works beside a running bot.")
final class VerifyCommand extends DataCommand {

    VerifyCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Verification found = data.existing().maintenance(bar).verify();
        List<String> withoutPicture = new ArrayList<>();
        long pictures = pictures(data, bar, withoutPicture);
        boolean good = found.damagedBackups().isEmpty() && withoutPicture.isEmpty();
        say((good ? "All is in order: " : "Checked: ") + CommandOutput.count(found.orders(), "order") + ", "
                + CommandOutput.count(found.records(), "record") + " in "
                + CommandOutput.count(found.journals(), "journal") + ", "
                + CommandOutput.count(found.backups() - found.damagedBackups().size(), "good backup") + ", "
                + CommandOutput.count(pictures, "picture") + " of payments.");
        found.damagedBackups().forEach(name -> say("damaged backup: " + name));
        withoutPicture.forEach(order -> say("the picture of the payment is gone or damaged: " + order));
        return good ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    /** The picture of an order that is over goes after KEEP_PROOFS. */
    private static boolean isOver(Order order) {
        return switch (order.status()) {
            case PENDING, CONFIRMED, PROCESSING -> false;
            case COMPLETED, CANCELLED, REFUNDED -> true;
        };
    }

    /** How many orders have their picture as it came; notes those that do not. */
    private static long pictures(DataDirectory data, Bar bar, List<String> missing) throws IOException {
        ProofFiles proofs = new ProofFiles(data.path());
        long good = 0;
        for (StoredOrder stored : data.maintenance(bar).orders()) {
            Order order = stored.order();
            if (order.paymentProof().filter(ProofFiles::isOurs).isPresent()) {
                String picture = order.paymentProof().get();
                if (proofs.isWhole(picture)) {
                    good++;
                } else if (!isOver(order) || proofs.file(picture).isPresent()) {
                    missing.add(order.id().toString());
                }
            }
        }
        return good;
    }
}
