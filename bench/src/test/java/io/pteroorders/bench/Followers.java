package io.pteroorders.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients follow events over HTTP while orders are made at a pace. Counted is the time from when an order was to be made
 * until a client has read its event, for every client and every event; none may miss one.
 */
final class Followers {

    private static final int CLIENTS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of each event there is one such line, and no other text has it. */
    private static final byte[] MARK = "event: order.created\n".getBytes(StandardCharsets.US_ASCII);

    private final Figures figures;
    private final Path directory;

    Followers(Figures figures, Path directory) {
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Events, %,d clients", CLIENTS));
        Directories.makeEmpty(directory);
        try (ApiBot bot = ApiBot.start(directory)) {
            int made = measure(bot, 0, 20, 200);
            measure(bot, made, 200, 1_000);
            bot.end();
        }
    }

    private int measure(ApiBot bot, int first, int pace, int changes) throws Exception {
        byte[][] orders = IntStream.range(first, first + changes)
                .mapToObj(bot::order)
                .toArray(byte[][]::new);
        long[][] heard = new long[CLIENTS][changes];
        long began;
        try (Selector selector = Selector.open();
                Posts posts = new Posts(bot.port(), 1, bot::isAlive)) {
            for (int i = 0; i < CLIENTS; i++) {
                follow(selector, bot, heard[i]);
            }
            readUntil(selector, Client::isListening);
            Thread reader = new Thread(() -> readUntil(selector, Client::hasHeardAll));
            reader.start();
            began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
            posts.post(orders, i -> Race.awaitTime(due(began, pace, i)));
            reader.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
        report(" to an event at " + pace + "/s", heard, began, pace);
        return first + changes;
    }

    private static long due(long began, int pace, int number) {
        return began + number * (1_000_000_000L / pace);
    }

    private static void follow(Selector selector, ApiBot bot, long[] heard) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), bot.port()));
        channel.write(ByteBuffer.wrap(bot.get("/events?types=order.created")));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Client(heard));
    }

    /** Somebody who follows; not thread-safe. */
    private static final class Client {

        private final long[] heard;
        private int events;
        private int matched;
        private long bytes;

        Client(long[] heard) {
            this.heard = heard;
        }

        boolean isListening() {
            return bytes > 0;
        }

        boolean hasHeardAll() {
            return events >= heard.length;
        }

        void read(ByteBuffer buffer, long now) {
            bytes += buffer.remaining();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    matched = 0;
                    heard[Math.min(events, heard.length - 1)] = now;
                    events++;
                }
            }
        }
    }

    private interface Enough {

        boolean of(Client client);
    }

    private static void readUntil(Selector selector, Enough enough) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!selector.keys().stream().allMatch(key -> enough.of((Client) key.attachment()))) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("clients miss events");
                }
                selector.select(
                        key -> read((SocketChannel) key.channel(), (Client) key.attachment(), buffer), 1_000);
            }
        } catch (IOException e) {
            throw new IllegalStateException("events cannot be read", e);
        }
    }

    private static void read(SocketChannel channel, Client client, ByteBuffer buffer) {
        buffer.clear();
        try {
            if (channel.read(buffer) < 0) {
                throw new IllegalStateException("a client was cut off");
            }
        } catch (IOException e) {
            throw new IllegalStateException("events cannot be read", e);
        }
        client.read(buffer.flip(), System.nanoTime());
    }

    private void report(String what, long[][] heard, long began, int pace) {
        long[] nanos = IntStream.range(0, heard[0].length)
                .boxed()
                .flatMapToLong(event -> Arrays.stream(heard).mapToLong(client -> client[event] - due(began, pace, event)))
                .sorted()
                .toArray();
        for (int percent : new int[] {50, 99}) {
            figures.add("p" + percent + what, nanos[(int) (nanos.length * (long) percent / 100)] / 1e6);
            figures.line("p" + percent + what, "ms", percent == 99 && pace == 200 ? "250 ms" : "");
        }
    }
}
