package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A template or word file is missing or wrong; the message names the file, the line and what is allowed. */
public final class TextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ImmutableList<TextProblem> problems;

    TextException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problems = ImmutableList.of();
    }

    /** For all that is wrong at once. */
    TextException(List<TextProblem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(TextProblem::message).collect(Collectors.joining("\n")), cause);
        this.problems = ImmutableList.copyOf(problems);
    }

    /** All that is wrong with texts that could be read; empty if one could not be. */
    public ImmutableList<TextProblem> problems() {
        return problems;
    }
}
