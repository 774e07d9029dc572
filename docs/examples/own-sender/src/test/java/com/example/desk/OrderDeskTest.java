package com.example.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.service.OrderService;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDeskTest {

    @TempDir
    Path directory;

    private Path spool() {
        return directory.resolve("spool");
    }

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process program : started) {
            program.destroyForcibly().waitFor();
        }
    }

    /** The program in a process of its own, on the module path. */
    private Process start() throws IOException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--module",
                        "com.example.desk/com.example.desk.OrderDesk",
                        directory.resolve("data").toString(),
                        spool().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(program);
        return program;
    }

    private static void endsWell(Process program) throws Exception {
        program.outputWriter(StandardCharsets.UTF_8).close();
        assertEquals(0, program.waitFor());
    }

    private static void types(Process program, String line) throws IOException {
        program.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** The next lines of a program, sorted: messages to different people wait for nobody. */
    private static List<String> lines(Process program, int count) throws IOException {
        BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = out.readLine();
            assertTrue(line != null, "it ended after " + lines);
            lines.add(line.replaceAll("ORD-\\w{5}-\\w{5}", "ORD"));
        }
        return lines.stream().sorted().toList();
    }

    @Test
    void theShopIsAModule() {
        assertEquals("com.example.desk", OrderDesk.class.getModule().getName());
        assertEquals("io.pteroorders.core", OrderService.class.getModule().getName());
    }

    @Test
    void messagesSurviveThatTheProgramIsKilled() throws Exception {
        Process killed = start();
        types(killed, "budi@example.com gold 3");
        assertEquals(
                List.of(
                        "order-created-admin to seller@example.com: TRY_AGAIN",
                        "order-created-customer to budi@example.com: TRY_AGAIN",
                        "ordered: ORD"),
                lines(killed, 3));
        killed.destroyForcibly().waitFor();

        Files.createDirectory(spool());
        Process second = start();
        assertEquals(
                List.of(
                        "order-created-admin to seller@example.com: SENT",
                        "order-created-customer to budi@example.com: SENT"),
                lines(second, 2));
        endsWell(second);

        Process third = start();
        types(third, "siti@example.com wood 13 siti@example.com bronze 1");
        assertEquals(
                List.of(
                        "order-created-admin to seller@example.com: SENT",
                        "order-created-customer to siti@example.com: SENT",
                        "ordered: ORD",
                        "refused: INVALID_INPUT"),
                lines(third, 4));
        endsWell(third);
        try (Stream<Path> sent = Files.list(spool())) {
            assertEquals(4, sent.count());
        }
    }
}
