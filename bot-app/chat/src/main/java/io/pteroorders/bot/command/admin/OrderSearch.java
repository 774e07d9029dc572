package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Pages;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Phrases;
import io.pteroorders.bot.command.RecentCount;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds orders by id or part of it, phone number in any notation, name, package and status, also combined, for admins wherever
 * they search: what is hidden of phone numbers cannot be found out by looking for many parts of them. Thread-safe.
 */
public final class OrderSearch {

    /** Of a hundred orders each. */
    private static final int PAGES_OF_NAMES = 50;

    /** Who looks for more parts of phone numbers in an hour can find out what is hidden of one. */
    private static final int MOST_PARTS = 15;

    private static final Comparator<Order> NEWEST_FIRST =
            Comparator.comparing(Order::createdAt).thenComparing(Order::id).reversed();

    private static final Page NOTHING = new Page(ImmutableList.of(), false, OptionalLong.empty());

    private final OrderService service;
    private final RecentCount parts;
    private final Phrases<OrderStatus> statuses;

    public OrderSearch(OrderService service, Replies replies, Clock clock) {
        this.service = service;
        this.statuses = Phrases.ofStatuses(replies);
        this.parts = new RecentCount(clock, Duration.ofHours(1), MOST_PARTS);
    }

    /** Why a search finds nothing. */
    public enum Trouble {
        /** This person has looked for as many parts of phone numbers as an hour allows. */
        TOO_MANY_PARTS,
        /** Nothing can be looked for by these words. */
        NOT_UNDERSTOOD
    }

    /**
     * What was found.
     *
     * @param page empty if there is trouble
     */
    public record Found(Page page, Optional<Trouble> trouble) {

        private static Found of(Page page) {
            return new Found(page, Optional.empty());
        }

        private static Found not(Trouble why) {
            return new Found(NOTHING, Optional.of(why));
        }
    }

    /**
     * Searches.
     *
     * @param typed what is looked for, at least one word
     * @param among which orders, the newest first, and which page of them
     */
    public Outcome<Found> find(Person person, String typed, OrderQuery among) {
        return TypedCommand.parse("search " + typed, "")
                .map(line -> find(person, words(line, among)))
                .orElseGet(() -> Outcome.done(Found.not(Trouble.NOT_UNDERSTOOD)));
    }

    SearchWords words(TypedCommand line, OrderQuery among) {
        return SearchWords.of(line, service.catalog(), statuses, among);
    }

    Outcome<Found> find(Person person, SearchWords words) {
        if (asksForParts(words, person) && parts.next(person.id()) > MOST_PARTS) {
            return Outcome.done(Found.not(Trouble.TOO_MANY_PARTS));
        }
        Optional<Outcome<Page>> found = words.queries().stream()
                .map(query -> service.list(person.actor(), query))
                .reduce((one, other) -> both(one, other, words.limit()));
        boolean some = found.flatMap(Outcome::value)
                .filter(page -> !page.orders().isEmpty())
                .isPresent();
        return (some || !words.mayBeName() ? found : Optional.of(byName(words, person)))
                .map(outcome -> outcome.map(page -> page.orders().isEmpty() && words.isTooShort()
                        ? Found.not(Trouble.NOT_UNDERSTOOD)
                        : Found.of(page)))
                .orElseGet(() -> Outcome.done(Found.not(Trouble.NOT_UNDERSTOOD)));
    }

    /** Whether it may be a step on the way to what is hidden of a number; whole numbers of customers are none. */
    private boolean asksForParts(SearchWords words, Person person) {
        return words.isOfPhone()
                && !person.actor().isOwner()
                && words.person()
                        .map(one -> OrderQuery.newestFirst().customer(one).limit(1))
                        .flatMap(query ->
                                service.list(person.actor(), query.build()).value())
                        .filter(page -> !page.orders().isEmpty())
                        .isEmpty();
    }

    /** Stores know no names, so the newest orders are looked through. */
    private Outcome<Page> byName(SearchWords words, Person person) {
        int most = words.limit();
        return Pages.of(service, person.actor(), words.named(), words::isNamed, most + 1, PAGES_OF_NAMES)
                .map(orders -> new Page(
                        orders.subList(0, Math.min(orders.size(), most)), orders.size() > most, OptionalLong.empty()));
    }

    private static Outcome<Page> both(Outcome<Page> first, Outcome<Page> second, int most) {
        return first.flatMap(one -> second.map(other -> merged(one, other, most)));
    }

    /** One page of two, newest first like these; what does not fit follows on the next. */
    private static Page merged(Page one, Page other, int most) {
        ImmutableList<Order> all = Stream.concat(one.orders().stream(), other.orders().stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Order> shown = all.subList(0, Math.min(all.size(), most));
        return new Page(shown, one.more() || other.more() || shown.size() < all.size(), OptionalLong.empty());
    }
}
