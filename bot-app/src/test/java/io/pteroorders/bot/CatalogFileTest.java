package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFileTest {

    private static final CurrencyUnit IDR = CurrencyUnit.of("IDR");
    private static final String GOOD = """
            {"type":"nano","name":"NANO","ram":"512MB","cpu":"0.5 CPU","storage":"5GB","bandwidth":"1TB",
             "price":10000,"emoji":"🔵","forSale":true}""";

    @TempDir
    Path directory;

    private PackageCatalog read(String json) throws IOException {
        return CatalogFile.read(Files.writeString(directory.resolve("catalog.json"), json), IDR);
    }

    @Test
    void aShopSellsWhatItsFileSays() throws IOException {
        PackageInfo nano = read("[" + GOOD + "]").forSale().get(0);
        assertEquals("nano", nano.type().code());
        assertEquals("IDR 10000.00", nano.pricePerMonth().toString());
        assertEquals("512MB", nano.specifications().ram());
    }

    @Test
    void theSampleInTheDocsIsACatalogue() {
        PackageCatalog sample = CatalogFile.read(Path.of("..", "docs", "examples", "catalog.json"), IDR);
        assertEquals(PackageCatalog.PACKAGE_CATALOG.all(), sample.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10000 | 10000.5 | decimals",
                "10000 | -1 | never negative",
                "10000 | 0 | a price of 0 is none",
                "10000 | \"10000\" | price",
                "10000 | 1e1000000000 | digits",
                "10000 | null | price",
                "\"nano\" | \"Nano!\" | type must be a code",
                "\"NANO\" | \" \" | name must not be empty",
                "\"NANO\" | 5 | name must be a text in quotes",
                "\"ram\":\"512MB\", | | ram is missing: a text in quotes",
                "\"forSale\" | \"forsale\" | there is no field",
                "true | \"yes\" | forSale must be true or false",
                "} | | not JSON",
            })
    void aBrokenFileIsRefusedByNameAndPlace(String good, String bad, String says) {
        String json = "[" + GOOD.replace(good, bad == null ? "" : bad) + "]";
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> read(json)).getMessage());
        assertTrue(message.contains("catalog.json") && message.contains(says), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25.000 | write 25000, or 25 if that is meant",
                "25.0 | write 25",
                "25000.0 | write 25000",
                "2.500.000 | not JSON",
                "25,000 | not JSON",
                "025000 | not JSON",
                "25.5 | decimals",
                "2.5e4 | write 25000",
                "25e3 | write 25000",
                "2.5E+4 | write 25000",
                "25000e-3 | write 25000, or 25 if that is meant",
                "'\"25000\"' | a plain number without quotes",
                "'\"25.000\"' | a plain number without quotes",
                "'\"Rp 25.000\"' | a plain number without quotes",
                "true | a plain number without quotes",
                "[25000] | a plain number without quotes",
                "-25000 | never negative",
                "Rp25000 | not JSON"
            })
    void aPriceIsReadExactlyOrRefused(String price, String says) {
        String json = "[" + GOOD.replace("10000", price) + "]";
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> read(json)).getMessage());
        assertTrue(message.contains(says), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.5", "5.50", "1234.00"})
    void decimalsThatACurrencyHasAreRead(String price) throws IOException {
        Path file = Files.writeString(directory.resolve("usd.json"), "[" + GOOD.replace("10000", price) + "]");
        PackageInfo nano = CatalogFile.read(file, CurrencyUnit.USD).forSale().get(0);
        assertEquals(0, new BigDecimal(price).compareTo(nano.pricePerMonth().getAmount()));
    }

    @Test
    void allThatIsWrongIsNamedAtOnceInWordsOfTheTrade() {
        String message =
                problem("[{\"type\":\"nano\",\"price\":\"4990\",\"colour\":\"red\"},5," + GOOD + "," + GOOD + "]");
        for (String said : new String[] {
            "package 1: name is missing", "package 1: ram is missing", "package 1: price must be a plain number",
            "package 1: there is no field \"colour\"", "package 2: must be an object",
                    "package 4: type \"nano\" stands there twice"
        }) {
            assertTrue(message.contains(said), message);
        }
        assertFalse(message.matches("(?s).*(io\\.pteroorders|jackson|Exception|line -1).*"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "5", "null", "\"gold\"", GOOD})
    void whatIsNoListIsToldTheForm(String json) {
        assertTrue(problem(json).contains("must be a list of packages"), json);
    }

    private String problem(String json) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> read(json)).getMessage());
    }

    @Test
    void noFileNoPackageAndADoubleOneAreRefused() {
        assertThrows(ConfigException.class, () -> CatalogFile.read(directory.resolve("none.json"), IDR));
        assertThrows(ConfigException.class, () -> read("[]"));
        assertThrows(ConfigException.class, () -> read("[" + GOOD + "," + GOOD + "]"));
        assertThrows(ConfigException.class, () -> read("{}"));
        assertThrows(ConfigException.class, () -> read("[null]"));
    }
}
