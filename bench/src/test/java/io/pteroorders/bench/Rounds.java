package io.pteroorders.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Messages to the bot: some rounds as fast as it goes, then some at a pace.
 *
 * @param warmUp so many rounds do not count at first: the Java machine still compiles
 * @param pace messages a second
 * @param pacedSeconds how long the pace is kept
 */
record Rounds(Form form, Figures figures, int warmUp, int pace, int pacedSeconds) {

    /** A round; its messages have the numbers from this one on. */
    interface Round {
        void run(int first) throws Exception;
    }

    private static final List<Integer> PARTS = List.of(500, 990, 999);

    int fast() {
        return form.chats() * (warmUp + form.rounds());
    }

    int paced() {
        return pace * pacedSeconds;
    }

    int all() {
        return fast() + paced();
    }

    /** When a message goes in, however late the answers to others are. */
    long due(long began, int number) {
        return began + number * (1_000_000_000L / pace);
    }

    void asFastAsItGoes(Round round) throws Exception {
        for (int number = 0; number < warmUp + form.rounds(); number++) {
            round.run(number * form.chats());
            if (number == warmUp - 1) {
                figures.warm();
            }
        }
    }

    /** Posts requests, each when it is its time, however late the answers to others are; how long each took from then on. */
    long[] paced(Posts posts, byte[][] requests) throws Exception {
        long began = System.nanoTime();
        long[] nanos = posts.post(requests, i -> Race.awaitTime(due(began, i)));
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] -= due(began, i);
        }
        return nanos;
    }

    /** Adds how long messages took, the middle one and those that few were slower than. */
    void add(String what, long[] nanos) {
        Arrays.sort(nanos);
        for (int part : PARTS) {
            figures.add(name(part) + what, nanos[(int) (nanos.length * (long) part / 1_000)] / 1e6);
        }
    }

    /** Prints what was added. */
    void lines(String what, String goalOf99, String goalOf999) {
        figures.line(name(500) + what, "ms", "");
        figures.line(name(990) + what, "ms", goalOf99);
        figures.line(name(999) + what, "ms", goalOf999);
    }

    private static String name(int part) {
        return part % 10 == 0 ? "p" + part / 10 : "p" + part;
    }
}
