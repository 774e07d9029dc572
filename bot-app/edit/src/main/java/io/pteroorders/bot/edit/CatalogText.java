package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Streams;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue as text, and the packages in it, by their codes. */
public final class CatalogText {

    private static final String FILE = "catalog.json";
    private static final String TYPE = "type";

    private CatalogText() {}

    /** The files that say it. */
    public static ImmutableSortedMap<String, String> files(String text) {
        return ImmutableSortedMap.of(FILE, text);
    }

    /** The text in its files. */
    public static String of(ImmutableSortedMap<String, String> files) {
        return files.getOrDefault(FILE, "[]");
    }

    /** The catalogue that comes with the program. */
    public static String builtIn() {
        ArrayNode packages = JsonMapper.shared().createArrayNode();
        PackageCatalog.PACKAGE_CATALOG.all().forEach(sold -> packages.add(json(sold)));
        return CatalogReader.written(packages);
    }

    private static ObjectNode json(PackageInfo sold) {
        return JsonMapper.shared()
                .createObjectNode()
                .put(TYPE, sold.type().code())
                .put("name", sold.name())
                .put("ram", sold.specifications().ram())
                .put("cpu", sold.specifications().cpu())
                .put("storage", sold.specifications().storage())
                .put("bandwidth", sold.specifications().bandwidth())
                .put(
                        "price",
                        sold.pricePerMonth()
                                .getAmount()
                                .setScale(Amounts.decimals(sold.pricePerMonth().getCurrencyUnit())))
                .put("emoji", sold.emoji())
                .put("forSale", sold.forSale());
    }

    /** The text with each field on a line of its own; as it is, if it says nothing. */
    public static String pretty(String text) {
        try {
            return CatalogReader.written(CatalogReader.json(text));
        } catch (BadEditException e) {
            return text;
        }
    }

    /** A package as it stands in a text. */
    public static Optional<ObjectNode> find(String text, String code) {
        try {
            return Streams.stream(CatalogReader.json(text).iterator())
                    .filter(entry -> isOf(entry, code))
                    .map(ObjectNode.class::cast)
                    .findFirst();
        } catch (BadEditException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(JsonNode entry, String code) {
        return entry.isObject() && entry.path(TYPE).stringValue("").equals(code);
    }

    /**
     * The text with a package in the place of the one with its code, or behind all others if there is none.
     *
     * @throws BadEditException if the text is no list
     */
    public static String with(String text, ObjectNode entry) throws BadEditException {
        JsonNode before = CatalogReader.json(text);
        if (!(before instanceof ArrayNode packages)) {
            throw new BadEditException(ImmutableList.of(Problem.of("not-a-list")));
        }
        String code = entry.path(TYPE).stringValue("");
        for (int i = 0; i < packages.size(); i++) {
            if (isOf(packages.get(i), code)) {
                packages.set(i, entry);
                return CatalogReader.written(packages);
            }
        }
        return CatalogReader.written(packages.add(entry));
    }
}
