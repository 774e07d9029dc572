package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.StorageException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;

/** What failures of a database mean. Messages name the kind and the state, never values. */
final class Failures {

    /** Classes of states: no connection, out of resources, ended by the operator, a failure outside. */
    private static final ImmutableSet<String> OUT_OF_REACH = ImmutableSet.of("08", "53", "57", "58");

    /** Of those that roll back, only those that say so and not that it is unknown. */
    private static final ImmutableSet<String> CONFLICTS = ImmutableSet.of("40001", "40P01", "40000", "40002");

    private static final ImmutableSet<String> READ_ONLY = ImmutableSet.of("25006");
    private static final ImmutableSet<String> LOCKED = ImmutableSet.of("55P03", "57014");
    private static final ImmutableSet<String> NO_RIGHTS = ImmutableSet.of("42501");

    private Failures() {}

    /** Whether the database undid the transaction for the sake of another, so that doing it again helps. */
    static boolean isConflict(SQLException failure) {
        return CONFLICTS.contains(state(failure));
    }

    /** Whether there is, or may be, no connection any more. */
    static boolean isConnectionLost(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || state.startsWith("57P") || failure instanceof SQLTransientConnectionException;
    }

    /** A change, or a look, that surely had no effect. */
    static StorageException rejected(SQLException failure) {
        String state = state(failure);
        if (LOCKED.contains(state)) {
            return StorageException.retryable("the database was busy for too long" + suffix(state), failure);
        }
        if (READ_ONLY.contains(state)) {
            return StorageException.retryable(
                    "the database takes no changes, it is read-only" + suffix(state), failure);
        }
        if (isConnectionLost(failure) || OUT_OF_REACH.contains(classOf(state))) {
            return StorageException.retryable("the database cannot be reached" + suffix(state), failure);
        }
        if (isConflict(failure)) {
            return StorageException.retryable("the database was asked for too much at once" + suffix(state), failure);
        }
        if (NO_RIGHTS.contains(state)) {
            return StorageException.rejected("the database user lacks rights" + suffix(state), failure);
        }
        return StorageException.rejected("the database refused" + suffix(state), failure);
    }

    /** A change that may have had its effect. */
    static StorageException unknown(SQLException failure) {
        return StorageException.unknown(
                "the database did not say whether it took the change" + suffix(state(failure)), failure);
    }

    private static String suffix(String state) {
        return state.isEmpty() ? "" : " (SQL state " + state + ")";
    }

    private static String classOf(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    static String state(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }
}
