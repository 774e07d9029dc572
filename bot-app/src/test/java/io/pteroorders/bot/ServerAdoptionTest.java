package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.DataDirectory;
import io.pteroorders.bot.cli.JarCommands;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscriptions;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.DemoPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.panel.PanelKey;
import io.pteroorders.panel.PterodactylPanel;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A seller moves here: servers that are at the panel already become orders of their customers, who hear nothing of it. */
class ServerAdoptionTest {

    private static final Path CATALOG = Path.of("..", "docs", "examples", "catalog-of-a-panel.json");
    private static final String HEADING = "server,phone,package,paidUntil\n";
    private static final PersonId RINA = PersonId.phone("6281200000021");

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T14:50:00Z"));
    private final FakePanel panel = FakePanel.pterodactyl(clock);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    @TempDir
    Path directory;

    @BeforeEach
    void furnish() {
        DemoPanel.furnish(panel.world());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        System.setOut(before);
        panel.close();
    }

    private void user(String name, boolean isAdmin) {
        panel.world().asAdmin("POST", "users", """
                {"username":"%s","email":"%s@x.id","first_name":"A","last_name":"B","root_admin":%s}\
                """.formatted(name, name, isAdmin));
    }

    /** A server that somebody made in the panel, installed. */
    private PanelBooks.Server server(long user, int memory) {
        panel.world().asAdmin("POST", "servers", """
                {"name":"old","user":%s,"egg":1,"docker_image":"x","startup":"y","environment":{"MAIN_FILE":"a","USER_UPLOAD":"0"},
                 "limits":{"memory":%s,"swap":0,"disk":2048,"io":500,"cpu":100},
                 "feature_limits":{"databases":0,"backups":0,"allocations":0},"deploy":{"locations":[],"dedicated_ip":false,"port_range":[]}}
                """.formatted(user, memory));
        clock.advance(Duration.ofMinutes(1));
        return Iterables.getLast(panel.books().servers());
    }

    private JarCommands.Finder data() {
        return settings -> new DataDirectory(directory.resolve("data"), JsonStorageOptions.defaults(clock));
    }

    private PanelSettings settings() {
        return new PanelSettings(
                new PterodactylPanel(new io.pteroorders.panel.PanelSettings(
                        panel.address(), PanelKey.of(panel.applicationKey()), Optional.empty())),
                false,
                panel.address(),
                "toko",
                Optional.empty(),
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                true,
                195,
                Fixtures.JAKARTA);
    }

    /** Types the command, and gives what it prints, the reason why it was refused last. */
    private String adopt(String rows, String... options) throws IOException {
        return typed(HEADING + rows, options);
    }

