package io.pteroorders.bot;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Reads an operator's catalogue: a JSON array of packages, in the order in which they are shown. */
final class CatalogFile {

    /** Prices keep the decimals that they are written with. */
    private static final JsonMapper MAPPER = StrictJson.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ImmutableSet<String> FIELDS = ImmutableSet.of(
            "type", "name", "ram", "cpu", "storage", "bandwidth", "price", "emoji", "forSale", "panel", "changes");

    private final Path file;
    private final CurrencyUnit currency;
    private final List<String> problems = new ArrayList<>();
    private final Set<PackageType> types = new HashSet<>();

    private CatalogFile(Path file, CurrencyUnit currency) {
        this.file = file;
        this.currency = currency;
    }

    /**
     * The catalogue in a file.
     *
     * @param currency that its prices are in
     * @throws ConfigException if the file cannot be read or is no catalogue; it names everything that is wrong
     */
    static PackageCatalog read(Path file, CurrencyUnit currency) {
        return new CatalogFile(file, currency).catalog();
    }

    private PackageCatalog catalog() {
        JsonNode json = json();
        if (!json.isArray() || json.isEmpty()) {
            throw new ConfigException(List.of(
                    file + " must be a list of packages, in square brackets: [{\"type\": \"gold\", ..}, {..}]"));
        }
        List<PackageInfo> packages = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            new Entry(json.get(i), i + 1).read().ifPresent(packages::add);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return PackageCatalog.of(packages);
    }

    private JsonNode json() {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new ConfigException(List.of(file + " is not JSON" + place(e) + ": " + e.getOriginalMessage()));
        } catch (NumberFormatException e) {
            throw new ConfigException(List.of(file + " has a number that is beyond all bounds"));
        } catch (IOException e) {
            throw new ConfigException(List.of("CATALOG_FILE " + file + " cannot be read by this user"));
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** A package as it stands in the file. What is wrong with it is noted, and read as if it were right. */
    private final class Entry {

        private final JsonNode json;
        private final String where;
        private final int problemsBefore = problems.size();

        Entry(JsonNode json, int number) {
            this.json = json;
            this.where = file + ", package " + number + ": ";
        }

        Optional<PackageInfo> read() {
            if (!json.isObject()) {
                problem("must be an object in braces: {\"type\": \"gold\", ..}");
                return Optional.empty();
            }
            json.propertyNames().stream()
                    .filter(field -> !FIELDS.contains(field))
                    .forEach(field -> problem("there is no field " + SettingText.shown(field) + "; the fields are "
                            + String.join(", ", FIELDS)));
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
            problem(part.word() + " is sold as " + SettingText.shown(difference.words()) + ", which is "
                    + difference.sold() + " " + part.unit() + ", and panel." + part.limit() + " delivers "
                    + (difference.delivered() == 0
                            ? "0, which is no limit"
                            : difference.delivered() + " " + part.unit())
                    + ": make both the same");
        }

        private Optional<PackageType> type() {
            String code = text("type");
            Optional<PackageType> type =
                    PackageType.parse(code).filter(known -> known.code().equals(code));
            if (type.isEmpty() && has("type")) {
                problem("type must be a code of a-z, 0-9, _ and - such as gold, is " + SettingText.shown(code));
            }
            if (type.isPresent() && !types.add(type.get())) {
                problem("type \"" + code + "\" stands there twice; give each package a code of its own");
            }
            return type;
        }

        private boolean forSale() {
            if (!json.path("forSale").isBoolean()) {
                wrong("forSale", "true or false, without quotes");
            }
            return json.path("forSale").asBoolean(false);
        }

        private String name() {
            String name = text("name");
            if (has("name") && name.isEmpty()) {
                problem("name must not be empty");
            }
            return name;
        }

        private String text(String field) {
            if (!has(field)) {
                wrong(field, "a text in quotes");
            }
            return FreeText.name(json.path(field).stringValue(""));
        }

        private boolean has(String field) {
            return json.path(field).isString();
        }

        private void wrong(String field, String rule) {
            problem(
                    json.has(field)
                            ? field + " must be " + rule + ", is "
                                    + SettingText.shown(json.get(field).toString())
                            : field + " is missing: " + rule);
        }

        private void problem(String what) {
            problems.add(where + what);
        }
    }
}
