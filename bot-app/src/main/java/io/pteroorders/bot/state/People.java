package io.pteroorders.bot.state;

import io.pteroorders.bot.command.OpenQuestion;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Language;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What people chose: their language, whether they want broadcasts, and the question that waits for their
 * answer. A change is durable before the method returns; one that cannot be written throws a
 * {@link io.pteroorders.core.storage.StorageException} and is not seen. Thread-safe.
 */
public final class People implements Languages, OptOuts, OpenQuestions {

    /** The records' name. */
    public static final String NAME = "people";

    private final DurableMap<Wishes> wishes;

    /** Opens what people chose. */
    public People(Lease lease) {
        this.wishes = new DurableMap<>(
                lease,
                NAME,
                new DurableMap.Format<>(
                        Wishes::toJson, Wishes::fromJson, entry -> Part.of(PersonId.of(entry.getKey()))));
    }

    private Wishes of(String person) {
        return wishes.get(person).orElse(Wishes.NONE);
    }

    private synchronized void change(PersonId person, UnaryOperator<Wishes> change) {
        Wishes changed = change.apply(of(person.text()));
        if (changed.equals(Wishes.NONE)) {
            wishes.remove(person.text());
        } else {
            wishes.put(person.text(), changed);
        }
    }

    @Override
    public Optional<Language> of(PersonId person) {
        return of(person.text()).language();
    }

    @Override
    public void choose(PersonId person, Language language) {
        change(person, wishes -> wishes.withLanguage(language));
    }

    @Override
    public boolean isOptedOut(PersonId person) {
        return of(person.text()).optedOut();
    }

    @Override
    public void optOut(PersonId person) {
        change(person, wishes -> wishes.withOptedOut(true));
    }

    @Override
    public void optIn(PersonId person) {
        change(person, wishes -> wishes.withOptedOut(false));
    }

    @Override
    public void ask(PersonId person, OpenQuestion question) {
        change(person, wishes -> wishes.withQuestion(Optional.of(question)));
    }

    @Override
    public Optional<OpenQuestion> find(PersonId person) {
        return of(person.text()).question();
    }

    @Override
    public void close(PersonId person) {
        change(person, wishes -> wishes.withQuestion(Optional.empty()));
    }
}
