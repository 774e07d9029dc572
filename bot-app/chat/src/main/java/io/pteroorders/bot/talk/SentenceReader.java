package io.pteroorders.bot.talk;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.OrderId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads what people write without a command, by the words in the files of words and a table of rules: the same text, by
 * somebody who stands at the same place, is always read alike. It changes nothing and asks nobody but whoever knows orders.
 * Thread-safe.
 */
public final class SentenceReader {

    private static final int LONGEST = 300;
    private static final int SHORTEST_ID = 4;
    private static final int LONGEST_PART = 10;
    private static final CharMatcher OF_IDS = CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'z'));
    private static final CharMatcher MARKS =
            CharMatcher.forPredicate(Character::isLetterOrDigit).negate();
    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final Lexicon lexicon;

    /**
     * A reader.
     *
     * @param words the phrases under a name, of each language, with commas between them
     */
    public SentenceReader(Function<String, List<String>> words) {
        this.lexicon = new Lexicon(words);
    }

    /**
     * Who writes.
     *
     * @param place where they stand
     * @param server whether they have a server, whatever else they wait for
     * @param admin whether they are one
     * @param isOrder whether a word is the end of the id of an order that they may see
     */
    public record Writer(Place place, boolean server, boolean admin, Predicate<String> isOrder) {}

    /** Reads a text, of which no more than its first few hundred characters count. */
    public Reading read(String text, Writer writer, ImmutableList<PackageInfo> forSale) {
        String begin = text.substring(0, Math.min(text.length(), LONGEST));
        Sentence sentence = new Sentence(Spelling.words(begin), lexicon);
        Slots slots = new SlotReader(sentence, lexicon, forSale).read(order(begin, writer));
        Rules.Said said = new Rules.Said(sentence, slots, writer.place(), writer.server());
        ImmutableList<Intent> intents = writer.admin() ? Rules.ofAdmin(said) : ImmutableList.of();
        ImmutableList<Intent> all = intents.isEmpty() ? Rules.ofCustomer(said) : intents;
        boolean denied = sentence.says(Concept.NEGATION) && !slots.chosen();
        boolean plain = !sentence.asks() && !sentence.saysAny(Concept.HOWMUCH, Concept.IF, Concept.LATER) && !denied;
        return new Reading(all.isEmpty() ? ImmutableList.of(Intent.UNCLEAR) : all, slots, plain);
    }

    private Optional<String> order(String text, Writer writer) {
        return WORDS.splitToStream(text.toLowerCase(Locale.ROOT))
                .map(word -> MARKS.trimFrom(word))
                .filter(word -> !OrderId.candidates(word).isEmpty() || isPart(word, writer))
                .findFirst();
    }

    private boolean isPart(String word, Writer writer) {
        return word.length() >= SHORTEST_ID
                && word.length() <= LONGEST_PART
                && OF_IDS.matchesAllOf(word)
                && !lexicon.knows(word)
                && writer.isOrder().test(word);
    }
}
