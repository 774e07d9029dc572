package io.pteroorders.storage.sql;

import io.pteroorders.core.order.OrderFlow;
import java.time.ZoneId;

/**
 * Which database a {@link SqlOrderStorage} uses, and how. Immutable and thread-safe.
 *
 * @param url of JDBC, for example {@code jdbc:postgresql://db.example.com/shop}
 * @param user whom the database knows
 * @param password the user's; never shown
 * @param zone in which the days of its statistics begin
 * @param flow that the history of every order must follow
 * @param connections the most connections of this process, 2 or more
 */
public record SqlStorageOptions(
        String url, String user, String password, ZoneId zone, OrderFlow flow, int connections) {

    private static final int CONNECTIONS = 10;

    /** Options with ten connections at most. */
    public SqlStorageOptions(String url, String user, String password, ZoneId zone, OrderFlow flow) {
        this(url, user, password, zone, flow, CONNECTIONS);
    }

    /** Without the password, and without what the URL may hold of it. */
    @Override
    public String toString() {
        return user + " at " + place();
    }

    /** The URL as far as it holds no secrets. */
    String place() {
        return withoutSecrets(url);
    }

    /** A database's URL without what may be secret in it: a user before the host, and all parameters. */
    public static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }
}
