package io.pteroorders.bot.chat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.notify.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what people say to a question, by the words under {@code said.} of all languages. A no is heard before a yes,
 * and a yes only where nothing else is said: a text that may be meant for somebody else is neither. Immutable and
 * thread-safe.
 */
final class Answers {

    /** What a text, or a phrase of it, says. */
    enum Said {
        YES,
        NO,
        /** No to a question; without one, no more broadcasts. */
        STOP,
        /** Broadcasts again. */
        START,
        /** Something else, or nothing. */
        OTHER
    }

    private static final int LONGEST_TEXT = 200;
    private static final String FIRST = "1";
    private static final int LONGEST_PHRASE = 3;
    private static final int SHORTEST_ID = 4;
    private static final Splitter PHRASES = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Splitter FIRST_WORD = Splitter.on(CharMatcher.whitespace())
            .trimResults()
            .omitEmptyStrings()
            .limit(2);
    private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

    /** What nobody sees, or people leave out. */
    private static final Pattern NOTHING = Pattern.compile("[\\p{Cf}\\p{Mn}'’`]");

    /** Each stands for itself: a question mark turns a yes into none. */
    private static final Pattern SIGN = Pattern.compile("[?\\p{So}]");

    /** What people put around words without meaning more by it. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{P}~&&[^?]]+");

    private static final Pattern HELD_DOWN = Pattern.compile("(\\p{L})\\1+");

    private final ImmutableMap<String, Said> phrases;
    private final ImmutableSet<String> plainYes;
    private final ImmutableSet<String> fillers;
    private final ImmutableSet<String> aroundPicks;
    private final ImmutableSet<String> refusals;
    private final ImmutableMap<String, Integer> places;

    Answers(Replies replies) {
        ImmutableMap.Builder<String, Said> meanings = ImmutableMap.builder();
        phrases(replies, "said.yes").forEach(phrase -> meanings.put(phrase, Said.YES));
        phrases(replies, "said.no").forEach(phrase -> meanings.put(phrase, Said.NO));
        phrases(replies, "said.stop").forEach(phrase -> meanings.put(phrase, Said.STOP));
        phrases(replies, "said.other").forEach(phrase -> meanings.put(phrase, Said.OTHER));
        phrases(replies, "said.start").forEach(phrase -> meanings.put(phrase, Said.START));
        this.phrases = meanings.buildKeepingLast();
        this.plainYes = phrases(replies, "answer.yes").collect(ImmutableSet.toImmutableSet());
        this.fillers = phrases(replies, "said.filler").collect(ImmutableSet.toImmutableSet());
        this.aroundPicks = phrases(replies, "said.pick").collect(ImmutableSet.toImmutableSet());
        this.refusals = phrases(replies, "said.refuse").collect(ImmutableSet.toImmutableSet());
        this.places = places(replies);
    }

    private static Stream<String> phrases(Replies replies, String name) {
        return Arrays.stream(Language.values())
                .flatMap(language -> PHRASES.splitToStream(replies.word(name, language)))
                .map(phrase -> String.join(" ", words(phrase)));
    }

    /** The words for the first, the second and so on; for each place several with spaces between them. */
    private static ImmutableMap<String, Integer> places(Replies replies) {
        ImmutableMap.Builder<String, Integer> places = ImmutableMap.builder();
        for (Language language : Language.values()) {
            int place = 0;
            for (String words : PHRASES.split(replies.word("said.places", language))) {
                place++;
                for (String word : words(words)) {
                    places.put(word, place);
                }
            }
        }
        return places.buildKeepingLast();
    }

    /** The words of a text: small, without marks, hidden characters and letters that were held down. */
    private static ImmutableList<String> words(String text) {
        String visible = NOTHING.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        String apart = SIGN.matcher(visible).replaceAll(" $0 ");
        String plain = BETWEEN.matcher(apart).replaceAll(" ");
        return ImmutableList.copyOf(WORDS.split(HELD_DOWN.matcher(plain).replaceAll("$1")));
    }

