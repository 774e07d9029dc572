package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts kept beside the tests, to be reviewed as a diff; {@code -Dsnapshots.update=true} writes them anew. */
final class Snapshots {

    private static final Path DIRECTORY = Path.of("src/test/resources/io/pteroorders/bot/chat/transcripts");

    private Snapshots() {}

    static String read(String name) throws IOException {
        return Files.readString(DIRECTORY.resolve(name));
    }

    static void check(String name, String actual) throws IOException {
        if (Boolean.getBoolean("snapshots.update")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(DIRECTORY.resolve(name), actual);
        }
        assertEquals(read(name), actual, name + " differs; if that is right, run again with -Dsnapshots.update=true");
    }
}
