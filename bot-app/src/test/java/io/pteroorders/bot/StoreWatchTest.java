package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of a store's notices and of its failure. */
class StoreWatchTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(StoreWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> notices = new ArrayList<>();
    private final AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
    private final AtomicInteger ended = new AtomicInteger();
    private final StoreWatch watch = new StoreWatch(() -> ImmutableList.copyOf(notices), ended::incrementAndGet)
            .over(Optional::empty)
            .over(failure::get);

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void eachNoticeIsLoggedOnce() {
        notices.add("two records were set aside");
        watch.look();
        watch.look();
        notices.add("orders.json was edited");
        watch.look();
        assertEquals(List.of("two records were set aside", "orders.json was edited"), logged());
        assertEquals(0, ended.get());
    }

    @Test
    void aStoreThatFailedEndsTheProgramAtTheNextLook() {
        failure.set(Optional.of("the disk does not answer"));
        watch.look();
        assertEquals(0, ended.get());
        watch.look();
        assertEquals(1, ended.get());
        assertEquals(
                List.of("the store failed, the bot stops so that it can be started anew: the disk does not answer"),
                logged());
    }
}
