package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.Range;
import java.util.Optional;

/** What Meta's errors ask for. The one table of their numbers; docs/whatsapp.md has it for people. */
enum GraphError {
    /** The same message may pass later. */
    RETRY,
    /** Too many messages to this person; others pass. */
    TOO_MANY_TO_ONE,
    /** Nothing passes until somebody looks after the account, its token or its number. */
    STOP,
    /** The person wrote too long ago for free text. */
    WINDOW_CLOSED,
    /** This message never passes. */
    NEVER;

    private static final ImmutableRangeMap<Integer, GraphError> TABLE = new Table()
            .row(STOP, 0, 3, 10, 33, 102, 104, 190)
            .row(STOP, Range.closed(200, 299))
            .row(STOP, 368, 803, 2500, 131005, 131031, 131037, 131042, 131045, 131048, 131064)
            .row(STOP, Range.closed(133000, 133003))
            .row(STOP, Range.closed(133005, 133999))
            .row(RETRY, 1, 2, 4, 17, 32, 341, 613)
            .row(RETRY, Range.closed(80000, 80099))
            .row(RETRY, 130429, 130497, 131000, 131016, 131057, 133004, 135000, 2494100)
            .row(TOO_MANY_TO_ONE, 131056)
            .row(WINDOW_CLOSED, 131047)
            .row(NEVER, 100, 130472, 131008, 131009, 131021, 131026, 131030, 131049, 131050, 131051, 131052, 131053)
            .row(NEVER, Range.closed(132000, 132999))
            .build();

    /** With it, 100 means that the number's id does not belong to the token. */
    private static final int NO_SUCH_OBJECT = 33;

    private static final int INVALID = 100;

    /** Collects rows. */
    private static final class Table {

        private final ImmutableRangeMap.Builder<Integer, GraphError> rows = ImmutableRangeMap.builder();

        Table row(GraphError error, int... codes) {
            for (int code : codes) {
                rows.put(Range.singleton(code), error);
            }
            return this;
        }

        Table row(GraphError error, Range<Integer> codes) {
            rows.put(codes, error);
            return this;
        }

        ImmutableRangeMap<Integer, GraphError> build() {
            return rows.build();
        }
    }

    /** What a number asks for that stands in the table. */
    private static Optional<GraphError> known(int code) {
        return Optional.ofNullable(TABLE.get(code));
    }

    /** What the number of an error in a status asks for. An unknown one is taken to be about this message alone. */
    static GraphError of(int code) {
        return known(code).orElse(NEVER);
    }

    /**
     * What an answer with the number of an error asks for. Of an unknown number the HTTP status tells whether it may pass;
     * one that speaks of rights may be about the account or about the person, so the message waits and others go on.
     *
     * @param subcode 0 if there is none
     */
    static GraphError of(int code, int subcode, int status) {
        if (code == INVALID && subcode == NO_SUCH_OBJECT) {
            return STOP;
        }
        boolean passing = status == 401 || status == 403 || isPassing(status);
        return known(code).filter(error -> error != NEVER || !isPassing(status)).orElse(passing ? RETRY : NEVER);
    }

    /** What an answer without the number of an error asks for. */
    static GraphError ofStatus(int status) {
        if (status == 401 || status == 403) {
            return STOP;
        }
        return isPassing(status) ? RETRY : NEVER;
    }

    private static boolean isPassing(int status) {
        return status == 429 || status >= 500;
    }
}
