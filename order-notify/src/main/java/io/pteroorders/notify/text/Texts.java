package io.pteroorders.notify.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All texts, in all languages: compiled and checked when loaded. Templates are Mustache, without code, partials or
 * lambdas; a value is inserted once and never expanded again. Immutable and thread-safe.
 */
public final class Texts {

    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).strictSections(true).emptyStringIsFalse(true);
    private static final String WORDS = "words.properties";

    /** Where sections are left out, more than one empty line can remain. */
    private static final Pattern GAPS = Pattern.compile("\n{3,}");

    private final ImmutableTable<TextKey, Language, Template> templates;
    private final ImmutableTable<String, Language, String> words;

    private Texts(
            ImmutableTable<TextKey, Language, Template> templates, ImmutableTable<String, Language, String> words) {
        this.templates = templates;
        this.words = words;
    }

    /**
     * Loads the texts of some enums of keys.
     *
     * @param overrides a directory whose files, {@code <language>/<file>}, take the place of those that come with the
     *     program
     * @throws TextException if a text is missing, broken or uses an unknown variable
     */
    public static Texts load(List<Class<? extends TextKey>> enums, Optional<Path> overrides) {
        Loader loader = new Loader(overrides);
        for (Class<? extends TextKey> keys : enums) {
            for (Language language : Language.values()) {
                loader.loadWords(keys, language);
                for (TextKey key : keys.getEnumConstants()) {
                    loader.loadTemplate(keys, key, language);
                }
            }
        }
        loader.checkOverrides();
        return new Texts(ImmutableTable.copyOf(loader.templates), ImmutableTable.copyOf(loader.words));
    }

    /**
     * A text with values filled in.
     *
     * @throws IllegalArgumentException if the key's enum was not loaded or a value is missing
     */
    public String render(TextKey key, Language language, Variables variables) {
        Template template = templates.get(key, language);
        if (template == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language);
        }
        try {
            return GAPS.matcher(template.execute(variables.values()).strip()).replaceAll("\n\n");
        } catch (MustacheException e) {
            throw new IllegalArgumentException("text " + key + " in " + language + ": " + e.getMessage(), e);
        }
    }

    /**
     * A word or short phrase, as it stands in {@code words.properties}.
     *
     * @throws IllegalArgumentException if there is none with this name
     */
    public String word(String name, Language language) {
        String word = words.get(name, language);
        if (word == null) {
            throw new IllegalArgumentException("no word " + name + " in " + language);
        }
        return word;
    }

    private static final class Loader {

        private final Optional<Path> overrides;
        private final Table<TextKey, Language, Template> templates = HashBasedTable.create();
        private final Table<String, Language, String> words = HashBasedTable.create();
        private final Set<String> known = new HashSet<>();
        private final Set<String> usedWords = new HashSet<>();
        private final Set<String> unusedWords = new TreeSet<>();

        Loader(Optional<Path> overrides) {
            this.overrides = overrides;
        }

        void loadWords(Class<?> keys, Language language) {
            putWords(language, parse(language.code() + "/" + WORDS, shipped(keys, language, WORDS)));
            override(language, WORDS).ifPresent(file -> overrideWords(keys, language, file));
        }

        /** Each enum's words are overridden from the same file, so a word may be another enum's. */
        private void overrideWords(Class<?> keys, Language language, Path file) {
            Properties shipped = parse(file.toString(), shipped(keys, language, WORDS));
            Properties overriding = parse(file.toString(), read(file));
            overriding.stringPropertyNames().forEach(unusedWords::add);
            usedWords.addAll(shipped.stringPropertyNames());
            overriding.keySet().retainAll(shipped.keySet());
            putWords(language, overriding);
        }

        private void putWords(Language language, Properties loaded) {
            loaded.forEach((name, word) -> words.put((String) name, language, (String) word));
        }

        private static Properties parse(String file, String properties) {
            Properties loaded = new Properties();
            try {
                loaded.load(new StringReader(properties));
            } catch (IOException | IllegalArgumentException e) {
                throw new TextException(file + ": " + e.getMessage(), e);
            }
            return loaded;
        }

        void loadTemplate(Class<?> keys, TextKey key, Language language) {
            String name = key.file() + ".mustache";
            Optional<Path> override = override(language, name);
            String source = override.map(Loader::read).orElseGet(() -> shipped(keys, language, name));
            String file = override.map(Path::toString).orElse(language.code() + "/" + name);
            templates.put(key, language, compile(key, file, source));
        }

        private static Template compile(TextKey key, String file, String source) {
            if (source.isBlank()) {
                throw new TextException(file + " is empty, so there would be no message", null);
            }
            try {
                Template template = COMPILER.compile(source);
                template.visit(new VariableCheck(key, file, source));
                return template;
            } catch (MustacheParseException e) {
                throw new TextException(file + ": " + e.getMessage() + ". " + allowed(key), e);
            }
        }

        private Optional<Path> override(Language language, String name) {
            String path = language.code() + "/" + name;
            known.add(path);
            return overrides.map(directory -> directory.resolve(path)).filter(Files::exists);
        }

        /** A file that takes the place of nothing is a slip in its name. */
        void checkOverrides() {
            unusedWords.removeAll(usedWords);
            if (!unusedWords.isEmpty()) {
                throw new TextException(WORDS + " has words that no text uses: " + unusedWords, null);
            }
            overrides.ifPresent(this::checkNames);
        }

        private void checkNames(Path directory) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(file -> Files.isRegularFile(file)
                                && !file.getFileName().toString().startsWith("."))
                        .map(file -> directory.relativize(file).toString())
                        .filter(path -> !known.contains(path.replace('\\', '/')))
                        .findFirst()
                        .ifPresent(path -> {
                            throw new TextException(
                                    directory.resolve(path) + " takes the place of no text; texts are named like "
                                            + Language.INDONESIAN.code() + "/order-created-customer.mustache",
                                    null);
                        });
            } catch (IOException e) {
                throw new TextException(directory + " cannot be read: " + e.getMessage(), e);
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new TextException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
            }
        }

        private static String shipped(Class<?> keys, Language language, String name) {
            String path = "texts/" + language.code() + "/" + name;
            try (InputStream in = keys.getResourceAsStream(path)) {
                if (in == null) {
                    throw new TextException("there is no " + path + " beside " + keys.getName(), null);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String allowed(TextKey key) {
        return "Its variables are: " + String.join(", ", ImmutableSortedSet.copyOf(key.variables())) + ".";
    }

    /** Refuses names that the key does not declare, also in sections that a rendering would skip. */
    private record VariableCheck(TextKey key, String file, String source) implements Mustache.Visitor {

        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                int line = Splitter.on('\n')
                        .splitToList(source.substring(0, source.lastIndexOf("{{")))
                        .size();
                throw new TextException(
                        file + ", line " + line + ": a tag begins and does not end. " + allowed(key), null);
            }
        }

        @Override
        public void visitVariable(String name) {
            check(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw problem(name, "includes another template, which is not supported");
        }

        @Override
        public boolean visitSection(String name) {
            check(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            check(name);
            return true;
        }

        private void check(String name) {
            if (!key.variables().contains(name)) {
                throw problem(name, "is unknown");
            }
        }

        private TextException problem(String name, String what) {
            List<String> lines = Splitter.on('\n').splitToList(source);
            int line = 1;
            for (int i = 0; i < lines.size(); i++) {
                if (mentions(lines.get(i), name)) {
                    line = i + 1;
                    break;
                }
            }
            return new TextException(
                    file + ", line " + line + ": {{" + name + "}} " + what + ". " + allowed(key), null);
        }

        private static boolean mentions(String line, String name) {
            return ImmutableList.copyOf(Splitter.on("{{").split(line)).stream()
                    .skip(1)
                    .map(tag -> CharMatcher.anyOf("#^>/&{ ").trimLeadingFrom(tag))
                    .map(tag -> tag.substring(0, Math.max(0, tag.indexOf('}'))).strip())
                    .anyMatch(name::equals);
        }
    }
}
