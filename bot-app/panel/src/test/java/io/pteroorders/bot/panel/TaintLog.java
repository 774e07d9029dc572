package io.pteroorders.bot.panel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** All that the program logs, at all levels, as long as it is open. */
final class TaintLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger("io.pteroorders");
    private final StringBuilder all = new StringBuilder();

    TaintLog() {
        start();
        root.setLevel(Level.TRACE);
        root.addAppender(this);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        all.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
            all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    synchronized String text() {
        return all.toString();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(null);
    }
}
