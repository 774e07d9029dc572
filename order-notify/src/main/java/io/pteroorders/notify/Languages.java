package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.text.Language;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The languages that people chose. Thread-safe. */
public interface Languages {

    /** The language that this person chose; empty if none was chosen. */
    Optional<Language> of(PersonId person);

    /** Remembers this person's choice. */
    void choose(PersonId person, Language language);

    /** Choices that are forgotten when the program ends. */
    static Languages inMemory() {
        Map<PersonId, Language> chosen = new ConcurrentHashMap<>();
        return new Languages() {
            @Override
            public Optional<Language> of(PersonId person) {
                return Optional.ofNullable(chosen.get(person));
            }

            @Override
            public void choose(PersonId person, Language language) {
                chosen.put(person, language);
            }
        };
    }
}
