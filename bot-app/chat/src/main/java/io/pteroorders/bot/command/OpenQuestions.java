package io.pteroorders.bot.command;

import io.pteroorders.core.order.PersonId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The one question that each person has yet to answer. Thread-safe. */
public interface OpenQuestions {

    /** Asks a person; an older question of theirs is dropped. */
    void ask(PersonId person, OpenQuestion question);

    /** A person's question; it stays open. */
    Optional<OpenQuestion> find(PersonId person);

    /** Drops a person's question; no effect if there is none. */
    void close(PersonId person);

    /** Questions that are forgotten when the program ends. */
    static OpenQuestions inMemory() {
        Map<PersonId, OpenQuestion> open = new ConcurrentHashMap<>();
        return new OpenQuestions() {
            @Override
            public void ask(PersonId person, OpenQuestion question) {
                open.put(person, question);
            }

            @Override
            public Optional<OpenQuestion> find(PersonId person) {
                return Optional.ofNullable(open.get(person));
            }

            @Override
            public void close(PersonId person) {
                open.remove(person);
            }
        };
    }
}
