package io.pteroorders.notify.text;

import com.google.common.base.Preconditions;
import com.google.common.base.Suppliers;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import com.samskivert.mustache.Template;
import io.pteroorders.notify.text.TextProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the texts of one enum after another, and an operator's in their place. Not thread-safe. */
final class TextLoader {

    static final String WORDS = "words.properties";
    private static final String MORE = "+";

    private final OwnTexts overrides;
    private final boolean lazily;
    private final Table<TextKey, Language, Supplier<Template>> templates = HashBasedTable.create();
    private final Table<String, Language, String> words = HashBasedTable.create();
    private final List<TextProblem> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> usedWords = new HashSet<>();
    private final Set<String> unusedWords = new TreeSet<>();

    /** @param lazily whether what comes with the program is read when it is first used */
    TextLoader(OwnTexts overrides, boolean lazily) {
        this.overrides = overrides;
        this.lazily = lazily;
    }

    /** Reads the words and templates of an enum, in all languages. */
    void load(Class<? extends TextKey> keys) {
        Preconditions.checkArgument(keys.isEnum(), "%s is no enum", keys.getName());
        for (Language language : Language.values()) {
            loadWords(keys, language);
            for (TextKey key : keys.getEnumConstants()) {
                loadTemplate(keys, key, language);
            }
        }
    }

    ImmutableTable<TextKey, Language, Supplier<Template>> templates() {
        return ImmutableTable.copyOf(templates);
    }

    ImmutableTable<String, Language, String> words() {
        return ImmutableTable.copyOf(words);
    }

    private void loadWords(Class<? extends TextKey> keys, Language language) {
        putWords(language, shippedWords(keys, language));
        override(language, WORDS).ifPresent(file -> overrideWords(keys, language, file));
    }

    /** The words that come with the program. */
    static Properties shippedWords(Class<? extends TextKey> keys, Language language) {
        return parse(language.code() + "/" + WORDS, shipped(keys, language, WORDS));
    }

    /** Each enum's words are overridden from the same file, so a word may be another enum's. */
    private void overrideWords(Class<? extends TextKey> keys, Language language, OwnTexts.Source file) {
        Properties shipped = shippedWords(keys, language);
        Properties overriding;
        try {
            overriding = parse(file.name(), file.read());
        } catch (TextException e) {
            noteAll(e);
            return;
        }
        overriding.stringPropertyNames().forEach(unusedWords::add);
        usedWords.addAll(shipped.stringPropertyNames());
        overriding.keySet().retainAll(shipped.keySet());
        overriding.replaceAll((name, words) -> added(shipped.getProperty((String) name), (String) words));
        putWords(language, overriding);
    }

    /** A line that begins with a plus adds its phrases to those that are there. */
    private static String added(String shipped, String words) {
        return words.startsWith(MORE)
                ? shipped + ", " + words.substring(MORE.length()).strip()
                : words;
    }

    private void putWords(Language language, Properties loaded) {
        loaded.forEach((name, word) -> words.put((String) name, language, (String) word));
    }

    private static Properties parse(String file, String properties) {
        Properties loaded = new Properties();
        try {
            loaded.load(new StringReader(properties));
        } catch (IOException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new TextException(ImmutableList.of(new TextProblem(file, 0, Kind.BROKEN_WORDS, why, "")), e);
        }
        return loaded;
    }

    private void loadTemplate(Class<? extends TextKey> keys, TextKey key, Language language) {
        String name = file(key);
        Optional<OwnTexts.Source> override = override(language, name);
        Supplier<Template> template = override.map(file -> compiled(key, file.name(), file::read))
                .orElseGet(() -> compiled(key, language.code() + "/" + name, () -> shipped(keys, language, name)));
        if (lazily && override.isEmpty()) {
            templates.put(key, language, template);
            return;
        }
        try {
            templates.put(key, language, Suppliers.ofInstance(template.get()));
        } catch (TextException e) {
            noteAll(e);
        }
    }

    private static Supplier<Template> compiled(TextKey key, String file, Supplier<String> source) {
        return Suppliers.memoize(() -> TemplateCheck.compile(key.variables(), file, source.get()));
    }

    private Optional<OwnTexts.Source> override(Language language, String name) {
        String path = language.code() + "/" + name;
        known.add(path);
        return overrides.find(path);
    }

    /** What cannot even be read stops all of it; anything else is told together. */
    private void noteAll(TextException refusal) {
        if (refusal.problems().isEmpty()) {
            throw refusal;
        }
        refusal.problems().stream()
                .filter(problem -> !problems.contains(problem))
                .forEach(problems::add);
    }

    /**
     * A file that takes the place of nothing is a slip in its name.
     *
     * @throws TextException if that, or anything before, is wrong
     */
    void check() {
        unusedWords.removeAll(usedWords);
        if (!unusedWords.isEmpty()) {
            problems.add(new TextProblem(WORDS, 0, Kind.NO_SUCH_WORDS, unusedWords.toString(), ""));
        }
        overrides.paths().stream()
                .filter(path -> !known.contains(path))
                .map(path -> new TextProblem(overrides.name(path), 0, Kind.NO_SUCH_TEXT, "", ""))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new TextException(problems, null);
        }
    }

    /** A file that comes with the program. */
    static String shipped(Class<? extends TextKey> keys, Language language, String name) {
        try (InputStream in = keys.getResourceAsStream(path(language, name))) {
            if (in == null) {
                throw new TextException(
                        "beside " + keys.getName() + " there is no " + missing(keys) + hintAtModule(keys), null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in a package is hidden from other modules, unless it is opened to them. */
    private static String hintAtModule(Class<?> keys) {
        return keys.getModule().isNamed()
                ? "; if the files are there, " + keys.getModule() + " has to open their packages, "
                        + Stream.of(Language.values())
                                .map(language -> keys.getPackageName() + ".texts." + language.code())
                                .collect(Collectors.joining(" and "))
                        + ", to " + TextLoader.class.getModule().getName()
                : "";
    }

    private static String path(Language language, String name) {
        return "texts/" + language.code() + "/" + name;
    }

    /** All at once, for whoever adds a language or a text. */
    private static String missing(Class<? extends TextKey> keys) {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.concat(
                                Stream.of(WORDS),
                                Stream.of(keys.getEnumConstants()).map(TextLoader::file))
                        .map(name -> path(language, name)))
                .filter(path -> keys.getResource(path) == null)
                .collect(Collectors.joining(", "));
    }

    /** The name of a template's file. */
    static String file(TextKey key) {
        return key.file() + ".mustache";
    }
}
