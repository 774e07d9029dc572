package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.storage.json.table.Dictionary.Frozen;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the plan of an item's server lies in bytes: whether there is one, and its parts in a fixed order. An absent part is
 * an empty text, or 0.
 */
final class PackedPlan {

    private PackedPlan() {}

    static void write(Optional<ServerPlan> plan, PackedWriter out) {
        out.writeByte(plan.isPresent() ? 1 : 0);
        plan.ifPresent(present -> new Writer(out).write(present));
    }

    /** What was written. */
    static Optional<ServerPlan> read(PackedReader in) {
        return in.readByte() == 0 ? Optional.empty() : Optional.of(new Reader(in).plan());
    }

    private record Writer(PackedWriter out) {

        void write(ServerPlan plan) {
            out.writeNumber(plan.egg());
            out.writeNumber(plan.nest().orElse(0));
            numbers(plan.locations());
            numbers(plan.nodes());
            write(plan.limits());
            out.writeNumber(plan.features().databases());
            out.writeNumber(plan.features().backups());
            out.writeNumber(plan.features().allocations());
            texts(plan.startup().environment());
            out.writeText(plan.startup().image().orElse(""));
            out.writeText(plan.startup().command().orElse(""));
            out.writeByte(plan.automatic() ? 1 : 0);
        }

        private void write(ServerLimits limits) {
            out.writeNumber(limits.memory());
            out.writeSigned(limits.swap());
            out.writeNumber(limits.disk());
            out.writeNumber(limits.io());
            out.writeNumber(limits.cpu());
        }

        private void numbers(Set<Integer> numbers) {
            out.writeNumber(numbers.size());
            numbers.forEach(out::writeNumber);
        }

        private void texts(Map<String, String> texts) {
            out.writeNumber(texts.size());
            texts.forEach((name, text) -> {
                out.writeText(name);
                out.writeText(text);
            });
        }
    }

    private record Reader(PackedReader in) {

        private static final Frozen<String> NO_WORDS = new Dictionary<>(new String[0]).freeze();

        ServerPlan plan() {
            int egg = number();
            Optional<Integer> nest = Optional.of(number()).filter(number -> number != 0);
            return new ServerPlan(egg, nest, numbers(), numbers(), limits(), features(), startup(), in.readByte() != 0);
        }

        private ServerLimits limits() {
            return new ServerLimits(number(), (int) in.readSigned(), number(), number(), number());
        }

        private ServerFeatures features() {
            return new ServerFeatures(number(), number(), number());
        }

        private ServerStartup startup() {
            return new ServerStartup(texts(), present(), present());
        }

        private int number() {
            return Math.toIntExact(in.readNumber());
        }

        private ImmutableSortedSet<Integer> numbers() {
            SortedSet<Integer> numbers = new TreeSet<>();
            for (int left = number(); left > 0; left--) {
                numbers.add(number());
            }
            return ImmutableSortedSet.copyOfSorted(numbers);
        }

        private ImmutableSortedMap<String, String> texts() {
            SortedMap<String, String> texts = new TreeMap<>();
            for (int left = number(); left > 0; left--) {
                texts.put(text(), text());
            }
            return ImmutableSortedMap.copyOfSorted(texts);
        }

        private String text() {
            return in.readText(NO_WORDS);
        }

        private Optional<String> present() {
            return Optional.of(text()).filter(text -> !text.isEmpty());
        }
    }
}
