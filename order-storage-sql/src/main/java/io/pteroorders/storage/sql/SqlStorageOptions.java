package io.pteroorders.storage.sql;

import com.google.common.base.Preconditions;
import io.pteroorders.core.order.OrderFlow;
import java.time.Duration;
import java.time.ZoneId;

/**
 * The options of a {@link SqlOrderStorage}: which database it uses, and how. Immutable and thread-safe.
 *
 * @param url of JDBC, for example {@code jdbc:postgresql://db.example.com/shop}
 * @param user whom the database knows
 * @param password the user's; never shown
 * @param zone in which the days of its statistics begin
 * @param flow that the history of every order must follow
 * @param connections the most connections of this process, 2 or more
 * @param leaseTerm how long after the death of a lease's holder another process can take it, a second or more
 */
public record SqlStorageOptions(
        String url, String user, String password, ZoneId zone, OrderFlow flow, int connections, Duration leaseTerm) {

    /** The term of a lease when nobody chooses it. */
    public static final Duration LEASE_TERM = Duration.ofSeconds(20);

    private static final int CONNECTIONS = 10;

    /** @throws IllegalArgumentException if there are too few connections or the term is too short */
    public SqlStorageOptions {
        Preconditions.checkArgument(connections >= 2, "a store needs 2 connections, not %s", connections);
        Preconditions.checkArgument(leaseTerm.toSeconds() >= 1, "a lease lasts for a second at least");
    }

    /** Options with ten connections at most, and the usual {@linkplain #LEASE_TERM term}. */
    public SqlStorageOptions(String url, String user, String password, ZoneId zone, OrderFlow flow) {
        this(url, user, password, zone, flow, CONNECTIONS, LEASE_TERM);
    }

    /** The same with another term. */
    public SqlStorageOptions withLeaseTerm(Duration term) {
        return new SqlStorageOptions(url, user, password, zone, flow, connections, term);
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
