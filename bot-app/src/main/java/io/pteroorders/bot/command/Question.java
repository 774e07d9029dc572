package io.pteroorders.bot.command;

import java.time.Instant;

/**
 * A question that a person was asked and has not answered: answered with yes, the command line is run, confirmed.
 * Immutable and thread-safe.
 *
 * @param commandLine what to run, without the prefix
 * @param askedAt when it was asked
 */
public record Question(String commandLine, Instant askedAt) {}
