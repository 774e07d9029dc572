package io.pteroorders.bot;

import io.pteroorders.bot.jsonl.SharedLines;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.bot.whatsapp.SharedWebhooks;
import io.pteroorders.storage.sql.InboxQueue;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The way in of one of several processes. It is open before it is the process's turn to answer.
 *
 * @param isOver whether nothing more comes in, and all that came in is dealt with
 * @param answering gives the transport, once it is the process's turn
 * @param end lets nothing more in
 */
record Entrance(BooleanSupplier isOver, BiFunction<InboxQueue, BotState, Transport> answering, Runnable end)
        implements AutoCloseable {

    static Entrance of(SharedLines lines) {
        return new Entrance(lines::isOver, (queue, state) -> lines.answering(queue), () -> {});
    }

    static Entrance of(SharedWebhooks webhooks) {
        return new Entrance(() -> false, webhooks::answering, webhooks::close);
    }

    /** One by which nothing comes in before. */
    static Entrance of(Transport transport) {
        return new Entrance(() -> false, (queue, state) -> transport, () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
