package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.Question;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Language;
import io.pteroorders.storage.json.DataRefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What people chose, in a directory: their language, whether they want broadcasts, and the question that waits for their
 * answer. A change is durable before the method returns; one that cannot be written throws a
 * {@link io.pteroorders.core.storage.StorageException} and is not seen. Thread-safe.
 */
public final class People implements Languages, OptOuts, OpenQuestions, AutoCloseable {

    /** The directory's name in the data directory. */
    public static final String DIRECTORY = "people";

    private final DurableMap<Wishes> wishes;

    private People(DurableMap<Wishes> wishes) {
        this.wishes = wishes;
    }

    /**
     * Opens what people chose.
     *
     * @param data the data directory; the directory in it is made if it is not there
     * @param clock for the names of files that are set aside
     * @throws DataRefusedException if the directory cannot be used, belongs to another process or is damaged; nothing
     *     was changed then
     */
    public static People open(Path data, Clock clock) {
        return open(Place.files(data, clock));
    }

    static People open(Place place) {
        return new People(new DurableMap<>(place, DIRECTORY, Wishes::toJson, Wishes::fromJson));
    }

    private Wishes of(String person) {
        return wishes.get(person).orElse(Wishes.NONE);
    }

    private synchronized void change(PersonId person, UnaryOperator<Wishes> change) {
        Wishes changed = change.apply(of(person.text()));
        wishes.set(person.text(), Optional.of(changed).filter(some -> !some.equals(Wishes.NONE)));
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
    public void ask(PersonId person, Question question) {
        change(person, wishes -> wishes.withQuestion(Optional.of(question)));
    }

    @Override
    public synchronized Optional<Question> take(PersonId person) {
        Optional<Question> question = of(person.text()).question();
        change(person, wishes -> wishes.withQuestion(Optional.empty()));
        return question;
    }

    /** What opening found that the operator should know. */
    public ImmutableList<String> notices() {
        return wishes.notices();
    }

    /** Why no more changes are taken; empty while it works. */
    public Optional<String> failure() {
        return wishes.failure();
    }

    @Override
    public void close() {
        wishes.close();
    }
}
