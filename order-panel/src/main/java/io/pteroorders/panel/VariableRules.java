package io.pteroorders.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.Optional;

/**
 * The rules that a value of a variable must keep. Only the simple ones are known here: the panel knows the rest.
 *
 * @param rules in the panel's words, for example {@code max:20}
 */
record VariableRules(ImmutableList<String> rules) {

    static VariableRules parse(String text) {
        return new VariableRules(ImmutableList.copyOf(Splitter.on('|').split(text)));
    }

    /** What is wrong with a value; the empty one is as good as none. */
    Optional<String> problem(String value) {
        if (value.isBlank()) {
            return rules.contains("required") ? Optional.of("needs a value") : Optional.empty();
        }
        return argument("in:")
                .filter(allowed -> !Splitter.on(',').splitToList(allowed).contains(value))
                .map(allowed -> "is one of " + allowed)
                .or(() -> tooLong(value));
    }

    private Optional<String> tooLong(String value) {
        boolean isNumber = rules.contains("numeric") || rules.contains("integer");
        return argument("max:")
                .map(Ints::tryParse)
                .filter(most -> !isNumber && value.codePointCount(0, value.length()) > most)
                .map(most -> "has at most " + most + " characters");
    }

    private Optional<String> argument(String rule) {
        return rules.stream()
                .filter(each -> each.startsWith(rule))
                .map(each -> each.substring(rule.length()))
                .findFirst();
    }
}
