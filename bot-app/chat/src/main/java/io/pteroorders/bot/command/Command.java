package io.pteroorders.bot.command;

import io.pteroorders.core.order.Outcome;

/** Something that people can type. Help, role checks and typo suggestions come from its info. */
public interface Command {

    /** Its name, who may use it, and what using it does. */
    CommandInfo info();

    /** Does it. */
    Outcome<Reply> run(Call call);
}
