package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bot on WhatsApp with its durable store: webhooks, signed and over HTTP, each of which makes an order. Counted is
 * the time to the answer 200, and the time until all orders are there; each has to be there once.
 */
final class Webhooks {

    private static final int CUSTOMERS = 10_000;
    private static final int CONNECTIONS = 16;
    private static final String PACED = " to 200 at 1,000/s";

    private final Form form;
    private final Rounds rounds;
    private final int all;
    private final Figures figures;
    private final Path directory;

    Webhooks(Form form, Figures figures, Path directory) {
        this.form = form;
        this.rounds = new Rounds(form, figures, 2, 1_000, 10);
        this.all = rounds.all();
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Webhooks over HTTP, %d connections, %,d orders", CONNECTIONS, all));
        Directories.makeEmpty(directory);
        try (Meta meta = Meta.start(directory, CONNECTIONS)) {
            rounds.asFastAsItGoes(first -> asFastAsItGoes(meta, first));
            paced(meta);
            meta.end();
        }
        requireEachOrderOnce();
        figures.line("webhooks to 200", "/s", "3,000/s");
        figures.line("webhooks to orders", "/s", "");
        rounds.lines(PACED, "25 ms", "");
    }

    private void asFastAsItGoes(Meta meta, int first) throws Exception {
        byte[][] requests = new byte[form.chats()][];
        Arrays.setAll(requests, i -> order(first + i));
        Stopwatch watch = Stopwatch.createStarted();
        meta.post(requests, i -> {});
        figures.add("webhooks to 200", form.chats() / (watch.elapsed().toNanos() / 1e9));
        meta.awaitCommands(first + form.chats());
        figures.add("webhooks to orders", form.chats() / (watch.elapsed().toNanos() / 1e9));
    }

    /** A webhook comes when it is its time, however late the answers to others are. */
    private void paced(Meta meta) throws Exception {
        byte[][] requests = new byte[rounds.paced()][];
        Arrays.setAll(requests, i -> order(rounds.fast() + i));
        long began = System.nanoTime();
        long[] nanos = meta.post(requests, i -> Race.awaitTime(rounds.due(began, i)));
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] -= rounds.due(began, i);
        }
        rounds.add(PACED, nanos);
        meta.awaitCommands(all);
    }

    /** Nobody orders the same twice, which the bot would ask about. */
    private static byte[] order(int number) {
        String phone = "62812" + (1_000_000 + number % CUSTOMERS);
        String command = "!order gold " + (1 + number / CUSTOMERS % 12);
        return Meta.request(phone, "wamid.b" + number, command);
    }

    private void requireEachOrderOnce() {
        try (JsonOrderStorage store = Stock.open(directory.resolve("data"))) {
            long made = store.count(OrderQuery.newestFirst().build());
            if (made != all) {
                throw new IllegalStateException(made + " orders of " + all);
            }
        }
    }
}
