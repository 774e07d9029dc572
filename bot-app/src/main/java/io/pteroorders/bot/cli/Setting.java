package io.pteroorders.bot.cli;

/**
 * A setting in force.
 *
 * @param name for example {@code STORE_NAME}
 * @param value as it may be shown: secrets hidden, phone numbers masked; empty if there is none
 * @param origin where it comes from: the command line, the environment, {@code .env} or the default
 */
public record Setting(String name, String value, String origin) {}
