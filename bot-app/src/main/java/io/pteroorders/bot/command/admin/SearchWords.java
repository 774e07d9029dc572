package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.CommandLine;
import io.pteroorders.bot.command.PhoneNumbers;
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

    static SearchWords of(CommandLine line, PackageCatalog catalog) {
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
        Optional<OrderStatus> status = OrderStatus.parse(word);
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

    /** The query; empty if a word makes no sense. */
    Optional<OrderQuery> query() {
        OrderQuery.Builder query = OrderQuery.newestFirst().status(statuses.toArray(OrderStatus[]::new));
        packageType.ifPresent(query::packageType);
        idPart.ifPresent(query::idPart);
        after.ifPresent(query::after);
        if (!phone.isEmpty()) {
            String digits = PhoneNumbers.searchDigits(String.join("", phone));
            if (!OrderQuery.isPhoneSearch(digits)) {
                return Optional.empty();
            }
            query.phoneDigits(digits);
        }
        return unknown ? Optional.empty() : Optional.of(query.build());
    }

    /** The words as they are typed again for the next page. */
    String again() {
        return String.join(" ", again);
    }
}
