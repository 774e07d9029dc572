package io.pteroorders.core.provisioning;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words by which a package is sold, compared as numbers with what its plan delivers. The first number with a unit
 * counts: {@code 1.5GB} and {@code 1,5 gb} are 1536 MB, {@code 1TB} is 1048576 MB, {@code 2 vCPU}, {@code 2 Core} and
 * {@code 200%} are 200 percent of a core. A word that is a number alone is in MB, or in cores. A word without any such
 * number, for example {@code Unlimited SSD}, is compared with nothing; so is the bandwidth.
 */
public final class SoldWords {

    /** Something that is sold in words and delivered in numbers. */
    public enum Part {
        /** The word {@code ram} and the limit {@code memory}. */
        RAM("ram", "memory", "MB"),
        /** The word {@code cpu} and the limit {@code cpu}. */
        CPU("cpu", "cpu", "%"),
        /** The word {@code storage} and the limit {@code disk}. */
        STORAGE("storage", "disk", "MB");

        private final String word;
        private final String limit;
        private final String unit;

        Part(String word, String limit, String unit) {
            this.word = word;
            this.limit = limit;
            this.unit = unit;
        }

        /** The name of what is sold, as in a catalogue file. */
        public String word() {
            return word;
        }

        /** The name of what is delivered, as in a catalogue file. */
        public String limit() {
            return limit;
        }

        /** What both are counted in, {@code MB} or {@code %}. */
        public String unit() {
            return unit;
        }
    }

    /**
     * A word that says something else than the plan. Immutable and thread-safe.
     *
     * @param part what it is about
     * @param words what is sold
     * @param sold the number in it, in whole units
     * @param delivered the number of the plan; 0 delivers without a limit, which is a difference too
     */
    public record Difference(Part part, String words, long sold, int delivered) {}

    private static final String NUMBER = "(?<![\\w.,])(\\d{1,9}(?:[.,]\\d{1,3})?)";
    private static final Pattern SIZE = Pattern.compile(NUMBER + "[\\s\\u00a0]*([tgm])(?:i?b)?(?!\\w)");
    private static final Pattern SHARE = Pattern.compile(NUMBER + "[\\s\\u00a0]*(%|v?cpus?|v?cores?)(?!\\w)");
    private static final Pattern ALONE = Pattern.compile(NUMBER + "()$");
    private static final int MB_OF_GB = 1024;
    private static final int PERCENT_OF_CORE = 100;

    private SoldWords() {}

    /** Where words and plan differ; empty if what is sold is delivered. */
    public static ImmutableList<Difference> differences(ServerSpecifications sold, ServerPlan plan) {
        ServerLimits limits = plan.limits();
        ImmutableList.Builder<Difference> differences = ImmutableList.builder();
        difference(Part.RAM, sold.ram(), limits.memory()).ifPresent(differences::add);
        difference(Part.CPU, sold.cpu(), limits.cpu()).ifPresent(differences::add);
        difference(Part.STORAGE, sold.storage(), limits.disk()).ifPresent(differences::add);
        return differences.build();
    }

    private static Optional<Difference> difference(Part part, String words, int delivered) {
        return number(part, words)
                .filter(sold -> !isWhole(sold, delivered))
                .map(sold -> new Difference(
                        part, words, sold.setScale(0, RoundingMode.DOWN).longValueExact(), delivered));
    }

    /** Whether a part of a unit at most is missing or too much. */
    private static boolean isWhole(BigDecimal sold, int delivered) {
        return sold.subtract(BigDecimal.valueOf(delivered)).abs().compareTo(BigDecimal.ONE) < 0;
    }

    private static Optional<BigDecimal> number(Part part, String words) {
        return part == Part.CPU ? number(words, SHARE, SoldWords::percent) : number(words, SIZE, SoldWords::megabytes);
    }

    private static Optional<BigDecimal> number(String words, Pattern pattern, ToIntFunction<String> unit) {
        String plain = words.strip().toLowerCase(Locale.ROOT);
        Matcher found = pattern.matcher(plain);
        Matcher alone = ALONE.matcher(plain);
        return found.find()
                ? Optional.of(times(found, unit))
                : alone.lookingAt() ? Optional.of(times(alone, unit)) : Optional.empty();
    }

    private static BigDecimal times(Matcher number, ToIntFunction<String> unit) {
        BigDecimal count = new BigDecimal(number.group(1).replace(',', '.'));
        return count.multiply(BigDecimal.valueOf(unit.applyAsInt(number.group(2))));
    }

    private static int megabytes(String unit) {
        return switch (unit) {
            case "t" -> MB_OF_GB * MB_OF_GB;
            case "g" -> MB_OF_GB;
            default -> 1;
        };
    }

    private static int percent(String unit) {
        return unit.equals("%") ? 1 : PERCENT_OF_CORE;
    }
}
