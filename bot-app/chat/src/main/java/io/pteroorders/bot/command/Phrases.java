package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.text.Language;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Words that people type for something, in any language of the shop: one or more each, as the word files have them under
 * {@code typed.}, with commas between. Case, and whether a dash or a space stands between words, do not matter. When the
 * words are exchanged, so are these. Thread-safe.
 *
 * @param <T> what the words stand for
 */
public final class Phrases<T> {

    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final CharMatcher BETWEEN = CharMatcher.whitespace().or(CharMatcher.anyOf("-_"));
    private static final int LONGEST = 3;

    private final Supplier<Table<T>> table;

    private Phrases(Supplier<Table<T>> table) {
        this.table = table;
    }

    /** What the word files say now. */
    private record Table<T>(ImmutableMap<String, T> values, ImmutableMap<Language, ImmutableList<String>> names) {}

    /**
     * What was found in a line.
     *
     * @param wordsUsed how many words of the line it took
     */
    public record Found<T>(T value, int wordsUsed) {}

    /**
     * The phrases of the word files, and the last part of each name, which texts of the program may show.
     *
     * @param byName what each entry of the word files stands for, by its name after {@code typed.}
     */
    static <T> Phrases<T> of(Replies replies, ImmutableMap<String, T> byName) {
        return new Phrases<>(replies.orders().texts().derived(() -> table(replies, byName)));
    }

    private static <T> Table<T> table(Replies replies, ImmutableMap<String, T> byName) {
        ImmutableMap.Builder<String, T> values = ImmutableMap.builder();
        ImmutableMap.Builder<Language, ImmutableList<String>> names = ImmutableMap.builder();
        for (Language language : Language.values()) {
            ImmutableList.Builder<String> first = ImmutableList.builder();
            Set<T> named = new HashSet<>();
            for (Map.Entry<String, T> entry : byName.entrySet()) {
                values.put(plain(entry.getKey().substring(entry.getKey().indexOf('.') + 1)), entry.getValue());
                List<String> phrases = COMMAS.splitToList(replies.word("typed." + entry.getKey(), language));
                phrases.forEach(phrase -> values.put(plain(phrase), entry.getValue()));
                if (named.add(entry.getValue())) {
                    phrases.stream().limit(1).forEach(first::add);
                }
            }
            names.put(language, first.build());
        }
        return new Table<>(values.buildKeepingLast(), names.buildOrThrow());
    }

    /** The words for statuses. */
    public static Phrases<OrderStatus> ofStatuses(Replies replies) {
        return of(
                replies,
                Arrays.stream(OrderStatus.values())
                        .collect(ImmutableMap.toImmutableMap(status -> "status." + status.word(), status -> status)));
    }

    /** The words for how servers stand. */
    public static Phrases<ServerState> ofServers(Replies replies) {
        return of(
                replies,
                Arrays.stream(ServerState.values())
                        .collect(ImmutableMap.toImmutableMap(state -> "server." + state.word(), state -> state)));
    }

    /** The words for how far what is paid for has come. */
    public static Phrases<Subscription.State> ofSubscriptions(Replies replies) {
        return of(
                replies,
                Arrays.stream(Subscription.State.values())
                        .collect(ImmutableMap.toImmutableMap(state -> "subscription." + state.word(), state -> state)));
    }

    private static String plain(String typed) {
        return BETWEEN.trimAndCollapseFrom(typed.toLowerCase(Locale.ROOT), ' ');
    }

    /** What a whole text stands for. */
    public Optional<T> find(String typed) {
        return Optional.ofNullable(table.get().values().get(plain(typed)));
    }

    /** What the words of a line stand for from a place on; as many of them as belong together. */
    public Optional<Found<T>> at(List<String> words, int place) {
        for (int used = Math.min(LONGEST, words.size() - place); used > 0; used--) {
            Optional<T> value = find(String.join(" ", words.subList(place, place + used)));
            if (value.isPresent()) {
                return Optional.of(new Found<>(value.get(), used));
            }
        }
        return Optional.empty();
    }

    /** The phrase that was most likely meant. */
    Optional<String> nearest(String typed) {
        return Nearest.of(plain(typed), table.get().values().keySet());
    }

    /** A phrase of a language for each value, with commas between. */
    public String names(Language language) {
        return String.join(", ", table.get().names().getOrDefault(language, ImmutableList.of()));
    }
}
