package io.pteroorders.core.testkit;

/**
 * Something that must be refused, and why. Immutable if the input is.
 *
 * @param rule the rule that it breaks, in the words of the refusal: a part of the exception's message, or for a request
 *     the name of a {@link io.pteroorders.core.order.Violation.Code}
 * @param input what breaks it
 */
public record Broken<T>(String rule, T input) {}
