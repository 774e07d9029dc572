package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.storage.json.DataDirectory.insert;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.RequestId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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

    /** What runs in the other process to try directories, each named by an argument, one after the other. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] directories) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (String directory : directories) {
                try (JsonOrderStorage store = new DataDirectory(Path.of(directory)).open()) {
                    out.println("opened with " + store.notices().size() + " notices");
                } catch (DataRefusedException e) {
                    out.println(e.getMessage());
                }
            }
        }
    }

    /** What runs in the other process to create orders in several threads while checkpoints are made all the time. */
    static final class Busy {

        static final int THREADS = 6;

        private Busy() {}

        /** Its arguments: the directory, the first order's number, how many orders. */
        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
            int end = next.get() + Integer.parseInt(arguments[2]);
            JsonOrderStorage store = new DataDirectory(Path.of(arguments[0])).open();
            out.println(READY);
            for (int thread = 0; thread < THREADS; thread++) {
                new Thread(() -> create(store, next, end, out)).start();
            }
            new Thread(() -> checkpoint(store, next, end)).start();
        }

        private static void create(JsonOrderStorage store, AtomicInteger next, int end, PrintStream out) {
            for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                store.insert(anOrder(number).pending(), InsertGuard.NONE, Optional.of(request(number)));
                out.println(number);
            }
        }

        private static void checkpoint(JsonOrderStorage store, AtomicInteger next, int end) {
            try {
                while (next.get() < end) {
                    store.checkpoint();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The request that made an order. */
        static RequestId request(int number) {
            return RequestId.of("busy", Integer.toString(number));
        }

        static ChildStore start(DataDirectory data, int first, int count) throws IOException {
            return ChildStore.start(
                    ImmutableList.of(),
                    Busy.class,
                    ImmutableList.of(data.path().toString(), Integer.toString(first), Integer.toString(count)));
        }
    }

    /** Starts one. */
    static ChildStore creating(DataDirectory data, int first, int count) throws IOException {
        return start(
                ImmutableList.of(),
                ChildStore.class,
                ImmutableList.of(data.path().toString(), Integer.toString(first), Integer.toString(count)));
    }

    /** Starts one with little memory that only opens stores, and says what came of each. */
    static ChildStore opening(int megabytes, ImmutableList<DataDirectory> stores) throws IOException {
        return start(
                ImmutableList.of("-Xmx" + megabytes + "m"),
                Opener.class,
                stores.stream().map(store -> store.path().toString()).collect(ImmutableList.toImmutableList()));
    }

    private static ChildStore start(ImmutableList<String> options, Class<?> main, ImmutableList<String> arguments)
            throws IOException {
        ImmutableList<String> command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(options)
                .add("-cp", System.getProperty("java.class.path"), main.getName())
                .addAll(arguments)
                .build();
        return new ChildStore(new ProcessBuilder(command)
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
    ImmutableList<String> kill() {
        process.toHandle().destroyForcibly();
        ImmutableList<String> rest = said.lines().collect(ImmutableList.toImmutableList());
        process.onExit().join();
        return rest;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }
}
