package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LogsTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private ConsoleAppender<ILoggingEvent> appender() {
        new Logs().configure(context);
        return (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    }

    @Test
    void theLogGoesToStandardErrorFromInfoOn() {
        assertEquals("System.err", appender().getTarget());
        assertEquals(Level.INFO, root.getLevel());
        assertFalse(context.getLogger("org.flywaydb.core").isInfoEnabled());
        assertTrue(context.getLogger("io.pteroorders").isInfoEnabled());
    }

    @Test
    void aLineIsOneLineWithItsTimeInUtcWhateverWasTyped() {
        LoggingEvent event = new LoggingEvent("", root, Level.WARN, "order {}\r\n%s", null, new Object[] {"of\nBudi"});
        event.setInstant(Instant.parse("2026-11-22T07:00:00Z"));
        String line = new String(appender().getEncoder().encode(event), StandardCharsets.UTF_8);
        assertEquals("2026-11-22T07:00:00.000Z WARN  ROOT - order of | Budi | %s\n", line);
    }

    @Test
    void logbackFindsIt() {
        assertTrue(ServiceLoader.load(Configurator.class).stream().anyMatch(found -> found.type() == Logs.class));
    }
}
