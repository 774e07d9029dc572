package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reason why the system refused something about a file, in words for an operator and without names of classes. */
public final class IoReason {

    /** What the system says of names that lead to something else than was expected. */
    private static final ImmutableSet<String> LASTING = ImmutableSet.of(
            "Not a directory", "Is a directory", "Too many levels of symbolic links", "Operation not permitted");

    private IoReason() {}

    /** The reason of a failure, or of what caused it; names the file if the failure does. Never empty. */
    public static String of(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof FileSystemException refused && refused.getFile() != null) {
            return refused.getFile() + ": " + reason(refused);
        }
        return said(cause.getMessage());
    }

    /** Whether a failure may pass by itself, as that of a full disk; not what is about rights, or is in the way. */
    public static boolean mayPass(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof FileSystemException refused) {
            return refused.getClass() == FileSystemException.class && !LASTING.contains(said(refused.getReason()));
        }
        return cause instanceof IOException;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof IOException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String reason(FileSystemException refused) {
        if (refused instanceof AccessDeniedException) {
            return "this user may not do that";
        }
        if (refused instanceof NoSuchFileException) {
            return "is not there";
        }
        if (refused instanceof FileAlreadyExistsException) {
            return "is there already";
        }
        if (refused instanceof NotDirectoryException) {
            return "is no directory";
        }
        return refused instanceof DirectoryNotEmptyException ? "is not empty" : said(refused.getReason());
    }

    private static String said(@Nullable String words) {
        return Objects.requireNonNullElse(words, "input or output failed");
    }
}
