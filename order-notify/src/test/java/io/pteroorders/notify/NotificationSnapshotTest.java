package io.pteroorders.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every notification as it is read, word by word: once with all there is to say, once with as little as can be. After a
 * change of a text, {@code mvn test -Dsnapshots.update=true} writes the snapshots anew, and the diff shows what people
 * will read.
 */
class NotificationSnapshotTest {

    private static final Path SNAPSHOTS = Path.of("src/test/resources/io/pteroorders/notify/snapshots");
    private static final String LITTLE = "\n\n---- no name, no reason, no contact, another prefix ----\n\n";

    private final OrderTexts much = Samples.orderTexts();
    private final OrderTexts little = Samples.orderTexts(much.texts(), ".", Optional.empty());

    static Stream<Arguments> texts() {
        return Arrays.stream(NotificationText.values())
                .flatMap(text -> Arrays.stream(Language.values()).map(language -> Arguments.of(text, language)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void readsAsItsSnapshot(NotificationText text, Language language) throws IOException {
        String rendered = rendered(text, language);
        Path snapshot = SNAPSHOTS.resolve(file(text, language));
        if (Boolean.getBoolean("snapshots.update")) {
            Files.createDirectories(SNAPSHOTS);
            Files.writeString(snapshot, rendered);
        }
        assertEquals(Files.readString(snapshot), rendered);
    }

    private String rendered(NotificationText text, Language language) {
        Order rich = Samples.withServer(
                text, Samples.withPayment(text, Samples.asSequel(text, Samples.rich(Samples.statusOf(text)))));
        Order bare = Samples.asSequel(text, Samples.bare(Samples.statusOf(text)));
        return rendered(much, text, rich, language) + LITTLE + rendered(little, text, bare, language) + "\n";
    }

    private static String rendered(OrderTexts texts, NotificationText text, Order order, Language language) {
        return texts.texts().render(text, language, Samples.variables(texts, text, order, language));
    }

    private static String file(NotificationText text, Language language) {
        return text.file() + "." + language.code() + ".txt";
    }

    @Test
    void thereIsNoSnapshotWithoutItsText() throws IOException {
        try (Stream<Path> files = Files.list(SNAPSHOTS)) {
            assertEquals(
                    texts().map(Arguments::get)
                            .map(text -> file((NotificationText) text[0], (Language) text[1]))
                            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)),
                    files.map(file -> file.getFileName().toString())
                            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)));
        }
    }
}