    private String typed(String table, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("servers.csv"), table);
        CommandLine jar = JarCommands.of(
                (settings, acks) -> {},
                data(),
                settings -> {
                    throw new AssertionError();
                },
                settings -> List.of(),
                (servers, data, orders) -> new AdoptionReader(
                                settings(), CatalogFile.read(CATALOG, CurrencyUnit.of("IDR")), new Random(1), clock)
                        .read(servers, orders),
                (data, orders, since, from, to, out) -> {
                    throw new AssertionError();
                },
                settings -> {
                    throw new AssertionError();
                },
                settings -> {
                    throw new AssertionError();
                });
        jar.setExecutionExceptionHandler((failure, line, parsed) -> {
            System.out.println(failure.getMessage());
            return failure instanceof CommandException refusal ? refusal.exitCode() : 99;
        });
        printed.reset();
        int code = jar.execute(ImmutableList.<String>builder()
                .add("panel", "adopt", file.toString())
                .add(options)
                .build()
                .toArray(String[]::new));
        return code + " " + printed.toString(StandardCharsets.UTF_8);
    }

    private ImmutableList<Order> orders() {
        try (OpenShop shop = OpenShop.in(directory.resolve("data"), clock)) {
            return shop.storage()
                    .orders()
                    .query(OrderQuery.oldestFirst().build())
                    .orders();
        }
    }

    private Order onlyOrder() {
        return Iterables.getOnlyElement(orders());
    }

    @Test
    void whatWouldBeDoneIsShownAndNothingIsDone() throws IOException {
        user("rina", false);
        PanelBooks.Server old = server(1, 1024);
        String shown = adopt(old.identifier() + ",0812-0000-0021,bot,2026-12-22\n");
        assertTrue(shown.startsWith("0 " + old.identifier() + " becomes ORD-"), shown);
        assertTrue(shown.contains("6281****021, bot, paid until 2026-12-22\n"), shown);
        assertTrue(shown.contains("1 server can be adopted. Nothing was changed: do it with --write."), shown);
        assertFalse(Files.exists(directory.resolve("data")));
        assertEquals(old, Iterables.getOnlyElement(panel.books().servers()));
    }

    @Test
    void anAdoptedServerIsThatOfACompletedOrder() throws IOException {
        user("rina", false);
        PanelBooks.Server old = server(1, 1024);
        String done = adopt(old.id() + ",+62 812-0000-0021,BOT,2026-12-22\n", "--write");
        assertTrue(done.startsWith("0 ") && done.contains("1 server adopted.\n1 order now: 1 new"), done);
        Order order = onlyOrder();
        Server server = order.server().orElseThrow();
        assertEquals(OrderStatus.COMPLETED, order.status());
        assertEquals(RINA, order.customer().id());
        assertEquals(Optional.of(old.identifier()), order.serverId());
        assertEquals("adopted", order.lastChange().notes());
        assertTrue(order.totalAmount().isZero(), "no revenue");
        assertEquals(ServerState.READY, server.state());
        assertEquals(Optional.of(old.ports().get(0)), server.address());
        assertEquals(Optional.of(new ServerUser(1, "rina", false)), server.user());
        PanelBooks.Server now = panel.books().server(old.id()).orElseThrow();
        assertEquals(Optional.of("toko-" + order.id()), now.externalId());
        assertEquals(server.externalId(), "toko-" + order.id());
        assertEquals("old", now.name());
        assertTrue(panel.books().users().get(0).externalId().orElse("").startsWith("toko-user-"));
        assertTrue(panel.books().users().get(0).passwords().size() <= 1, "no password was set");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30, 1",
        "2026-12-22, 1",
        "2026-10-31, 2",
        "2026-03-31, 2",
        "2024-02-29, 1",
        "2027-11-22, 12",
        "2020-01-01, 1"
    })
    void theTermEndsOnTheDayThatIsPaidUntil(String day, int months) throws IOException {
        user("rina", false);
        adopt(server(1, 1024).id() + ",081200000021,bot," + day + "\n", "--write");
        Order order = onlyOrder();
        assertEquals(months, order.item().durationMonths());
        assertEquals(
                LocalDate.parse(day),
                Subscriptions.of(order, List.of(), RenewalRules.defaults(Fixtures.JAKARTA))
                        .orElseThrow()
                        .paidUntil());
        assertFalse(order.createdAt().isAfter(clock.instant()));
    }

    @Test
    void everyWrongRowIsNamedAndThenNothingIsDone() throws IOException {
        user("rina", false);
        PanelBooks.Server good = server(1, 1024);
        PanelBooks.Server others = server(1, 1024);
        panel.world().asAdmin("PATCH", "servers/" + others.id() + "/details", """
                {"name":"old","user":1,"external_id":"whmcs-7"}""");
        PanelBooks.Server installing = server(1, 1024);
        panel.world().setStatus(installing.id(), "installing");
        String rows = """
                1,081200000021,bot,2026-12-22
                99,081200000021,bot,2026-12-22
                1,81200000021,gold,22/12/2026
                %s,081200000021,bot,2027-12-22
                %s,081200000021,bot,2026-12-22
                """.formatted(others.id(), installing.id());
        String said = adopt(rows, "--write");
        for (String problem : List.of(
                "row 2: the panel has no server \"99\"",
                "row 3: server " + good.identifier() + " is in row 1 already; phone must be a number such as"
                        + " 0812-3456-7890 or +6281234567890; \"81200000021\" is none",
                "; the catalogue has no package \"gold\"; paidUntil must be a day such as 2026-12-22, is \"22/12/2026\"",
                "row 4: server " + others.identifier() + " has the external id \"whmcs-7\"",
                "; paidUntil is at most 12 months from today, is 2027-12-22",
                "row 5: server " + installing.identifier() + " is being installed: wait for that",
                "4 rows cannot be adopted. Nothing was changed.")) {
            assertTrue(said.contains(problem), problem + " in " + said);
        }
        assertTrue(said.startsWith("2 "), said);
        assertEquals(
                Optional.empty(), panel.books().server(good.id()).orElseThrow().externalId());
        assertFalse(Files.exists(directory.resolve("data")));
    }

    @ParameterizedTest
    @CsvSource({"true, is an administrator", "false, has servers of two persons"})
    void aUserWhoIsNotTheCustomersAloneStaysAsTheyAre(boolean isAdmin, String why) throws IOException {
        user("boss", isAdmin);
        String rows = server(1, 1024).id() + ",081200000021,bot,2026-12-22\n";
        adopt(isAdmin ? rows : rows + server(1, 1024).id() + ",081200000022,bot,2026-12-22\n", "--write");
        assertTrue(
                orders().stream()
                        .allMatch(order -> order.server().orElseThrow().user().isEmpty()),
                why);
        assertEquals(Optional.empty(), panel.books().users().get(0).externalId(), why);
    }

    @Test
    void whatIsNotAsSoldIsSaid() throws IOException {
        user("rina", false);
        String shown = adopt(server(1, 512).id() + ",081200000021,bot,2026-12-22\n");
        assertTrue(shown.contains("; its limits are not those of bot\n"), shown);
    }

    @Test
    void aSuspendedServerStaysSuspended() throws IOException {
        user("rina", false);
        long id = server(1, 1024).id();
        panel.world().asAdmin("POST", "servers/" + id + "/suspend", "");
        adopt(id + ",081200000021,bot,2026-11-01\n", "--write");
        assertEquals(ServerState.SUSPENDED, onlyOrder().server().orElseThrow().state());
    }

    @Test
    void aSecondRunFindsWhatTheFirstMade() throws IOException {
        user("rina", false);
        String row = server(1, 1024).id() + ",081200000021,bot,2026-12-22\n";
        adopt(row, "--write");
        String said = adopt(row, "--write");
        assertTrue(said.contains(" is that of " + onlyOrder().id() + " already"), said);
    }

    @Test
    void whatWasBrokenOffAfterThePanelIsFinishedByRunningItAgain() throws IOException {
        user("rina", false);
        PanelBooks.Server old = server(1, 1024);
        String row = old.id() + ",081200000021,bot,2026-12-22\n";
        adopt(row, "--write");
        Order made = onlyOrder();
        directory = Files.createDirectory(directory.resolve("again"));
        assertTrue(adopt(row, "--write").startsWith("0 "));
        assertEquals(made.id(), onlyOrder().id());
        assertEquals(made.serverId(), onlyOrder().serverId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server;phone;package;paidUntil\\n1;081200000021;bot;2026-12-22 | 0 ",
                "\ufeffPaidUntil,Package,Phone,Server,Note\\r\\n2026-12-22,bot,\"0812-0000-0021\",1,x\\r\\n\\r\\n | 0 ",
                "1,081200000021,bot,2026-12-22 | 99 the configuration is wrong",
                "server,phone,package,paidUntil\\n1,081200000021,bot | 99 the configuration is wrong",
                "server,phone\\n1,081200000021 | 99 the configuration is wrong"
            })
    void aTableIsReadAsSpreadsheetsWriteIt(String text, String says) throws IOException {
        user("rina", false);
        server(1, 1024);
        Files.createDirectories(directory);
        String said = typed(text.replace("\\n", "\n").replace("\\r", "\r"));
        assertTrue(said.startsWith(says), said);
    }

    @Test
    void nobodyIsToldAndNothingIsEarned() throws IOException {
        user("rina", false);
        adopt(server(1, 1024).id() + ",081200000021,bot,2026-12-22\n", "--write");
        Path data = directory.resolve("data");
        try (OpenShop files = OpenShop.in(data, clock);
                BotState state = BotState.open(files.lease(), data)) {
            TestShop shop =
                    new TestShop(Map.of("STORE_LANGUAGE", "en"), files.storage().orders(), state.stores());
            shop.says(RINA, "!order-status");
            assertEquals(1, shop.sent.size(), "the answer, and nothing else");
            assertTrue(shop.sent.get(0).text().contains("completed"), shop.sent.get(0)::text);
            assertTrue(
                    files
                            .storage()
                            .orders()
                            .statistics(StatisticsPeriod.Unit.ALL, clock.instant())
                            .cash()
                            .gross()
                            .values()
                            .stream()
                            .allMatch(money -> money.isZero()));
        }
    }
}
