package io.pteroorders.bot.cli;

/** A command cannot be carried out; the message tells the operator why. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** With what the program ends with. */
    public CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the program ends with. */
    public int exitCode() {
        return exitCode;
    }
}
