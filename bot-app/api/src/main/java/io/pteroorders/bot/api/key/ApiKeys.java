package io.pteroorders.bot.api.key;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.port.Tokens;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys of a shop, by the names of their programs. Their secrets are shown once, when they are made, and kept as digests.
 * A change is durable when its method returns. Thread-safe.
 */
public final class ApiKeys {

    /** The records' name. */
    public static final String RECORDS = "api-keys";

    /** What secrets begin with. */
    public static final String PREFIX = "pok_";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int SECRET_LENGTH = 40;

    private final DurableMap<ApiKey> keys;

    private ApiKeys(DurableMap<ApiKey> keys) {
        this.keys = keys;
    }

    /** Those of a shop, by the right of a lease. */
    public static ApiKeys of(Lease lease) {
        return new ApiKeys(new DurableMap<>(lease, RECORDS, format()));
    }

    /** None yet, and forgotten when the program ends. */
    public static ApiKeys inMemory() {
        return new ApiKeys(DurableMap.inMemory(format()));
    }

    private static DurableMap.Format<ApiKey> format() {
        return new DurableMap.Format<>(ApiKey::toJson, ApiKey::fromJson, entry -> Part.SHOP);
    }

    /** Draws the secret of a new key: {@value #PREFIX} and 40 letters and digits. */
    public static String draw(SecureRandom random) {
        return PREFIX
                + random.ints(SECRET_LENGTH, 0, LETTERS.length())
                        .mapToObj(LETTERS::charAt)
                        .map(String::valueOf)
                        .collect(Collectors.joining());
    }

    /** What is kept of a secret. */
    public static String digest(String secret) {
        return Tokens.digest(secret);
    }

    /**
     * Keeps a new key.
     *
     * @return whether its name was free; nothing changes if it was not
     */
    public synchronized boolean add(ApiKey key) {
        boolean free = keys.get(key.name()).isEmpty();
        if (free) {
            keys.put(key.name(), key);
        }
        return free;
    }

    /** Makes a key of no more use, from now on; whether there was one. */
    public synchronized boolean revoke(String name) {
        boolean there = keys.get(name).isPresent();
        keys.remove(name);
        return there;
    }

    /** All of them, by name. */
    public ImmutableList<ApiKey> all() {
        return keys.all().values().stream()
                .sorted(Comparator.comparing(ApiKey::name))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * The key with this secret, if it may be used now.
     *
     * @param address of whoever shows it
     */
    public Optional<ApiKey> find(String secret, String address, Instant now) {
        String digest = digest(secret);
        return keys.all().values().stream()
                .filter(key -> key.digest().equals(digest))
                .filter(key -> key.isValid(now, address))
                .findFirst();
    }

    /** Whether a key that was found before is still one: not revoked, and not over. */
    public boolean stands(ApiKey key, Instant now) {
        return keys.get(key.name())
                .filter(same -> same.digest().equals(key.digest()))
                .filter(same -> !same.isOver(now))
                .isPresent();
    }

    /** Remembers that a key is used; whether that is its first use in this hour. */
    public synchronized boolean use(ApiKey key, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Optional<ApiKey> kept =
                keys.get(key.name()).filter(same -> same.digest().equals(key.digest()));
        boolean first =
                kept.filter(same -> !same.lastUsed().equals(Optional.of(hour))).isPresent();
        if (first) {
            keys.put(key.name(), kept.orElseThrow().usedIn(hour));
        }
        return first;
    }
}