    /** Whether a text is the word for yes that questions ask for, and nothing else. */
    boolean isPlainYes(String text) {
        return plainYes.contains(String.join(" ", words(text)));
    }

    /** What a text says, apart from fillers: all of it yes, or a no before anything else. */
    Said read(String text) {
        ImmutableList<Said> said = meanings(text);
        if (said.size() == 1 || said.isEmpty()) {
            return said.isEmpty() ? Said.OTHER : said.get(0);
        }
        Said first = said.stream().filter(each -> each != Said.YES).findFirst().orElse(Said.YES);
        return switch (first) {
            case YES -> Said.YES;
            case NO, STOP -> Said.NO;
            case START, OTHER -> Said.OTHER;
        };
    }

    /** Whether a text begins with a yes, and denies nothing after it. */
    boolean beginsWithYes(String text) {
        ImmutableList<Said> said = meanings(text);
        return !said.isEmpty()
                && said.get(0) == Said.YES
                && said.stream().noneMatch(each -> each == Said.NO || each == Said.STOP);
    }

    /** Whether a text is the number 1, and nothing else: a yes to what can be taken back. */
    boolean isFirst(String text) {
        return text.length() <= LONGEST_TEXT && said(text).equals(FIRST);
    }

    /** What stands after a word of refusal at the beginning of a text; empty if there is no such word. */
    Optional<String> reasonToRefuse(String text) {
        List<String> parts = FIRST_WORD.splitToList(text);
        return parts.isEmpty() || !refusals.contains(String.join(" ", words(parts.get(0))))
                ? Optional.empty()
                : Optional.of(parts.size() == 1 ? "" : parts.get(1));
    }

    private ImmutableList<Said> meanings(String text) {
        return apart(text).stream()
                .filter(phrase -> !fillers.contains(phrase))
                .map(phrase -> phrases.getOrDefault(phrase, Said.OTHER))
                .collect(ImmutableList.toImmutableList());
    }

    /** The phrases of a text that are known, the longest first, and the words between them. */
    private ImmutableList<String> apart(String text) {
        ImmutableList<String> words = text.length() > LONGEST_TEXT ? ImmutableList.of("?") : words(text);
        ImmutableList.Builder<String> apart = ImmutableList.builder();
        int place = 0;
        while (place < words.size()) {
            String phrase = phraseAt(place, words);
            apart.add(phrase);
            place += WORDS.splitToList(phrase).size();
        }
        return apart.build();
    }

    private String phraseAt(int place, ImmutableList<String> words) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - place); length > 1; length--) {
            String phrase = String.join(" ", words.subList(place, place + length));
            if (phrases.containsKey(phrase) || fillers.contains(phrase)) {
                return phrase;
            }
        }
        return words.get(place);
    }

    /** The one that a text picks by its number, its package or its order, and says nothing else about. */
    Optional<Pick> pick(String text, ImmutableList<Pick> picks) {
        String said = text.length() > LONGEST_TEXT ? "" : said(text);
        Integer number = Optional.ofNullable(places.get(said)).orElseGet(() -> Ints.tryParse(said));
        if (number != null) {
            return number >= 1 && number <= picks.size() ? Optional.of(picks.get(number - 1)) : Optional.empty();
        }
        ImmutableList<Pick> named =
                picks.stream().filter(pick -> isNamed(said, pick)).collect(ImmutableList.toImmutableList());
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private String said(String text) {
        return words(text).stream()
                .filter(word -> !fillers.contains(word) && !aroundPicks.contains(word) && phrases.get(word) != Said.YES)
                .reduce((some, word) -> some + " " + word)
                .orElse("");
    }

    private static boolean isNamed(String said, Pick pick) {
        String id = String.join("", words(pick.order()));
        String end = said.replace(" ", "");
        return !said.isEmpty() && isNamed(said, end, id, pick);
    }

    private static boolean isNamed(String said, String end, String id, Pick pick) {
        return said.equals(String.join(" ", words(pick.packageName())))
                || (end.length() >= SHORTEST_ID && id.endsWith(end));
    }
}
