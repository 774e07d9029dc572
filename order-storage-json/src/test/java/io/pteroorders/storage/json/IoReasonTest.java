package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoReasonTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/data"), "/data: this user may not do that", false),
                Arguments.of(new NoSuchFileException("/data"), "/data: is not there", false),
                Arguments.of(new FileAlreadyExistsException("/data"), "/data: is there already", false),
                Arguments.of(new NotDirectoryException("/data"), "/data: is no directory", false),
                Arguments.of(new DirectoryNotEmptyException("/data"), "/data: is not empty", false),
                Arguments.of(
                        new FileSystemException("/data", null, "Read-only file system"),
                        "/data: Read-only file system",
                        true),
                Arguments.of(
                        new FileSystemException("/data/a", null, "Not a directory"), "/data/a: Not a directory", false),
                Arguments.of(new IOException("No space left on device"), "No space left on device", true),
                Arguments.of(new IOException(), "input or output failed", true));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsSaidInWords(IOException failure, String words, boolean mayPass) {
        assertEquals(words, IoReason.of(failure));
        assertEquals(words, IoReason.of(new IllegalStateException(new UncheckedIOException(failure))));
        assertFalse(IoReason.of(failure).contains("java."));
        assertEquals(mayPass, IoReason.mayPass(new UncheckedIOException(failure)));
    }
}
