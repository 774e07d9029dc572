package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of a list command: a status, a number of rows, {@code since <day>}, {@code after <order id>}, in any order. */
final class ListArguments {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    private final List<OrderStatus> statuses = new ArrayList<>();
    private Optional<String> limit = Optional.empty();
    private Optional<String> since = Optional.empty();
    private Optional<String> after = Optional.empty();
    private Optional<String> unknown = Optional.empty();
    private final StringBuilder again = new StringBuilder();

    private ListArguments() {}

    static ListArguments of(TypedCommand line, Phrases<OrderStatus> statuses, Periods periods) {
        ListArguments arguments = new ListArguments();
        ImmutableList<String> words = line.words();
        for (int place = 0; place < words.size(); ) {
            int used = arguments.addPair(place, line, periods);
            place += used > 0 ? used : arguments.addWord(place, words, statuses);
        }
        return arguments;
    }

    /** How many words a name and its value take; 0 if there is none. */
    private int addPair(int place, TypedCommand line, Periods periods) {
        String name = line.words().get(place);
        Optional<String> value = line.word(place + 1);
        if (value.isEmpty()) {
            return 0;
        }
        if (name.equalsIgnoreCase("after")) {
            after = value;
            return 2;
        }
        if (name.equalsIgnoreCase("since") || name.equalsIgnoreCase("sejak")) {
            int used = Math.max(1, periods.wordsAt(line.words(), place + 1));
            String typed = String.join(" ", line.words().subList(place + 1, place + 1 + used));
            since = Optional.of(typed);
            again.append(" since ").append(typed);
            return 1 + used;
        }
        return 0;
    }

    /** How many words a status takes, or whatever it is. */
    private int addWord(int place, ImmutableList<String> words, Phrases<OrderStatus> known) {
        String word = words.get(place);
        Optional<Phrases.Found<OrderStatus>> status = known.at(words, place);
        if (status.isPresent()) {
            int used = status.get().wordsUsed();
            statuses.add(status.get().value());
            again.append(' ').append(String.join(" ", words.subList(place, place + used)));
            return used;
        }
        if (NUMBER.matcher(word).matches()) {
            limit = Optional.of(word);
        } else {
            unknown = unknown.or(() -> Optional.of(word));
        }
        again.append(' ').append(word);
        return 1;
    }

    /** Only orders in one of these statuses; all if empty. */
    OrderStatus[] statuses() {
        return statuses.toArray(OrderStatus[]::new);
    }

    /** How many, as typed, not yet checked. */
    Optional<String> limit() {
        return limit;
    }

    /** Only orders created on that day or later; as typed, not yet checked. */
    Optional<String> since() {
        return since;
    }

    /** Only orders after this one; as typed. */
    Optional<String> after() {
        return after;
    }

    /** The first word that makes no sense. */
    Optional<String> unknown() {
        return unknown;
    }

    /** The words as they are typed again for the next page. */
    String again() {
        return again.toString();
    }
}
