package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What was edited cannot be used; it names all that is wrong. */
public final class BadEditException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient ImmutableList<Problem> problems;

    /** @param problems at least one */
    public BadEditException(List<Problem> problems) {
        super(String.join("\n", Problem.inEnglish(problems)));
        this.problems = ImmutableList.copyOf(problems);
    }

    /** All that is wrong. */
    public ImmutableList<Problem> problems() {
        return problems;
    }
}
