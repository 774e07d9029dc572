package io.pteroorders.core.testkit.panel;

/**
 * A variable of an egg.
 *
 * @param name as the environment has it, for example {@code SERVER_JAR}
 * @param defaultValue what it is if nothing is said; may be empty
 * @param rules in the panel's words, for example {@code required|string|max:20}
 */
public record PanelVariable(String name, String defaultValue, String rules) {}
