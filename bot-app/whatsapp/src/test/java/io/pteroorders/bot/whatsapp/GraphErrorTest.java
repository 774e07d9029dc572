package io.pteroorders.bot.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.Splitter;
import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of errors against that in the documentation, number by number. */
class GraphErrorTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "whatsapp.md");

    /** How the page says it. */
    private static final ImmutableMap<String, GraphError> WORDS = ImmutableMap.of(
            "nothing is sent", GraphError.STOP,
            "tried again", GraphError.RETRY,
            "this person waits", GraphError.TOO_MANY_TO_ONE,
            "as a template", GraphError.WINDOW_CLOSED,
            "given up", GraphError.NEVER);

    /** What Meta lists for sending. */
    private static final ImmutableSet<Integer> LISTED = ImmutableSet.of(
            0, 1, 2, 3, 4, 10, 33, 100, 190, 200, 210, 299, 368, 80007, 130429, 130472, 130497, 131000, 131005, 131008,
            131009, 131016, 131021, 131026, 131030, 131031, 131037, 131042, 131045, 131047, 131048, 131049, 131050,
            131051, 131052, 131053, 131056, 131057, 131064, 132000, 132001, 132005, 132007, 132012, 132015, 132016,
            132068, 132069, 133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 135000);

    private static Map<Integer, GraphError> documented() throws IOException {
        Map<Integer, GraphError> table = new TreeMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            inside = line.startsWith("| number of the error") || (inside && line.startsWith("|"));
            if (inside && Character.isDigit(line.charAt(2))) {
                List<String> cells =
                        Splitter.on('|').trimResults().omitEmptyStrings().splitToList(line);
                numbers(cells.get(0)).forEach(code -> table.put(code, WORDS.get(cells.get(1))));
            }
        }
        return table;
    }

    private static Set<Integer> numbers(String cell) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : Splitter.on(',').trimResults().split(cell)) {
            List<String> ends = Splitter.on('–').splitToList(part);
            Range<Integer> range =
                    Range.closed(Integer.valueOf(ends.get(0)), Integer.valueOf(ends.get(ends.size() - 1)));
            numbers.addAll(ContiguousSet.create(range, DiscreteDomain.integers()));
        }
        return numbers;
    }

    @Test
    void everyNumberDoesWhatTheDocumentationSays() throws IOException {
        Map<Integer, GraphError> documented = documented();
        Map<Integer, GraphError> actual = new TreeMap<>();
        for (int code = 0; code < 2_500_000; code++) {
            GraphError error = GraphError.of(code);
            if (error != GraphError.NEVER || documented.containsKey(code)) {
                actual.put(code, error);
            }
        }
        assertEquals(documented, actual);
        assertEquals(ImmutableSet.copyOf(GraphError.values()), ImmutableSet.copyOf(documented.values()));
    }

    @Test
    void everyNumberThatMetaListsIsDecided() throws IOException {
        Set<Integer> undecided = new TreeSet<>(LISTED);
        undecided.removeAll(documented().keySet());
        assertEquals(Set.of(), undecided);
    }

    /** Whoever is from a country that may not be written to must not silence the shop for all others. */
    @Test
    void whatOnePersonCanBringAboutStopsNobodyElse() {
        for (int code : List.of(130497, 130472, 131021, 131026, 131030, 131047, 131049, 131050, 131051, 131056)) {
            assertFalse(GraphError.of(code) == GraphError.STOP, "error " + code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "99999, 0, 400, NEVER",
        "99999, 0, 404, NEVER",
        "99999, 0, 401, RETRY",
        "99999, 0, 403, RETRY",
        "99999, 0, 429, RETRY",
        "99999, 0, 500, RETRY",
        "131026, 0, 403, NEVER",
        "131026, 0, 503, RETRY",
        "190, 0, 500, STOP",
        "133010, 0, 400, STOP",
        "131056, 0, 500, TOO_MANY_TO_ONE",
        "100, 0, 400, NEVER",
        "100, 33, 400, STOP"
    })
    void ofAnUnknownNumberTheStatusDecides(int code, int subcode, int status, GraphError expected) {
        assertEquals(expected, GraphError.of(code, subcode, status));
    }

    @ParameterizedTest
    @CsvSource({"400, NEVER", "401, STOP", "403, STOP", "404, NEVER", "429, RETRY", "500, RETRY", "503, RETRY"})
    void withoutANumberTheStatusDecides(int status, GraphError expected) {
        assertEquals(expected, GraphError.ofStatus(status));
    }
}
