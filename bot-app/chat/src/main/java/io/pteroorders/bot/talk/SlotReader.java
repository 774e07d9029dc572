package io.pteroorders.bot.talk;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import io.pteroorders.bot.talk.Lexicon.Part;
import io.pteroorders.bot.talk.Slots.Wanted;
import io.pteroorders.core.catalog.PackageInfo;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds what one sentence names. Not thread-safe. */
final class SlotReader {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,3}(?:[.,][0-9]{3})++|[0-9]{1,9})(\\p{L}*+)");
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
    private static final int MONTHS_A_YEAR = 12;
    private static final int DAYS_A_MONTH = 30;
    private static final int LEAST_AMOUNT = 1000;
    private static final int MILLION = 1_000_000;
    private static final int SHORTEST_SLIP = 3;
    private static final int LONG_WORD = 5;

    private final Sentence sentence;
    private final Lexicon lexicon;
    private final ImmutableList<PackageInfo> sold;
    private final List<Mention> mentions = new ArrayList<>();
    private final List<Bare> bare = new ArrayList<>();
    private Optional<Integer> months = Optional.empty();
    private Optional<Long> amount = Optional.empty();
    private boolean tooShort;

    SlotReader(Sentence sentence, Lexicon lexicon, ImmutableList<PackageInfo> sold) {
        this.sentence = sentence;
        this.lexicon = lexicon;
        this.sold = sold;
    }

    /** A package at a place among the words; in its own name, or by what it has. */
    private record Mention(int place, PackageInfo sold, boolean byName) {}

    /** A number without a unit at a place among the words. */
    private record Bare(int place, int number) {}

    /** What the sentence names; the order is found elsewhere. */
    Slots read(Optional<String> order) {
        ImmutableList<Part> parts = sentence.parts();
        for (int i = 0; i < parts.size(); i++) {
            read(parts.get(i), i + 1 < parts.size() ? Optional.of(parts.get(i + 1)) : Optional.empty());
        }
        boolean named = mentions.stream().anyMatch(Mention::byName);
        mentions.removeIf(mention -> named && !mention.byName());
        if (mentions.isEmpty()) {
            extremes();
        }
        ImmutableList<Wanted> packages = wanted();
        Optional<Integer> said =
                months.or(() -> packages.size() == 1 ? packages.get(0).months() : Optional.empty());
        boolean chosen = packages.size() < mentions.size();
        return new Slots(packages, said, tooShort, amount, isOffer(said), order, chosen);
    }

    private void read(Part part, Optional<Part> next) {
        String word = sentence.words().get(part.begin());
        if (part.is(Concept.ONE_MONTH)) {
            months = Optional.of(1);
        } else if (part.is(Concept.HALF_YEAR)) {
            months = Optional.of(MONTHS_A_YEAR / 2);
        } else if (part.is(Concept.ONE_YEAR)) {
            months = Optional.of(MONTHS_A_YEAR);
        } else if (part.is(Concept.TOO_SHORT)) {
            tooShort = true;
        } else if (DIGIT.matches(word.charAt(0))) {
            number(part.begin(), word, next);
        } else if (lexicon.numbers().containsKey(word)) {
            count(
                    part.begin(),
                    lexicon.numbers().get(word),
                    next.map(Part::concepts).orElse(ImmutableSet.of()));
        } else {
            packageNamed(word, part).ifPresent(found -> mentions.add(new Mention(part.begin(), found, true)));
        }
    }

    private void number(int place, String word, Optional<Part> next) {
        Matcher number = NUMBER.matcher(word);
        if (!number.matches()) {
            return;
        }
        String digits = DIGIT.retainFrom(number.group(1));
        Long value = Longs.tryParse(digits);
        if (value == null) {
            return;
        }
        String unit = number.group(2);
        ImmutableSet<Concept> concepts =
                unit.isEmpty() ? next.map(Part::concepts).orElse(ImmutableSet.of()) : lexicon.of(unit);
        if (digits.length() < number.group(1).length() || value >= LEAST_AMOUNT) {
            amount(place, value * scale(concepts));
        } else if (scale(concepts) > 1) {
            amount(place, value * scale(concepts));
        } else {
            count(place, Ints.saturatedCast(value), concepts);
        }
    }

    private static int scale(ImmutableSet<Concept> unit) {
        return unit.contains(Concept.THOUSAND) ? LEAST_AMOUNT : unit.contains(Concept.MILLION) ? MILLION : 1;
    }

    private void amount(int place, long value) {
        amount = Optional.of(value);
        only(info -> info.pricePerMonth().getAmount().compareTo(BigDecimal.valueOf(value)) == 0)
                .ifPresent(found -> mentions.add(new Mention(place, found, false)));
    }

    private void count(int place, int value, ImmutableSet<Concept> unit) {
        if (unit.contains(Concept.GIGABYTES)) {
            only(info -> DIGIT.retainFrom(info.specifications().ram()).equals(Integer.toString(value)))
                    .ifPresent(found -> mentions.add(new Mention(place, found, false)));
        } else if (unit.contains(Concept.MONTHS)) {
            months = Optional.of(value);
        } else if (unit.contains(Concept.YEARS)) {
            months = Optional.of(Ints.saturatedCast((long) value * MONTHS_A_YEAR));
        } else if (unit.contains(Concept.DAYS)) {
            if (value > 0 && value % DAYS_A_MONTH == 0) {
                months = Optional.of(value / DAYS_A_MONTH);
            } else {
                tooShort |= value < DAYS_A_MONTH;
            }
        } else if (unit.contains(Concept.WEEKS)) {
            tooShort = true;
        } else {
            bare.add(new Bare(place, value));
        }
    }

    private Optional<PackageInfo> only(Predicate<PackageInfo> rule) {
        List<PackageInfo> fitting = sold.stream().filter(rule).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** A package by its name, or by the one that is a slip away from a word that is none. */
    private Optional<PackageInfo> packageNamed(String word, Part part) {
        Optional<PackageInfo> exact =
                only(info -> lexicon.withoutEnds(word).stream().anyMatch(names(info)::contains));
        if (exact.isPresent() || !part.concepts().isEmpty() || part.length() > 1 || lexicon.knows(word)) {
            return exact;
        }
        int limit = word.length() < LONG_WORD ? 1 : 2;
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance(limit);
        return word.length() < SHORTEST_SLIP
                ? Optional.empty()
                : only(info -> names(info).stream()
                        .anyMatch(name -> name.charAt(0) == word.charAt(0) && distance.apply(name, word) >= 0));
    }

    private static ImmutableList<String> names(PackageInfo info) {
        return ImmutableList.of(
                String.join("", Spelling.words(info.type().code())), String.join("", Spelling.words(info.name())));
    }

    /** The cheapest or the dearest of all. */
    private void extremes() {
        Comparator<PackageInfo> byPrice =
                Comparator.comparing(info -> info.pricePerMonth().getAmount());
        if (sentence.says(Concept.CHEAPEST)) {
            sold.stream().min(byPrice).ifPresent(found -> mentions.add(new Mention(0, found, true)));
        } else if (sentence.says(Concept.DEAREST)) {
            sold.stream().max(byPrice).ifPresent(found -> mentions.add(new Mention(0, found, true)));
        }
    }

    /** Of several packages those that are neither denied, left nor called off; all if none is then. */
    private ImmutableList<Wanted> wanted() {
        List<Mention> kept = IntStream.range(0, mentions.size())
                .filter(i -> mentions.size() == 1 || !(isDenied(mentions.get(i)) || isCalledOff(i)))
                .mapToObj(mentions::get)
                .toList();
        return (kept.isEmpty() ? mentions : kept)
                .stream()
                        .map(mention -> new Wanted(mention.sold().type(), monthsAfter(mention)))
                        .distinct()
                        .collect(ImmutableList.toImmutableList());
    }

    private boolean isDenied(Mention mention) {
        return sentence.parts().stream()
                .filter(part -> part.end() <= mention.place() && !part.isIdle() && !part.is(Concept.PACKAGE))
                .reduce((first, last) -> last)
                .filter(part -> part.is(Concept.NEGATION) || part.is(Concept.FROM))
                .isPresent();
    }

    /** Whether it is called off before another is named. */
    private boolean isCalledOff(int i) {
        if (i + 1 == mentions.size()) {
            return false;
        }
        int from = i == 0 ? 0 : mentions.get(i).place();
        int to = mentions.get(i + 1).place();
        return sentence.parts().stream()
                .filter(part -> part.is(Concept.CANCEL))
                .anyMatch(part -> part.begin() >= from && part.begin() < to);
    }

    /** The number that follows a package, with nothing between them that says anything. */
    private Optional<Integer> monthsAfter(Mention mention) {
        return bare.stream()
                .filter(number -> number.place() > mention.place())
                .min(Comparator.comparing(Bare::place))
                .filter(number ->
                        IntStream.range(mention.place() + 1, number.place()).allMatch(this::isIdle))
                .map(Bare::number);
    }

    private boolean isIdle(int place) {
        return sentence.parts().stream()
                .filter(part -> part.begin() <= place && place < part.end())
                .allMatch(part -> part.isIdle()
                        || part.is(Concept.PACKAGE)
                        || part.is(Concept.THOUSAND)
                        || part.is(Concept.GIGABYTES));
    }

    /** Whether an amount is named that the one package that is named does not cost, for a month or for all of them. */
    private boolean isOffer(Optional<Integer> said) {
        List<PackageInfo> named = mentions.stream()
                .filter(Mention::byName)
                .map(Mention::sold)
                .distinct()
                .toList();
        return amount.isPresent()
                && named.size() == 1
                && IntStream.of(1, said.orElse(1))
                        .mapToObj(months -> named.get(0)
                                .pricePerMonth()
                                .multipliedBy(months)
                                .getAmount())
                        .noneMatch(price -> price.compareTo(BigDecimal.valueOf(amount.get())) == 0);
    }
}
