package io.pteroorders.bot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import com.google.common.io.Resources;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.TextKey;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All languages say the same: the same texts, words, values and commands. */
class TextParityTest {

    /** A tag; with a command after it, if it is the prefix. */
    private static final Pattern TAG = Pattern.compile("\\{\\{[^{}]+}}([a-z-]+)?");

    /** Address in the other style than the rest: the bot says kamu. */
    private static final Pattern STIFF = Pattern.compile("\\b(Anda|anda|Saudara)\\b");

    static Stream<TextKey> texts() {
        return Stream.concat(Stream.of(NotificationText.values()), Stream.of(ReplyText.values()));
    }

    private static String file(Class<?> keys, Language language, String name) throws IOException {
        return Resources.toString(
                Resources.getResource(keys, "texts/" + language.code() + "/" + name), StandardCharsets.UTF_8);
    }

    private static String template(TextKey text, Language language) throws IOException {
        return file(text.getClass(), language, text.file() + ".mustache");
    }

    private static Properties words(Class<?> keys, Language language) throws IOException {
        return properties(file(keys, language, "words.properties"));
    }

    private static Properties properties(String text) throws IOException {
        Properties words = new Properties();
        words.load(new StringReader(text));
        return words;
    }

    /** The tags of a template and the commands that it names. */
    private static ImmutableSortedSet<String> placeholders(String template) {
        return TAG.matcher(template)
                .results()
                .map(tag -> tag.group().startsWith("{{prefix}}")
                        ? tag.group()
                        : tag.group().replaceFirst("}}.*", "}}"))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    /** The names of the words, and which of them are empty. */
    private static ImmutableSortedSet<String> outline(Properties words) {
        return Maps.fromProperties(words).entrySet().stream()
                .map(word -> word.getKey() + (word.getValue().isBlank() ? " is empty" : ""))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void allLanguagesUseTheSameValuesAndCommands(TextKey text) throws IOException {
        for (Language language : Language.values()) {
            assertEquals(
                    placeholders(template(text, Language.ENGLISH)),
                    placeholders(template(text, language)),
                    language.code());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NotificationText.class, ReplyText.class})
    void allLanguagesHaveTheSameWords(Class<?> keys) throws IOException {
        for (Language language : Language.values()) {
            assertEquals(outline(words(keys, Language.ENGLISH)), outline(words(keys, language)), language.code());
        }
    }

    @Test
    void aDifferenceIsSeen() throws IOException {
        assertEquals(placeholders("Pay {{total}} now"), placeholders("Bayar {{total}} ya"));
        assertNotEquals(placeholders("Pay {{total}}"), placeholders("Bayar {{price}}"));
        assertNotEquals(placeholders("{{#reason}}x{{/reason}}"), placeholders("{{^reason}}x{{/reason}}"));
        assertNotEquals(placeholders("{{prefix}}order"), placeholders("{{prefix}}katalog"));
        assertNotEquals(outline(properties("a=x\nb=y")), outline(properties("a=x")));
        assertNotEquals(outline(properties("a=x")), outline(properties("a=")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void customersAreAddressedInOneWay(TextKey text) throws IOException {
        assertEquals("", stiff(template(text, Language.INDONESIAN)));
        assertEquals("", stiff(file(text.getClass(), Language.INDONESIAN, "words.properties")));
        assertEquals("Anda", stiff("Server Anda siap"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pembeli.md", "penjual.md"})
    void readersOfTheDocsAreToo(String page) throws IOException {
        assertEquals("", stiff(Files.readString(Path.of("..", "..", "docs", "id", page))));
    }

    private static String stiff(String text) {
        return STIFF.matcher(text)
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElse("");
    }
}
