package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;

/**
 * Something that people can type. Help, role checks and typo suggestions come from what a command declares; its usage
 * and summary stand in {@code words.properties} under {@code command.<name>}.
 */
public interface Command {

    /** The name, in lower case. */
    String name();

    /** Other names for the same. */
    default ImmutableList<String> synonyms() {
        return ImmutableList.of();
    }

    /** The least role that may use it. */
    default Actor.Role role() {
        return Actor.Role.CUSTOMER;
    }

    /** What using it does to orders. */
    default Effect effect() {
        return Effect.HARMLESS;
    }

    /** What using a command does to orders; decides whether it is kept in the audit trail. */
    enum Effect {
        /** Nothing. */
        HARMLESS,
        /** It shows them. */
        SHOWS_ORDERS,
        /** It changes them, or tells their customers something. */
        CHANGES
    }

    /** Does it. */
    Outcome<Reply> run(Call call);
}
