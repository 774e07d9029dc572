package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.json.SnapshotFile.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where records and files are set aside. Nothing in it is ever deleted or overwritten. */
final class Quarantine {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path parent;
    private final Path directory;
    private final Clock clock;

    /** The quarantine of a data directory. */
    Quarantine(Path parent, Clock clock) {
        this.parent = parent;
        this.directory = parent.resolve("quarantine");
        this.clock = clock;
    }

    /** Keeps the original file whole, and the rejected records with their reasons; returns the file with the latter. */
    Path keep(Path original, ImmutableList<Rejected> rejected) throws IOException {
        Disk.createDirectories(directory);
        create("orders", "-original.json", out -> Files.copy(original, out));
        Path records = create(
                "orders",
                "-rejected.json",
                out -> out.write(OtherFields.bytes(JsonNodeFactory.instance
                        .arrayNode()
                        .addAll(rejected.stream().map(Quarantine::describe).toList()))));
        Disk.sync(directory);
        Disk.sync(parent);
        return records;
    }

    private static JsonNode describe(Rejected rejected) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("position", rejected.position())
                .put("reason", rejected.reason())
                .set("record", OtherFields.treeOrText(rejected.raw()));
    }

    private Path create(String name, String suffix, Disk.Content content) throws IOException {
        String stamped = name + "-" + NAME.format(clock.instant());
        Path file = directory.resolve(stamped + suffix);
        for (int copy = 2; Files.exists(file); copy++) {
            file = directory.resolve(stamped + "-" + copy + suffix);
        }
        Disk.create(file, content);
        return file;
    }
}
