package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.Lease;
import java.io.IOException;
import java.nio.file.Path;

/** What becomes of servers that a panel has already, row by row of a seller's file; nothing has happened yet. */
public interface Adoption {

    /** Reads a file of servers, and asks the panel for each. */
    @FunctionalInterface
    interface Reader {

        /**
         * What would become of the file's servers.
         *
         * @param data where the shop is, for what its people saved
         * @param orders those that are there
         */
        Adoption read(Path file, DataDirectory data, Iterable<Order> orders) throws IOException;
    }

    /** What would become of each server that can be adopted, a line each. */
    ImmutableList<String> lines();

    /** What is wrong with rows, each in a sentence; nothing is adopted while there is something. */
    ImmutableList<String> problems();

    /**
     * Gives the servers the shop's names at the panel. Broken off in the midst, it can be done again.
     *
     * @param lease by which the shop's records are kept
     * @return the orders that they are from then on, which are to be stored
     */
    ImmutableList<Order> nameAtPanel(Lease lease);
}
