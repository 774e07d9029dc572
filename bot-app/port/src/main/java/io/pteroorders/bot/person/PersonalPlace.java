package io.pteroorders.bot.person;

import io.pteroorders.core.order.PersonId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A place where the shop keeps something of people, beside their orders. One list of these serves those who ask what is kept
 * about them and those who want it gone, so a place cannot be shown and forgotten. Thread-safe.
 */
public interface PersonalPlace {

    /** Its name: that of its records, if it has some. */
    String name();

    /**
     * What it keeps of a person, for them.
     *
     * @return empty if that is nothing
     * @throws io.pteroorders.core.storage.StorageException if it cannot be read
     */
    Optional<JsonNode> of(Subject subject);

    /**
     * Forgets a person. Nothing of them is left in the place, nor in what it kept before, when it returns; done again it does
     * what is missing.
     *
     * @param pseudonym what may stand in their place
     * @throws io.pteroorders.core.storage.StorageException if something is left; it can be done again
     */
    void erase(Subject subject, PersonId pseudonym);
}
