package io.pteroorders.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** From the start of the program to its first word, in a shop of a thousand orders: the jar, and the archive if there is one. */
final class Starts {

    private static final int ORDERS = 1_000;

    /** Starts are short and vary, so there are more of them than of other things. */
    private static final int TIMES = 4;

    private static final Path BOT = Path.of("..", "bot-app", "target");

    private final Form form;
    private final Figures figures;
    private final Path directory;

    Starts(Form form, Figures figures, Path directory) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("From the start to the first prompt, %,d orders", ORDERS));
        Directories.makeEmpty(directory);
        new Stock(ORDERS).prepare(directory.resolve("data"));
        List<String> jar = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                BOT.resolve("bot-app.jar").toAbsolutePath().toString());
        List<String> archive = archive();
        for (int round = 0; round <= form.rounds() * TIMES; round++) {
            figures.add("the jar", secondsTo(jar));
            if (!archive.isEmpty()) {
                figures.add("the archive", secondsTo(archive));
            }
            if (round == 0) {
                figures.warm();
            }
        }
        figures.line("the jar", "s", "1 s");
        figures.line("the archive", "s", "the jar", "0.6 s");
    }

    /** The archive's command, as the build laid it out; nothing where it made none. */
    private static List<String> archive() throws IOException {
        Path laidOut = BOT.resolve("archive");
        if (!Files.isDirectory(laidOut)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(laidOut)) {
            return found.map(home -> home.resolve("bin").resolve("ptero-orders"))
                    .filter(Files::isExecutable)
                    .map(program -> program.toAbsolutePath().toString())
                    .toList();
        }
    }

    private double secondsTo(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process bot = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = bot.inputReader(StandardCharsets.UTF_8)) {
            String first = out.readLine();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (first == null) {
                throw new IllegalStateException("the bot did not start: " + command);
            }
            bot.getOutputStream().close();
            out.lines().forEach(rest -> {});
            bot.waitFor();
            return seconds;
        }
    }
}
