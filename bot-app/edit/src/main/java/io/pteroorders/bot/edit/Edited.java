package io.pteroorders.bot.edit;

import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.core.storage.JsonValue;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that a shop goes by and that its people edit: checked whole before it is saved, kept in versions, and in force at
 * once. Nobody's edit is lost to another's without their being told. Thread-safe.
 *
 * @param <T> what is read from its files; immutable
 */
public final class Edited<T> {

    /** The most bytes of a version, with room for what is said about it. */
    static final int MOST_BYTES = JsonValue.MAX_BYTES - 1_000;

    private final Versions versions;
    private final ImmutableSortedMap<String, String> unsaved;
    private final Reader<T> reader;
    private final Consumer<T> force;
    private final Clock clock;

    /** Reads what files say. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * What files say.
         *
         * @throws BadEditException that names all that is wrong
         */
        T read(ImmutableSortedMap<String, String> files) throws BadEditException;
    }

    /** An edit of files. */
    @FunctionalInterface
    public interface Edit {

        /**
         * The files after the edit.
         *
         * @throws BadEditException if it cannot be made in them
         */
        ImmutableSortedMap<String, String> of(ImmutableSortedMap<String, String> files) throws BadEditException;
    }

    /**
     * Something that is edited.
     *
     * @param unsaved the files that count until a version is saved
     * @param reader checks what is to be saved
     * @param force is told of each version that is saved from now on
     */
    public Edited(
            Versions versions,
            ImmutableSortedMap<String, String> unsaved,
            Reader<T> reader,
            Consumer<T> force,
            Clock clock) {
        this.versions = versions;
        this.unsaved = unsaved;
        this.reader = reader;
        this.force = force;
        this.clock = clock;
    }

    /** The versions. */
    public Versions versions() {
        return versions;
    }

    /** The number of the version in force; 0 if none was ever saved. */
    public long number() {
        return versions.newest().map(Version::number).orElse(0L);
    }

    /** The files in force. */
    public ImmutableSortedMap<String, String> files() {
        return versions.newest().map(Version::files).orElse(unsaved);
    }

    /** The files of a version, or with 0 those before the first; empty if they are not kept any more. */
    public Optional<ImmutableSortedMap<String, String>> filesOf(long number) {
        return number == 0 ? Optional.of(unsaved) : versions.find(number).map(Version::files);
    }

    /**
     * Saves an edit.
     *
     * @param by who makes it, as histories say it
     * @param seen the number of the version that they saw when they began
     * @param part what of all files the edit is about: it is refused if another changed that since
     */
    public synchronized Saving save(
            String by, long seen, Function<ImmutableSortedMap<String, String>, ?> part, Edit edit) {
        try {
            ImmutableSortedMap<String, String> edited = edit.of(files());
            Optional<Version> overtaking = edited.equals(files()) ? Optional.empty() : overtaking(seen, part);
            return overtaking.isPresent() ? new Saving.Overtaken(overtaking.get()) : saved(by, 0, edited);
        } catch (BadEditException e) {
            return new Saving.Refused(e.problems());
        }
    }

    private Optional<Version> overtaking(long seen, Function<ImmutableSortedMap<String, String>, ?> part) {
        return versions.newest().filter(now -> filesOf(seen)
                .filter(before -> part.apply(before).equals(part.apply(now.files())))
                .isEmpty());
    }

    /**
     * Goes back to a version, which becomes the newest again under another number.
     *
     * @param seen the number of the newest version that they saw
     * @return refused with nothing if the version is not kept any more
     */
    public synchronized Saving back(String by, long seen, long number) {
        Optional<Version> now = versions.newest().filter(newest -> newest.number() != seen);
        if (now.isPresent()) {
            return new Saving.Overtaken(now.get());
        }
        Optional<ImmutableSortedMap<String, String>> files = filesOf(number);
        if (files.isEmpty()) {
            return new Saving.Refused(ImmutableList.of());
        }
        try {
            return saved(by, number, files.get());
        } catch (BadEditException e) {
            return new Saving.Refused(e.problems());
        }
    }

    private Saving saved(String by, long back, ImmutableSortedMap<String, String> files) throws BadEditException {
        if (files.equals(files())) {
            return new Saving.Same();
        }
        T value = reader.read(files);
        Version version = new Version(number() + 1, clock.instant(), by, back, files);
        int bytes = Utf8.encodedLength(version.toJson());
        if (bytes > MOST_BYTES) {
            throw new BadEditException(ImmutableList.of(Problem.of("too-large", bytes, MOST_BYTES)));
        }
        versions.add(version);
        force.accept(value);
        return new Saving.Saved(version);
    }
}
