package io.pteroorders.notify.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.pteroorders.notify.text.TextProblem.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Refuses a template that would fail, say nothing, or let what somebody typed begin a line. Every name is looked up, also
 * in sections that a rendering would skip; then the template is rendered with sample values: with all of them, with none,
 * and with each section's value alone missing and alone there.
 */
final class TemplateCheck implements Mustache.Visitor {

    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).strictSections(true).emptyStringIsFalse(true);

    /** What was found right once; to compile and check a text takes a hundred times as long as to fill it in. */
    private static final Cache<Checked, Template> CHECKED =
            CacheBuilder.newBuilder().maximumSize(1_000).build();

    private final Names names;
    private final String file;
    private final String source;
    private final Set<String> sections = new LinkedHashSet<>();
    private final Set<TextProblem> problems = new LinkedHashSet<>();

    private record Checked(ImmutableSet<String> variables, String source) {}

    private TemplateCheck(Names names, String file, String source) {
        this.names = names;
        this.file = file;
        this.source = source;
    }

    /**
     * The template, checked.
     *
     * @param variables the names that it may use, as in {@link TextKey#variables()}
     * @param file what to call it
     * @throws TextException naming file, line and the variables
     */
    static Template compile(ImmutableSet<String> variables, String file, String source) {
        Checked checked = new Checked(variables, source);
        Template known = CHECKED.getIfPresent(checked);
        if (known != null) {
            return known;
        }
        Template template = check(variables, file, source);
        CHECKED.put(checked, template);
        return template;
    }

    private static Template check(ImmutableSet<String> variables, String file, String source) {
        TemplateCheck check = new TemplateCheck(Names.of(variables), file, source);
        try {
            Template template = COMPILER.compile(source);
            template.visit(check);
            check.refuseIfWrong();
            check.tryOut(template);
            check.refuseIfWrong();
            return template;
        } catch (MustacheException e) {
            String why = String.valueOf(e.getMessage());
            throw new TextException(ImmutableList.of(check.problem(0, Kind.SYNTAX, why)), e);
        }
    }

    private void refuseIfWrong() {
        if (!problems.isEmpty()) {
            throw new TextException(ImmutableList.copyOf(problems), null);
        }
    }

    @Override
    public void visitText(String text) {
        if (text.contains("{{")) {
            note(lineAt(source.lastIndexOf("{{")), Kind.UNCLOSED, "");
        }
    }

    @Override
    public void visitVariable(String name) {
        requireKnown(name);
    }

    @Override
    public boolean visitInclude(String name) {
        return unsupported(name);
    }

    @Override
    public boolean visitParent(String name) {
        return unsupported(name);
    }

    @Override
    public boolean visitBlock(String name) {
        return unsupported(name);
    }

    private boolean unsupported(String name) {
        note(lineOf(name), Kind.INCLUDES, name);
        return false;
    }

    @Override
    public boolean visitSection(String name) {
        requireKnown(name);
        sections.add(name);
        return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        return visitSection(name);
    }

    private void requireKnown(String name) {
        if (!names.contains(name)) {
            note(lineOf(name), Kind.UNKNOWN, name);
        }
    }

    private void tryOut(Template template) {
        if (tryOut(template, name -> true).filter(String::isEmpty).isPresent()) {
            note(0, Kind.EMPTY, "");
        }
        tryOut(template, name -> false);
        for (String section : sections) {
            tryOut(template, name -> name.equals(section));
            tryOut(template, name -> !name.equals(section));
        }
    }

    /** What it says; empty if it cannot be said. */
    private Optional<String> tryOut(Template template, Predicate<String> there) {
        String text;
        try {
            text = Texts.tidy(template.execute(SampleValues.of(names, there)));
        } catch (MustacheException.Context e) {
            note(e.lineNo, Kind.ONLY_IN_LIST, e.key + " " + names.listsWith(e.key));
            return Optional.empty();
        }
        for (String line : Splitter.on('\n').split(text)) {
            SampleValues.typedAtStart(line).ifPresent(name -> note(lineOf(name), Kind.BEGINS_LINE, name));
        }
        return Optional.of(text);
    }

    private void note(int line, Kind kind, String subject) {
        problems.add(problem(line, kind, subject));
    }

    private TextProblem problem(int line, Kind kind, String subject) {
        return new TextProblem(file, line, kind, subject, names.toString());
    }

    private int lineAt(int offset) {
        return CharMatcher.is('\n').countIn(source.substring(0, offset)) + 1;
    }

    /** The first line with a tag of this name. */
    private int lineOf(String name) {
        List<String> lines = Splitter.on('\n').splitToList(source);
        for (int i = 0; i < lines.size(); i++) {
            if (tags(lines.get(i)).contains(name)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static ImmutableSet<String> tags(String line) {
        return Splitter.on("{{")
                .splitToStream(line)
                .skip(1)
                .map(tag -> CharMatcher.anyOf("#^>/&{<$ ").trimLeadingFrom(tag))
                .map(tag -> tag.substring(0, Math.max(0, tag.indexOf('}'))).strip())
                .collect(ImmutableSet.toImmutableSet());
    }
}
