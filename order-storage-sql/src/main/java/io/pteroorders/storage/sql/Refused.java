package io.pteroorders.storage.sql;

import com.google.common.base.Throwables;
import io.pteroorders.core.storage.StorageException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a database cannot be used, in words that say what to do. */
final class Refused {

    private static final String NO_RIGHTS = "42501";
    private static final String UNKNOWN_SETTING = "42704";

    private Refused() {}

    static DatabaseRefusedException url(SqlStorageOptions options, @Nullable Throwable cause) {
        return new DatabaseRefusedException(
                "the database URL " + options.place()
                        + " is not understood. It looks like jdbc:postgresql://db.example.com:5432/shop or"
                        + " jdbc:mariadb://db.example.com:3306/shop.",
                cause);
    }

    /** One that is merely not there, or takes nobody in at present, may come by itself: that is no refusal. */
    static RuntimeException connection(SqlStorageOptions options, Throwable cause) {
        String state = stateOf(cause);
        String what = options.place();
        if (state.startsWith("28")) {
            return new DatabaseRefusedException(
                    "the database " + what + " refused the user " + options.user()
                            + ". Check the user and the password.",
                    cause);
        }
        if (state.equals(NO_RIGHTS)) {
            return new DatabaseRefusedException(
                    "the user " + options.user() + " may not use the database in " + what
                            + ", or the server has none of that name.",
                    cause);
        }
        if (state.equals(UNKNOWN_SETTING)) {
            return new DatabaseRefusedException(
                    "the server of " + what + " is of a kind or a version that this program does not know.", cause);
        }
        if (state.equals("3D000")) {
            return new DatabaseRefusedException(
                    "the server has no database of the name in " + what
                            + ". Have it made first, for example with CREATE DATABASE.",
                    cause);
        }
        return StorageException.retryable(
                "the database " + what + " cannot be reached" + suffixOf(cause)
                        + ". Check the URL, and that the server runs and is reachable from here.",
                cause);
    }

    static DatabaseRefusedException encoding(SqlStorageOptions options, String encoding) {
        return new DatabaseRefusedException(
                "the database " + options.place() + " has the encoding " + encoding
                        + ", in which names with emoji cannot be kept. Have one made with ENCODING 'UTF8'.",
                null);
    }

    static DatabaseRefusedException newer(SqlStorageOptions options, String version) {
        return new DatabaseRefusedException(
                "the tables in " + options.place() + " are of version " + version
                        + ", which this program does not know yet. Start a newer program. Nothing was changed.",
                null);
    }

    static RuntimeException tables(SqlStorageOptions options, Throwable cause) {
        String state = stateOf(cause);
        if (failureOf(cause).filter(Failures::isOutOfReach).isPresent()) {
            return connection(options, cause);
        }
        String why =
                switch (state) {
                    case NO_RIGHTS ->
                        "the user " + options.user() + " may not make them: grant it CREATE on the schema";
                    case "25006" -> "the database is read-only: use the primary server, not a replica";
                    default ->
                        String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + suffixOf(cause);
                };
        return new DatabaseRefusedException(
                "the tables in " + options.place() + " cannot be made or brought up to date: " + why + ".", cause);
    }

    static DatabaseRefusedException notEmpty(SqlStorageOptions options) {
        return new DatabaseRefusedException(
                "the database " + options.place() + " holds a shop already. Choose an empty one. Nothing was changed.",
                null);
    }

    static DatabaseRefusedException unfinished(SqlStorageOptions options) {
        return new DatabaseRefusedException(
                "orders are being moved into the database " + options.place()
                        + ", or that was stopped. Run migrate again until it says that it is done.",
                null);
    }

    static DatabaseRefusedException differs(SqlStorageOptions options, String what) {
        return new DatabaseRefusedException(
                what + " in " + options.place()
                        + " differ from those that were to be moved there: were they changed meanwhile? Stop the bot and"
                        + " run migrate again.",
                null);
    }

    private static String stateOf(Throwable failure) {
        return failureOf(failure).map(Failures::state).orElse("");
    }

    private static String suffixOf(Throwable failure) {
        return failureOf(failure).map(Failures::suffix).orElse("");
    }

    /** The database's own failure among the causes. */
    private static Optional<SQLException> failureOf(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .flatMap(cause -> cause instanceof SQLException sql ? Stream.of(sql) : Stream.empty())
                .filter(sql -> !Failures.state(sql).isEmpty())
                .findFirst();
    }
}
