package io.pteroorders.bot.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
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

    private final SeenWords seen = new SeenWords(ImmutableList.of("/admin"), () -> ImmutableList.of("gold"));

    /** Those at the second place of a line. */
    private List<String> words() throws Exception {
        return words("x ");
    }

    private List<String> words(String line) throws Exception {
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
            List<Candidate> candidates = new ArrayList<>();
            seen.complete(reader, new DefaultParser().parse(line, line.length()), candidates);
            return candidates.stream().map(Candidate::value).toList();
        }
    }

    @Test
    void commandsAndOrderIdsThatWereShownAreOffered() throws Exception {
        seen.see("ID: ORD-7K2QM-X0R4T (bronze)\n*Next*\n/order-confirm ORD-7K2QM-X0R4T reason");
        seen.see("• !my-orders\n   your orders");
        assertEquals(List.of("/order-confirm", "!my-orders", "/admin"), words(""));
        assertEquals(List.of("ORD-7K2QM-X0R4T", "gold"), words("!order "));
    }

    @Test
    void otherTextIsNot() throws Exception {
        seen.see("wa.me/6281234567890, a well-known name! 22 Nov 2026 21:50 WIB");
        assertEquals(List.of("gold"), words());
    }

    @Test
    void onlyTheLastOnesAreKept() throws Exception {
        for (int i = 0; i < 2000; i++) {
            seen.see("ORD-" + (10_000 + i) + "-ABCDE");
        }
        assertEquals(501, words().size());
        assertEquals("ORD-11999-ABCDE", words().get(499));
    }
}
