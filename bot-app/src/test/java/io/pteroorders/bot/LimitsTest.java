package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

    static Stream<Arguments> met() {
        return Stream.of(
                Arguments.of(
                        new OutOfMemoryError("unable to create native thread: possibly out of memory or"
                                + " process/resource limits reached"),
                        "ulimit -u"),
                Arguments.of(new FileSystemException("data/acked", null, "Too many open files"), "ulimit -n"),
                Arguments.of(new IOException("Too many open files"), "ulimit -n"),
                Arguments.of(
                        StorageException.retryable("no", new IOException("Too many open files in system")),
                        "ulimit -n"));
    }

    @ParameterizedTest
    @MethodSource("met")
    void aLimitIsNamedWithWhatRaisesIt(Throwable failure, String way) {
        String words = Limits.metBy(failure).orElse("");
        assertTrue(words.contains(way), words);
        assertEquals(Limits.metBy(failure), Limits.metBy(new IllegalStateException(failure)));
    }

    @Test
    void whatIsNoLimitIsNone() {
        assertEquals(Optional.empty(), Limits.metBy(new OutOfMemoryError("Java heap space")));
        assertEquals(Optional.empty(), Limits.metBy(new IOException()));
    }
}
