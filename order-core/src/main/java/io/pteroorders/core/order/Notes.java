package io.pteroorders.core.order;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The notes on an order, oldest first; they are only ever appended. As text there is one line per note,
 * {@code 2026-01-01T00:00:00.000Z <author> <text>}. Text without such a beginning, as the earlier bot wrote it, is one
 * note without time and author. {@link #parse} and {@link #toString} are inverse.
 *
 * <p>Immutable and thread-safe.
 */
public final class Notes {

    /** No notes. */
    public static final Notes NONE = new Notes("");

    /** The most notes that one order can hold. */
    public static final int MAX_COUNT = 100;

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final Predicate<String> AUTHOR = Pattern.compile("\\S+").asMatchPredicate();
    private static final Pattern LINE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z) (\\S+) (.*)");

    private final String text;

    private Notes(String text) {
        this.text = text;
    }

    /**
     * One note.
     *
     * @param time when it was written; empty for a note of the earlier bot
     * @param author who wrote it, like {@link StatusChange#updatedBy()}; empty for a note of the earlier bot
     * @param text what it says
     */
    public record Note(Optional<Instant> time, Optional<String> author, String text) {

        /** Nothing that somebody wrote. */
        @Override
        public String toString() {
            return time.map(it -> "a note of " + it).orElse("a note");
        }

        private String line() {
            return time.isPresent() && author.isPresent()
                    ? TIME.format(time.get()) + " " + author.get() + " " + text
                    : text;
        }
    }

    /** The notes in a stored text; {@link #NONE} for an empty one. */
    public static Notes parse(String stored) {
        return stored.isEmpty() ? NONE : new Notes(stored);
    }

    private static Optional<Note> parseLine(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(parts.group(1));
            Note note = new Note(Optional.of(time), Optional.of(parts.group(2)), parts.group(3));
            return Optional.of(note).filter(read -> read.line().equals(line));
        } catch (DateTimeParseException looksLikeATimeOnly) {
            return Optional.empty();
        }
    }

    /** These notes and one more, its text cleaned by {@link FreeText#clean}. */
    Notes with(Instant time, String author, String note) {
        Preconditions.checkArgument(
                AUTHOR.test(author) && FreeText.clean(author).equals(author), "the author of a note is one word");
        String line = new Note(Optional.of(time), Optional.of(author), FreeText.clean(note)).line();
        return new Notes(text.isEmpty() ? line : text + "\n" + line);
    }

    /** The notes with this author named, and no other: the rest are by {@link StatusChange#SYSTEM}. */
    Notes namingOnly(String author) {
        return parse(all().stream()
                .map(note -> new Note(
                        note.time(),
                        note.author().map(other -> other.equals(author) ? other : StatusChange.SYSTEM),
                        note.text()))
                .map(Note::line)
                .collect(Collectors.joining("\n")));
    }

    /** Those that begin with a word, and nothing of them but that, when it was said, and by whom. */
    Notes onlyOf(Erasure erasure, String word) {
        return parse(all().stream()
                .filter(note -> note.text().startsWith(word))
                .map(note -> new Note(note.time(), note.author().map(erasure::by), word))
                .map(Note::line)
                .collect(Collectors.joining("\n")));
    }

    /** The notes, oldest first. */
    public ImmutableList<Note> all() {
        List<Note> notes = new ArrayList<>();
        for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
            Optional<Note> note = parseLine(line);
            if (note.isPresent() || notes.isEmpty()) {
                notes.add(note.orElseGet(() -> new Note(Optional.empty(), Optional.empty(), line)));
            } else {
                Note begun = notes.remove(notes.size() - 1);
                notes.add(new Note(begun.time(), begun.author(), begun.text() + "\n" + line));
            }
        }
        return ImmutableList.copyOf(notes);
    }

    /** The newest note. */
    public Optional<Note> last() {
        return all().stream().reduce((earlier, later) -> later);
    }

    /** Whether no further note fits. */
    public boolean isFull() {
        return all().size() >= MAX_COUNT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Notes that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The notes as they are stored: a line each, joined by line feeds. */
    @Override
    public String toString() {
        return text;
    }
}
