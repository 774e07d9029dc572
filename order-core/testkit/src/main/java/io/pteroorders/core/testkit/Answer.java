package io.pteroorders.core.testkit;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.storage.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * What came back from an operation, or what an event says, in words that can be compared. Immutable.
 *
 * @param word what came of it, for example {@code done}
 * @param shown what was shown, mostly orders: names and values
 */
record Answer(String word, ImmutableList<ImmutableMap<String, String>> shown) {

    static final String DONE = "done";

    /** What is said of an amount of money that no attempt asks for. */
    static final Answer NOBODY_OWES = new Answer("nobody owes that", ImmutableList.of());

    private static final String REFUSED = "refused: ";
    private static final int LONGEST = 400;

    static Answer refused(String why) {
        return new Answer(REFUSED + why, ImmutableList.of());
    }

    /** What a report came to, and the order afterwards. */
    static Answer booked(Booking.Kind kind, ImmutableList<ImmutableMap<String, String>> shown) {
        return new Answer("booked: " + words(kind), shown);
    }

    static Answer ofBooking(Outcome<Booking> outcome) {
        return outcome.fold(
                booking -> booked(booking.kind(), ImmutableList.of(ReferenceOrder.facts(booking.order()))), Answer::of);
    }

    static Answer failed(RuntimeException failure) {
        return new Answer("a failure: " + failure, ImmutableList.of());
    }

    static Answer done(ImmutableMap<String, String> shown) {
        return new Answer(DONE, ImmutableList.of(shown));
    }

    static Answer joined(List<Answer> answers) {
        return new Answer(
                answers.stream().map(Answer::word).collect(Collectors.joining(", ")),
                answers.stream().flatMap(answer -> answer.shown().stream()).collect(ImmutableList.toImmutableList()));
    }

    static Answer of(Outcome<Order> outcome) {
        return outcome.fold(order -> done(ReferenceOrder.facts(order)), Answer::of);
    }

    static Answer of(Refusal refusal) {
        return refused(words(refusal));
    }

    /**
     * Pages that follow each other.
     *
     * @param fromTheFirst whether their total, if known, is how many orders they show
     */
    static Answer of(List<Page> pages, boolean fromTheFirst) {
        ImmutableList<ImmutableMap<String, String>> shown = pages.stream()
                .flatMap(page -> page.orders().stream())
                .map(ReferenceOrder::facts)
                .collect(ImmutableList.toImmutableList());
        OptionalLong total = Iterables.getLast(pages).total();
        return ofPages(fromTheFirst ? total.orElse(shown.size()) : shown.size(), pages.size(), shown);
    }

    static Answer ofPages(long total, int pages, ImmutableList<ImmutableMap<String, String>> shown) {
        return new Answer(total + " on " + pages + (pages == 1 ? " page" : " pages"), shown);
    }

    static Answer of(OrderEvent event) {
        return event(
                event.kind(),
                event.actor(),
                event.before().map(ReferenceOrder::facts),
                ReferenceOrder.facts(event.order()));
    }

    static Answer event(
            OrderEvent.Kind kind,
            String by,
            Optional<ImmutableMap<String, String>> before,
            ImmutableMap<String, String> order) {
        return new Answer(
                words(kind) + " by " + by,
                Stream.concat(before.stream(), Stream.of(order)).collect(ImmutableList.toImmutableList()));
    }

    static String illegal(OrderStatus from, OrderStatus to, Collection<OrderStatus> allowed) {
        return "from " + from.word() + " to " + to.word() + ", only to "
                + new TreeSet<>(allowed).stream().map(OrderStatus::word).toList();
    }

    static String wrongStatus(OrderStatus actual, OrderStatus required) {
        return "is " + actual.word() + ", not " + required.word();
    }

    static String tooMany(Collection<OrderId> pending) {
        return "too many pending: " + pending;
    }

    static String notFound(List<OrderId> near) {
        return "order not found" + (near.isEmpty() ? "" : ", near " + near);
    }

    static String ambiguous(List<OrderId> matches) {
        return "ambiguous id of " + matches;
    }

    static String requestUsed(OrderId id) {
        return "request used for " + id;
    }

    static String notPayable(Refusal.NotPayable.Why why, List<String> others) {
        return "not payable: " + words(why) + ", others " + others;
    }

    static String nothingToUse(Optional<Money> most) {
        return "nothing to use" + most.map(amount -> ", at most " + amount).orElse("");
    }

    static String holdsMoney(Optional<Instant> until) {
        return "holds money" + until.map(time -> " until " + time).orElse("");
    }

    static String invalid(Set<Violation.Code> rules) {
        return "invalid input " + new TreeSet<>(rules);
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String words(Refusal refusal) {
        if (refusal instanceof Refusal.InvalidInput input) {
            return invalid(input.violations().stream().map(Violation::code).collect(Collectors.toSet()));
        } else if (refusal instanceof Refusal.IllegalTransition illegal) {
            return illegal(illegal.from(), illegal.wanted(), illegal.allowed());
        } else if (refusal instanceof Refusal.WrongStatus wrong) {
            return wrongStatus(wrong.actual(), wrong.required());
        } else if (refusal instanceof Refusal.TooManyPending many) {
            return tooMany(many.pending());
        } else if (refusal instanceof Refusal.OrderNotFound missing) {
            return notFound(missing.near());
        } else if (refusal instanceof Refusal.AmbiguousId ambiguous) {
            return ambiguous(ambiguous.matches());
        } else if (refusal instanceof Refusal.RequestUsed used) {
            return requestUsed(used.id());
        }
        return wordsOfMoney(refusal);
    }

    private static String wordsOfMoney(Refusal refusal) {
        if (refusal instanceof Refusal.NotPayable payable) {
            return notPayable(payable.why(), payable.others());
        } else if (refusal instanceof Refusal.NothingToUse nothing) {
            return nothingToUse(nothing.most());
        } else if (refusal instanceof Refusal.HoldsMoney held) {
            return holdsMoney(held.until());
        }
        return words(refusal.code());
    }

    boolean isRefused() {
        return word.startsWith(REFUSED);
    }

    /** How an answer differs from this one, which was expected; empty if it does not. */
    Optional<String> difference(Answer actual) {
        if (!word.equals(actual.word)) {
            return Optional.of("expected " + orNothing(word) + ", was " + orNothing(actual.word));
        }
        if (shown.size() != actual.shown.size()) {
            return Optional.of("expected to see " + shown.size() + ", saw " + actual.shown.size());
        }
        for (int i = 0; i < shown.size(); i++) {
            Optional<String> difference = difference(shown.get(i), actual.shown.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** How the first of some values that is not as expected differs; empty if all are. */
    static Optional<String> difference(ImmutableMap<String, String> expected, ImmutableMap<String, String> actual) {
        return expected.entrySet().stream()
                .filter(value -> !value.getValue().equals(actual.get(value.getKey())))
                .findFirst()
                .map(value -> {
                    String name = value.getKey().equals("status") ? "" : value.getKey() + " ";
                    String was = actual.getOrDefault(value.getKey(), "");
                    int from = Strings.commonPrefix(value.getValue(), was).length();
                    return "expected " + name + excerpt(value.getValue(), from) + ", was " + excerpt(was, from);
                });
    }

    /** A value, or of a long one what stands around the place from which on it differs. */
    private static String excerpt(String value, int from) {
        if (value.length() <= LONGEST) {
            return orNothing(value);
        }
        int begin = Math.max(0, from - LONGEST / 4);
        String shown = value.substring(begin, Math.min(value.length(), begin + LONGEST));
        return "..." + shown + "... (" + value.length() + " characters)";
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
