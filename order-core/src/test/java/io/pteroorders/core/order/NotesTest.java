package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static Notes.Note without(String text) {
        return new Notes.Note(Optional.empty(), Optional.empty(), text);
    }

    @Test
    void aNoteIsOneLineWithTimeAndAuthor() {
        assertEquals(
                "2026-01-01T00:00:00.000Z system paid by bank",
                Notes.NONE.with(NEW_YEAR, "system", "paid\nby bank").toString());
    }

    @Test
    void aSecondNoteIsAppended() {
        Notes notes = Notes.NONE.with(NEW_YEAR, "a", "first").with(NEW_YEAR.plusMillis(5), "b", "second");
        assertEquals("2026-01-01T00:00:00.000Z a first\n2026-01-01T00:00:00.005Z b second", notes.toString());
        assertEquals("second", notes.last().orElseThrow().text());
        assertEquals(notes, Notes.parse(notes.toString()));
        assertEquals(notes.hashCode(), Notes.parse(notes.toString()).hashCode());
    }

    @Test
    void textOfTheEarlierBotIsOneNoteWithoutAuthor() {
        String old = "please hurry\n\nsecond line";
        assertEquals(List.of(without(old)), Notes.parse(old).all());
        assertEquals(old, Notes.parse(old).toString());
    }

    @Test
    void aNewNoteAfterTextOfTheEarlierBotIsANoteOfItsOwn() {
        Notes notes = Notes.parse("please hurry").with(NEW_YEAR, "system", "done");
        assertEquals("please hurry\n2026-01-01T00:00:00.000Z system done", notes.toString());
        assertEquals(2, Notes.parse(notes.toString()).all().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n2026-01-01T00:00:00.000Z admin paid",
                "x\r\n2026-01-01T00:00:00.000Z admin paid",
                "x\u20282026-01-01T00:00:00.000Z admin paid",
                "2026-01-01T00:00:00.000Z admin paid"
            })
    void aNoteCannotForgeAnother(String text) {
        Notes notes = Notes.NONE.with(Samples.NOON, "budi", text);
        assertEquals(notes, Notes.parse(notes.toString()));
        assertEquals(1, Notes.parse(notes.toString()).all().size());
        assertEquals(Optional.of("budi"), notes.all().get(0).author());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "John Doe", "budi\u2028", "budi\u00a0b\u202e", "a\n2026-01-01T00:00:00.000Z boss paid"})
    void anAuthorThatWouldNotBeReadAgainIsRefused(String author) {
        Order order = Samples.in(OrderStatus.PENDING);
        assertThrows(IllegalArgumentException.class, () -> order.withNote(NEW_YEAR, author, "paid"));
        assertThrows(IllegalArgumentException.class, () -> order.withAdminNote(NEW_YEAR, author, "paid"));
    }

    @Property
    void anAuthorIsReadAgainOrRefused(@ForAll String author) {
        try {
            Notes notes = Notes.NONE.with(NEW_YEAR, author, "paid");
            assertEquals(
                    List.of(new Notes.Note(Optional.of(NEW_YEAR), Optional.of(author), "paid")),
                    Notes.parse(notes.toString()).all());
        } catch (IllegalArgumentException refused) {
            assertEquals("the author of a note is one word", refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01T00:00:00.000Z a b",
                "2026-01-01T24:00:00.000Z a b",
                "2026-06-30T23:59:60.000Z a b",
                "2026-01-01T00:00:00Z a b",
                "2026-01-01T00:00:00.000Z  b",
                "2026-01-01T00:00:00.000Z a"
            })
    void whatOnlyLooksLikeATimeIsText(String stored) {
        assertEquals(List.of(without(stored)), Notes.parse(stored).all());
        assertEquals(stored, Notes.parse(stored).toString());
    }

    @Test
    void noTextIsNoNote() {
        assertSame(Notes.NONE, Notes.parse(""));
        assertEquals("", Notes.NONE.toString());
        assertEquals(Optional.empty(), Notes.NONE.last());
    }

    @Test
    void aHundredNotesAreFull() {
        Notes notes = Notes.NONE;
        for (int i = 0; i < 100; i++) {
            assertFalse(notes.isFull());
            notes = notes.with(NEW_YEAR, "a", "note " + i);
        }
        assertTrue(notes.isFull());
    }

    @Property
    void writingUndoesReading(@ForAll("stored") String stored) {
        assertEquals(stored, Notes.parse(stored).toString());
    }

    @Property
    void readingUndoesWriting(@ForAll("notes") Notes notes) {
        assertEquals(notes, Notes.parse(notes.toString()));
    }

    @Provide
    Arbitrary<String> stored() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.of(
                        "2026-01-01T00:00:00.000Z a b",
                        "2026-02-30T00:00:00.000Z a b",
                        "\n",
                        "\r",
                        " ",
                        "\u2028",
                        "9999-12-31T23:59:59.999Z x ",
                        "text"),
                Arbitraries.strings().ofMaxLength(5));
        return part.list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Notes> notes() {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .flatMap(second -> Arbitraries.strings().ofMaxLength(20).map(text -> Tuple.of(second, text)))
                .list()
                .ofMaxSize(5)
                .map(all -> {
                    Notes notes = Notes.NONE;
                    for (Tuple.Tuple2<Integer, String> each : all) {
                        notes = notes.with(Instant.ofEpochSecond(each.get1()), "a@b", each.get2());
                    }
                    return notes;
                });
    }
}
