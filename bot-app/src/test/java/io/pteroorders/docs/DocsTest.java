package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pages say is so: code is cut from what is built, transcripts from snapshots, links lead somewhere; each page
 * is in the index and says first whom it is for.
 */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE =
            Pattern.compile("<!-- code: (\\S+?)(?:#(\\w+))? -->\n```\\w+\n(.*?)```", Pattern.DOTALL);
    private static final Pattern UNTESTED = Pattern.compile("(?<!-->\n)```(java|xml)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern BLOCK = Pattern.compile("^ *```.*?^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    /** A class with a name of two words or more, alone or with a member. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)(?:[.(]\\w*.*?)?`");

    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern FOR_WHOM = Pattern.compile("# .+\n\n(For|Untuk) ");
    private static final Path INDEX = ROOT.resolve("docs").resolve("README.md");

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
                ROOT.resolve("bot-app/chat/src/test/resources/io/pteroorders/bot/chat/transcripts/readme.txt"));
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
        ImmutableList.Builder<String> broken = ImmutableList.builder();
        for (MatchResult link : links(page)) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            String anchor = link.group(2);
            if (!Files.exists(target) || (anchor != null && !anchors(target).contains(anchor))) {
                broken.add(link.group());
            }
        }
        assertEquals(ImmutableList.of(), broken.build());
    }

    private static List<MatchResult> links(Path page) throws IOException {
        return LINK.matcher(prose(page)).results().toList();
    }

    private static String prose(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).replaceAll("");
    }

    /** What links to the headings of a page end with, as GitHub makes it. */
    private static ImmutableList<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void everyPageIsInTheIndex() throws IOException {
        ImmutableSet.Builder<Path> listed = ImmutableSet.<Path>builder().add(INDEX);
        for (MatchResult link : links(INDEX)) {
            listed.add(INDEX.resolveSibling(link.group(1)).normalize());
        }
        assertEquals(ImmutableSet.of(), Sets.difference(ImmutableSet.copyOf(pages()), listed.build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/architecture.md", "docs/requirements.md", "docs/embedding.md", "CONTRIBUTING.md"})
    void classesThatAreNamedAreThere(String page) throws IOException {
        ImmutableSet<String> classes;
        try (Stream<Path> files = Files.walk(ROOT)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .collect(ImmutableSet.toImmutableSet());
        }
        ImmutableSet<String> named = CLASS.matcher(prose(ROOT.resolve(page)))
                .results()
                .map(name -> name.group(1))
                .collect(ImmutableSet.toImmutableSet());
        assertFalse(named.isEmpty());
        assertEquals(ImmutableSet.of(), Sets.difference(named, classes));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageOfTheDocsSaysFirstWhomItIsFor(Path page) throws IOException {
        boolean ofDocs = page.startsWith(ROOT.resolve("docs"));
        assertEquals(ofDocs, FOR_WHOM.matcher(Files.readString(page)).lookingAt());
    }
}
