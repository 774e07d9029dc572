package io.pteroorders.bot.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is different in one file of two versions. Immutable and thread-safe.
 *
 * @param file its name
 * @param lines with a plus before those that came, a minus before those that went, and a space before those around them
 */
public record Difference(String file, ImmutableList<String> lines) {

    private static final int AROUND = 2;

    /** Longer texts are not compared line by line. */
    private static final int MOST_LINES = 5_000;

    /** The lines before those that count: the names of the two. */
    private static final int HEADING = 2;

    /**
     * The differences between two versions, by file.
     *
     * @param form brings a text into the form in which it is compared
     */
    public static ImmutableList<Difference> between(
            ImmutableSortedMap<String, String> before,
            ImmutableSortedMap<String, String> after,
            UnaryOperator<String> form) {
        return Sets.union(before.keySet(), after.keySet()).stream()
                .sorted()
                .flatMap(file -> in(
                        file,
                        lines(form.apply(before.getOrDefault(file, ""))),
                        lines(form.apply(after.getOrDefault(file, "")))))
                .collect(ImmutableList.toImmutableList());
    }

    private static List<String> lines(String text) {
        return text.isBlank() ? List.of() : Splitter.on('\n').splitToList(text.stripTrailing());
    }

    private static Stream<Difference> in(String file, List<String> before, List<String> after) {
        if (before.equals(after)) {
            return Stream.empty();
        }
        List<String> lines = before.size() + after.size() > MOST_LINES
                ? after.stream().map("+"::concat).toList()
                : UnifiedDiffUtils.generateUnifiedDiff(file, file, before, DiffUtils.diff(before, after), AROUND)
                        .stream()
                        .skip(HEADING)
                        .map(line -> line.startsWith("@@") ? " …" : line)
                        .toList();
        return Stream.of(new Difference(file, ImmutableList.copyOf(lines)));
    }
}
