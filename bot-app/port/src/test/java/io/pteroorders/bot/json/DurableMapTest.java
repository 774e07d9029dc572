package io.pteroorders.bot.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class DurableMapTest {

    private static final DurableMap.Format<String> FORMAT =
            new DurableMap.Format<>(StringNode::valueOf, JsonNode::stringValue, entry -> Part.SHOP);

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private OpenShop shop;
    private DurableMap<String> map;

    @BeforeEach
    void open() {
        open(OpenShop.in(directory.resolve("shop"), clock));
    }

    private void open(OpenShop opened) {
        shop = opened;
        map = new DurableMap<>(shop.lease(), "map", FORMAT);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void reopen() {
        close();
        open();
    }

    /** How many bytes there are that say something. */
    private long length() throws IOException {
        long length = 0;
        try (Stream<Path> files = Files.list(directory.resolve("shop").resolve("map"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                length += Files.readString(file).replace("\0", "").length();
            }
        }
        return length;
    }

    @Test
    void whatWasPutIsThereAfterAnEndInOrder() {
        map.put("a", "one");
        map.put("b", "two\n\u202E\"{}");
        map.put("a", "three");
        reopen();
        assertEquals(Optional.of("three"), map.get("a"));
        assertEquals(Optional.of("two\n\u202E\"{}"), map.get("b"));
        assertEquals(Optional.empty(), map.get("c"));
        assertEquals(ImmutableList.of(), shop.storage().health().notices());
    }

    @Test
    void aMapInMemoryIsTheSameWithoutAnEnd() {
        DurableMap<String> forgotten = DurableMap.inMemory(FORMAT);
        for (int i = 0; i < 3000; i++) {
            forgotten.put("a", "one " + i);
        }
        forgotten.put("b", "two");
        forgotten.remove("b");
        assertEquals(Map.of("a", "one 2999"), forgotten.all());
    }

    @Test
    void whatWasPutIsThereAfterAKill() throws Exception {
        map.put("a", "one");
        map.put("b", "two");
        map.remove("a");
        OpenShop killed = shop;
        try (killed) {
            open(OpenShop.asLeftByAKill(directory.resolve("shop"), directory.resolve("left"), clock));
            assertEquals(Optional.empty(), map.get("a"));
            assertEquals(Optional.of("two"), map.get("b"));
            map.put("a", "again");
            assertEquals(Optional.of("again"), map.get("a"));
        }
    }

    @Test
    void whatChangesNothingIsNotWritten() throws IOException {
        map.put("a", "one");
        long length = length();
        map.put("a", "one");
        map.remove("b");
        assertEquals(length, length());
    }

    @Test
    void aMapThatChangesForEverStaysSmallAndLosesNothing() throws IOException {
        map.put("kept", "since the beginning");
        long longest = 0;
        for (int i = 0; i < 700; i++) {
            map.put("changing", "value " + i);
            if (i % 2 == 0) {
                map.put("coming and going", "here");
            } else {
                map.remove("coming and going");
            }
            longest = i % 50 == 0 ? Math.max(longest, length()) : longest;
        }
        long length = length();
        assertTrue(length < longest / 2, length + " of " + longest + " bytes");
        reopen();
        assertEquals(Optional.of("since the beginning"), map.get("kept"));
        assertEquals(Optional.of("value 699"), map.get("changing"));
        assertEquals(Optional.empty(), map.get("coming and going"));
    }

    @Test
    void whatManyThreadsPutAtOnceIsAllThere() {
        Race.run(8, racer -> {
            IntStream.range(0, 50).forEach(i -> map.put("key " + racer, "value " + i));
            return racer;
        });
        reopen();
        IntStream.range(0, 8).forEach(racer -> assertEquals(Optional.of("value 49"), map.get("key " + racer)));
    }

    @Test
    void whatCannotBeWrittenIsNotSeen() {
        map.put("a", "one");
        shop.lease().close();
        assertThrows(StorageException.class, () -> map.put("a", "two"));
        assertThrows(StorageException.class, () -> map.remove("a"));
        assertEquals(Optional.of("one"), map.get("a"));
    }
}
