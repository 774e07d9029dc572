package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.command.Phrases;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an admin searches for: each word is a status, a package, part of an id or of a name; the rest is a phone number. */
final class SearchWords {

    private static final Pattern ID_PART = Pattern.compile("[0-9A-Z-]{3,32}");
    private static final CharMatcher PHONE = CharMatcher.inRange('0', '9').or(CharMatcher.anyOf("+-.()@"));

    private final OrderQuery among;
    private final List<OrderStatus> statuses = new ArrayList<>();
    private final List<String> again = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private Optional<PackageType> packageType = Optional.empty();
    private Optional<OrderId> after = Optional.empty();

    private SearchWords(OrderQuery among) {
        this.among = among;
    }

    /** @param among which orders, as far as no word says otherwise */
    static SearchWords of(TypedCommand line, PackageCatalog catalog, Phrases<OrderStatus> statuses, OrderQuery among) {
        SearchWords search = new SearchWords(among);
        ImmutableList<String> words =
                line.words().stream().map(TypedCommand::plain).collect(ImmutableList.toImmutableList());
        for (int place = 0; place < words.size(); ) {
            Optional<Phrases.Found<OrderStatus>> status = statuses.at(words, place);
            if (words.get(place).equalsIgnoreCase("after") && place + 1 < words.size()) {
                search.after = OrderId.candidates(words.get(place + 1)).stream().findFirst();
                place += 2;
            } else if (status.isPresent()) {
                search.statuses.add(status.get().value());
                search.again.addAll(words.subList(place, place + status.get().wordsUsed()));
                place += status.get().wordsUsed();
            } else {
                search.add(words.get(place), catalog);
                place++;
            }
        }
        return search;
    }

    private void add(String word, PackageCatalog catalog) {
        again.add(word);
        Optional<PackageType> type = PackageType.parse(word)
                .filter(t -> catalog.find(t).map(PackageInfo::type).isPresent());
        if (type.isPresent()) {
            packageType = type;
        } else {
            others.add(word);
        }
    }

    private static boolean isPhone(String word) {
        return PHONE.matchesAllOf(word) || word.contains("@");
    }

    private boolean isAllPhone() {
        return others.stream().allMatch(SearchWords::isPhone);
    }

    /** The queries whose orders are meant, in one list; none if no query can tell them. */
    ImmutableList<OrderQuery> queries() {
        ImmutableList.Builder<OrderQuery> queries = ImmutableList.builder();
        if (others.isEmpty()) {
            queries.add(query().build());
        }
        phoneDigits()
                .ifPresent(digits -> queries.add(query().phoneDigits(digits).build()));
        idPart().ifPresent(part -> queries.add(query().idPart(part).build()));
        return queries.build();
    }

    private Optional<String> phoneDigits() {
        return Optional.of(String.join("", others))
                .filter(typed -> !typed.isEmpty() && isAllPhone())
                .map(PhoneNumbers::searchDigits)
                .filter(OrderQuery::isPhoneSearch);
    }

    /** Whether it looks for a phone number, or a part of one. */
    boolean isOfPhone() {
        return phoneDigits().isPresent();
    }

    /** Whose number the digits are, if they are all of one. */
    Optional<PersonId> person() {
        return PhoneNumbers.parse(String.join("", others));
    }

    private Optional<String> idPart() {
        return Optional.of(others)
                .filter(words -> words.size() == 1)
                .map(words -> Ascii.toUpperCase(words.get(0)))
                .filter(word -> ID_PART.matcher(word).matches())
                .map(word -> OrderId.candidates(word).stream()
                        .findFirst()
                        .map(OrderId::toString)
                        .orElse(word));
    }

    /** Whether the words can be of a name: not all of them are of a number. */
    boolean mayBeName() {
        return !isAllPhone();
    }

    /** Whether the words stand in the name of an order's customer. */
    boolean isNamed(Order order) {
        String name = plain(order.customer().displayName());
        return others.stream().allMatch(word -> name.contains(plain(word)));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The orders whose names are to be looked at. */
    OrderQuery.Builder named() {
        return query();
    }

    /** Three digits are shown of a phone number, and are too few to look for one. */
    boolean isTooShort() {
        return others.size() == 1 && others.get(0).length() < OrderQuery.MIN_PHONE_DIGITS;
    }

    private OrderQuery.Builder query() {
        OrderQuery.Builder query = among.toBuilder();
        if (!statuses.isEmpty()) {
            query.status(statuses.toArray(OrderStatus[]::new));
        }
        packageType.ifPresent(query::packageType);
        after.ifPresent(query::after);
        return query;
    }

    /** How many are shown at once. */
    int limit() {
        return among.limit();
    }

    /** The words as they are typed again for the next page. */
    String again() {
        return String.join(" ", again);
    }
}
