package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say is so: code is cut from what is built, transcripts from snapshots, links lead somewhere. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE =
            Pattern.compile("<!-- code: (\\S+?)(?:#(\\w+))? -->\n```\\w+\n(.*?)```", Pattern.DOTALL);
    private static final Pattern UNTESTED = Pattern.compile("(?<!-->\n)```(java|xml)");
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
    void codeIsCutFromWhatIsBuilt() throws IOException {
        int blocks = 0;
        for (Path page : pages()) {
            for (MatchResult block :
                    CODE.matcher(Files.readString(page)).results().toList()) {
                String source = Files.readString(ROOT.resolve(block.group(1)));
                String region = block.group(2) == null ? source : region(source, block.group(2));
                assertEquals(region.stripIndent().strip(), block.group(3).strip(), page + ": " + block.group(1));
                blocks++;
            }
            assertFalse(UNTESTED.matcher(Files.readString(page)).find(), page + " has untested code");
        }
        assertTrue(blocks >= 3, "only " + blocks + " blocks of code were found");
    }

    /** What stands between the comments {@code region name} and {@code endregion} of Java or XML. */
    private static String region(String source, String name) {
        Matcher region = Pattern.compile(
                        "(?://|<!--) region " + name + "(?: -->)?\n(.*?)\n *(?://|<!--) endregion", Pattern.DOTALL)
                .matcher(source);
        assertTrue(region.find(), "there is no region " + name);
        return region.group(1);
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
