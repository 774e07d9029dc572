package io.pteroorders.bot.talk;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.talk.Lexicon.Part;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The words of a text with what they stand for: what is said, and what is denied. Immutable and thread-safe. */
final class Sentence {

    /** So many words after a negation may be what it denies. */
    private static final int REACH = 3;

    /** What stands between a negation and what it denies. */
    private static final ImmutableSet<Concept> LEADS =
            Sets.immutableEnumSet(Concept.ASK, Concept.WANT, Concept.SEND, Concept.TELL, Concept.DONE, Concept.LATER);

    private static final String QUESTION_MARK = "?";

    private final ImmutableList<String> words;
    private final ImmutableList<Part> parts;
    private final Set<Concept> said = EnumSet.noneOf(Concept.class);
    private final Set<Concept> denied = EnumSet.noneOf(Concept.class);
    private final boolean asks;

    Sentence(ImmutableList<String> words, Lexicon lexicon) {
        this.words = words;
        this.parts = lexicon.parts(words);
        Set<Part> deniedParts = Sets.newIdentityHashSet();
        boolean tag = false;
        ImmutableList<Part> busy = busy(0);
        for (int i = 0; i < busy.size(); i++) {
            if (busy.get(i).is(Concept.NEGATION)) {
                tag |= i == busy.size() - 1 && i > 0;
                deniedParts.addAll(reached(busy.subList(i + 1, busy.size())));
            } else if (isUndoing(busy, i, lexicon)) {
                deniedParts.addAll(busy.subList(i, i + 2));
            }
        }
        if (answersItself()) {
            deniedParts.addAll(parts);
        }
        for (Part part : parts) {
            (deniedParts.contains(part) ? denied : said).addAll(part.concepts());
        }
        this.asks = tag || words.contains(QUESTION_MARK) || said.contains(Concept.ASK);
    }

    /** What a negation before these parts denies: the first that is more than a manner of speaking, and what leads to it. */
    private static List<Part> reached(List<Part> after) {
        int reach = 0;
        while (reach < Math.min(REACH, after.size()) && !after.get(reach).is(Concept.NEGATION)) {
            reach++;
            if (!leads(after.get(reach - 1))) {
                break;
            }
        }
        return after.subList(0, reach).stream()
                .filter(part -> !part.is(Concept.ASK))
                .toList();
    }

    private static boolean leads(Part part) {
        return !part.concepts().isEmpty() && LEADS.containsAll(part.concepts());
    }

    /** "Ga jadi" before what ends something takes that back. */
    private boolean isUndoing(List<Part> busy, int i, Lexicon lexicon) {
        return i + 1 < busy.size()
                && busy.get(i).is(Concept.CANCEL)
                && lexicon.of(words.get(busy.get(i).begin())).contains(Concept.NEGATION)
                && (busy.get(i + 1).is(Concept.STOP) || busy.get(i + 1).is(Concept.CANCEL));
    }

    /** The parts from a word on that say something. */
    private ImmutableList<Part> busy(int from) {
        return parts.stream()
                .filter(part -> part.begin() >= from && !part.isIdle() && !isMark(part))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether nothing but a no follows what is asked. */
    private boolean answersItself() {
        int mark = words.lastIndexOf(QUESTION_MARK);
        ImmutableList<Part> after = busy(mark + 1);
        return mark > 0 && !after.isEmpty() && after.stream().allMatch(part -> part.is(Concept.NEGATION));
    }

    private boolean isMark(Part part) {
        int first = words.get(part.begin()).codePointAt(0);
        return !Character.isLetterOrDigit(first);
    }

    ImmutableList<String> words() {
        return words;
    }

    ImmutableList<Part> parts() {
        return parts;
    }

    /** Whether all of these are said. */
    boolean says(Concept... concepts) {
        return said.containsAll(Arrays.asList(concepts));
    }

    /** Whether one of these is said. */
    boolean saysAny(Concept... concepts) {
        return Stream.of(concepts).anyMatch(said::contains);
    }

    /** Whether one of these is denied. */
    boolean denies(Concept... concepts) {
        return Stream.of(concepts).anyMatch(denied::contains);
    }

    /** Whether it is, or may be, a question. */
    boolean asks() {
        return asks;
    }

    /** Whether nothing is said but these, and what says nothing. */
    boolean isOnly(Concept... concepts) {
        ImmutableSet<Concept> allowed = ImmutableSet.<Concept>builder()
                .add(Concept.FILLER, Concept.VOCATIVE)
                .add(concepts)
                .build();
        return parts.stream()
                .allMatch(part -> isMark(part) || part.concepts().stream().anyMatch(allowed::contains));
    }
}
