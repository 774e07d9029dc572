package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Other programs make orders over HTTP, each under a key of its own that makes it once, and read them. Counted is the time to
 * the answer, when an order is on the disk; customers and admins are told meanwhile. In turns with that a {@link Floor}. Each
 * order has to be there once.
 */
final class Programs {

    private static final int CONNECTIONS = 16;
    private static final String PACED = " to an order made at 500/s";

    private final Form form;
    private final Rounds rounds;
    private final int all;
    private final Figures figures;
    private final Path directory;

    Programs(Form form, Figures figures, Path directory) {
        this.form = form;
        this.rounds = new Rounds(form, figures, 2, 500, 10);
        this.all = rounds.all();
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Other programs over HTTP, %d connections, %,d orders", CONNECTIONS, all));
        Directories.makeEmpty(directory);
        try (Floor floor = Floor.start(directory, CONNECTIONS);
                ApiBot bot = ApiBot.start(directory);
                Posts posts = new Posts(bot.port(), CONNECTIONS, bot::isAlive)) {
            byte[][] orders = IntStream.range(0, all).mapToObj(bot::order).toArray(byte[][]::new);
            rounds.asFastAsItGoes(first ->
                    asFastAsItGoes(posts, floor, bot, Arrays.copyOfRange(orders, first, first + form.chats())));
            paced(posts, Arrays.copyOfRange(orders, rounds.fast(), all));
            bot.end();
        }
        requireEachOnce();
        figures.line("orders made", "/s", "a write to 200", "3,000/s");
        figures.line("an order read", "/s", "a write to 200", "5,000/s");
        figures.line("pages of 20 orders read", "/s", "a write to 200", "");
        figures.line("a write to 200", "/s", "");
        rounds.lines(PACED, "20 ms", "");
    }

    private void asFastAsItGoes(Posts posts, Floor floor, ApiBot bot, byte[][] orders) throws Exception {
        rate("orders made", posts, orders);
        rate("an order read", posts, reads(orders.length, bot.get("/orders?limit=1")));
        rate("pages of 20 orders read", posts, reads(orders.length, bot.get("/orders?limit=20")));
        rate("a write to 200", floor.posts(), orders);
    }

    private static byte[][] reads(int count, byte[] request) {
        byte[][] reads = new byte[count][];
        Arrays.fill(reads, request);
        return reads;
    }

    private void rate(String name, Posts posts, byte[][] requests) throws Exception {
        Stopwatch watch = Stopwatch.createStarted();
        posts.post(requests, i -> {});
        figures.add(name, requests.length / (watch.elapsed().toNanos() / 1e9));
    }

    private void paced(Posts posts, byte[][] requests) throws Exception {
        rounds.add(PACED, rounds.paced(posts, requests));
    }

    private void requireEachOnce() {
        try (JsonOrderStorage store = Stock.open(directory.resolve("data"))) {
            long made = store.count(OrderQuery.newestFirst().build());
            if (made != all) {
                throw new IllegalStateException(made + " orders are there of " + all);
            }
        }
    }
}
