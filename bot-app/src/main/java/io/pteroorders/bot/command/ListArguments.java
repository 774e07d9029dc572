package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of a list command: a status, a number of rows, {@code since <day>}, {@code after <order id>}, in any order. */
public final class ListArguments {

    static final ImmutableSet<String> STATUSES =
            Arrays.stream(OrderStatus.values()).map(OrderStatus::word).collect(ImmutableSet.toImmutableSet());

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    private Optional<OrderStatus> status = Optional.empty();
    private Optional<String> limit = Optional.empty();
    private Optional<String> since = Optional.empty();
    private Optional<OrderId> after = Optional.empty();
    private Optional<String> unknown = Optional.empty();
    private final StringBuilder again = new StringBuilder();

    private ListArguments() {}

    public static ListArguments of(CommandLine line) {
        ListArguments arguments = new ListArguments();
        ImmutableList<String> words = line.words();
        for (int place = 0; place < words.size(); place++) {
            boolean pair = arguments.addPair(words.get(place), line.word(place + 1));
            if (pair) {
                place++;
            } else {
                arguments.addWord(words.get(place));
            }
        }
        return arguments;
    }

    private boolean addPair(String name, Optional<String> value) {
        Optional<OrderId> id = value.flatMap(v -> OrderId.candidates(v).stream().findFirst());
        if (name.equalsIgnoreCase("after") && id.isPresent()) {
            after = id;
            return true;
        }
        if (name.equalsIgnoreCase("since") && value.isPresent()) {
            since = value;
            again.append(" since ").append(value.get());
            return true;
        }
        return false;
    }

    private void addWord(String word) {
        Optional<OrderStatus> parsed = OrderStatus.parse(word);
        if (parsed.isPresent()) {
            status = parsed;
        } else if (NUMBER.matcher(word).matches()) {
            limit = Optional.of(word);
        } else {
            unknown = unknown.or(() -> Optional.of(word));
        }
        again.append(' ').append(word);
    }

    /** Only orders in this status. */
    public Optional<OrderStatus> status() {
        return status;
    }

    /** How many, as typed, not yet checked. */
    public Optional<String> limit() {
        return limit;
    }

    /** Only orders created on that day or later; as typed, not yet checked. */
    public Optional<String> since() {
        return since;
    }

    /** Only orders after this one. */
    public Optional<OrderId> after() {
        return after;
    }

    /** The first word that makes no sense. */
    public Optional<String> unknown() {
        return unknown;
    }

    /** The words as they are typed again for the next page. */
    public String again() {
        return again.toString();
    }
}
