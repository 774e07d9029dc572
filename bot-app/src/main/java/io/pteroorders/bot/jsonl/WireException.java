package io.pteroorders.bot.jsonl;

/** A line is no valid message; the message says what is wrong and what is allowed. */
final class WireException extends Exception {

    private static final long serialVersionUID = 1;

    private final String problem;

    WireException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
