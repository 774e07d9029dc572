package io.pteroorders.bot.talk;

import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Multimaps;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** The words that are known, of all languages, with what they stand for. Thread-safe. */
final class Lexicon {

    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_PHRASE = 5;
    private static final int SHORTEST_STEM = 2;
    private static final int SHORTEST_SLIP = 5;
    private static final int LONGEST_WORD = 30;
    private static final DamerauLevenshteinDistance SLIP = new DamerauLevenshteinDistance(1);
    private static final Splitter PHRASES = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

    private final ImmutableSetMultimap<String, Concept> phrases;
    private final ImmutableSet<String> known;
    private final ImmutableListMultimap<String, String> longWords;
    private final ImmutableMap<String, Integer> numbers;
    private final ImmutableList<String> prefixes;
    private final ImmutableList<String> suffixes;
    private final Cache<String, Forms> forms =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * Reads the words.
     *
     * @param words by their names, those of all languages one after another
     */
    Lexicon(Function<String, List<String>> words) {
        ImmutableSetMultimap.Builder<String, Concept> meanings = ImmutableSetMultimap.builder();
        Set<String> all = new HashSet<>();
        for (Concept concept : Concept.values()) {
            for (String phrase : split(words.apply(concept.key()))) {
                ImmutableList<String> parts = Spelling.words(phrase);
                meanings.put(String.join(" ", parts), concept);
                all.addAll(parts);
            }
        }
        this.numbers = numbers(words.apply("talk.numbers"));
        all.addAll(numbers.keySet());
        this.phrases = meanings.build();
        this.known = ImmutableSet.copyOf(all);
        this.longWords = Multimaps.index(
                known.stream().filter(word -> word.length() >= SHORTEST_SLIP).toList(),
                word -> likeness(word, word.length()));
        this.prefixes = split(words.apply("talk.prefixes"));
        this.suffixes = split(words.apply("talk.suffixes"));
    }

    private static ImmutableList<String> split(List<String> values) {
        return values.stream().flatMap(PHRASES::splitToStream).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableMap<String, Integer> numbers(List<String> values) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String value : values) {
            int number = 0;
            for (String words : PHRASES.split(value)) {
                number++;
                for (String word : WORDS.split(words)) {
                    numbers.putIfAbsent(word, number);
                }
            }
        }
        return ImmutableMap.copyOf(numbers);
    }

    /**
     * What is known of a word.
     *
     * @param plain as it stands in the lexicon
     * @param bare the shortest that it comes from
     */
    private record Forms(String plain, String bare) {}

    /** People say the same words again and again. */
    private Forms forms(String word) {
        Forms before = forms.getIfPresent(word);
        if (before != null) {
            return before;
        }
        Forms found = new Forms(sought(word), bare(word));
        forms.put(word, found);
        return found;
    }

    private String known(String word) {
        return forms(word).plain();
    }

    /** Whether a word is one of a language, with or without what is attached to it. */
    boolean knows(String word) {
        return known.contains(known(word));
    }

    /** Numbers that are written as words. */
    ImmutableMap<String, Integer> numbers() {
        return numbers;
    }

    /** What a word stands for by itself. */
    ImmutableSet<Concept> of(String word) {
        return phrases.get(known(word));
    }

    /**
     * A word as it stands in the lexicon: as it is, or without what is attached to its begin or end, or without letters that
     * are typed twice, or with one slip.
     */
    private String sought(String word) {
        String once = Spelling.once(word);
        return Stream.of(word, once)
                .map(this::stem)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> slip(once))
                .orElse(word);
    }

    /** The one word that is a slip away from a long one, and begins like it. */
    private Optional<String> slip(String word) {
        int length = word.length();
        if (length < SHORTEST_SLIP || length > LONGEST_WORD) {
            return Optional.empty();
        }
        List<String> near = IntStream.rangeClosed(length - 1, length + 1)
                .mapToObj(like -> longWords.get(likeness(word, like)))
                .flatMap(List::stream)
                .filter(other -> SLIP.apply(other, word) >= 0)
                .toList();
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    private static String likeness(String word, int length) {
        return word.charAt(0) + " " + length;
    }

    private Optional<String> stem(String word) {
        List<String> ends = withoutEnds(word);
        return Stream.concat(ends.stream(), ends.stream().flatMap(end -> prefixes.stream()
                        .filter(prefix -> end.startsWith(prefix) && end.length() - prefix.length() > SHORTEST_STEM)
                        .map(prefix -> end.substring(prefix.length()))))
                .filter(known::contains)
                .findFirst();
    }

    /** A word, and what is left of it without what may be attached to its end, twice at most. */
    List<String> withoutEnds(String word) {
        return Stream.of(word)
                .flatMap(this::withoutEnd)
                .flatMap(this::withoutEnd)
                .distinct()
                .toList();
    }

    private Stream<String> withoutEnd(String word) {
        return Stream.concat(
                Stream.of(word),
                suffixes.stream()
                        .filter(suffix -> word.endsWith(suffix) && word.length() - suffix.length() > SHORTEST_STEM)
                        .map(suffix -> word.substring(0, word.length() - suffix.length())));
    }

    /** A phrase that is known, or a word that may not be: where it begins, how many words it has, what it stands for. */
    record Part(int begin, int length, ImmutableSet<Concept> concepts) {

        boolean is(Concept concept) {
            return concepts.contains(concept);
        }

        boolean isIdle() {
            return concepts.contains(Concept.FILLER) || concepts.contains(Concept.VOCATIVE);
        }

        int end() {
            return begin + length;
        }
    }

    /** The parts of a sentence, each the longest phrase that is known. */
    ImmutableList<Part> parts(ImmutableList<String> words) {
        ImmutableList<Forms> forms = words.stream().map(this::forms).collect(ImmutableList.toImmutableList());
        ImmutableList<String> plain = forms.stream().map(Forms::plain).collect(ImmutableList.toImmutableList());
        ImmutableList<String> bare = forms.stream().map(Forms::bare).collect(ImmutableList.toImmutableList());
        ImmutableList.Builder<Part> parts = ImmutableList.builder();
        int place = 0;
        while (place < words.size()) {
            Part part = part(place, words, plain, bare);
            parts.add(part);
            place += part.length();
        }
        return parts.build();
    }

    /** The longest phrase there: as it is typed, in the words that are known, or in what they come from. */
    private Part part(int begin, ImmutableList<String> words, ImmutableList<String> plain, ImmutableList<String> bare) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - begin); length > 1; length--) {
            int end = begin + length;
            Optional<String> phrase = Stream.of(words, plain, bare)
                    .map(form -> String.join(" ", form.subList(begin, end)))
                    .filter(phrases::containsKey)
                    .findFirst();
            if (phrase.isPresent()) {
                return new Part(begin, length, phrases.get(phrase.get()));
            }
        }
        return new Part(begin, 1, phrases.get(plain.get(begin)));
    }

    /** The shortest word that is known and that a word comes from. */
    private String bare(String word) {
        return withoutEnds(word).stream()
                .filter(known::contains)
                .min(Comparator.comparing(String::length))
                .orElse(word);
    }
}
