package io.pteroorders.bot.api.http;

import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was asked under idempotency keys, so that none is used for two things. Only requests that were carried out are
 * remembered, as long as stores remember their ids: 30 days. Thread-safe.
 */
public final class RequestDigests {

    /** The records' name. */
    public static final String RECORDS = "api-requests";

    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    /** A request that was carried out. */
    private record Asked(String request, String digest, Instant at) {

        JsonValue value() {
            return new JsonValue(Part.SHOP, StrictJson.records().writeValueAsString(this));
        }
    }

    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final AtomicInteger added = new AtomicInteger();
    private final Optional<Records> records;

    private RequestDigests(Optional<Lease> lease) {
        this.records = lease.map(held -> held.records(RECORDS, json -> {
            Asked one = StrictJson.records().readValue(json, Asked.class);
            asked.put(one.request(), one);
        }));
    }

    /** Those of a shop, by the right of a lease. */
    public static RequestDigests of(Lease lease) {
        return new RequestDigests(Optional.of(lease));
    }

    /** None yet, and forgotten when the program ends. */
    public static RequestDigests inMemory() {
        return new RequestDigests(Optional.empty());
    }

    /** Whether something else was carried out under this id. */
    boolean isAnother(RequestId request, String digest, Instant now) {
        return Optional.ofNullable(asked.get(request.hex()))
                .filter(before -> now.isBefore(before.at().plus(REMEMBERED)))
                .filter(before -> !before.digest().equals(digest))
                .isPresent();
    }

    /**
     * Remembers what was carried out, durably.
     *
     * @throws StorageException if it cannot be kept
     */
    void add(RequestId request, String digest, Instant now) {
        Asked one = new Asked(request.hex(), digest, now);
        if (digest.equals(Optional.ofNullable(asked.put(one.request(), one))
                .map(Asked::digest)
                .orElse(""))) {
            return;
        }
        records.ifPresent(kept -> await(kept, one.value()));
        if (added.incrementAndGet() >= FORGOTTEN_AT_ONCE) {
            forgetOld(now);
        }
    }

    private static void await(Records records, JsonValue value) {
        try {
            records.submit(List.of(value)).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException failure ? failure : e;
        }
    }

    /** Values that are added meanwhile come after those that stay. */
    private synchronized void forgetOld(Instant now) {
        added.set(0);
        asked.values().removeIf(one -> !now.isBefore(one.at().plus(REMEMBERED)));
        records.ifPresent(
                kept -> kept.replace(asked.values().stream().map(Asked::value).toList()));
    }
}
