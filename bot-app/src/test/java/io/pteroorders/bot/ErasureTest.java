package io.pteroorders.bot;

import static io.pteroorders.bot.TracedPerson.WORDS;
import static io.pteroorders.bot.TracedPerson.ZOE;
import static io.pteroorders.bot.TracedPerson.idOf;
import static io.pteroorders.bot.TracedPerson.textOf;
import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.chat.ChatStores;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.privacy.ErasedPeople;
import io.pteroorders.bot.privacy.Exports;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.json.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who left something everywhere in a shop of files is erased: not a byte of them is left. */
class ErasureTest {

    @TempDir
    Path data;

    private ShopStorage store;
    private Lease lease;
    private BotState state;
    private TestShop shop;
    private TracedPerson zoe;
    private int opened;

    @BeforeEach
    void open() {
        store = JsonShopStorage.open(data, options(), BotState.PLAIN);
        lease = store.lease("test").orElseThrow();
        state = BotState.open(lease, data);
        shop = shop(state.stores());
        zoe = new TracedPerson(shop, state);
    }

    private TestShop shop(ChatStores stores) {
        TestShop opening = new TestShop(Map.of("STORE_LANGUAGE", "en"), store.orders(), stores);
        opened++;
        opening.run = "run" + opened + "-";
        return opening;
    }

    private static JsonStorageOptions options() {
        return new JsonStorageOptions(Fixtures.JAKARTA, OrderFlow.ORDER_STATUS_FLOW, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        state.close();
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    private OrderStatistics books() {
        return store.orders().statistics(StatisticsPeriod.Unit.ALL, shop.clock.instant());
    }

    @Test
    void nothingOfThemIsLeftAndTheBooksBalance() throws IOException {
        zoe.leavesTraces();
        assertFalse(left(data).isEmpty(), "nothing was there to erase");
        OrderStatistics before = books();
        zoe.isErasedByTheOwner();
        assertEquals(ImmutableList.of(), left(data));
        assertEquals(before.totalOrders(), books().totalOrders());
        assertEquals(before.revenue(), books().revenue());
        assertEquals(before.cash(), books().cash());
        assertEquals(before.customers(), books().customers());
        assertEquals(
                0, store.orders().count(OrderQuery.oldestFirst().customer(ZOE).build()));
        assertEquals(3, store.orders().count(OrderQuery.oldestFirst().build()));
        reopen();
        assertEquals(ImmutableList.of(), left(data));
        assertEquals(before.revenue(), books().revenue());
    }

    @Test
    void noMessageOfBeforeIsSentAgain() {
        zoe.leavesTraces();
        zoe.isErasedByTheOwner();
        reopen();
        shop.privacy().erasures().catchUp();
        assertEquals(List.of(), shop.looksAtRenewals());
    }

    @Test
    void aBackupDoesNotBringThemBack() throws IOException {
        zoe.leavesTraces();
        String backup = store.backups().orElseThrow().make().name();
        zoe.isErasedByTheOwner();
        close();
        Path aside = Files.createTempDirectory("backup");
        Files.move(data.resolve(backup), aside.resolve(backup));
        Files.delete(data.resolve(backup + ".sha256"));
        Maintenance.of(data, options(), Progress.NONE).restore(aside.resolve(backup));
        try (JsonOrderStorage orders = JsonOrderStorage.open(data, options())) {
            assertEquals(2, orders.count(OrderQuery.oldestFirst().customer(ZOE).build()));
            assertEquals(2, ErasedPeople.open(data).takeOutOf(orders));
        }
        assertEquals(ImmutableList.of(), left(data));
        open();
    }

    @Test
    void whoComesBackAfterwardsIsSomebodyNew() {
        zoe.leavesTraces();
        zoe.isErasedByTheOwner();
        shop.clock.advance(Duration.ofMinutes(5));
        String id = idOf(zoe.zoe("!order gold 1"));
        shop.privacy().erasures().keepOut();
        assertEquals(
                1, store.orders().count(OrderQuery.oldestFirst().customer(ZOE).build()));
        assertTrue(textOf(zoe.zoe("!my-orders"), ZOE).contains(id));
    }

    @Test
    void aServerAndOpenMoneyAreInTheWay() {
        String id = idOf(zoe.zoe("!order gold 1"));
        String open = textOf(zoe.zoe("!erase"), ZOE);
        assertTrue(open.contains("because of " + id + ": the order is not over"), open);
        shop.says(ADMIN, "!order-confirm " + id);
        shop.says(ADMIN, "!order-process " + id);
        shop.says(ADMIN, "!order-complete " + id + " srv-1");
        String refused = textOf(shop.says(OWNER, "!erase +6281777666555"), OWNER);
        assertTrue(refused.contains("because of " + id + ": its server is there"), refused);
    }

    @Test
    void onlyAnOwnerErasesOthers() {
        zoe.leavesTraces();
        String refused = textOf(shop.says(SITI, "!erase +6281777666555"), SITI);
        assertFalse(refused.contains("YES"), refused);
        assertFalse(textOf(shop.says(ADMIN, "!erase +6281777666555"), ADMIN).contains("YES"));
        assertTrue(textOf(shop.says(OWNER, "!erase +6281100000002"), OWNER).contains("Admins and owners"));
        assertTrue(textOf(shop.says(OWNER, "!erase +6281999999999"), OWNER).contains("Nothing is kept about"));
    }

    @Test
    void theFileOfAnOwnerHoldsAllAndIsForOneUser() throws IOException {
        zoe.leavesTraces();
        try (Stream<Path> files = Files.list(data.resolve(Exports.DIRECTORY))) {
            Path file = files.findFirst().orElseThrow();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            JsonNode all = JsonMapper.shared().readTree(Files.readString(file));
            assertEquals(2, all.path("orders").size());
            assertEquals(
                    ImmutableSet.of(
                            "person",
                            "asOf",
                            "orders",
                            "outbox",
                            "proofs",
                            "people",
                            "audit",
                            "calls",
                            "panel-mails",
                            "sessions",
                            "privacy"),
                    ImmutableSet.copyOf(all.propertyNames()));
        }
    }

    /** Which words stand in which files. */
    static ImmutableList<String> left(Path directory) throws IOException {
        // Files that come and go meanwhile, such as an orders.json.tmp, are left out.
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files.build().stream()
                .flatMap(file -> WORDS.stream()
                        .filter(word -> content(file).contains(word))
                        .map(word -> directory.relativize(file) + " has " + word))
                .collect(ImmutableList.toImmutableList());
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
