package io.pteroorders.storage.sql;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of a server by which a crash of its machine takes back what it answered. */
final class Weaknesses {

    private static final Logger LOG = LoggerFactory.getLogger(Weaknesses.class);

    private Weaknesses() {}

    /** Tells the operator, who may have servers enough to do without. */
    static void warn(Database database, SqlStorageOptions options) {
        List<String> found = of(database, Dialect.of(options));
        if (!found.isEmpty()) {
            LOG.warn(
                    "if the machine of the database {} crashes, the last changes may be lost, although they were"
                            + " answered: the server runs with {}",
                    options.place(),
                    String.join(", ", found));
        }
    }

    /** Each as the server's own setting, with its value. */
    static ImmutableList<String> of(Database database, Dialect dialect) {
        return database.read(session -> session.list(row -> row.getString(1), dialect.weaknesses(), List.of()));
    }
}
