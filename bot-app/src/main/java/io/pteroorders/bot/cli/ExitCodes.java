package io.pteroorders.bot.cli;

/** The exit codes of the program. */
public final class ExitCodes {

    /** Everything was done. */
    public static final int DONE = 0;

    /** Something failed. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong. */
    public static final int WRONG_USAGE = 2;

    /** The data directory cannot be used as it is. */
    public static final int DATA_REFUSED = 3;

    private ExitCodes() {}
}
