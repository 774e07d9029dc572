package io.pteroorders.core.testkit;

import io.pteroorders.core.order.FreeText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What people type into a chat: words of many scripts, emoji, and now and then anything at all. */
final class Texts {

    private static final int LONGEST_ODD_TEXT = 120;

    private Texts() {}

    private static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                letters('a', 'z'),
                letters('À', 'ÿ'),
                letters('А', 'я'),
                letters('ا', 'غ'),
                letters('अ', 'ह'),
                letters('ก', 'ฮ'),
                letters('ꦄ', 'ꦲ'),
                letters('ぁ', 'ん'),
                letters('一', '龥'),
                letters('가', '힣'),
                emoji());
    }

    private static Arbitrary<String> letters(char first, char last) {
        return Arbitraries.strings().withCharRange(first, last).ofMinLength(1).ofMaxLength(15);
    }

    static Arbitrary<String> emoji() {
        return Arbitraries.of("🟢", "💎", "❤️", "👍🏽", "🇮🇩", "👨‍👩‍👧‍👦");
    }

    /** A line of words; one in ten is any string, with control characters and halves of surrogate pairs. */
    static Arbitrary<String> typed() {
        Arbitrary<String> lines = words().list().ofMinSize(1).ofMaxSize(4).map(words -> String.join(" ", words));
        Arbitrary<String> odd = Arbitraries.strings().all().ofMaxLength(LONGEST_ODD_TEXT);
        return Arbitraries.frequencyOf(Tuple.of(9, lines), Tuple.of(1, odd));
    }

    /** A note that is not too long when it has been cleaned; may be empty. */
    static Arbitrary<String> notes() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, typed()),
                Tuple.of(1, Arbitraries.just("")),
                Tuple.of(1, Arbitraries.of("x", "ก", "💎").map(character -> character.repeat(FreeText.MAX_NOTE))));
    }

    /** A text of these characters alone. */
    static Arbitrary<String> of(String characters, int shortest, int longest) {
        return Arbitraries.strings().withChars(characters).ofMinLength(shortest).ofMaxLength(longest);
    }
}
