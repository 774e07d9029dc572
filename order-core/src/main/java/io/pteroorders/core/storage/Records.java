package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A durable list of JSON values under a name, for what a shop keeps beside its orders: what people chose, what became of
 * messages, an audit trail. It is read whole when it is {@linkplain Lease#records opened}; whoever opened it keeps in
 * memory what the values add up to.
 *
 * <p>Thread-safe. Once the lease is lost, or the shop closed, every value is refused.
 */
public interface Records {

    /**
     * Adds values, one after another and nothing between them, and waits until they are durable.
     *
     * @param values at least one
     * @throws StorageException if they could not be made durable; its outcome says whether they may be there, and the
     *     first of them may be even if the others are not
     */
    void append(List<JsonValue> values);

    /** Adds one value and waits until it is durable; see {@link #append(List)}. */
    default void append(JsonValue value) {
        append(ImmutableList.of(value));
    }

    /**
     * Adds values, one after another and nothing between them, without waiting. Values become durable in the order of
     * the calls.
     *
     * @param values at least one
     * @return completes when all are durable; exceptionally with a {@link StorageException} if one could not be made so:
     *     then those after it are not either, and those before it may be. A callback must not wait for this list or for
     *     the shop
     */
    CompletionStage<Void> submit(List<JsonValue> values);

    /**
     * Gives the JSON of all values, in order, to a reader, which must not use these records.
     *
     * @throws StorageException if they cannot be read
     */
    void read(Consumer<String> reader);

    /**
     * Replaces all values. A crash leaves either those before or these; values that are added meanwhile come after
     * these.
     *
     * @throws StorageException if the values before are still in force
     */
    void replace(Iterable<JsonValue> values);

    /**
     * Goes through all values and changes or drops some, in one step like {@link #replace}; values that are added meanwhile
     * come after these. What a value was before is nowhere any more that the store keeps for itself.
     *
     * @param change gives for the JSON of each value, in order, what is to stand in its place, on one line, or nothing; pure,
     *     and it must not use these records
     * @throws StorageException if the values before are still in force, or cannot be read
     */
    void rewrite(Function<String, Optional<String>> change);
}
