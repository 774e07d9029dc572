package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PriceChange;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DisplayName;
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

    private static final String PANEL = """
            "panel":{"egg":15,"memory":512,"cpu":50,"disk":5120,"nodes":[2,1],"environment":{"MAIN_FILE":"index.js"}}""";

    private static String planned(String good, String bad) {
        String panel = PANEL.replace(good, bad);
        assertNotEquals(PANEL, panel);
        return "[" + GOOD.replace("\"forSale\"", panel + ",\"forSale\"") + "]";
    }

    private ServerPlan plan(String json) throws IOException {
        return read(json).all().get(0).plan().orElseThrow();
    }

    @Test
    void aPackageThatAPanelMakesHasAPlan() throws IOException {
        ServerPlan lean = plan(planned(",\"nodes\":[2,1],\"environment\":{\"MAIN_FILE\":\"index.js\"}", ""));
        assertEquals(
                new ServerPlan(
                        15,
                        Optional.empty(),
                        ImmutableSortedSet.of(),
                        ImmutableSortedSet.of(),
                        new ServerLimits(512, 0, 5120, 500, 50),
                        ServerFeatures.NONE,
                        ServerStartup.OF_THE_EGG,
                        true),
                lean);
        String rest = "\"nest\":5,\"swap\":-1,\"io\":10,\"databases\":1,\"backups\":2,\"allocations\":3,"
                + "\"image\":\"a/b:c\",\"startup\":\"node .\",\"automatic\":false,\"egg\"";
        assertEquals(
                new ServerPlan(
                        15,
                        Optional.of(5),
                        ImmutableSortedSet.of(),
                        ImmutableSortedSet.of(1, 2),
                        new ServerLimits(512, -1, 5120, 10, 50),
                        new ServerFeatures(1, 2, 3),
                        new ServerStartup(
                                ImmutableSortedMap.of("MAIN_FILE", "index.js"),
                                Optional.of("a/b:c"),
                                Optional.of("node .")),
                        false),
                plan(planned("\"egg\"", rest)));
        assertEquals(Optional.empty(), read("[" + GOOD + "]").all().get(0).plan());
    }

    @Test
    void thePackagesOfAPanelInTheDocsAreACatalogue() {
        PackageCatalog sample = CatalogFile.read(Path.of("..", "docs", "examples", "catalog-of-a-panel.json"), IDR);
        assertTrue(sample.all().stream().allMatch(sold -> sold.plan().isPresent()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"panel\":{ | \"panel\":null,\"p\":{ | panel must be an object in braces",
                "\"egg\":15, | | panel.egg is missing: a whole number from 1 to 2147483647 without quotes",
                "\"egg\":15 | \"egg\":0 | panel.egg must be a whole number from 1",
                "\"egg\":15 | \"egg\":15,\"nest\":\"5\" | panel.nest must be a whole number from 1",
                "\"memory\":512 | \"memory\":512.0 | panel.memory must be a whole number from 0 to 100000000 without quotes (MB, 0 for no limit), is \"512.0\"",
                "\"memory\":512 | \"memory\":5e2 | panel.memory must be a whole number",
                "\"memory\":512 | \"memory\":-1 | panel.memory must be a whole number from 0 to 100000000",
                "\"memory\":512 | \"memory\":99999999999 | panel.memory must be a whole number",
                "\"memory\":512, | | panel.memory is missing",
                "\"cpu\":50, | | panel.cpu is missing",
                "\"disk\":5120, | | panel.disk is missing",
                "\"cpu\":50 | \"cpu\":\"50%\" | panel.cpu must be a whole number from 0 to 100000000 without quotes (percent of a core",
                "\"egg\" | \"swap\":-2,\"egg\" | panel.swap must be a whole number from -1",
                "\"egg\" | \"io\":9,\"egg\" | panel.io must be a whole number from 10 to 1000",
                "\"egg\" | \"databases\":1001,\"egg\" | panel.databases must be a whole number from 0 to 1000",
                "\"egg\" | \"backups\":null,\"egg\" | panel.backups must be a whole number from 0 to 1000",
                "\"egg\" | \"allocations\":-1,\"egg\" | panel.allocations must be a whole number from 0 to 1000",
                "[2,1] | 2 | panel.nodes must be a list of the panel's numbers in square brackets",
                "[2,1] | [\"2\"] | panel.nodes must be a list of the panel's numbers, whole and without quotes",
                "[2,1] | [0] | panel: egg, nest, locations and nodes are the panel's numbers, from 1",
                "\"egg\" | \"locations\":[1],\"egg\" | panel: a server stands at locations or on nodes: give one of them",
                "{\"MAIN_FILE\":\"index.js\"} | [] | panel.environment must be the egg's variables in braces",
                "\"index.js\" | 25565 | panel.environment must be texts in quotes, also where they are numbers",
                "MAIN_FILE | MAIN-FILE | panel: environment has names like SERVER_JAR",
                "\"egg\" | \"image\":5,\"egg\" | panel.image must be the name of a Docker image in quotes",
                "\"egg\" | \"image\":\"\",\"egg\" | panel: image is the name of a Docker image, at most 191 characters",
                "\"egg\" | \"startup\":true,\"egg\" | panel.startup must be a command line in quotes",
                "\"egg\" | \"automatic\":\"no\",\"egg\" | panel.automatic must be true or false, without quotes",
                "\"egg\" | \"ram\":1,\"egg\" | panel has no field \"ram\"; the fields are nest, egg, locations",
                "\"egg\":15 | \"egg\":15,\"egg\":15 | not JSON",
            })
    void whatIsWrongWithAPlanIsNamedByPlaceAndRule(String good, String bad, String says) {
        String message = problem(planned(good, bad == null ? "" : bad));
        assertTrue(message.contains("catalog.json") && message.contains(says), message);
    }

    @Test
    void allThatIsWrongWithAPlanIsNamedAtOnce() {
        String message = problem(planned("\"egg\":15,\"memory\":512", "\"memory\":-1,\"io\":0,\"eg\":1"));
        for (String said :
                new String[] {"panel.egg is missing", "panel.memory must", "panel.io must", "no field \"eg\""}) {
            assertTrue(message.contains("package 1: panel") && message.contains(said), message);
        }
    }

    @ParameterizedTest
    @DisplayName("B65: a package that delivers something else than its words is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"memory\":512 | \"memory\":1024 | ram is sold as \"512MB\", which is 512 MB, and panel.memory delivers 1024 MB: make both the same",
                "\"cpu\":50 | \"cpu\":100 | cpu is sold as \"0.5 CPU\", which is 50 %, and panel.cpu delivers 100 %",
                "\"disk\":5120 | \"disk\":0 | storage is sold as \"5GB\", which is 5120 MB, and panel.disk delivers 0, which is no limit",
            })
    void whatIsSoldIsWhatIsDelivered(String good, String bad, String says) {
        String message = problem(planned(good, bad));
        assertTrue(message.contains("catalog.json, package 1: " + says), message);
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

    private static final String CHANGES = """
            "changes":[{"price":12000,"from":"2027-02-01","announced":"2027-01-01"},
            {"price":11000,"from":"2027-06-01","announced":"2027-05-18","lockMonths":3,"grandfather":true}]""";

    private static String changing(String good, String bad) {
        String changes = CHANGES.replace(good, bad);
        assertTrue(good.equals(bad) || !changes.equals(CHANGES), good);
        return "[" + GOOD.replace("\"forSale\"", changes + ",\"forSale\"") + "]";
    }

    @Test
    void aPriceMayChangeOnDaysThatComeOneAfterAnother() throws IOException {
        PackageInfo nano = read(changing("", "")).all().get(0);
        assertEquals(
                ImmutableList.of(
                        new PriceChange(
                                Amounts.of(IDR, 12_000), LocalDate.of(2027, 2, 1), LocalDate.of(2027, 1, 1), 1, false),
                        new PriceChange(
                                Amounts.of(IDR, 11_000), LocalDate.of(2027, 6, 1), LocalDate.of(2027, 5, 18), 3, true)),
                nano.changes());
        assertEquals(Amounts.of(IDR, 10_000), nano.pricePerMonth());
        assertEquals(
                ImmutableList.of(),
                read("[" + GOOD.replace("\"forSale\"", "\"changes\":[],\"forSale\"") + "]")
                        .all()
                        .get(0)
                        .changes());
    }

    @Test
    void thePackageOfTheDocsWhosePriceChangesIsOne() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operating.md"));
        int begin = page.indexOf("```json", page.indexOf("### Prices that change")) + "```json".length();
        PackageInfo bronze = read("[" + page.substring(begin, page.indexOf("```", begin)) + "]")
                .all()
                .get(0);
        assertEquals(Amounts.of(IDR, 5_000), bronze.priceOn(LocalDate.of(2027, 1, 31)));
        assertEquals(Amounts.of(IDR, 7_000), bronze.priceOn(LocalDate.of(2027, 2, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"changes\":[ | \"changes\":5,\"c\":[ | changes must be a list of them in square brackets: [{\"price\": 27000",
                "[{\"price\":12000 | [5,{\"price\":12000 | change 1: must be an object in braces: {\"price\": 27000",
                "\"price\":12000, | | change 1: price is missing: a plain number without quotes",
                "12000 | \"12000\" | change 1: price must be a plain number without quotes, such as 25000, is",
                "12000 | 12.000 | change 1: price: an amount in IDR is a plain number",
                "12000 | 0 | change 1: a price of 0 is none",
                "\"from\":\"2027-02-01\", | | change 1: from is missing: a day in quotes, such as \"2027-02-01\"",
                "\"2027-02-01\" | 20270201 | change 1: from must be a day in quotes, such as \"2027-02-01\", is",
                "2027-02-01 | 2027-02-29 | change 1: from must be a day in quotes",
                "2027-02-01 | 1/2/2027 | change 1: from must be a day in quotes",
                ",\"announced\":\"2027-01-01\" | | change 1: announced is missing: a day in quotes",
                "2027-05-18 | 2027-05-19 | change 2: a price is announced 14 days before it begins or earlier: for a price from 2027-06-01 by 2027-05-18",
                "2027-06-01 | 2027-02-01 | change 2: from must come after that of the change before it, 2027-02-01",
                "\"lockMonths\":3 | \"lockMonths\":13 | change 2: lockMonths must be a whole number from 0 to 12 without quotes, is",
                "\"lockMonths\":3 | \"lockMonths\":-1 | change 2: lockMonths must be a whole number from 0 to 12",
                "\"lockMonths\":3 | \"lockMonths\":\"3\" | change 2: lockMonths must be a whole number from 0 to 12",
                "\"lockMonths\":3 | \"lockMonths\":3.0 | change 2: lockMonths must be a whole number from 0 to 12",
                "\"grandfather\":true | \"grandfather\":\"yes\" | change 2: grandfather must be true or false, without quotes",
                "grandfather | grandfathered | change 2: there is no field \"grandfathered\"; the fields are price, from, announced",
            })
    void whatIsWrongWithAChangeIsNamedByPlaceAndRule(String good, String bad, String says) {
        String message = problem(changing(good, bad == null ? "" : bad));
        assertTrue(message.contains("catalog.json, package 1: " + says), message);
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
