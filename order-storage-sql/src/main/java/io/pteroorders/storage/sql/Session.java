package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Short ways to use a connection. As little thread-safe as that. */
final class Session {

    private final Connection connection;

    /** Reads what it needs of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does something with a row. */
    @FunctionalInterface
    interface Action {
        void take(ResultSet row) throws SQLException;
    }

    Session(Connection connection) {
        this.connection = connection;
    }

    /** The same part of a statement so many times, with commas between. */
    static String marks(String each, int count) {
        return String.join(", ", Collections.nCopies(count, each));
    }

    <T> ImmutableList<T> list(Row<T> row, String sql, List<?> values) throws SQLException {
        ImmutableList.Builder<T> list = ImmutableList.builder();
        each(rows -> list.add(row.read(rows)), sql, values);
        return list.build();
    }

    void each(Action action, String sql, List<?> values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                action.take(rows);
            }
        }
    }

    <T> Optional<T> first(Row<T> row, String sql, Object... values) throws SQLException {
        return list(row, sql, List.of(values)).stream().findFirst();
    }

    /** A statement of which nothing is wanted back. */
    void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** How many rows were changed. */
    int change(String sql, Object... values) throws SQLException {
        return change(sql, List.of(values));
    }

    /** How many rows were changed. */
    int change(String sql, List<?> values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, List<?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
