package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The whole bot on its durable store: ten thousand customers who look and order, an owner who confirms; from the line that
 * goes in to the line that answers it. Every message has to be answered once, and every order to be there once.
 */
final class Chats {

    private static final int CUSTOMERS = 10_000;
    private static final String PACED = " at 1,000/s";

    private static final List<String> PACKAGES = List.of("bronze", "silver", "gold");
    private static final List<String> LOOKS =
            List.of("!katalog", "!my-orders", "!harga gold", "!help", "!order-status");

    private final Form form;
    private final Rounds rounds;
    private final int all;
    private final Figures figures;
    private final Path directory;
    private final SplittableRandom random = new SplittableRandom(5);
    private int ordered;
    private int confirmed;

    Chats(Form form, Figures figures, Path directory) {
        this.form = form;
        this.rounds = new Rounds(form, figures, 3, 1_000, 20);
        this.all = rounds.all();
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("The bot behind a bridge, %,d customers, %,d messages", CUSTOMERS, all));
        Directories.makeEmpty(directory);
        try (Bridge bridge = Bridge.start(directory, all, Map.of())) {
            rounds.asFastAsItGoes(first -> asFastAsItGoes(bridge, first));
            paced(bridge);
            bridge.mostMemory().ifPresent(megabytes -> figures.add("most memory", megabytes));
            bridge.end();
            requireEachAnsweredOnce(bridge);
        }
        requireEachOrderOnce();
        figures.line("messages as fast as they go", "/s", "10,000/s");
        rounds.lines(PACED, "5 ms", "25 ms");
        figures.line("most memory", "MB", "");
    }

    private void asFastAsItGoes(Bridge bridge, int first) throws IOException {
        Stopwatch watch = Stopwatch.createStarted();
        for (int number = first; number < first + form.chats(); number++) {
            say(bridge, number);
        }
        bridge.flush();
        bridge.awaitAnswers(form.chats());
        figures.add(
                "messages as fast as they go", form.chats() / (watch.elapsed().toNanos() / 1e9));
    }

    /** A message goes in when it is its time, however late the answers to others are. */
    private void paced(Bridge bridge) throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < rounds.paced(); i++) {
            Race.awaitTime(rounds.due(began, i));
            say(bridge, rounds.fast() + i);
            bridge.flush();
        }
        bridge.awaitAnswers(rounds.paced());
        long[] nanos = new long[rounds.paced()];
        Arrays.setAll(nanos, i -> bridge.answered(rounds.fast() + i) - rounds.due(began, i));
        rounds.add(PACED, nanos);
    }

    private void say(Bridge bridge, int number) throws IOException {
        int kind = random.nextInt(10);
        Optional<String> order = kind == 0 ? bridge.anOrder() : Optional.empty();
        if (order.isPresent()) {
            String owner = Bridge.OWNERS.get(confirmed++ % Bridge.OWNERS.size());
            bridge.says(number, owner, "!order-confirm " + order.get());
        } else if (kind <= 2) {
            ordered++;
            bridge.says(number, customer(number), another(number / CUSTOMERS));
        } else {
            bridge.says(number, customer(number), LOOKS.get(random.nextInt(LOOKS.size())));
        }
    }

    private static String customer(int number) {
        return "62812" + (1_000_000 + number % CUSTOMERS);
    }

    /** Nobody orders the same twice, which the bot would ask about. */
    private static String another(int visit) {
        return "!order " + PACKAGES.get(visit % PACKAGES.size()) + " " + (1 + visit / PACKAGES.size() % 12);
    }

    private void requireEachAnsweredOnce(Bridge bridge) {
        for (int number = 0; number < all; number++) {
            if (bridge.answers(number) != 1) {
                throw new IllegalStateException("message " + number + " got " + bridge.answers(number) + " answers");
            }
        }
    }

    private void requireEachOrderOnce() {
        try (JsonOrderStorage store = Stock.open(directory.resolve("data"))) {
            long made = store.count(OrderQuery.newestFirst().build());
            long paid = store.count(
                    OrderQuery.newestFirst().status(OrderStatus.CONFIRMED).build());
            if (made != ordered || paid != confirmed) {
                throw new IllegalStateException(made + " orders of " + ordered + ", " + paid + " paid of " + confirmed);
            }
        }
    }
}
