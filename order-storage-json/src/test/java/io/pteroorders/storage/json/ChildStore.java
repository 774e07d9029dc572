package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.storage.json.DataDirectory.insert;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.OrderStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Another process that owns a store: it opens it, says so, and creates order after order, naming each that is done. */
final class ChildStore implements AutoCloseable {

    static final String READY = "ready";

    private final Process process;
    private final BufferedReader said;

    private ChildStore(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What runs in the other process. Its arguments: the directory, the first order's number, how many orders. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int first = Integer.parseInt(arguments[1]);
        try (OrderStorage store = new DataDirectory(Path.of(arguments[0])).open()) {
            out.println(READY);
            for (int number = first; number < first + Integer.parseInt(arguments[2]); number++) {
                insert(store, anOrder(number).pending());
                out.println(number);
            }
            System.in.read();
        } catch (DataRefusedException e) {
            out.println(e.getMessage());
        }
    }

    /** Starts one. */
    static ChildStore creating(DataDirectory data, int first, int count) throws IOException {
        return new ChildStore(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildStore.class.getName(),
                        data.path().toString(),
                        Integer.toString(first),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line that it says; empty when it has ended. */
    Optional<String> hear() throws IOException {
        return Optional.ofNullable(said.readLine());
    }

    long pid() {
        return process.pid();
    }

    /** Kills it, and gives what it had said before and nobody had heard yet. */
    ImmutableList<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        ImmutableList<String> rest = said.lines().collect(ImmutableList.toImmutableList());
        process.waitFor();
        return rest;
    }

    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }
}
