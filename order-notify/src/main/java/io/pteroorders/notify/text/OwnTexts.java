package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An operator's own texts, by their paths such as {@code en/welcome.mustache}. Immutable.
 *
 * @param sources by path
 */
record OwnTexts(ImmutableSortedMap<String, Source> sources) {

    /** None. */
    static final OwnTexts NONE = new OwnTexts(ImmutableSortedMap.of());

    /**
     * One of them.
     *
     * @param name what to call it
     * @param content read when it is asked for
     */
    record Source(String name, Supplier<String> content) {

        /** @throws TextException if it cannot be read */
        String read() {
            return content.get();
        }
    }

    /**
     * The files of a directory; hidden ones do not count.
     *
     * @throws TextException if it cannot be read
     */
    static OwnTexts in(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return new OwnTexts(files.filter(file -> isText(directory, file))
                    .collect(ImmutableSortedMap.toImmutableSortedMap(
                            String::compareTo,
                            file -> directory.relativize(file).toString().replace('\\', '/'),
                            file -> new Source(file.toString(), () -> read(file)))));
        } catch (IOException e) {
            throw new TextException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A directory in the place of a text is a slip too. */
    private static boolean isText(Path directory, Path file) {
        return !file.equals(directory)
                && !file.getFileName().toString().startsWith(".")
                && (Files.isRegularFile(file) || file.getFileName().toString().endsWith(".mustache"));
    }

    /** Those that are in memory. */
    static OwnTexts of(ImmutableSortedMap<String, String> contents) {
        return new OwnTexts(contents.entrySet().stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        String::compareTo, Map.Entry::getKey, entry -> new Source(entry.getKey(), entry::getValue))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new TextException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    /** The one with a path. */
    Optional<Source> find(String path) {
        return Optional.ofNullable(sources.get(path));
    }

    /** The paths of all. */
    ImmutableList<String> paths() {
        return sources.keySet().asList();
    }

    /** What to call the one with a path. */
    String name(String path) {
        return find(path).map(Source::name).orElse(path);
    }

    /** All of them, read. */
    ImmutableSortedMap<String, String> contents() {
        return sources.entrySet().stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        String::compareTo, Map.Entry::getKey, entry -> entry.getValue()
                                .read()));
    }
}
