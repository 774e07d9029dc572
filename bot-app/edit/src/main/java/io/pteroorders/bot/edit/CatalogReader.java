package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.PriceChange;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.provisioning.SoldWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a catalogue as text: a JSON array of packages, in the order in which they are shown. Not thread-safe. */
public final class CatalogReader {

    /** Prices keep the decimals that they are written with. */
    private static final JsonMapper MAPPER = StrictJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ImmutableSet<String> FIELDS = ImmutableSet.of(
            "type", "name", "ram", "cpu", "storage", "bandwidth", "price", "emoji", "forSale", "panel", "changes");

    private final CurrencyUnit currency;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<PackageType> types = new HashSet<>();

    private CatalogReader(CurrencyUnit currency) {
        this.currency = currency;
    }

    /**
     * The catalogue that a text says.
     *
     * @param currency that its prices are in
     * @throws BadEditException if it is no catalogue; it names everything that is wrong
     */
    public static PackageCatalog read(String text, CurrencyUnit currency) throws BadEditException {
        return new CatalogReader(currency).catalog(json(text));
    }

    private PackageCatalog catalog(JsonNode json) throws BadEditException {
        if (!json.isArray() || json.isEmpty()) {
            throw new BadEditException(List.of(Problem.of("not-a-list")));
        }
        List<PackageInfo> packages = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            new Entry(json.get(i), i + 1).read().ifPresent(packages::add);
        }
        if (!problems.isEmpty()) {
            throw new BadEditException(problems);
        }
        return PackageCatalog.of(packages);
    }

    /** What a text says, before it is known whether that is a catalogue. */
    static JsonNode json(String text) throws BadEditException {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new BadEditException(List.of(notJson(e)));
        } catch (NumberFormatException e) {
            throw new BadEditException(List.of(Problem.of("number-too-big")));
        }
    }

    private static Problem notJson(JacksonException e) {
        String why = String.valueOf(e.getOriginalMessage());
        return e.getLocation() == null
                ? Problem.of("not-json", why)
                : Problem.of(
                        "not-json-at",
                        why,
                        e.getLocation().getLineNr(),
                        e.getLocation().getColumnNr());
    }

    /** Writes it again, each field on a line of its own. */
    static String written(JsonNode json) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    /** A package as it stands there. What is wrong with it is noted, and read as if it were right. */
    private final class Entry {

        private final JsonNode json;
        private final int number;
        private final int problemsBefore = problems.size();

        Entry(JsonNode json, int number) {
            this.json = json;
            this.number = number;
        }

        Optional<PackageInfo> read() {
            if (!json.isObject()) {
                problem(Problem.of("not-an-object", "{\"type\": \"gold\", ..}"));
                return Optional.empty();
            }
            json.propertyNames().stream()
                    .filter(field -> !FIELDS.contains(field))
                    .forEach(field -> problem(Problem.of("no-field", Shown.quoted(field), String.join(", ", FIELDS))));
            Optional<PackageType> type = type();
            String name = name();
            ServerSpecifications specifications =
                    new ServerSpecifications(text("ram"), text("cpu"), text("storage"), text("bandwidth"));
            Optional<Money> price = CatalogPrice.read(json, currency, this::problem);
            String emoji = text("emoji");
            boolean forSale = forSale();
            Optional<ServerPlan> plan = plan(specifications);
            ImmutableList<PriceChange> changes = CatalogChanges.read(json, currency, this::problem);
            return problems.size() > problemsBefore
                    ? Optional.empty()
                    : Optional.of(new PackageInfo(
                            type.orElseThrow(),
                            name,
                            specifications,
                            price.orElseThrow(),
                            emoji,
                            forSale,
                            plan,
                            changes));
        }

        private Optional<ServerPlan> plan(ServerSpecifications sold) {
            if (!json.has("panel")) {
                return Optional.empty();
            }
            Optional<ServerPlan> plan = CatalogPanel.read(json.get("panel"), this::problem);
            plan.ifPresent(delivered -> SoldWords.differences(sold, delivered).forEach(this::differs));
            return plan;
        }

        private void differs(SoldWords.Difference difference) {
            SoldWords.Part part = difference.part();
            problem(Problem.of(
                    "sold",
                    part.word(),
                    Shown.quoted(difference.words()),
                    difference.sold() + " " + part.unit(),
                    part.limit(),
                    difference.delivered() == 0 ? Problem.of("no-limit") : difference.delivered() + " " + part.unit()));
        }

        private Optional<PackageType> type() {
            String code = text("type");
            Optional<PackageType> type =
                    PackageType.parse(code).filter(known -> known.code().equals(code));
            if (type.isEmpty() && has("type")) {
                problem(Problem.of("type", Shown.quoted(code)));
            }
            if (type.isPresent() && !types.add(type.get())) {
                problem(Problem.of("type-twice", code));
            }
            return type;
        }

        private boolean forSale() {
            if (!json.path("forSale").isBoolean()) {
                wrong("forSale", Problem.of("rule.boolean"));
            }
            return json.path("forSale").asBoolean(false);
        }

        private String name() {
            String name = text("name");
            if (has("name") && name.isEmpty()) {
                problem(Problem.of("name-empty"));
            }
            return name;
        }

        private String text(String field) {
            if (!has(field)) {
                wrong(field, Problem.of("rule.text"));
            }
            return FreeText.name(json.path(field).stringValue(""));
        }

        private boolean has(String field) {
            return json.path(field).isString();
        }

        private void wrong(String field, Problem rule) {
            problem(
                    json.has(field)
                            ? Problem.of(
                                    "must-be",
                                    field,
                                    rule,
                                    Shown.quoted(json.get(field).toString()))
                            : Problem.of("missing", field, rule));
        }

        private void problem(Problem what) {
            problems.add(Problem.of("in-package", number, what));
        }
    }
}
