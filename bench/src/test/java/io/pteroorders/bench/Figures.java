package io.pteroorders.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, round by round. A ratio is the median of the ratios of the rounds, not that of the medians. */
final class Figures {

    private final Path raw;
    private final PrintStream out;
    private final Map<String, List<Double>> rounds = new HashMap<>();
    private String section = "";

    Figures(Path raw, PrintStream out) {
        this.raw = raw;
        this.out = out;
    }

    /** Begins a new part of the table. */
    void section(String title) {
        section = title;
        rounds.clear();
        out.printf(
                "%n### %s%n%n| what | median (spread) | ratio (spread) | to | goal |%n|---|---|---|---|---|%n", title);
    }

    /** Takes one round's figure. */
    void add(String name, double value) {
        rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        try {
            Files.writeString(
                    raw,
                    section + "\t" + name + "\t" + value + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the rounds that were only to warm up. */
    void warm() {
        rounds.clear();
    }

    /** Prints a line without a ratio. */
    void line(String name, String unit, String goal) {
        out.printf("| %s | %s %s | | | %s |%n", name, spread(values(name)), unit, goal);
    }

    /** Prints a line that compares two figures of the same rounds. */
    void line(String name, String unit, String to, String goal) {
        double[] mine = values(name);
        double[] other = values(to);
        double[] ratios = new double[Math.min(mine.length, other.length)];
        Arrays.setAll(ratios, i -> mine[i] / other[i]);
        out.printf("| %s | %s %s | %s | %s | %s |%n", name, spread(mine), unit, spread(ratios), to, goal);
    }

    /** Makes what was read count, so that no read can be left out. */
    void checksum(long sum) {
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private double[] values(String name) {
        return rounds.getOrDefault(name, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static String spread(double[] values) {
        if (values.length == 0) {
            return "-";
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return "**" + text(sorted[sorted.length / 2]) + "** (" + text(sorted[0]) + " to "
                + text(sorted[sorted.length - 1]) + ")";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
