package io.pteroorders.bot.api.http;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a body or the parameters of an address, read one by one; what is wrong with them is noted, and said all at
 * once by {@link #check}. A field that nobody asked for is wrong. Not thread-safe.
 */
public final class Fields {

    private static final int MOST_DIGITS = 18;
    private static final int MOST_SHOWN = 60;

    private final JsonNode fields;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<ObjectNode> violations;
    private final List<Fields> inside = new ArrayList<>();

    private Fields(JsonNode fields, String path, List<ObjectNode> violations) {
        this.fields = fields;
        this.path = path;
        this.violations = violations;
    }

    /** Those of an object; none of what is absent. */
    static Fields of(JsonNode object) {
        return new Fields(object, "", new ArrayList<>());
    }

    /** A text. */
    public Optional<String> text(String name) {
        return value(name, "a text", node -> node.isString() ? Optional.of(node.stringValue()) : Optional.empty());
    }

    /** A text that has to be there; empty where that is noted. */
    public String needed(String name) {
        Optional<String> text = text(name);
        need(name);
        return text.orElse("");
    }

    /** Notes a field that is not there, and has to be. */
    public void need(String name) {
        if (!fields.hasNonNull(name)) {
            violation(name, "MISSING", Optional.empty(), "is needed");
        }
    }

    /** A text that means something. */
    public <T> Optional<T> parsed(String name, String allowed, Function<String, Optional<T>> parser) {
        return value(name, allowed, node -> node.isString() ? parser.apply(node.stringValue()) : Optional.empty());
    }

    /** A whole number; in an address its digits. */
    public Optional<Integer> number(String name, int least, int most) {
        return value(name, "a whole number from " + least + " to " + most, node -> whole(node)
                .filter(number -> number >= least && number <= most));
    }

    private static Optional<Integer> whole(JsonNode node) {
        if (node.isString()) {
            String digits = node.stringValue();
            boolean plain = !digits.isEmpty()
                    && digits.length() < 10
                    && CharMatcher.inRange('0', '9').matchesAllOf(digits)
                    && (digits.equals("0") || !digits.startsWith("0"));
            return plain ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
        }
        return node.isInt() ? Optional.of(node.intValue()) : Optional.empty();
    }

    /** An amount of money, a number above 0 that is exact. */
    public Optional<BigDecimal> amount(String name) {
        return value(
                name,
                "a number above 0",
                node -> node.isNumber() && isUsual(node.decimalValue())
                        ? Optional.of(node.decimalValue()).filter(amount -> amount.signum() > 0)
                        : Optional.empty());
    }

    private static boolean isUsual(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS;
    }

    /** Yes or no. */
    public Optional<Boolean> flag(String name) {
        return value(name, "true or false", node -> {
            boolean word = node.isString()
                    && (node.stringValue().equals("true") || node.stringValue().equals("false"));
            return node.isBoolean()
                    ? Optional.of(node.booleanValue())
                    : word ? Optional.of(node.stringValue().equals("true")) : Optional.empty();
        });
    }

    /** A day. */
    public Optional<LocalDate> day(String name) {
        return parsed(name, "a day such as 2026-11-30", text -> time(() -> LocalDate.parse(text)));
    }

    /** A moment. */
    public Optional<Instant> moment(String name) {
        return parsed(name, "a time such as 2026-11-30T10:00:00Z", text -> time(() -> Instant.parse(text)));
    }

    private static <T> Optional<T> time(Supplier<T> time) {
        try {
            return Optional.of(time.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Texts in an array. */
    public ImmutableList<String> texts(String name) {
        return value(
                        name,
                        "an array of texts",
                        node -> node.isArray() && node.valueStream().allMatch(JsonNode::isString)
                                ? Optional.of(node.valueStream()
                                        .map(JsonNode::stringValue)
                                        .collect(ImmutableList.toImmutableList()))
                                : Optional.<ImmutableList<String>>empty())
                .orElse(ImmutableList.of());
    }

    /** The fields of an object inside; those of none where there is none. */
    public Fields object(String name) {
        JsonNode node = value(name, "an object", found -> found.isObject() ? Optional.of(found) : Optional.empty())
                .orElse(JsonMapper.shared().createObjectNode());
        Fields object = new Fields(node, path + name + ".", violations);
        inside.add(object);
        return object;
    }

    private <T> Optional<T> value(String name, String allowed, Function<JsonNode, Optional<T>> reader) {
        known.add(name);
        JsonNode node = fields.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        Optional<T> value = reader.apply(node);
        if (value.isEmpty()) {
            violation(name, "INVALID", Optional.of(node), "must be " + allowed);
        }
        return value;
    }

    /** Notes that a field is wrong. */
    public void wrong(String name, String message) {
        violation(name, "INVALID", Optional.of(fields.path(name)), message);
    }

    private void violation(String name, String code, Optional<JsonNode> rejected, String message) {
        ObjectNode violation = JsonMapper.shared()
                .createObjectNode()
                .put("field", path + name)
                .put("code", code)
                .put("message", message);
        rejected.filter(JsonNode::isValueNode).ifPresent(node -> violation.put("rejected", shown(node.asString())));
        violations.add(violation);
    }

    static String shown(String text) {
        return text.codePoints().limit(MOST_SHOWN).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /**
     * All was asked for that may be there.
     *
     * @throws ProblemException if anything is wrong; it names all
     */
    public void check() {
        noteUnknown();
        if (!violations.isEmpty()) {
            ArrayNode all = JsonMapper.shared().createArrayNode();
            violations.forEach(all::add);
            String fieldsNamed = violations.stream()
                    .map(violation -> violation.path("field").stringValue() + " "
                            + violation.path("message").stringValue())
                    .limit(MOST_DIGITS)
                    .collect(Collectors.joining("; "));
            throw new ProblemException(Problem.of(Problem.Kind.INVALID_INPUT, fieldsNamed + ". Nothing was changed.")
                    .with("violations", all));
        }
    }

    private void noteUnknown() {
        fields.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .limit(MOST_DIGITS)
                .forEach(name -> violation(
                        shown(name),
                        "UNKNOWN",
                        Optional.empty(),
                        known.isEmpty()
                                ? "is not known here, where no field is"
                                : "is not known here; fields are " + String.join(", ", known)));
        inside.forEach(Fields::noteUnknown);
    }
}
