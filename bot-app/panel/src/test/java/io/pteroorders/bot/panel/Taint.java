package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for the passwords that a panel ever had where they may not be, as they are, in base64 and in hexadecimal. */
final class Taint {

    private static final int LETTERS_OF_A_GROUP = 3;
    private static final int MOST_TRIES = 20;

    private Taint() {}

    /**
     * Where passwords were found.
     *
     * @param logged all that was logged
     * @param data the directory of the shop, if it has one
     */
    static ImmutableList<String> found(PanelShop shop, String logged, Optional<Path> data) {
        ImmutableList<String> needles = shop.panel.books().users().stream()
                .flatMap(user -> user.passwords().stream())
                .flatMap(Taint::written)
                .collect(ImmutableList.toImmutableList());
        ImmutableMap<String, String> places = ImmutableMap.of(
                "the log of the program", logged,
                "what is remembered of messages", String.join("\n", shop.written),
                "messages as they print",
                        shop.sent.stream().map(String::valueOf).collect(Collectors.joining("\n")),
                "files", data.map(Taint::read).orElse(""));
        return places.entrySet().stream()
                .filter(place -> needles.stream().anyMatch(place.getValue()::contains))
                .map(place -> "a password is in " + place.getKey())
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<String> written(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        String hexadecimal = BaseEncoding.base16().encode(bytes);
        return Stream.concat(
                Stream.of(
                        password, hexadecimal, BaseEncoding.base16().lowerCase().encode(bytes)),
                Stream.iterate(0, skipped -> skipped + 1)
                        .limit(LETTERS_OF_A_GROUP)
                        .map(skipped -> inGroups(bytes, skipped)));
    }

    /** What stands in base64 of a text in which so many letters of a group are before it. */
    private static String inGroups(byte[] bytes, int skipped) {
        int whole = (bytes.length - skipped) / LETTERS_OF_A_GROUP * LETTERS_OF_A_GROUP;
        return BaseEncoding.base64().encode(bytes, skipped, whole);
    }

    /** All files; those of a store that is at work are read again if one takes another's name meanwhile. */
    private static String read(Path directory) {
        for (int tries = 1; ; tries++) {
            try (Stream<Path> files = Files.walk(directory)) {
                return files.filter(Files::isRegularFile).map(Taint::bytes).collect(Collectors.joining("\n"));
            } catch (UncheckedIOException e) {
                if (tries == MOST_TRIES || !(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
