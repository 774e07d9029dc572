package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;

/** The pictures of payments. A picture's name comes of its content alone. Thread-safe. */
public interface PaymentProofs {

    /** Keeps nothing. */
    PaymentProofs NONE = new PaymentProofs() {
        @Override
        public Optional<String> keep(byte[] content) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    };

    /** The directory of the pictures in the data directory. */
    String DIRECTORY = "proofs";

    /** What an order says of a picture. */
    static String reference(String name) {
        return DIRECTORY + "/" + name;
    }

    /**
     * Keeps a picture; it is on the disk when this returns.
     *
     * @return its name; empty if it is no picture or PDF by its first bytes
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept
     */
    Optional<String> keep(byte[] content);

    /** Whether there is a picture of this name, which may be anything. */
    boolean has(String name);

    /**
     * The picture of a reference.
     *
     * @return empty if it is none of these, or gone
     */
    default Optional<byte[]> content(String reference) {
        return Optional.empty();
    }

    /**
     * Deletes the picture of a reference, if it is one of these.
     *
     * @throws io.pteroorders.core.storage.StorageException if it is still there
     */
    default void delete(String reference) {}

    /**
     * The references of pictures that were kept before a time, oldest first.
     *
     * @param most so many of them
     */
    default ImmutableList<String> keptBefore(Instant time, int most) {
        return ImmutableList.of();
    }
}
