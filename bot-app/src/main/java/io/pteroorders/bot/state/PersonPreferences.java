package io.pteroorders.bot.state;

import io.pteroorders.bot.command.OpenQuestion;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.person.PersonalEntries;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Language;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The preferences of people: their language, whether they want broadcasts, and the question that waits for their
 * answer. A change is durable before the method returns; one that cannot be written throws a
 * {@link io.pteroorders.core.storage.StorageException} and is not seen. Thread-safe.
 */
public final class PersonPreferences implements Languages, OptOuts, OpenQuestions {

    /** The records' name. */
    public static final String NAME = "people";

    private final DurableMap<Preferences> preferences;

    /** Opens what people chose. */
    public PersonPreferences(Lease lease) {
        this.preferences = new DurableMap<>(
                lease,
                NAME,
                new DurableMap.Format<>(
                        Preferences::toJson, Preferences::fromJson, entry -> Part.of(PersonId.of(entry.getKey()))));
    }

    /** What is kept of one person, and the questions to others that speak of them. */
    PersonalPlace place() {
        return new Place();
    }

    private final class Place implements PersonalPlace {

        private final PersonalPlace own = PersonalEntries.byKey(NAME, preferences, Preferences::toJson);

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Optional<JsonNode> of(Subject subject) {
            return own.of(subject);
        }

        @Override
        public void erase(Subject subject, PersonId pseudonym) {
            preferences.all().entrySet().stream()
                    .filter(entry -> subject.isMeantIn(entry.getValue().toJson().toString()))
                    .map(entry -> PersonId.of(entry.getKey()))
                    .toList()
                    .forEach(PersonPreferences.this::close);
            own.erase(subject, pseudonym);
        }
    }

    private Preferences of(String person) {
        return preferences.get(person).orElse(Preferences.NONE);
    }

    private synchronized void change(PersonId person, UnaryOperator<Preferences> change) {
        Preferences changed = change.apply(of(person.text()));
        if (changed.equals(Preferences.NONE)) {
            preferences.remove(person.text());
        } else {
            preferences.put(person.text(), changed);
        }
    }

    @Override
    public Optional<Language> of(PersonId person) {
        return of(person.text()).language();
    }

    @Override
    public void choose(PersonId person, Language language) {
        change(person, preferences -> preferences.withLanguage(language));
    }

    @Override
    public boolean isOptedOut(PersonId person) {
        return of(person.text()).optedOut();
    }

    @Override
    public void optOut(PersonId person) {
        change(person, preferences -> preferences.withOptedOut(true));
    }

    @Override
    public void optIn(PersonId person) {
        change(person, preferences -> preferences.withOptedOut(false));
    }

    @Override
    public void ask(PersonId person, OpenQuestion question) {
        change(person, preferences -> preferences.withQuestion(Optional.of(question)));
    }

    @Override
    public Optional<OpenQuestion> find(PersonId person) {
        return of(person.text()).question();
    }

    @Override
    public void close(PersonId person) {
        change(person, preferences -> preferences.withQuestion(Optional.empty()));
    }
}
