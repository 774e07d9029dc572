package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import io.pteroorders.core.catalog.PriceChange;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/**
 * Reads the {@code changes} of a package in an operator's catalogue: from which days on it has which prices. What is wrong with
 * them is told, and left out.
 */
final class CatalogChanges {

    private static final ImmutableSet<String> FIELDS =
            ImmutableSet.of("price", "from", "announced", "lockMonths", "grandfather");

    private static final String EXAMPLE = "{\"price\": 27000, \"from\": \"2027-02-01\", \"announced\": \"2027-01-01\"}";

    private static final Range<Integer> LOCK = Range.closed(0, PriceChange.MOST_LOCK_MONTHS);

    private static final int USUAL_LOCK = 1;

    private final JsonNode json;
    private final CurrencyUnit currency;
    private final Consumer<Problem> problems;

    private CatalogChanges(JsonNode json, CurrencyUnit currency, Consumer<Problem> problems) {
        this.json = json;
        this.currency = currency;
        this.problems = problems;
    }

    /**
     * The changes of a package.
     *
     * @param problems is told of each thing that is wrong with them, with the rule
     * @return those of which nothing is wrong, each from a later day than the one before it
     */
    static ImmutableList<PriceChange> read(JsonNode sold, CurrencyUnit currency, Consumer<Problem> problems) {
        JsonNode changes = sold.path("changes");
        if (sold.has("changes") && !changes.isArray()) {
            problems.accept(Problem.of(
                    "must-be", "changes", Problem.of("rule.changes", EXAMPLE), Shown.quoted(changes.toString())));
        }
        List<PriceChange> all = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            int number = i + 1;
            new CatalogChanges(changes.get(i), currency, what -> problems.accept(Problem.of("in-change", number, what)))
                    .change(all)
                    .ifPresent(all::add);
        }
        return ImmutableList.copyOf(all);
    }

    private Optional<PriceChange> change(List<PriceChange> before) {
        if (!json.isObject()) {
            problems.accept(Problem.of("not-an-object", EXAMPLE));
            return Optional.empty();
        }
        json.propertyNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field ->
                        problems.accept(Problem.of("no-field", Shown.quoted(field), String.join(", ", FIELDS))));
        Optional<Money> price = CatalogPrice.read(json, currency, problems);
        Optional<LocalDate> from = day("from");
        Optional<LocalDate> announced = day("announced");
        int lockMonths = lockMonths();
        boolean grandfather = grandfather();
        if (price.isEmpty() || from.isEmpty() || announced.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> last = before.isEmpty()
                ? Optional.empty()
                : Optional.of(before.get(before.size() - 1).from());
        if (last.filter(day -> !from.get().isAfter(day)).isPresent()) {
            problems.accept(Problem.of("change-order", last.get()));
            return Optional.empty();
        }
        try {
            return Optional.of(new PriceChange(price.get(), from.get(), announced.get(), lockMonths, grandfather));
        } catch (IllegalArgumentException e) {
            problems.accept(Problem.of(
                    "change-rule",
                    String.valueOf(e.getMessage()),
                    PriceChange.LEAST_NOTICE,
                    from.get(),
                    from.get().minusDays(PriceChange.LEAST_NOTICE)));
            return Optional.empty();
        }
    }

    private Optional<LocalDate> day(String field) {
        try {
            return Optional.of(LocalDate.parse(json.path(field).stringValue("")));
        } catch (DateTimeParseException e) {
            wrong(field, Problem.of("rule.day"));
            return Optional.empty();
        }
    }

    private int lockMonths() {
        JsonNode months = json.path("lockMonths");
        boolean isWhole = months.isIntegralNumber() && months.canConvertToInt();
        if (json.has("lockMonths") && !(isWhole && LOCK.contains(months.intValue()))) {
            wrong("lockMonths", Problem.of("rule.whole", LOCK.lowerEndpoint(), LOCK.upperEndpoint()));
            return USUAL_LOCK;
        }
        return months.asInt(USUAL_LOCK);
    }

    private boolean grandfather() {
        JsonNode kept = json.path("grandfather");
        if (json.has("grandfather") && !kept.isBoolean()) {
            wrong("grandfather", Problem.of("rule.boolean"));
        }
        return kept.asBoolean(false);
    }

    private void wrong(String field, Problem rule) {
        problems.accept(
                json.has(field)
                        ? Problem.of(
                                "must-be",
                                field,
                                rule,
                                Shown.quoted(json.get(field).toString()))
                        : Problem.of("missing", field, rule));
    }
}
