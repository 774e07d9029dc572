package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.TextProblem;
import io.pteroorders.notify.text.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts that can be edited, by the paths of their files such as {@code en/welcome.mustache}. Immutable and thread-safe.
 */
public final class TextFiles {

    private final ImmutableList<Class<? extends TextKey>> enums;
    private final ImmutableMap<String, TextKey> keys;

    /** Those of some enums of keys. */
    public TextFiles(ImmutableList<Class<? extends TextKey>> enums) {
        this.enums = enums;
        this.keys = Maps.uniqueIndex(
                enums.stream()
                        .<TextKey>flatMap(keysOf -> Stream.of(keysOf.getEnumConstants()))
                        .iterator(),
                TextKey::file);
    }

    /** The templates, by the names of their files without an ending. */
    public ImmutableMap<String, TextKey> keys() {
        return keys;
    }

    /** The words that come with the program, by their names. */
    public ImmutableSortedMap<String, String> words(Language language) {
        Map<String, String> words = new TreeMap<>();
        enums.forEach(keysOf -> words.putAll(Texts.shippedWords(keysOf, language)));
        return ImmutableSortedMap.copyOf(words);
    }

    /**
     * The texts with these in the place of those that come with the program.
     *
     * @throws BadEditException that names all that is wrong with them
     */
    public Texts read(ImmutableSortedMap<String, String> files) throws BadEditException {
        try {
            return Texts.loadLazily(enums, files);
        } catch (TextException e) {
            throw new BadEditException(
                    e.problems().stream().map(TextFiles::problem).toList());
        }
    }

    private static Problem problem(TextProblem problem) {
        return Problem.of(
                "text." + problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                problem.file(),
                problem.line(),
                problem.subject(),
                problem.allowed());
    }

    /** The same without those that say what comes with the program, or that are blank words. */
    public ImmutableSortedMap<String, String> ownOnly(Map<String, String> files) {
        Map<String, String> own = new TreeMap<>(files);
        for (Language language : Language.values()) {
            keys.values()
                    .forEach(key -> own.computeIfPresent(
                            Texts.path(key, language),
                            (path, text) -> text.strip()
                                            .equals(Texts.shipped(key, language).strip())
                                    ? null
                                    : text));
            own.computeIfPresent(Texts.pathOfWords(language), (path, text) -> text.isBlank() ? null : text);
        }
        return ImmutableSortedMap.copyOf(own);
    }

    /** All of them: these, and as they come with the program those that are not among them; words are these alone. */
    public ImmutableSortedMap<String, String> whole(ImmutableSortedMap<String, String> files) {
        Map<String, String> all = new TreeMap<>(files);
        for (Language language : Language.values()) {
            keys.values()
                    .forEach(key ->
                            all.computeIfAbsent(Texts.path(key, language), path -> Texts.shipped(key, language)));
        }
        return ImmutableSortedMap.copyOf(all);
    }
}
