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

    static ListArguments of(TypedCommand line) {
        ListArguments arguments = new ListArguments();
        ImmutableList<String> words = line.words();
        for (int place = 0; place < words.size(); ) {
            int used = arguments.addPair(place, line);
            if (used == 0) {
                arguments.addWord(words.get(place));
            }
            place += Math.max(used, 1);
        }
        return arguments;
    }

    /** How many words a name and its value take; 0 if there is none. */
    private int addPair(int place, TypedCommand line) {
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
            Optional<String> two = line.word(place + 2)
                    .map(second -> value.get() + " " + second)
                    .filter(Days::isWord);
            since = two.or(() -> value);
            again.append(" since ").append(since.get());
            return two.isPresent() ? 3 : 2;
        }
        return 0;
    }

    private void addWord(String word) {
        Optional<OrderStatus> parsed = StatusWords.parse(word);
        if (parsed.isPresent()) {
            statuses.add(parsed.get());
        } else if (NUMBER.matcher(word).matches()) {
            limit = Optional.of(word);
        } else {
            unknown = unknown.or(() -> Optional.of(word));
        }
        again.append(' ').append(word);
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
