package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.storage.json.WaysOutTest.Way.ADOPT;
import static io.pteroorders.storage.json.WaysOutTest.Way.BEGIN;
import static io.pteroorders.storage.json.WaysOutTest.Way.MEND;
import static io.pteroorders.storage.json.WaysOutTest.Way.MOVE_AWAY;
import static io.pteroorders.storage.json.WaysOutTest.Way.PUT_BACK;
import static io.pteroorders.storage.json.WaysOutTest.Way.RESTORE;
import static io.pteroorders.storage.json.WaysOutTest.Way.ROLL_FORWARD;
import static io.pteroorders.storage.json.WaysOutTest.Way.SALVAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.DataRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a data directory, the refusal names the ways out: those that lead out, and no others. */
class WaysOutTest {

    private static final Order CONFIRMED = moved(anOrder(1).pending(), OrderStatus.CONFIRMED);
    private static final Order SECOND = anOrder(2).pending();
    private static final Order THIRD = anOrder(3).pending();
    private static final ImmutableList<Order> ALL = ImmutableList.of(CONFIRMED, SECOND, THIRD);
    private static final ImmutableList<Order> BACKED_UP =
            ImmutableList.of(anOrder(1).pending(), SECOND);

    /** What a refusal may name. */
    enum Way {
        ROLL_FORWARD("`restore --roll-forward`"),
        ADOPT("`adopt`"),
        SALVAGE("`salvage FILE`"),
        RESTORE("`restore FILE`|`restore` one|`restore` takes"),
        MEND("[Mm]end the file"),
        PUT_BACK("[Pp]ut (it|the file|the journals|the file itself) (back|in its place)"),
        MOVE_AWAY("[Mm]ove it away"),
        BEGIN("begin with no orders");

        private final Pattern words;

        Way(String words) {
            this.words = Pattern.compile(words);
        }

        static ImmutableSet<Way> in(String message) {
            return Arrays.stream(values())
                    .filter(way -> way.words.matcher(message).find())
                    .collect(ImmutableSet.toImmutableSet());
        }
    }

    /** Something that is done to a directory. */
    private interface Damage {
        void to(DataDirectory data) throws IOException;
    }

    @TempDir
    Path parent;

    private DataDirectory data;
    private Path backup;

    @BeforeEach
    void threeOrdersAndABackupOfBefore() throws Exception {
        data = DataDirectory.in(parent.resolve("whole"));
        try (JsonOrderStorage store = data.open()) {
            BACKED_UP.forEach(order -> DataDirectory.insert(store, order));
        }
        Path made = data.maintenance().backup().file();
        backup = Files.move(made, parent.resolve("backup.json"));
        try (JsonOrderStorage store = data.open()) {
            store.update(CONFIRMED.id(), order -> Outcome.done(CONFIRMED), Optional.empty());
            store.checkpoint();
            DataDirectory.insert(store, THIRD);
        }
    }

    /** @param readable how many orders can still be read, one way or another */
    private static Arguments row(String name, int readable, Damage damage, Way... ways) {
        return Arguments.of(name, damage, ImmutableSet.copyOf(ways), readable);
    }

    private static Damage text(String text) {
        return data -> Files.writeString(data.file(), text);
    }

    private static Damage edit(String from, String to) {
        return data -> Files.writeString(data.file(), data.text().replace(from, to));
    }

    private static Damage cut() {
        return data -> Files.writeString(
                data.file(),
                data.text().substring(0, data.text().indexOf(SECOND.id().toString())));
    }

    private static Damage zeroed() {
        return data -> Files.write(data.file(), new byte[(int) Files.size(data.file())]);
    }

    private static Damage link(String name) {
        return data -> {
            Path file = data.path().resolve(name);
            Path elsewhere = data.path().resolveSibling("elsewhere");
            if (Files.exists(file)) {
                Files.move(file, elsewhere);
            }
            Files.createSymbolicLink(file, elsewhere);
        };
    }

    private static Damage directory(String name) {
        return data -> {
            Files.deleteIfExists(data.path().resolve(name));
            Files.createDirectories(data.path().resolve(name).resolve("inside"));
        };
    }

    private static Damage missing(String name) {
        return data -> Files.delete(data.path().resolve(name));
    }

    private static Damage older() {
        return data -> Files.write(data.file(), Files.readAllBytes(data.path().resolve("orders.json.prev")));
    }

    private static String lastJournal(DataDirectory data) throws IOException {
        ImmutableList<Path> journals = data.files("journal-");
        return journals.get(journals.size() - 1).getFileName().toString();
    }

