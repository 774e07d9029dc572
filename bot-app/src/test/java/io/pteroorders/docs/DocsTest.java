package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say is so: code is cut from tests, transcripts from snapshots, links lead somewhere. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE =
            Pattern.compile("<!-- code: (\\S+?)(?:#(\\w+))? -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    @Test
    void theReadmesTranscriptIsWhatTheBotSays() throws IOException {
        String transcript = Files.readString(
                Path.of("src", "test", "resources", "io", "pteroorders", "bot", "transcripts", "readme.txt"));
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains(transcript.strip()));
    }

    @Test
    void codeIsCutFromTests() throws IOException {
        int blocks = 0;
        for (Path page : pages()) {
            for (MatchResult block :
                    CODE.matcher(Files.readString(page)).results().toList()) {
                String source = Files.readString(ROOT.resolve(block.group(1)));
                String region = block.group(2) == null ? source : region(source, block.group(2));
                assertEquals(region.stripIndent().strip(), block.group(3).strip(), page + ": " + block.group(1));
                blocks++;
            }
            assertEquals(
                    0, Files.readString(page).split("(?<!-->\n)```java", -1).length - 1, page + " has untested code");
        }
        assertTrue(blocks >= 3, "only " + blocks + " blocks of code were found");
    }

    private static String region(String source, String name) {
        String begin = "// region " + name + "\n";
        int start = source.indexOf(begin);
        assertTrue(start >= 0, "there is no region " + name);
        String rest = source.substring(start + begin.length());
        return rest.substring(0, rest.lastIndexOf('\n', rest.indexOf("// endregion")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        ImmutableList<String> broken = LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .collect(ImmutableList.toImmutableList());
        assertEquals(ImmutableList.of(), broken);
    }
}
