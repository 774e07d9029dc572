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
import java.util.Iterator;
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
    /** So many bytes at least stand between two marks, and need not be looked at. */
    private static final int FEWEST_BETWEEN = 400;

    private static final byte[] MARK = "event: order.created\n".getBytes(StandardCharsets.US_ASCII);

    private final Figures figures;
    private final Path directory;

    Followers(Figures figures, Path directory) {
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Events, %,d clients", CLIENTS));
        measure(20, 200);
        measure(200, 3_000);
    }

    /** A bot for each pace: who followed before is missed only when something is sent to them. */
    private void measure(int pace, int changes) throws Exception {
        Directories.makeEmpty(directory);
        try (ApiBot bot = ApiBot.start(directory);
                Selector selector = Selector.open();
                Posts posts = new Posts(bot.port(), 1, bot::isAlive)) {
            for (int i = 0; i < CLIENTS; i++) {
                follow(selector, bot);
            }
            readUntil(selector, Client::isListening);
            heard(selector, bot, posts, 0, pace, changes);
            report(" to an event at " + pace + "/s", heard(selector, bot, posts, changes, pace, changes));
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            bot.end();
        }
    }

    /** How many nanoseconds after it was due each change was heard of, client by client. */
    private static long[][] heard(Selector selector, ApiBot bot, Posts posts, int first, int pace, int changes)
            throws Exception {
        byte[][] orders =
                IntStream.range(first, first + changes).mapToObj(bot::order).toArray(byte[][]::new);
        long[][] heard = new long[CLIENTS][changes];
        Iterator<long[]> each = Arrays.asList(heard).iterator();
        selector.keys().forEach(key -> ((Client) key.attachment()).begin(each.next()));
        Thread reader = new Thread(() -> readUntil(selector, Client::hasHeardAll));
        reader.start();
        long began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        posts.post(orders, i -> Race.awaitTime(due(began, pace, i)));
        reader.join();
        for (long[] times : heard) {
            Arrays.setAll(times, i -> times[i] - due(began, pace, i));
        }
        return heard;
    }

    private static long due(long began, int pace, int number) {
        return began + number * (1_000_000_000L / pace);
    }

    private static void follow(Selector selector, ApiBot bot) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), bot.port()));
        channel.write(ByteBuffer.wrap(bot.get("/events?types=order.created")));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Client());
    }

    /** Somebody who follows; not thread-safe. */
    private static final class Client {

        private long[] heard = new long[0];
        private int events;
        private int matched;
        private long bytes;

        void begin(long[] times) {
            heard = times;
            events = 0;
        }

        boolean isListening() {
            return bytes > 0;
        }

        boolean hasHeardAll() {
            return events >= heard.length;
        }

        void read(byte[] read, int length, long now) {
            bytes += length;
            for (int i = 0; i < length; i++) {
                byte next = read[i];
                matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    matched = 0;
                    heard[Math.min(events, heard.length - 1)] = now;
                    events++;
                    i = Math.min(length, i + FEWEST_BETWEEN);
                }
            }
        }
    }

    private interface Enough {

        boolean of(Client client);
    }

    private static void readUntil(Selector selector, Enough enough) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!selector.keys().stream().allMatch(key -> enough.of((Client) key.attachment()))) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("clients miss events");
                }
                selector.select(key -> read((SocketChannel) key.channel(), (Client) key.attachment(), buffer), 1_000);
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
        client.read(buffer.array(), buffer.position(), System.nanoTime());
    }

    private void report(String what, long[][] heard) {
        long[] nanos =
                Arrays.stream(heard).flatMapToLong(Arrays::stream).sorted().toArray();
        for (int percent : new int[] {50, 99}) {
            figures.add("p" + percent + what, nanos[(int) (nanos.length * (long) percent / 100)] / 1e6);
            figures.line("p" + percent + what, "ms", percent == 99 ? "250 ms" : "");
        }
    }
}
