package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import com.samskivert.mustache.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The texts, in all languages: compiled and checked when loaded. Templates are Mustache, without code, partials or
 * lambdas; a value is inserted once and never expanded again. Immutable and thread-safe.
 */
public final class Texts {

    /** Where sections are left out, more than one empty line can remain. */
    private static final Pattern GAPS = Pattern.compile("\n{3,}");

    private final ImmutableTable<TextKey, Language, Supplier<Template>> templates;
    private final ImmutableMap<TextKey, Names> names;
    private final ImmutableTable<String, Language, String> words;

    private Texts(
            ImmutableTable<TextKey, Language, Supplier<Template>> templates,
            ImmutableTable<String, Language, String> words) {
        this.templates = templates;
        this.names = Maps.toMap(templates.rowKeySet(), key -> Names.of(key.variables()));
        this.words = words;
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
        return load(enums, new TextLoader(overrides, false));
    }

    /**
     * Loads the texts of some enums of keys, as {@link #load} does, but reads what comes with the program when it is first
     * used: for a program whose build has loaded all of it once, and that is to start soon.
     *
     * @throws TextException if a text of the directory is missing, broken or uses an unknown variable
     * @throws IllegalArgumentException if one of the classes is no enum
     */
    public static Texts loadLazily(List<Class<? extends TextKey>> enums, Optional<Path> overrides) {
        return load(enums, new TextLoader(overrides, true));
    }

    private static Texts load(List<Class<? extends TextKey>> enums, TextLoader loader) {
        enums.forEach(loader::load);
        loader.checkOverrides();
        return new Texts(loader.templates(), loader.words());
    }

    /**
     * A text with values filled in.
     *
     * @throws IllegalArgumentException if the key's enum was not loaded, or a value that the key declares is missing
     */
    public String render(TextKey key, Language language, Variables variables) {
        Supplier<Template> template = templates.get(key, language);
        Names declared = names.get(key);
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
        String word = words.get(name, language);
        if (word == null) {
            throw new IllegalArgumentException("no word " + name + " in " + language);
        }
        return word;
    }
}
