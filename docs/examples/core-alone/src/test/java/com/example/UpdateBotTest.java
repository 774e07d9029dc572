package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UpdateBotTest {

    private static final Path CONVERSATION = Path.of("src", "test", "resources", "conversation.txt");

    private final UpdateBot bot = new UpdateBot(
            OrderService.builder(InMemoryOrderStorage.create(ZoneOffset.UTC), Clock.systemUTC(), new Random(1))
                    .build(),
            "1");

    /** A line of the conversation that was typed, with the reply after it; replies are left out. */
    private String played(String line) {
        String[] typed = line.split(" ", 3);
        return typed[1].equals("<") ? "" : line + "\n" + typed[0] + " < " + bot.reply(typed[0], typed[2]) + "\n";
    }

    @Test
    void theConversationGoesAsItIsWritten() throws IOException {
        String written = Files.readString(CONVERSATION);
        assertEquals(written, written.lines().map(this::played).collect(Collectors.joining()));
    }

    @Test
    void theProgramRunsOnTheClassPath() throws Exception {
        assertFalse(UpdateBot.class.getModule().isNamed());
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.example.UpdateBot")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var updates = program.outputWriter(StandardCharsets.UTF_8)) {
            updates.write("700100 /order gold 3\n");
        }
        String replies = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor());
        assertTrue(replies.matches("700100 < ORD-\\w{5}-\\w{5} GOLD 255000: pending\\R"), replies);
    }
}
