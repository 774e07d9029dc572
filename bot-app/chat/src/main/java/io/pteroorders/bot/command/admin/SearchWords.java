package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.command.StatusWords;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an admin searches for: each word is a status, a package, or part of an id; the rest is a phone number. */
final class SearchWords {

    private static final Pattern ID_PART = Pattern.compile("[0-9A-Z-]{3,32}");
    private static final CharMatcher PHONE = CharMatcher.inRange('0', '9').or(CharMatcher.anyOf("+-.()@"));

    private final List<OrderStatus> statuses = new ArrayList<>();
    private final List<String> phone = new ArrayList<>();
    private final List<String> again = new ArrayList<>();
    private Optional<PackageType> packageType = Optional.empty();
    private Optional<String> idPart = Optional.empty();
    private Optional<OrderId> after = Optional.empty();
    private boolean unknown;

    private SearchWords() {}

    static SearchWords of(TypedCommand line, PackageCatalog catalog) {
        SearchWords search = new SearchWords();
        ImmutableList<String> words = line.words();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase("after") && i + 1 < words.size()) {
                search.after = OrderId.candidates(words.get(++i)).stream().findFirst();
            } else {
                search.add(words.get(i), catalog);
            }
        }
        return search;
    }

    private void add(String word, PackageCatalog catalog) {
        again.add(word);
        Optional<OrderStatus> status = StatusWords.parse(word);
        Optional<PackageType> type = PackageType.parse(word)
                .filter(t -> catalog.find(t).map(PackageInfo::type).isPresent());
        if (status.isPresent()) {
            statuses.add(status.get());
        } else if (type.isPresent()) {
            packageType = type;
        } else if (isPhone(word)) {
            phone.add(word);
        } else {
            addIdPart(Ascii.toUpperCase(word));
        }
    }

    private static boolean isPhone(String word) {
        return PHONE.matchesAllOf(word) || word.contains("@");
    }

    private void addIdPart(String word) {
        if (idPart.isEmpty() && ID_PART.matcher(word).matches()) {
            idPart = Optional.of(OrderId.candidates(word).stream()
                    .findFirst()
                    .map(OrderId::toString)
                    .orElse(word));
        } else {
            unknown = true;
        }
    }

    /** The queries whose orders are meant, in one list; none if a word makes no sense. */
    ImmutableList<OrderQuery> queries() {
        if (unknown) {
            return ImmutableList.of();
        }
        if (phone.isEmpty()) {
            return ImmutableList.of(query().build());
        }
        ImmutableList.Builder<OrderQuery> queries = ImmutableList.builder();
        String digits = PhoneNumbers.searchDigits(String.join("", phone));
        if (OrderQuery.isPhoneSearch(digits)) {
            queries.add(query().phoneDigits(digits).build());
        }
        if (mayBeId()) {
            queries.add(query().idPart(phone.get(0)).build());
        }
        return queries.build();
    }

    /** Three digits are shown of a phone number, and are too few to look for one. */
    boolean isTooShort() {
        return phone.size() == 1 && phone.get(0).length() < OrderQuery.MIN_PHONE_DIGITS;
    }

    /** Digits may be of a phone number or of an id. */
    private boolean mayBeId() {
        return phone.size() == 1
                && idPart.isEmpty()
                && ID_PART.matcher(phone.get(0)).matches();
    }

    private OrderQuery.Builder query() {
        OrderQuery.Builder query = OrderQuery.newestFirst().status(statuses.toArray(OrderStatus[]::new));
        packageType.ifPresent(query::packageType);
        idPart.ifPresent(query::idPart);
        after.ifPresent(query::after);
        return query;
    }

    /** The words as they are typed again for the next page. */
    String again() {
        return String.join(" ", again);
    }
}
