package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Refusal NO = new Refusal.NotAllowed();
    private static final Outcome<Integer> DONE = Outcome.done(1);
    private static final Outcome<Integer> REFUSED = Outcome.refused(NO);

    @Test
    void whatIsDoneHasAValueAndNoRefusal() {
        assertTrue(DONE.isDone());
        assertEquals(1, DONE.get());
        assertEquals(Optional.empty(), DONE.refusal());
        assertEquals("done: 1", DONE.toString());
    }

    @Test
    void whatIsRefusedHasARefusalAndNoValue() {
        assertFalse(REFUSED.isDone());
        assertEquals(Optional.of(NO), REFUSED.refusal());
        assertEquals(
                "refused: NotAllowed[]",
                assertThrows(NoSuchElementException.class, REFUSED::get).getMessage());
        assertEquals("refused: NotAllowed[]", REFUSED.toString());
    }

    @Test
    void aStepFollowsOnAValueAndARefusalStays() {
        assertEquals(Outcome.done("1!"), DONE.map(value -> value + "!"));
        assertEquals(Outcome.refused(NO), REFUSED.map(value -> value + "!"));
        assertEquals(REFUSED, DONE.flatMap(value -> REFUSED));
        assertEquals(REFUSED, REFUSED.flatMap(value -> DONE));
        assertEquals("one", DONE.<String>fold(value -> "one", refusal -> "no"));
        assertEquals("no", REFUSED.<String>fold(value -> "one", refusal -> "no"));
    }

    @Test
    void outcomesAreEqualIfWhatTheyHoldIs() {
        assertEquals(Outcome.done(1), DONE);
        assertEquals(Outcome.done(1).hashCode(), DONE.hashCode());
        assertNotEquals(DONE, REFUSED);
        assertNotEquals(DONE, Outcome.done(2));
    }
}
