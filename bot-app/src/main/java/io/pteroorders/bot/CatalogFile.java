package io.pteroorders.bot;

import com.google.common.base.Preconditions;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.FreeText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads an operator's catalogue: a JSON array of packages, in the order in which they are shown. */
final class CatalogFile {

    private static final JsonMapper MAPPER = StrictJson.mapper()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private CatalogFile() {}

    /** A package as it stands in the file. */
    private record Entry(
            String type,
            String name,
            String ram,
            String cpu,
            String storage,
            String bandwidth,
            BigDecimal price,
            String emoji,
            boolean forSale) {

        PackageInfo toPackage(CurrencyUnit currency) {
            Preconditions.checkArgument(price.signum() != 0, "a price of 0 is none: every order waits for its payment");
            return new PackageInfo(
                    new PackageType(type),
                    FreeText.name(name),
                    new ServerSpecifications(
                            FreeText.name(ram), FreeText.name(cpu), FreeText.name(storage), FreeText.name(bandwidth)),
                    Amounts.written(currency, price),
                    FreeText.name(emoji),
                    forSale);
        }
    }

    /**
     * The catalogue in a file.
     *
     * @param currency that its prices are in
     * @throws ConfigException if the file cannot be read or is no catalogue; it names every wrong package
     */
    static PackageCatalog read(Path file, CurrencyUnit currency) {
        List<PackageInfo> packages = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Entry[] entries = entries(file);
        for (int i = 0; i < entries.length; i++) {
            try {
                Preconditions.checkArgument(entries[i] != null, "must be an object");
                packages.add(entries[i].toPackage(currency));
            } catch (IllegalArgumentException e) {
                problems.add(file + ", package " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return catalog(file, packages);
    }

    private static PackageCatalog catalog(Path file, List<PackageInfo> packages) {
        try {
            return PackageCatalog.of(packages);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(file + ": " + e.getMessage()));
        }
    }

    private static Entry[] entries(Path file) {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Entry[].class);
        } catch (DatabindException e) {
            throw new ConfigException(List.of(file + " is no catalogue" + place(e) + ": " + problem(e)));
        } catch (JacksonException e) {
            throw new ConfigException(List.of(file + " is not JSON" + place(e) + ": " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigException(List.of("CATALOG_FILE " + file + " cannot be read: " + e));
        }
    }

    private static String problem(DatabindException e) {
        boolean price = !e.getPath().isEmpty()
                && "price".equals(Iterables.getLast(e.getPath()).getPropertyName());
        return price ? "a price is a plain number without quotes, such as 25000" : e.getOriginalMessage();
    }

    private static String place(JacksonException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "package " + (step.getIndex() + 1) : step.getPropertyName())
                .collect(Collectors.joining(", "));
        String line = e.getLocation() == null
                ? "somewhere"
                : "line " + e.getLocation().getLineNr();
        return " (" + (path.isEmpty() ? line : line + ", " + path) + ")";
    }
}
