package io.pteroorders.bot.command;

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
}
