package io.pteroorders.core.testkit.panel;

import com.google.common.base.Ascii;
import com.google.common.base.CaseFormat;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The panel's rules for fields, in the words of its framework: {@code required|string|max:20}. Each rule that is broken is
 * told, but a field that is not there breaks no rule of its content.
 */
final class Validation {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9]([\\w.-]+)[a-z0-9]");

    private final JsonNode body;
    private final BiPredicate<String, JsonNode> known;
    private final List<ObjectNode> broken = new ArrayList<>();

    private Validation(JsonNode body, BiPredicate<String, JsonNode> known) {
        this.body = body;
        this.known = known;
    }

    /**
     * Checks fields.
     *
     * @param rules by field; {@code a.*} stands for each element of a list
     * @param known whether there is something, of what is said behind {@code exists:} and {@code unique:} and the value
     * @throws PanelRefusal if one breaks a rule
     */
    static void check(JsonNode body, ImmutableMap<String, String> rules, BiPredicate<String, JsonNode> known) {
        Validation validation = new Validation(body, known);
        rules.forEach(validation::checkAll);
        if (!validation.broken.isEmpty()) {
            throw PanelRefusal.invalid(validation.broken);
        }
    }

    private void checkAll(String field, String rules) {
        if (field.endsWith(".*")) {
            String list = field.substring(0, field.length() - 2);
            for (int i = 0; i < Json.at(body, list).size(); i++) {
                check(list + "." + i, rules);
            }
        } else {
            check(field, rules);
        }
    }

    private void check(String field, String text) {
        ImmutableList<String> rules = ImmutableList.copyOf(Splitter.on('|').split(text));
        JsonNode value = Json.at(body, field);
        boolean isThere = !value.isMissingNode() && !value.isNull();
        for (String rule : rules) {
            if (!isThere && isBrokenByNothing(rule, value)) {
                tell(field, name(rule));
            } else if (isChecked(value, rules) && isBroken(rule, value, rules)) {
                tell(field, name(rule));
            }
        }
    }

    /** A field that is not there is not looked at, and one that is null only where that is not allowed. */
    private static boolean isChecked(JsonNode value, ImmutableList<String> rules) {
        boolean isAllowed = rules.contains("nullable") || rules.contains("required") || rules.contains("present");
        return !value.isMissingNode() && !(value.isNull() && isAllowed);
    }

    private boolean isBrokenByNothing(String rule, JsonNode value) {
        return switch (name(rule)) {
            case "required" -> true;
            case "filled" -> value.isNull();
            case "present" -> value.isMissingNode();
            case "required_with" -> !Json.at(body, argument(rule)).isMissingNode();
            case "required_without" -> Json.at(body, argument(rule)).isMissingNode();
            default -> false;
        };
    }

    private boolean isBroken(String rule, JsonNode value, ImmutableList<String> rules) {
        String text = value.asString("");
        String argument = argument(rule);
        return switch (name(rule)) {
            case "required" -> value.isContainer() && value.isEmpty();
            case "string" -> !value.isString();
            case "integer" -> !WHOLE.matcher(text).matches();
            case "numeric" -> !NUMBER.matcher(text).matches();
            case "boolean" ->
                !ImmutableList.of("true", "false", "0", "1").contains(text) || (value.isString() && text.length() > 1);
            case "array" -> !value.isContainer();
            case "email" -> !MAIL.matcher(text).matches();
            case "p_username" -> !USERNAME.matcher(Ascii.toLowerCase(text)).matches();
            case "min" -> size(value, rules).compareTo(new BigDecimal(argument)) < 0;
            case "max" -> size(value, rules).compareTo(new BigDecimal(argument)) > 0;
            case "between" -> isOutside(size(value, rules), argument);
            case "in" -> !Splitter.on(',').splitToList(argument).contains(text);
            case "regex" -> !isFound(argument, text);
            case "exists" -> !known.test(argument, value);
            case "unique" -> known.test(argument, value);
            default -> false;
        };
    }

    private static boolean isOutside(BigDecimal size, String bounds) {
        List<String> both = Splitter.on(',').splitToList(bounds);
        return size.compareTo(new BigDecimal(both.get(0))) < 0 || size.compareTo(new BigDecimal(both.get(1))) > 0;
    }

    /** What bounds are of: a number, the length of a text, or how many elements a list has. */
    private static BigDecimal size(JsonNode value, ImmutableList<String> rules) {
        String text = value.asString("");
        if (value.isContainer()) {
            return BigDecimal.valueOf(value.size());
        }
        boolean isNumber = rules.contains("numeric") || rules.contains("integer");
        return isNumber && NUMBER.matcher(text).matches()
                ? new BigDecimal(text)
                : BigDecimal.valueOf(text.codePointCount(0, text.length()));
    }

    private static boolean isFound(String delimited, String text) {
        try {
            String pattern = delimited.substring(1, delimited.lastIndexOf(delimited.charAt(0)));
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException | StringIndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String name(String rule) {
        int colon = rule.indexOf(':');
        return colon < 0 ? rule : rule.substring(0, colon);
    }

    private static String argument(String rule) {
        return rule.substring(rule.indexOf(':') + 1);
    }

    private void tell(String field, String rule) {
        String detail =
                switch (rule) {
                    case "required", "required_with", "required_without" -> "The " + field + " field is required.";
                    case "present" -> "The " + field + " field must be present.";
                    case "unique" -> "The " + field + " has already been taken.";
                    case "exists", "in" -> "The selected " + field + " is invalid.";
                    case "regex" -> "The " + field + " format is invalid.";
                    case "string", "integer", "boolean", "array" -> "The " + field + " must be a " + rule + ".";
                    default ->
                        "The " + field + " breaks the rule "
                                + CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_HYPHEN, rule) + ".";
                };
        broken.add(PanelRefusal.brokenRule(field, rule, detail));
    }
}
