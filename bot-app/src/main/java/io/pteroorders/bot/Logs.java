package io.pteroorders.bot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.OptionHelper;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way the program logs, unless Logback is given a file: to standard error, because standard output belongs to the
 * transport. In Java, because reading a file for it takes a tenth of a start.
 */
public final class Logs extends ContextAwareBase implements Configurator {

    private static final String LEVEL = "LOG_LEVEL";
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0} - %replace(%msg){'[\\r\\n]+', ' | '}%n";
    private static final List<String> QUIET = List.of("org.hibernate", "org.flywaydb", "com.zaxxer.hikari");

    /** What is wrong with the variable that says how much is logged. */
    static List<String> problem(Map<String, String> environment) {
        String level = environment.getOrDefault(LEVEL, "").strip();
        boolean known = level.isEmpty() || Level.toLevel(level, null) != null;
        return known
                ? List.of()
                : List.of(LEVEL + " must be ERROR, WARN, INFO, DEBUG or TRACE, is " + SettingText.shown(level));
    }

    /** Only what is wrong: the rest would stand between the lines that a person reads. */
    static void quiet() {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.pteroorders")).setLevel(Level.WARN);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        root.setLevel(Level.toLevel(OptionHelper.getEnv(LEVEL), Level.INFO));
        QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
