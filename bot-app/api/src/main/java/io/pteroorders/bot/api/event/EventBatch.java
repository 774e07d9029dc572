package io.pteroorders.bot.api.event;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.nio.ByteBuffer;

/** Events that go to a client at once, and to all who are at the same place and see the same. Thread-safe. */
final class EventBatch {

    private final ImmutableList<EventText> events;
    private final String next;
    private final Supplier<byte[]> stream = Suppliers.memoize(this::together);

    EventBatch(ImmutableList<EventText> events, String next) {
        this.events = events;
        this.next = next;
    }

    ImmutableList<EventText> events() {
        return events;
    }

    /** The place after them. */
    String next() {
        return next;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** All of them for a stream. */
    ByteBuffer forStream() {
        return ByteBuffer.wrap(stream.get());
    }

    private byte[] together() {
        return Bytes.concat(events.stream().map(EventText::forStream).toArray(byte[][]::new));
    }
}
