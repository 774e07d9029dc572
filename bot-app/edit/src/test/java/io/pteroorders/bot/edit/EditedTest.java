package io.pteroorders.bot.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is edited is checked whole, kept in versions, and in force at once; nobody's edit is lost. */
class EditedTest {

    private static final String ANNA = "6281100000001";
    private static final String BEN = "6281100000002";

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, clock);
    private final List<String> inForce = new ArrayList<>();
    private Lease lease = shop.lease("test").orElseThrow();
    private Edited<String> edited = edited();

    private Edited<String> edited() {
        return new Edited<>(
                Versions.of(lease, Versions.CATALOG),
                files("a", "first", "b", "first"),
                files -> {
                    if (files.containsValue("wrong")) {
                        throw new BadEditException(ImmutableList.of(Problem.of("no-limit")));
                    }
                    return String.join(" ", files.values());
                },
                inForce::add,
                clock);
    }

    private static ImmutableSortedMap<String, String> files(String... namesAndTexts) {
        ImmutableSortedMap.Builder<String, String> files = ImmutableSortedMap.naturalOrder();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return files.buildOrThrow();
    }

    private Saving save(String by, long seen, String file, String text) {
        return edited.save(by, seen, files -> Objects.requireNonNull(files.get(file)), files -> {
            Map<String, String> all = new TreeMap<>(files);
            all.put(file, text);
            return ImmutableSortedMap.copyOf(all);
        });
    }

    @Test
    void anEditIsAVersionWithWhoAndWhenAndInForceAtOnce() {
        Saving.Saved saved = assertInstanceOf(Saving.Saved.class, save(ANNA, 0, "a", "second"));
        assertEquals(new Version(1, Fixtures.NOON, ANNA, 0, files("a", "second", "b", "first")), saved.version());
        assertEquals(List.of("second first"), inForce);
    }

    @Test
    void versionsOutliveTheProgram() {
        save(ANNA, 0, "a", "second");
        lease.close();
        lease = shop.lease("after").orElseThrow();
        edited = edited();
        assertEquals(files("a", "second", "b", "first"), edited.files());
        assertEquals(1, edited.number());
        save(BEN, 1, "b", "second");
        assertEquals(2, edited.number());
    }

    @Test
    void whatIsWrongIsSavedNowhere() {
        assertInstanceOf(Saving.Refused.class, save(ANNA, 0, "a", "wrong"));
        assertEquals(0, edited.number());
        assertEquals(List.of(), inForce);
    }

    @Test
    void whoeverSavesOverAnothersEditOfTheSameIsTold() {
        save(ANNA, 0, "a", "Anna's");
        Saving.Overtaken told = assertInstanceOf(Saving.Overtaken.class, save(BEN, 0, "a", "Ben's"));
        assertEquals(ANNA, told.now().by());
        assertEquals("Anna's", edited.files().get("a"));
        assertInstanceOf(Saving.Saved.class, save(BEN, 1, "a", "Ben's"), "who has seen it may");
        assertInstanceOf(Saving.Saved.class, save(ANNA, 0, "b", "Anna's"), "another part is no conflict");
        assertEquals(files("a", "Ben's", "b", "Anna's"), edited.files());
    }

    @Test
    void theSameOnceMoreIsNoVersion() {
        save(ANNA, 0, "a", "second");
        assertInstanceOf(Saving.Same.class, save(ANNA, 0, "a", "second"), "a form that is sent twice");
        assertEquals(1, edited.number());
    }

    @Test
    void theWayBackIsAVersionToo() {
        save(ANNA, 0, "a", "second");
        save(ANNA, 1, "a", "third");
        assertInstanceOf(Saving.Overtaken.class, edited.back(BEN, 1, 1));
        Saving.Saved back = assertInstanceOf(Saving.Saved.class, edited.back(BEN, 2, 1));
        assertEquals(3, back.version().number());
        assertEquals(1, back.version().back());
        assertEquals(files("a", "second", "b", "first"), edited.files());
        assertInstanceOf(Saving.Saved.class, edited.back(BEN, 3, 0), "to what the settings say");
        assertEquals(files("a", "first", "b", "first"), edited.files());
        assertInstanceOf(Saving.Refused.class, edited.back(BEN, 4, 99));
    }

    @Test
    void soManyVersionsAreKeptAndNoMore() {
        for (int i = 0; i < 3 * Versions.KEPT; i++) {
            save(ANNA, edited.number(), "a", "text " + i);
        }
        assertEquals(Versions.KEPT, edited.versions().newestFirst().size());
        assertEquals(3L * Versions.KEPT, edited.number());
        lease.close();
        lease = shop.lease("after").orElseThrow();
        List<String> kept = new ArrayList<>();
        lease.records(Versions.CATALOG, kept::add);
        assertTrue(kept.size() < 2 * Versions.KEPT, "old records are dropped: " + kept.size());
        assertInstanceOf(
                Saving.Overtaken.class,
                save(BEN, 1, "a", "late"),
                "a version that nobody knows any more was overtaken");
    }

    @Test
    void whatIsTooLargeForAShopIsRefused() {
        Saving saving = save(ANNA, 0, "a", "x".repeat(Edited.MOST_BYTES));
        Saving.Refused refused = assertInstanceOf(Saving.Refused.class, saving);
        assertTrue(refused.problems().get(0).inEnglish().contains("too large"));
    }
}
