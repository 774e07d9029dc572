package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A server that is paid for, or is to be. Immutable and thread-safe.
 *
 * @param order the id of the order that began it
 * @param path of that order's page
 * @param state how it stands, in the reader's words
 * @param until the last day that is paid for; empty before it is there
 * @param address of the server; empty if it is not known
 * @param actions what its reader can do with it
 */
public record ServerRow(
        String order,
        String path,
        String packageName,
        String state,
        Optional<String> until,
        Optional<String> address,
        ImmutableList<OrderPage.Action> actions) {}
