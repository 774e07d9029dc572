package io.pteroorders.bot.port;

import java.nio.file.Path;
import java.util.Optional;

/** The pictures that the shop keeps, by the references that orders and messages name them with. Thread-safe. */
@FunctionalInterface
public interface PictureFiles {

    /**
     * The file of a reference.
     *
     * @return empty if the reference is no picture of this shop's, or the file is gone
     */
    Optional<Path> file(String reference);
}
