package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What is on a disk: the files by their paths, and their contents by the files' numbers. Two names of a number are one
 * file. Contents are never changed.
 */
record DiskImage(ImmutableSortedMap<String, Integer> names, ImmutableMap<Integer, byte[]> contents) {

    static final DiskImage EMPTY = new DiskImage(ImmutableSortedMap.of(), ImmutableMap.of());

    byte[] content(String path) {
        return Objects.requireNonNull(contents.get(names.get(path)));
    }

    /** The same with another content for one file. */
    DiskImage with(String path, byte[] content) {
        int file = names.containsKey(path)
                ? names.get(path)
                : contents.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        ImmutableSortedMap<String, Integer> named = names.containsKey(path)
                ? names
                : ImmutableSortedMap.<String, Integer>naturalOrder()
                        .putAll(names)
                        .put(path, file)
                        .buildOrThrow();
        return new DiskImage(
                named,
                ImmutableMap.<Integer, byte[]>builder()
                        .putAll(contents)
                        .put(file, content)
                        .buildKeepingLast());
    }

    /** The same without a file. */
    DiskImage without(String path) {
        return new DiskImage(
                names.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(path))
                        .collect(ImmutableSortedMap.toImmutableSortedMap(
                                String::compareTo, entry -> entry.getKey(), entry -> entry.getValue())),
                contents);
    }

    /** Tells one image from another. */
    HashCode digest() {
        Hasher hasher = Hashing.murmur3_128().newHasher();
        names.forEach((path, file) -> {
            byte[] content = content(path);
            hasher.putString(path, StandardCharsets.UTF_8)
                    .putInt(content.length)
                    .putBytes(content);
        });
        return hasher.hash();
    }

    /** The files and how long they are. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        names.forEach((path, file) ->
                text.append(path).append(':').append(content(path).length).append(' '));
        return text.toString().strip();
    }
}
