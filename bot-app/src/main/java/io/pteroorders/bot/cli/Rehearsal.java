package io.pteroorders.bot.cli;

import io.pteroorders.core.order.Order;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/** The rules of the shop about the ends of servers, walked through days that may lie ahead, on a copy of its orders. */
@FunctionalInterface
public interface Rehearsal {

    /**
     * What would be done on the days that are shown.
     *
     * @param servers about how many
     * @param toCustomers how many messages customers would be sent
     * @param toAdmins how many admins would
     * @param suspended how many servers would be suspended
     * @param toDelete how many admins would be asked to delete
     */
    record Totals(int servers, int toCustomers, int toAdmins, int suspended, int toDelete) {}

    /**
     * Walks, as if nobody paid, every message arrived, and admins suspended at once what they are asked to.
     *
     * @param data where the shop is, for what its people saved
     * @param orders all that the shop has; they are copied
     * @param since since when the shop watches the ends of servers; empty if it has not begun to
     * @param from the first day that is shown; those until then are walked too
     * @param to the last day
     * @param out hears of each thing that would be done, a line each
     */
    Totals walk(
            DataDirectory data,
            Iterable<Order> orders,
            Optional<Instant> since,
            LocalDate from,
            LocalDate to,
            Consumer<String> out)
            throws IOException;
}
