package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedder's program runs on the module path as it does on the class path. */
class ModulePathIT {

    private static final Path LIB = Path.of("target", "lib").toAbsolutePath();

    private static final String MODULE = """
            module shop {
                requires io.pteroorders.core;
                requires io.pteroorders.storage.json;
                requires io.pteroorders.notify;
            }
            """;

    private static final String PROGRAM = """
            package shop;

            import io.pteroorders.core.order.*;
            import io.pteroorders.core.service.*;
            import io.pteroorders.notify.NotificationText;
            import io.pteroorders.notify.text.*;
            import io.pteroorders.storage.json.*;
            import java.nio.file.Path;
            import java.time.Clock;
            import java.util.*;

            public final class Main {
                public static void main(String[] args) {
                    Clock clock = Clock.systemUTC();
                    try (var storage = JsonOrderStorage.open(Path.of(args[0]), JsonStorageOptions.defaults(clock))) {
                        OrderService service = OrderService.builder(storage, clock, new Random()).build();
                        Customer budi = new Customer(PersonId.of("6289912345678"), "Budi", "6289912345678");
                        Actor actor = Actor.customer(budi.id());
                        Texts texts = Texts.load(List.of(NotificationText.class), Optional.empty());
                        System.out.println(service.create(actor, new CreateOrder(budi, "bronze", 1)).isDone()
                                + " " + service.create(actor, new CreateOrder(budi, "wood", 13)).refusal()
                                        .map(Refusal::code).orElseThrow()
                                + " " + texts.word("status.pending", Language.ENGLISH));
                    }
                }
            }
            """;

    private static final String PRINTED = "true INVALID_INPUT awaiting payment";

    private static final String TESTERS_MODULE = """
            module tester {
                requires io.pteroorders.core.testkit;
            }
            """;

    /** JUnit reaches a test in another module only if that is open to it. */
    private static final String TESTERS_PROGRAM = """
            package tester;

            import io.pteroorders.core.storage.InMemoryOrderStorage;
            import io.pteroorders.core.testkit.*;
            import org.junit.platform.commons.JUnitException;

            public final class Main {
                public static void main(String[] args) {
                    OrderLifecycleModel.of(() -> InMemoryOrderStorage.create(Fixtures.JAKARTA)).stories(1).check();
                    Class<?> contract = OrderStorageContract.class;
                    System.out.println(contract.getModule().getName() + " "
                            + contract.getModule().isOpen(contract.getPackageName(), JUnitException.class.getModule()));
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void onTheModulePath() throws Exception {
        write(MODULE, PROGRAM);
        compile("--module-path", LIB.toString(), "module-info.java");
        String path = LIB + File.pathSeparator + classes();
        assertEquals(PRINTED, run("--module-path", path, "--module", "shop/shop.Main"));
    }

    @Test
    void onTheClassPath() throws Exception {
        write(MODULE, PROGRAM);
        compile("--class-path", jars());
        assertEquals(PRINTED, run("--class-path", jars() + File.pathSeparator + classes(), "shop.Main"));
    }

    @Test
    void aTestersModuleOnTheModulePath() throws Exception {
        write(TESTERS_MODULE, TESTERS_PROGRAM);
        String jars = System.getProperty("java.class.path");
        compile("--module-path", jars, "module-info.java");
        String path = jars + File.pathSeparator + classes();
        assertEquals("io.pteroorders.core.testkit true", run("--module-path", path, "--module", "tester/tester.Main"));
    }

    private static String jars() throws IOException {
        try (Stream<Path> jars = Files.list(LIB)) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    private void write(String module, String program) throws IOException {
        Files.writeString(directory.resolve("module-info.java"), module);
        Files.writeString(directory.resolve("Main.java"), program);
    }

    private void compile(String option, String path, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(option, path, "-d", classes().toString(), "-proc:none"));
        arguments.add(directory.resolve("Main.java").toString());
        List.of(more).forEach(file -> arguments.add(directory.resolve(file).toString()));
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(0, javac.run(System.out, System.err, arguments.toArray(String[]::new)));
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(BotProcess.JAVA.toString()));
        command.addAll(List.of(arguments));
        command.add(directory.resolve("data").toString());
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), printed);
        return printed.lines().reduce((first, last) -> last).orElse("");
    }
}
