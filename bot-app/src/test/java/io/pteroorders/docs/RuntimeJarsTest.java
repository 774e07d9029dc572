package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/embedding.md says {@code order-core} needs to run is what its build has found. */
class RuntimeJarsTest {

    private static final Path PAGE = Path.of("..", "docs", "embedding.md");
    private static final Path CLASS_PATH = Path.of("..", "order-core", "target", "runtime-class-path.txt");
    private static final Pattern TABLE = Pattern.compile("(?<=<!-- jars -->\n)(?:\\|.*\n)*");

    private static String table() throws IOException {
        ImmutableList<Path> jars = Splitter.on(File.pathSeparatorChar)
                .splitToStream(Files.readString(CLASS_PATH))
                .map(Path::of)
                .collect(ImmutableList.toImmutableList());
        StringBuilder table = new StringBuilder("| jar | kB |\n|---|---|\n");
        long all = 0;
        for (Path jar : jars) {
            all += Files.size(jar);
            table.append(row(jar.getFileName().toString(), Files.size(jar)));
        }
        return table.append(row("all " + jars.size(), all)).toString();
    }

    private static String row(String name, long bytes) {
        return String.format(Locale.ROOT, "| %s | %,d |%n", name, Math.round(bytes / 1_000.0));
    }

    @Test
    void theListOfJarsIsWhole() throws IOException {
        String page = Files.readString(PAGE);
        String written = TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table()));
        if (Boolean.getBoolean("snapshots.update")) {
            Files.writeString(PAGE, written);
        }
        assertTrue(Files.readString(PAGE).contains("<!-- jars -->\n" + table()), "the list differs: " + table());
    }
}
