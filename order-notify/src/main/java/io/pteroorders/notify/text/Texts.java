package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import com.samskivert.mustache.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts, in all languages: compiled and checked when loaded. Templates are Mustache, without code, partials or
 * lambdas; a value is inserted once and never expanded again. What they say is exchanged whole, by {@link #become}.
 * Thread-safe.
 */
public final class Texts {

    /** Where sections are left out, more than one empty line can remain. */
    private static final Pattern GAPS = Pattern.compile("\n{3,}");

    private volatile Content content;

    /** What they say, until it is exchanged. */
    private record Content(
            ImmutableTable<TextKey, Language, Supplier<Template>> templates,
            ImmutableMap<TextKey, Names> names,
            ImmutableTable<String, Language, String> words) {}

    private Texts(
            ImmutableTable<TextKey, Language, Supplier<Template>> templates,
            ImmutableTable<String, Language, String> words) {
        this.content =
                new Content(templates, Maps.toMap(templates.rowKeySet(), key -> Names.of(key.variables())), words);
    }

    /**
     * Loads the texts of some enums of keys.
     *
     * @param overrides a directory whose files, {@code <language>/<file>}, take the place of those that come with the
     *     program; of any file system, also of an opened jar
     * @throws TextException if a text is missing, broken or uses an unknown variable
     * @throws IllegalArgumentException if one of the classes is no enum
     */
    public static Texts load(List<Class<? extends TextKey>> enums, Optional<Path> overrides) {
        return load(enums, new TextLoader(in(overrides), false));
    }

    /**
     * Loads the texts of some enums of keys, as {@link #load} does, but reads what comes with the program when it is first
     * used: for a program whose build has loaded all of it once, and that is to start soon.
     *
     * @throws TextException if a text of the directory is missing, broken or uses an unknown variable
     * @throws IllegalArgumentException if one of the classes is no enum
     */
    public static Texts loadLazily(List<Class<? extends TextKey>> enums, Optional<Path> overrides) {
        return load(enums, new TextLoader(in(overrides), true));
    }

    /**
     * Loads the texts of some enums of keys, as {@link #loadLazily} does, with others in memory.
     *
     * @param overrides what takes the place of texts that come with the program, by {@link #path}
     * @throws TextException that names all that is wrong with them
     */
    public static Texts loadLazily(List<Class<? extends TextKey>> enums, ImmutableSortedMap<String, String> overrides) {
        return load(enums, new TextLoader(OwnTexts.of(overrides), true));
    }

    private static OwnTexts in(Optional<Path> overrides) {
        return overrides.map(OwnTexts::in).orElse(OwnTexts.NONE);
    }

    private static Texts load(List<Class<? extends TextKey>> enums, TextLoader loader) {
        enums.forEach(loader::load);
        loader.check();
        return new Texts(loader.templates(), loader.words());
    }

    /**
     * The files of a directory of texts, as they are written, by {@link #path}.
     *
     * @throws TextException if one cannot be read
     */
    public static ImmutableSortedMap<String, String> files(Path directory) {
        return OwnTexts.in(directory).contents();
    }

    /** The path of a template in a directory of texts, for example {@code en/welcome.mustache}. */
    public static String path(TextKey key, Language language) {
        return language.code() + "/" + TextLoader.file(key);
    }

    /** The path of the words of a language in a directory of texts. */
    public static String pathOfWords(Language language) {
        return language.code() + "/" + TextLoader.WORDS;
    }

    /** A template as it comes with the program. */
    public static String shipped(TextKey key, Language language) {
        Class<? extends TextKey> keys = ((Enum<?>) key).getDeclaringClass().asSubclass(TextKey.class);
        return TextLoader.shipped(keys, language, TextLoader.file(key));
    }

    /** The words of an enum's texts as they come with the program, by their names. */
    public static ImmutableSortedMap<String, String> shippedWords(Class<? extends TextKey> keys, Language language) {
        return ImmutableSortedMap.copyOf(Maps.fromProperties(TextLoader.shippedWords(keys, language)));
    }

    /** The values that a template may use, for a person: {@code contact, prefix, rows (with age, orderId)}. */
    public static String namesOf(TextKey key) {
        return Names.of(key.variables()).toString();
    }

    /**
     * A template of somebody's own, filled in for them to look at.
     *
     * @param known values that are shown where the text has them; of any other its name is shown
     * @throws TextException that says what is wrong with it
     */
    public static String preview(TextKey key, String source, Variables known) {
        Template template = TemplateCheck.compile(key.variables(), TextLoader.file(key), source);
        return tidy(template.execute(SampleValues.toLookAt(Names.of(key.variables()), known.values())));
    }

    /** Says from now on what others say. What was begun before may be finished in the words of before. */
    public void become(Texts others) {
        this.content = others.content;
    }

    /**
     * Something that is made of texts, and made anew when they have been exchanged.
     *
     * @param maker makes it; may do so more than once
     */
    public <T> Supplier<T> derived(Supplier<T> maker) {
        return new Supplier<>() {

            private volatile @Nullable Made<T> made;

            @Override
            @SuppressWarnings("ReferenceEquality") // another content, even if it says the same
            public T get() {
                Made<T> now = made;
                Content wanted = content;
                if (now == null || now.of() != wanted) {
                    now = new Made<>(wanted, maker.get());
                    made = now;
                }
                return now.value();
            }
        };
    }

    private record Made<T>(Content of, T value) {}

    /**
     * A text with values filled in.
     *
     * @throws IllegalArgumentException if the key's enum was not loaded, or a value that the key declares is missing
     */
    public String render(TextKey key, Language language, Variables variables) {
        Content now = content;
        Supplier<Template> template = now.templates().get(key, language);
        Names declared = now.names().get(key);
        if (template == null || declared == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language);
        }
        ImmutableSortedSet<String> missing = declared.missingIn(variables.values());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("text " + key + " lacks the values " + missing);
        }
        return tidy(template.get().execute(variables.values()));
    }

    static String tidy(String rendered) {
        return GAPS.matcher(rendered.strip()).replaceAll("\n\n");
    }

    /**
     * Refuses a text for {@link #fill} that is broken, empty, uses other names than these, or lets what somebody typed
     * begin a line.
     *
     * @throws TextException that says what is wrong
     */
    public static void check(String source, ImmutableSet<String> allowed) {
        TemplateCheck.compile(allowed, "the text", source);
    }

    /**
     * A text that is none of the program's own, with values filled in; placeholders as in templates.
     *
     * @param allowed the names that it may use; the variables have them all
     * @throws TextException as {@link #check} does
     */
    public static String fill(String source, ImmutableSet<String> allowed, Variables variables) {
        return tidy(TemplateCheck.compile(allowed, "the text", source).execute(variables.values()));
    }

    /**
     * A word or short phrase, as it stands in {@code words.properties}.
     *
     * @throws IllegalArgumentException if there is none with this name
     */
    public String word(String name, Language language) {
        String word = content.words().get(name, language);
        if (word == null) {
            throw new IllegalArgumentException("no word " + name + " in " + language);
        }
        return word;
    }
}
