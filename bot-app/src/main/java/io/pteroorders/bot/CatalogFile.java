package io.pteroorders.bot;

import io.pteroorders.bot.edit.BadEditException;
import io.pteroorders.bot.edit.CatalogReader;
import io.pteroorders.core.catalog.PackageCatalog;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.joda.money.CurrencyUnit;

/** An operator's catalogue in a file. */
final class CatalogFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CatalogFile() {}

    /**
     * The text of a file.
     *
     * @throws ConfigException if it cannot be read
     */
    static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException(List.of(file + " is not JSON in UTF-8; save it with that encoding"));
        } catch (IOException e) {
            throw new ConfigException(List.of("CATALOG_FILE " + file + " cannot be read by this user"));
        }
    }

    /**
     * The catalogue in a file.
     *
     * @param currency that its prices are in
     * @throws ConfigException if the file cannot be read or is no catalogue; it names everything that is wrong
     */
    static PackageCatalog read(Path file, CurrencyUnit currency) {
        try {
            return CatalogReader.read(text(file), currency);
        } catch (BadEditException e) {
            throw new ConfigException(problems(file.toString(), e));
        }
    }

    /** What is wrong, each with the name of where it is. */
    static List<String> problems(String where, BadEditException refusal) {
        return refusal.problems().stream()
                .map(problem -> where + (problem.isInside() ? ", " : " ") + problem.inEnglish())
                .toList();
    }
}
