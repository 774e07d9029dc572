package io.pteroorders.bot.chat;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.pteroorders.bot.chat.StandingOrder.Standing;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.talk.Reading;
import java.util.function.Function;

/** A text, and who wrote it; how they stand and what it says is found out once, when it is first needed. Thread-safe. */
final class Heard {

    private final Person person;
    private final String text;
    private final Supplier<Standing> standing;
    private final Supplier<Reading> reading;

    /**
     * A text that came.
     *
     * @param standing looks how its writer stands
     * @param reading reads it, given that
     */
    Heard(Person person, String text, Supplier<Standing> standing, Function<Standing, Reading> reading) {
        this.person = person;
        this.text = text;
        this.standing = Suppliers.memoize(standing);
        this.reading = Suppliers.memoize(() -> reading.apply(standing()));
    }

    Person person() {
        return person;
    }

    String text() {
        return text;
    }

    /** How its writer stands. */
    Standing standing() {
        return standing.get();
    }

    /** What it says, given who wrote it. */
    Reading reading() {
        return reading.get();
    }
}
