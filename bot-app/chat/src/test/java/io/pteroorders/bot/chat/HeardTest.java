package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.StandingOrder.Standing;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.talk.Intent;
import io.pteroorders.bot.talk.Place;
import io.pteroorders.bot.talk.Reading;
import io.pteroorders.bot.talk.Slots;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.notify.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A text that is looked at again and again is read once. */
class HeardTest {

    private static final Person PERSON = new Person(BUDI, "Budi", "chat", Role.CUSTOMER, Language.ENGLISH);
    private static final Standing STANDING =
            new Standing(ImmutableList.of(), Optional.empty(), Optional.empty(), Place.NOTHING);
    private static final Slots NO_SLOTS =
            new Slots(ImmutableList.of(), Optional.empty(), false, Optional.empty(), false, Optional.empty(), false);
    private static final Reading READING = new Reading(ImmutableList.of(Intent.GREET), NO_SLOTS, true);

    private final List<String> asked = new ArrayList<>();
    private final Heard heard = new Heard(PERSON, "halo", this::look, this::read);

    private Standing look() {
        asked.add("look");
        return STANDING;
    }

    private Reading read(Standing standing) {
        assertSame(STANDING, standing);
        asked.add("read");
        return READING;
    }

    @Test
    void nothingIsLookedAtBeforeItIsNeeded() {
        assertEquals(PERSON, heard.person());
        assertEquals("halo", heard.text());
        assertEquals(List.of(), asked);
    }

    @Test
    void eachIsFoundOutOnce() {
        assertSame(READING, heard.reading());
        assertSame(READING, heard.reading());
        assertSame(STANDING, heard.standing());
        assertEquals(List.of("look", "read"), asked);
    }
}