    private static Damage flippedJournal() {
        return data -> {
            Path journal = data.path().resolve(lastJournal(data));
            byte[] bytes = Files.readAllBytes(journal);
            bytes[40] ^= 1;
            Files.write(journal, bytes);
        };
    }

    private static Damage noJournals() {
        return data -> {
            for (Path journal : data.files("journal-")) {
                Files.delete(journal);
            }
        };
    }

    /** What was known before {@code orders.json} cannot be put together any more. */
    private static Damage andNoWayBack(Damage damage) {
        return data -> {
            damage.to(data);
            Files.delete(data.path().resolve("orders.json.prev"));
            Files.delete(data.files("journal-").get(0));
        };
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                row("emptied", 3, text(""), ROLL_FORWARD, MEND, RESTORE),
                row("cut", 3, cut(), ROLL_FORWARD, MEND, RESTORE),
                row("zeroed", 3, zeroed(), ROLL_FORWARD, MEND, RESTORE),
                row("no array", 3, text("{}"), ROLL_FORWARD, MEND, RESTORE),
                row("an edit that breaks a rule", 3, edit("\"pending\"", "\"confirmed\""), ROLL_FORWARD, MEND, RESTORE),
                row("an edit", 3, edit("Budi", "Budi Santoso"), ROLL_FORWARD, ADOPT),
                row("an older version", 3, older(), ROLL_FORWARD, ADOPT),
                row("missing", 3, missing("orders.json"), ROLL_FORWARD, PUT_BACK, RESTORE),
                row("a link", 3, link("orders.json"), MOVE_AWAY, ROLL_FORWARD, RESTORE),
                row("a directory", 3, directory("orders.json"), MOVE_AWAY, ROLL_FORWARD, RESTORE),
                row("emptied, no way back", 0, andNoWayBack(text("")), MEND, SALVAGE, RESTORE),
                row("cut, no way back", 1, andNoWayBack(cut()), MEND, SALVAGE, RESTORE),
                row("zeroed, no way back", 0, andNoWayBack(zeroed()), MEND, SALVAGE, RESTORE),
                row("an edit, no way back", 3, andNoWayBack(edit("Budi", "Budi Santoso")), PUT_BACK, SALVAGE, RESTORE),
                row("missing, no way back", 0, andNoWayBack(missing("orders.json")), PUT_BACK, SALVAGE, RESTORE),
                row("a link, no way back", 0, andNoWayBack(link("orders.json")), MOVE_AWAY, RESTORE),
                row("a directory, no way back", 0, andNoWayBack(directory("orders.json")), MOVE_AWAY, RESTORE),
                row("a damaged journal", 3, flippedJournal(), SALVAGE, RESTORE),
                row(
                        "a journal that is a link",
                        3,
                        data -> link(lastJournal(data)).to(data),
                        PUT_BACK,
                        SALVAGE,
                        MOVE_AWAY,
                        RESTORE),
                row(
                        "a journal that is a directory",
                        3,
                        data -> directory(lastJournal(data)).to(data),
                        PUT_BACK,
                        SALVAGE,
                        MOVE_AWAY,
                        RESTORE),
                row("no journals", 3, noJournals(), PUT_BACK, SALVAGE, RESTORE),
                row("acked is a link", 3, link("acked"), MOVE_AWAY),
                row("acked is a directory", 3, directory("acked"), MOVE_AWAY),
                row("closed is a link", 3, link("closed"), MOVE_AWAY),
                row("closed is a directory", 3, directory("closed"), MOVE_AWAY));
    }

    private static String refusal(Executable use) {
        return String.valueOf(assertThrows(DataRefusedException.class, use).getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void theRefusalNamesTheWaysOut(String name, Damage damage, ImmutableSet<Way> ways, int readable) throws Exception {
        damage.to(data);
        Object before = data.content();
        String message = refusal(data::open);
        assertEquals(ways, Way.in(message), message);
        assertEquals(message, refusal(() -> data.maintenance().importFrom(backup, false)));
        if (!name.startsWith("closed")) {
            assertEquals(message, refusal(() -> data.maintenance().verify()));
            assertEquals(message, refusal(() -> data.maintenance().backup()));
        }
        assertEquals(before, data.content());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void whatIsNotNamedLeadsNowhere(String name, Damage damage, ImmutableSet<Way> ways, int readable) throws Exception {
        damage.to(data);
        Object before = data.content();
        if (!ways.contains(ROLL_FORWARD)) {
            refusal(() -> data.maintenance().rollForward());
        }
        if (!ways.contains(ADOPT)) {
            assertThrows(Exception.class, () -> data.maintenance().adopt());
        }
        assertEquals(before, data.content());
    }

    static Stream<Arguments> waysOut() {
        return damages().flatMap(row -> {
            Object[] cells = row.get();
            return ((ImmutableSet<?>) cells[2])
                    .stream().map(way -> Arguments.of(cells[0], way, cells[1], cells[2], cells[3]));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("waysOut")
    void theWayOutLeadsOut(String name, Way way, Damage damage, ImmutableSet<Way> ways, int readable) throws Exception {
        Path whole = copy(data.path(), parent.resolve("before"));
        damage.to(data);
        if (ways.contains(MOVE_AWAY) && way != PUT_BACK) {
            Files.move(notRegular(), parent.resolve("away"));
        }
        switch (way) {
            case ROLL_FORWARD ->
                assertEquals(3, data.maintenance().rollForward().orders());
            case ADOPT -> data.maintenance().adopt();
            case SALVAGE -> restoresWhatIsSalvaged(readable);
            case RESTORE -> restoresTheBackup(readable);
            case MEND, PUT_BACK -> putBack(whole);
            case MOVE_AWAY, BEGIN -> {}
        }
        boolean nothingIsLost = way == ROLL_FORWARD || way == MEND || way == PUT_BACK;
        if (nothingIsLost || ways.equals(ImmutableSet.of(MOVE_AWAY))) {
            assertEquals(ALL, data.reopened());
        } else if (way == SALVAGE) {
            assertEquals(readable, data.reopened().size());
        }
    }

    private Path notRegular() throws IOException {
        try (Stream<Path> files = Files.list(data.path())) {
            return files.filter(file -> Files.isSymbolicLink(file) || Files.isDirectory(file))
                    .filter(file -> !file.endsWith("quarantine"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }

    private void putBack(Path whole) throws IOException {
        try (Stream<Path> files = Files.walk(data.path())) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        copy(whole, data.path());
    }

    private void restoresWhatIsSalvaged(int readable) throws IOException {
        Path salvaged = parent.resolve("salvaged.json");
        assertEquals(readable, data.maintenance().salvage(salvaged).orders());
        assertEquals(readable, data.maintenance().restore(salvaged).orders());
    }

    /** It says what vanishes and what changes, as far as that can still be read. */
    private void restoresTheBackup(int readable) throws IOException {
        Maintenance.Report report = data.maintenance().restore(backup);
        assertEquals(BACKED_UP, data.reopened());
        assertFalse(report.notices().toString().contains("is damaged"), report.toString());
        assertEquals(readable, report.safety().map(Backup::orders).orElse(0L));
        assertEquals(readable == 3 ? ImmutableList.of(THIRD.id()) : ImmutableList.of(), report.gone());
        assertEquals(
                readable > 0,
                report.changed().contains(CONFIRMED.id() + " was confirmed, is pending"),
                report.toString());
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void aFileFromElsewhereThatIsNoArrayIsRefusedAndMayBeMovedAway(String text) throws Exception {
        DataDirectory fresh = DataDirectory.holding(parent.resolve("fresh"), text);
        String message = refusal(fresh::open);
        assertEquals(ImmutableSet.of(MEND, SALVAGE, RESTORE, MOVE_AWAY, BEGIN), Way.in(message), message);
        assertEquals(
                0, fresh.maintenance().salvage(parent.resolve("salvaged.json")).orders());
        Files.move(fresh.file(), parent.resolve("away"));
        assertEquals(ImmutableList.of(), fresh.reopened());
    }

    static Stream<String> foreignFiles() {
        return Stream.of("", "{}", "[");
    }

    @Test
    void aFileThatIsNoPartOfTheDirectoryHasNoWayOut() throws Exception {
        Path other = Files.writeString(parent.resolve("other.json"), "root:x:0:0");
        String onlyThis = " Nothing was changed.";
        for (String message : ImmutableList.of(
                refusal(() -> data.maintenance().importFrom(other, false)),
                refusal(() -> data.maintenance().restore(other)),
                refusal(() -> data.maintenance().restore(parent.resolve("moved.json"))))) {
            assertTrue(message.endsWith(onlyThis), message);
            assertEquals(ImmutableSet.of(), Way.in(message), message);
        }
        assertEquals(ALL, data.reopened());
    }
}
