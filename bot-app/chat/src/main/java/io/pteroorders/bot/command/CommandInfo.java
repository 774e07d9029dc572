package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.service.Actor;

/**
 * A command's name, other names for the same, who may use it, and what using it does. Immutable and thread-safe.
 *
 * @param name in lower case; its usage and summary stand in {@code words.properties} under {@code command.<name>}
 * @param synonyms other names for the same, in lower case
 * @param role the least role that may use it
 * @param effect what using it does to orders
 * @param takesText whether what is typed after it is a text of its own, with lines
 * @param asks whether a question mark by itself behind it has it ask before it changes anything
 */
public record CommandInfo(
        String name, ImmutableList<String> synonyms, Actor.Role role, Effect effect, boolean takesText, boolean asks) {

    /** An effect on orders; decides whether a use of a command is kept in the audit trail. */
    public enum Effect {
        /** Nothing. */
        HARMLESS,
        /** It shows them. */
        SHOWS_ORDERS,
        /** It changes them, or tells their customers something. */
        CHANGES,
        /** The same, and it cannot be taken back: no slip of a finger is taken for it. */
        FINAL
    }

    /** A harmless command for everybody. */
    public static CommandInfo of(String name, String... synonyms) {
        return new CommandInfo(
                name, ImmutableList.copyOf(synonyms), Actor.Role.CUSTOMER, Effect.HARMLESS, false, false);
    }

    /** The same for admins and owners alone. */
    public CommandInfo forAdmins() {
        return new CommandInfo(name, synonyms, Actor.Role.ADMIN, effect, takesText, asks);
    }

    /** The same for owners alone. */
    public CommandInfo forOwners() {
        return new CommandInfo(name, synonyms, Actor.Role.OWNER, effect, takesText, asks);
    }

    /** The same, showing orders. */
    public CommandInfo showingOrders() {
        return new CommandInfo(name, synonyms, role, Effect.SHOWS_ORDERS, takesText, asks);
    }

    /** The same, changing orders. */
    public CommandInfo changingOrders() {
        return new CommandInfo(name, synonyms, role, Effect.CHANGES, takesText, asks);
    }

    /** The same, changing orders for good. */
    public CommandInfo changingOrdersForGood() {
        return new CommandInfo(name, synonyms, role, Effect.FINAL, takesText, asks);
    }

    /** The same, with a text after it. */
    public CommandInfo takingText() {
        return new CommandInfo(name, synonyms, role, effect, true, asks);
    }

    /** The same, asking first if a question mark stands behind it. */
    public CommandInfo askingOnDemand() {
        return new CommandInfo(name, synonyms, role, effect, takesText, true);
    }

    /** Whether somebody of a role may use the command. */
    public boolean isAllowed(Actor.Role asking) {
        return asking.compareTo(role) >= 0;
    }
}
