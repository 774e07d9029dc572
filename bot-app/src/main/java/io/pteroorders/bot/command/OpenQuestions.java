package io.pteroorders.bot.command;

import io.pteroorders.core.order.PersonId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The one question that each person has yet to answer. Thread-safe. */
public interface OpenQuestions {

    /** Asks a person; an older question of theirs is dropped. */
    void ask(PersonId person, Question question);

    /** Takes a person's question away, and gives it. */
    Optional<Question> take(PersonId person);

    /** Questions that are forgotten when the program ends. */
    static OpenQuestions inMemory() {
        Map<PersonId, Question> open = new ConcurrentHashMap<>();
        return new OpenQuestions() {
            @Override
            public void ask(PersonId person, Question question) {
                open.put(person, question);
            }

            @Override
            public Optional<Question> take(PersonId person) {
                return Optional.ofNullable(open.remove(person));
            }
        };
    }
}
