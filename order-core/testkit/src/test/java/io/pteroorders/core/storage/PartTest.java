package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.order.PersonId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void aPersonIsInTheSamePartForEver() {
        assertEquals(new Part(17), Part.of(PersonId.phone("6281234567890@s.whatsapp.net")));
        assertEquals(new Part(17), Part.of(PersonId.phone("6281234567890:3@s.whatsapp.net")));
    }

    @Test
    void peopleFallIntoAllParts() {
        assertEquals(
                Part.ALL,
                IntStream.range(0, 2000)
                        .mapToObj(number -> Part.of(PersonId.phone("62812" + (1000000 + number))))
                        .collect(Collectors.toSet()));
    }

    @Test
    void thereAreSixtyFour() {
        assertEquals(64, Part.ALL.size());
        assertThrows(IllegalArgumentException.class, () -> new Part(64));
        assertThrows(IllegalArgumentException.class, () -> new Part(-1));
    }
}
