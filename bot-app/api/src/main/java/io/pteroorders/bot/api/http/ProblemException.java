package io.pteroorders.bot.api.http;

/** A request cannot be carried out; whoever answers it says why. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** With what is said. */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What is said. */
    public Problem problem() {
        return problem;
    }
}
