package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tester's module runs on the module path; examples of programs are in docs/examples. */
class ModulePathIT {

    private static final String MODULE = """
            module tester {
                requires io.pteroorders.core.testkit;
            }
            """;

    /** JUnit reaches a test in another module only if that is open to it. */
    private static final String PROGRAM = """
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
    void aTestersModuleOnTheModulePath() throws Exception {
        Path module = Files.writeString(directory.resolve("module-info.java"), MODULE);
        Path program = Files.writeString(directory.resolve("Main.java"), PROGRAM);
        String classes = directory.resolve("classes").toString();
        // The jars of Jazzer, which no tester needs, have a package in common.
        String jars = Splitter.on(File.pathSeparatorChar)
                .splitToStream(System.getProperty("java.class.path"))
                .filter(jar -> !jar.contains("jazzer"))
                .collect(Collectors.joining(File.pathSeparator));
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(
                0,
                javac.run(
                        System.out,
                        System.err,
                        "--module-path",
                        jars,
                        "-d",
                        classes,
                        "-proc:none",
                        module.toString(),
                        program.toString()));
        assertEquals("io.pteroorders.core.testkit true", lastLine(jars + File.pathSeparator + classes));
    }

    private static String lastLine(String modulePath) throws Exception {
        Process program = new ProcessBuilder(
                        BotProcess.JAVA.toString(), "--module-path", modulePath, "--module", "tester/tester.Main")
                .redirectErrorStream(true)
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), printed);
        return printed.lines().reduce((first, last) -> last).orElse("");
    }
}
