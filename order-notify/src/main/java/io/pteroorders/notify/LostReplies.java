package io.pteroorders.notify;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WaitingReplies to mere questions that were given up: nothing else would ever tell of them. Thread-safe. */
final class LostReplies {

    private static final Logger LOG = LoggerFactory.getLogger(LostReplies.class);

    private final AtomicLong count = new AtomicLong();

    /** A reply is given up; where it told what somebody did, the notice of that stands for it. */
    void accept(WaitingReply reply, String why) {
        if (reply.covers().isEmpty()) {
            count.incrementAndGet();
            LOG.warn("a reply could not be delivered, {}: {}", reply.message().template(), why);
        }
    }

    long count() {
        return count.get();
    }
}
