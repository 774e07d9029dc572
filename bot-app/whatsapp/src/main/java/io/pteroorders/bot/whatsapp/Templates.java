package io.pteroorders.bot.whatsapp;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.notify.OutgoingMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The templates approved by Meta, and which text of ours each stands for. Immutable and thread-safe. */
public final class Templates {

    /** No templates. */
    public static final Templates NONE = new Templates(ImmutableMap.of());

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(_[A-Z]{2})?");
    private static final int MAX_PARAMETER = 1000;
    private static final String NOTHING = "-";

    private record Template(String name, String language, ImmutableList<String> variables) {}

    private final ImmutableMap<String, Template> byText;

    private Templates(ImmutableMap<String, Template> byText) {
        this.byText = byText;
    }

    /**
     * The templates that lines name.
     *
     * @param lines by the name of our text, such as {@code order-completed-customer}: Meta's name, the language's code and
     *     our variables in the order of the template's, such as {@code order_ready id orderId serverId}
     * @param texts the variables of every text of ours
     * @param problems takes what is wrong, one call for each line
     */
    public static Templates of(
            Map<String, String> lines, Map<String, ImmutableSet<String>> texts, Consumer<String> problems) {
        ImmutableMap.Builder<String, Template> byText = ImmutableMap.builder();
        lines.forEach((text, line) -> {
            List<String> words = WORDS.splitToList(line);
            problem(text, words, texts).ifPresentOrElse(problems, () -> byText.put(text, template(words)));
        });
        return new Templates(byText.buildOrThrow());
    }

    private static Optional<String> problem(String text, List<String> words, Map<String, ImmutableSet<String>> texts) {
        if (!texts.containsKey(text)) {
            return Optional.of("no message is called \"" + text + "\"; there are " + list(texts.keySet()));
        }
        if (words.size() < 2
                || !NAME.matcher(words.get(0)).matches()
                || !LANGUAGE.matcher(words.get(1)).matches()) {
            return Optional.of("\"" + text + "\" must name a template, its language and values, such as "
                    + "order_ready id orderId");
        }
        Set<String> variables = texts.get(text);
        List<String> unknown =
                words.stream().skip(2).filter(word -> !variables.contains(word)).toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("\"" + text + "\" has no value called " + list(unknown) + "; it has " + list(variables));
    }

    private static String list(Collection<String> names) {
        return String.join(", ", names);
    }

    private static Template template(List<String> words) {
        return new Template(words.get(0), words.get(1), ImmutableList.copyOf(words.subList(2, words.size())));
    }

    /** Those of some texts of ours for which there is none. */
    public ImmutableList<String> missing(Collection<String> texts) {
        return texts.stream().filter(text -> !byText.containsKey(text)).collect(ImmutableList.toImmutableList());
    }

    /** Whether there is a template for a message. */
    boolean has(OutgoingMessage message) {
        return byText.containsKey(message.template());
    }

    /** A template with its parameters, as a request has it. */
    private record Filled(String name, Code language, Optional<List<Component>> components) {}

    private record Code(String code) {}

    private record Component(String type, List<Parameter> parameters) {}

    private record Parameter(String type, String text) {}

    /** What a request says in place of a message's text; empty if there is no template for it. */
    Optional<ObjectNode> fill(OutgoingMessage message) {
        return Optional.ofNullable(byText.get(message.template()))
                .map(template -> StrictJson.records().valueToTree(fill(template, message.variables())));
    }

    private static Filled fill(Template template, Map<String, String> values) {
        List<Parameter> parameters = template.variables().stream()
                .map(variable -> new Parameter("text", oneLine(values.getOrDefault(variable, ""))))
                .toList();
        return new Filled(
                template.name(),
                new Code(template.language()),
                Optional.of(List.of(new Component("body", parameters))).filter(any -> !parameters.isEmpty()));
    }

    /** Meta refuses parameters with line breaks, tabs, wide gaps, or nothing in them. */
    private static String oneLine(String value) {
        String line = CharMatcher.whitespace().or(CharMatcher.javaIsoControl()).trimAndCollapseFrom(value, ' ');
        String bounded = line.substring(0, Math.min(line.length(), MAX_PARAMETER));
        return bounded.isEmpty() ? NOTHING : bounded;
    }
}
