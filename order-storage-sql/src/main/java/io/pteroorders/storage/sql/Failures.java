package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableMap;
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

    /** MariaDB's numbers of failures that share a state with others, or have one of their own, as states like the above. */
    private static final ImmutableMap<Integer, String> STATES = ImmutableMap.<Integer, String>builder()
            .put(1020, "40001") // changed since it was read
            .put(1412, "40001") // the same of a table
            .put(1205, "55P03") // waited for a lock
            .put(1317, "57014") // ended by the operator
            .put(1969, "57014") // took too long
            .put(1927, "57P01") // the connection was killed
            .put(1290, "25006") // read_only
            .put(1792, "25006") // in a transaction that only reads
            .put(1836, "25006") // innodb_read_only
            .put(1698, "28000") // no access without a password
            .put(1049, "3D000") // no such database
            .put(1193, "42704") // no such setting
            .put(1044, "42501") // no right to a database
            .put(1142, "42501") // no right to a table
            .put(1143, "42501") // no right to a column
            .put(1227, "42501") // no such right
            .put(1021, "53100") // the disk is full
            .put(1114, "53100") // the table is full
            .put(1206, "53200") // too many locks
            .put(1203, "53300") // too many connections of this user
            .put(1226, "53300") // this user asked for too much
            .buildOrThrow();

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

    /** Whether the server is not there at present, or has no room for more. */
    static boolean isOutOfReach(SQLException failure) {
        return isConnectionLost(failure) || OUT_OF_REACH.contains(classOf(state(failure)));
    }

    /** A change, or a look, that surely had no effect. */
    static StorageException rejected(SQLException failure) {
        String state = state(failure);
        if (LOCKED.contains(state)) {
            return StorageException.retryable("the database was busy for too long" + suffix(failure), failure);
        }
        if (READ_ONLY.contains(state)) {
            return StorageException.retryable(
                    "the database takes no changes, it is read-only" + suffix(failure), failure);
        }
        if (isOutOfReach(failure)) {
            return StorageException.retryable("the database cannot be reached" + suffix(failure), failure);
        }
        if (isConflict(failure)) {
            return StorageException.retryable("the database was asked for too much at once" + suffix(failure), failure);
        }
        if (NO_RIGHTS.contains(state)) {
            return StorageException.rejected("the database user lacks rights" + suffix(failure), failure);
        }
        return StorageException.rejected("the database refused" + suffix(failure), failure);
    }

    /** A change that may have had its effect. */
    static StorageException unknown(SQLException failure) {
        return StorageException.unknown(
                "the database did not say whether it took the change" + suffix(failure), failure);
    }

    /** How the database itself calls it. */
    static String suffix(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String number = failure.getErrorCode() == 0 ? "" : ", error " + failure.getErrorCode();
        return state.isEmpty() ? "" : " (SQL state " + state + number + ")";
    }

    private static String classOf(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    /** The state of SQL that says what it was; empty if there is none. */
    static String state(SQLException failure) {
        String own = Objects.requireNonNullElse(failure.getSQLState(), "");
        return STATES.getOrDefault(failure.getErrorCode(), own);
    }
}
