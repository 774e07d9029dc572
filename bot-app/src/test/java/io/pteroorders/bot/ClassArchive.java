package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The JVM's archive of the jar's classes: a bot that is started with it needs a third of the processor's time. */
final class ClassArchive {

    private static final Path FILE = BotProcess.JAR.resolveSibling("bot-app.jsa");
    private static final Path LOCK = BotProcess.JAR.resolveSibling("bot-app.jsa.lock");

    /** A short life does not repay a second compiler or a second collector. The JVM's warnings would stand on standard output. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable");

    private static final String AN_ORDER =
            "{\"type\":\"message\",\"id\":\"1\",\"from\":\"6289912345678@s.whatsapp.net\",\"text\":\"!order bronze 1\"}\n";

    private ClassArchive() {}

    /** The command that starts the jar; several test JVMs make the archive once. */
    static List<String> quickJar() {
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isFresh()) {
                make();
            }
            return jar("-XX:SharedArchiveFile=" + FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFresh() throws IOException {
        return Files.exists(FILE)
                && Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(BotProcess.JAR)) > 0;
    }

    private static List<String> jar(String option) {
        List<String> command = new ArrayList<>(List.of(BotProcess.JAVA.toString(), option));
        command.addAll(QUICK);
        command.addAll(List.of("-jar", BotProcess.JAR.toString()));
        return command;
    }

    private static void make() throws IOException {
        Files.deleteIfExists(FILE);
        Path directory = Files.createTempDirectory("class-archive");
        Path input = Files.writeString(directory.resolve("input"), AN_ORDER);
        List<String> command = jar("-XX:ArchiveClassesAtExit=" + FILE);
        command.addAll(List.of("--transport", "jsonl"));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.onExit().join().exitValue(), "the jar does not run");
    }
}
