package io.pteroorders.bot.life;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A program that may be killed at any moment of whatever is done, and is then started anew. Not thread-safe.
 */
public final class MortalProgram {

    private final Random random;
    private final int mostMoments;
    private final Supplier<ProgramRun> current;
    private final Consumer<ProgramRun> start;
    private boolean mortal;
    private int kills;

    /**
     * A program that is not killed yet.
     *
     * @param random draws how long it lives
     * @param mostMoments how long that is at the most, if it is killed
     * @param current the run that it is in
     * @param start starts it anew, for a run
     */
    public MortalProgram(Random random, int mostMoments, Supplier<ProgramRun> current, Consumer<ProgramRun> start) {
        this.random = random;
        this.mostMoments = mostMoments;
        this.current = current;
        this.start = start;
    }

    /** Whether most of its runs are killed. */
    public boolean isMortal() {
        return mortal;
    }

    /** Says so, for the runs that follow. */
    public void setMortal(boolean value) {
        mortal = value;
    }

    /** How often it was killed. */
    public int kills() {
        return kills;
    }

    /** Something that may kill the program, or happen while it is dead; then it did not happen. */
    public boolean survives(Runnable act) {
        try {
            act.run();
        } catch (ProgramRun.Killed | RuntimeException e) {
            current.get().checkIsDeathOf(e);
        }
        boolean alive = !current.get().isDead();
        if (!alive) {
            kills++;
            startsAnew();
        }
        return alive;
    }

    /** Somebody does something again until the program outlives it. */
    public void insists(Runnable act) {
        boolean done = false;
        while (!done) {
            done = survives(act);
        }
    }

    /** Starts the program for a run that is drawn. */
    public void startsAnew() {
        restart(new ProgramRun(mortal && random.nextInt(4) > 0 ? random.nextInt(mostMoments) : ProgramRun.FOREVER));
    }

    /** Starts the program, and again if it dies of that. */
    public void restart(ProgramRun run) {
        try {
            start.accept(run);
        } catch (ProgramRun.Killed | RuntimeException e) {
            run.checkIsDeathOf(e);
            kills++;
            startsAnew();
        }
    }
}
