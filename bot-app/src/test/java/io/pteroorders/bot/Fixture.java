package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop as an earlier version left it, in a directory where it may be changed. */
final class Fixture {

    private static final Path ALL = Path.of("src", "test", "fixtures", "first-storey");

    private final Path directory;

    private Fixture(Path directory) {
        this.directory = directory;
    }

    /** Unpacks one. */
    static Fixture unpack(String name, Path directory) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder(
                        "tar",
                        "-xzf",
                        ALL.resolve(name + ".tar.gz").toAbsolutePath().toString(),
                        "-C",
                        directory.toString())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor(), name + " cannot be unpacked");
        return new Fixture(directory);
    }

    /** What has to be found in it. */
    JsonNode facts() {
        return JsonMapper.shared().readTree(directory.resolve("facts.json").toFile());
    }

    /** The id of an order that plays a part. */
    String order(String part) {
        return facts().path("orders").path(part).stringValue();
    }

    /** A list of texts among the facts. */
    List<String> texts(String name) {
        return facts().path(name).valueStream().map(JsonNode::stringValue).toList();
    }

    /** All orders, as the version that left them exported them. */
    String orders() throws IOException {
        return Files.readString(directory.resolve("orders.json"));
    }

    /** The dump of the database. */
    String dump() throws IOException {
        return Files.readString(directory.resolve("dump.sql"));
    }

    Path directory() {
        return directory;
    }
}
