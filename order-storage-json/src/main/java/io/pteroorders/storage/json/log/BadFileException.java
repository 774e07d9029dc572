package io.pteroorders.storage.json.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of a directory is not what it should be. The message says which and why, and not what to do about it. */
public class BadFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Problem {
        /** Records that had been acknowledged cannot be read. */
        DAMAGED,
        /** A newer program wrote it. */
        NEWER,
        /** A directory or a link is in its place. */
        NOT_REGULAR,
        /** It says what it must not. */
        UNREADABLE,
        /** It is whole, but not the one that was written here. */
        EDITED,
        /** It is not there. */
        MISSING,
        /** It is there, but the journals beside it are not. */
        WITHOUT_JOURNALS,
        /** What was known cannot be put together without the one in place. */
        NOT_REACHABLE
    }

    private final Problem problem;
    private final String file;

    /**
     * A problem.
     *
     * @param file its name in its directory
     * @param message the file as people find it, and what is wrong; without a full stop
     */
    public BadFileException(Problem problem, String file, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.file = file;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The file's name in its directory. */
    public String file() {
        return file;
    }
}
