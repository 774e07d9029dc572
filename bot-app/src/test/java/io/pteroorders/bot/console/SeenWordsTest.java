package io.pteroorders.bot.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;

class SeenWordsTest {

    private final SeenWords seen = new SeenWords();

    private List<String> words() throws Exception {
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
            List<Candidate> candidates = new ArrayList<>();
            seen.complete(reader, new DefaultParser().parse("", 0), candidates);
            return candidates.stream().map(Candidate::value).toList();
        }
    }

    @Test
    void commandsAndOrderIdsThatWereShownAreOffered() throws Exception {
        seen.see("ID: ORD-7K2QM-X0R4T (bronze)\n*Next*\n/order-confirm ORD-7K2QM-X0R4T reason");
        seen.see("• !my-orders\n   your orders");
        assertEquals(List.of("/order-confirm", "ORD-7K2QM-X0R4T", "!my-orders"), words());
    }

    @Test
    void otherTextIsNot() throws Exception {
        seen.see("wa.me/6281234567890, a well-known name! 22 Nov 2026 21:50 WIB");
        assertEquals(List.of(), words());
    }

    @Test
    void onlyTheLastOnesAreKept() throws Exception {
        for (int i = 0; i < 2000; i++) {
            seen.see("ORD-" + (10_000 + i) + "-ABCDE");
        }
        assertEquals(500, words().size());
        assertEquals("ORD-11999-ABCDE", words().get(499));
    }
}
